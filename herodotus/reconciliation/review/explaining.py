"""Figures and claims of tellings, explained down to the words, in one go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from herodotus.model import Account, Telling
from herodotus.model.reason import Reason
from herodotus.reconciliation.accounts.account import checks_of, tolls_here
from herodotus.reconciliation.accounts.policies import Policy, load_policy
from herodotus.reconciliation.across.survey import survey
from herodotus.reconciliation.across.ties import ties_of
from herodotus.reconciliation.review.addresses import Figure, figures_at
from herodotus.reconciliation.review.reasons import behind, reasons
from herodotus.reconciliation.within.implied import Tie


class Explained(NamedTuple):
    """The trees of what was asked about.

    Attributes:
        about: for each tree the figure, or the claim, that it explains.
        trees: the reasons.
        tellings: the claims that the trees name, by id.
        account: the account that the figures are of, its tolls alone.
    """

    about: tuple[Figure | Telling, ...]
    trees: tuple[Reason, ...]
    tellings: Mapping[str, Telling]
    account: Account


def explain_figures(
    address: str, tellings: Iterable[Telling], *, policy: str | Policy = "default"
) -> Explained:
    """Why the figures at an address are what they are; no tree where there is none.

    The figures are those of `account_of` for the same tellings; of what speaks for or
    against an account, only what concerns them is looked at.
    """
    given = tuple(tellings)
    rules = load_policy(policy)
    surveys = survey(given)
    tolls = [toll for one in surveys for toll in tolls_here(one, policy=rules)]
    account = Account(policy=rules.name, tolls=tuple(tolls))
    figures = figures_at(address, account)
    if not figures:
        return Explained((), (), {}, account)
    ties = ties_of(surveys)
    used = {name for figure in figures for name in figure.toll.reasons}
    whole = _checked(account, given, ties, used)
    trees = [
        reasons(
            figure.toll, bound=figure.bound, account=whole, tellings=given, ties=ties
        )
        for figure in figures
    ]
    return Explained(figures, tuple(trees), _named_in(trees, given), account)


def explain_claim(
    claim: Telling, tellings: Iterable[Telling], *, policy: str | Policy = "default"
) -> Explained:
    """What hangs on a claim, and what it is compared with, among other tellings.

    It need not be one of them: a reviewer may have rejected it, or a copy stand for it.
    """
    name = claim.claim.id
    given = tuple(tellings)
    ties = ties_of(survey(given))
    account = Account(policy=load_policy(policy).name)
    whole = _checked(account, given, ties, {name})
    told = {name: claim, **{telling.claim.id: telling for telling in given}}
    tree = behind(name, account=whole, tellings=told.values(), ties=ties)
    return Explained((told[name],), (tree,), _named_in([tree], told.values()), account)


def _named_in(
    trees: Iterable[Reason], tellings: Iterable[Telling]
) -> dict[str, Telling]:
    """The tellings whose claims stand in trees, by id."""
    names: set[str | None] = set()
    below = list(trees)
    while below:
        reason = below.pop()
        names.add(reason.claim)
        below += reason.children
    told = {telling.claim.id: telling for telling in tellings}
    return {name: telling for name, telling in told.items() if name in names}


def _checked(
    account: Account, tellings: Sequence[Telling], ties: set[Tie], used: set[str]
) -> Account:
    """An account with what speaks for or against the claims that are used."""
    return account.model_copy(update=checks_of(tellings, ties, of=used)._asdict())
