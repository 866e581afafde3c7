"""Accounts: what claims come to, side by side, with the reasons.

One report is reconciled by the relations between its claims. Where several reports
speak of one war, running totals are followed through time, and attacks are put together
by place and day (`lines`).
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Sequence
from typing import NamedTuple

from herodotus.model import (
    Account,
    Balance,
    Card,
    CasualtyClaim,
    Claim,
    Face,
    Flag,
    NondisclosureClaim,
    Telling,
    Toll,
)
from herodotus.reconciliation.accounts.faces import faces_of, with_silent_faces
from herodotus.reconciliation.accounts.policies import Policy, load_policy
from herodotus.reconciliation.accounts.silences import with_silences
from herodotus.reconciliation.across.lines import tolls_of
from herodotus.reconciliation.across.survey import Survey, survey, survey_of
from herodotus.reconciliation.across.ties import ties_of, with_ties
from herodotus.reconciliation.across.words import Line, Theatre, Where, silences_of
from herodotus.reconciliation.disputes.pairs import contradictions, disputes
from herodotus.reconciliation.parties import Parties
from herodotus.reconciliation.series.flags import find_flags
from herodotus.reconciliation.within.balance import balances
from herodotus.reconciliation.within.implied import Tie
from herodotus.reconciliation.within.relations import relate
from herodotus.reconciliation.within.tolls import tolls_of_report


def account_of(
    tellings: Iterable[Telling], *, policy: str | Policy = "default"
) -> Account:
    """Bring tellings of any number of reports to one account, under a policy.

    The newest total of each voice stands; what was added since is added; attacks that
    lie in no total add up. People of different wars, and outside wars of different
    countries, are never put together. The order of the tellings makes no difference.
    """
    rules = load_policy(policy)
    given = list(tellings)
    surveys = survey(given)
    tolls = [tolls_here(one, policy=rules) for one in surveys]
    faces = [
        face
        for one, here in zip(surveys, tolls, strict=True)
        for face in with_silent_faces(_faces(one), here)
    ]
    checks = checks_of(given, ties_of(surveys))
    return Account(
        policy=rules.name,
        tolls=tuple(toll for here in tolls for toll in here),
        faces=tuple(faces),
        **checks._asdict(),
    )


class Checks(NamedTuple):
    """What is said against an account, or for it."""

    balance: tuple[Balance, ...]
    contradictions: tuple[tuple[str, str], ...]
    flags: tuple[Flag, ...]


def checks_of(
    tellings: Sequence[Telling],
    ties: Collection[Tie],
    *,
    of: Container[str] | None = None,
) -> Checks:
    """How sums, rival claims and series stand to each other, by the ties of tellings.

    Args:
        of: the ids of claims; contradictions and flags are only looked for where one
            of them is concerned.
    """
    related = with_ties(tellings, (tie for tie in ties if tie[0] in _SHOWN))
    return Checks(
        _balance([telling.claim for telling in related], ties),
        contradictions(disputes(related, of=of)),
        find_flags(tellings, of=of),
    )


def reconcile(claims: Iterable[Claim], *, policy: str | Policy = "default") -> Account:
    """Bring the claims of one report to an account, under a policy.

    Increments are never added to the running total that holds them, repeated figures
    count once, background not at all. Claims that `relate` has not seen are related
    first, from the words they quote. The order of the claims makes no difference.
    """
    rules = load_policy(policy)
    claims = tuple(claims)
    if not any(claim.relations for claim in claims):
        claims = relate(claims)
    tellings = [Telling(claim, _ONE_REPORT, voice="") for claim in claims]
    one = survey_of(_alone(tellings))
    casualties = [claim for claim in claims if isinstance(claim, CasualtyClaim)]
    tolls = tolls_of_report(casualties, policy=rules, parties=Parties(casualties))
    tolls = with_silences(tolls, _silences(one.theatre), broken=_speaks)
    tolls.sort(key=_order)
    return Account(
        policy=rules.name,
        tolls=tuple(tolls),
        balance=balances(claims),
        contradictions=contradictions(disputes(tellings)),
        faces=tuple(with_silent_faces(_faces(one), tolls)),
        flags=find_flags(tellings),
    )


#: The relations between reports that an account shows, beyond what they are good for.
_SHOWN = ("contradicts", "sums")

_ONE_REPORT = Card(key="", id="", sha256="")


def _alone(tellings: Sequence[Telling]) -> Theatre:
    """The claims of one report as one theatre, wherever they lie."""
    theatre = Theatre(Where(), None)
    for telling in tellings:
        claim = telling.claim
        if claim.background or claim.stance in ("denies", "doubts"):
            continue
        if isinstance(claim, CasualtyClaim):
            theatre.tellings.append(telling)
            theatre.claims.append(claim)
        elif isinstance(claim, NondisclosureClaim):
            theatre.silences.append(telling)
    return theatre


def _silences(theatre: Theatre) -> list[NondisclosureClaim]:
    return [claim for _, claim in silences_of(theatre)]


def _speaks(silence: NondisclosureClaim, toll: Toll) -> bool:
    """Whether the best figure of a toll is that of the side said to be silent."""
    return silence.side in toll.said_by


def tolls_here(one: Survey, *, policy: Policy) -> list[Toll]:
    """The tolls of one theatre: of one report by its relations, else line by line."""
    theatre = one.theatre
    if theatre.tellings and not theatre.is_of_several():
        tolls = tolls_of_report(theatre.claims, policy=policy, parties=one.parties)
    else:
        tolls = [
            toll
            for line, tally in one.tallies.items()
            for toll in tolls_of(line, theatre.where, tally, policy=policy)
        ]
    own = _own_days(one)
    days = {claim.id: day for day, claim in silences_of(theatre)}

    def broken(silence: NondisclosureClaim, toll: Toll) -> bool:
        line = Line(toll.side, toll.status, toll.outcome)
        return own.get(line, -1) >= days[silence.id]

    tolls = with_silences(tolls, _silences(theatre), broken=broken)
    where = theatre.where
    located = {"conflict": where.conflict, "country": where.country}
    return sorted((toll.model_copy(update=located) for toll in tolls), key=_order)


def _own_days(one: Survey) -> dict[Line, int]:
    """The last day on which a side itself has given a figure, by line."""
    found: dict[Line, int] = {}
    for line, words in one.lines.items():
        for word in words:
            if word.party is not None and word.party == line.side:
                found[line] = max(found.get(line, 0), word.day)
    return found


def _faces(one: Survey) -> list[Face]:
    return [
        face
        for line in sorted(one.tallies, key=_line_order)
        for face in faces_of(line, one.theatre.where, one.tallies[line])
    ]


def _balance(claims: Sequence[Claim], ties: Iterable[Tie]) -> tuple[Balance, ...]:
    """The balance of the totals that stand: told first, and not replaced since."""
    wholes = {
        claim.id: claim
        for claim in claims
        if claim.relations
        and isinstance(claim, CasualtyClaim)
        and any(tie.type == "sums" for tie in claim.relations)
    }
    if not wholes:
        return ()
    aside = {
        target if kind == "supersedes" else source
        for kind, source, target in ties
        if target in wholes and kind in ("supersedes", "repeats")
    }
    parts = {
        tie.claim
        for whole in wholes.values()
        for tie in whole.relations
        if tie.type == "sums"
    }
    concerned = {claim.id: claim for claim in claims if claim.id in parts}
    found = balances([*{**concerned, **wholes}.values()])
    return tuple(balance for balance in found if balance.whole not in aside)


def _order(toll: Toll) -> tuple[str, ...]:
    return (
        *_line_order(Line(toll.side, toll.status, toll.outcome)),
        str(toll.period.start or ""),
        *toll.reasons,
    )


def _line_order(line: Line) -> tuple[str, str, str]:
    return line.side or "\U0010ffff", line.status, line.outcome
