"""Why a figure is what it is: from a toll down to the words of its claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Literal

from herodotus.model import (
    Account,
    Balance,
    CasualtyClaim,
    NondisclosureClaim,
    Outcome,
    RelationType,
    Telling,
    Toll,
)
from herodotus.model.reason import Reason, Role
from herodotus.reconciliation.figures import named
from herodotus.reconciliation.parties import Parties
from herodotus.reconciliation.within.implied import Tie

Bound = Literal["low", "best", "high"]

#: The relations by which a claim hangs below another, and its role there.
_BELOW: dict[RelationType, Role] = {
    "part_of": "within",
    "repeats": "agrees",
    "consistent_with": "agrees",
}

_UNSAID = ("denies", "doubts")

#: The role of what hangs below a claim, its id, and the id of the claim that says so.
_Hanging = tuple[Role, str, str]

#: How many claims that are not counted are named.
_MOST_ASIDE = 8


def reasons(
    toll: Toll,
    *,
    bound: Bound,
    account: Account,
    tellings: Iterable[Telling],
    ties: Iterable[Tie] = (),
) -> Reason:
    """The tree behind one figure of an account.

    `tellings` are those that the account was made from, with their relations, which
    `ties` may add to. A figure
    that a stated total gives is shown with the parts that make it up; enemies' figures,
    older ones and background are named as what they are.
    """
    tree = _Tree(toll.reasons, account, tellings, ties)
    value: int | None = getattr(toll, bound)
    children = [
        *tree.heads(value),
        *tree.silences(),
        *tree.checks(),
        *tree.disputes(),
        *tree.flags(),
        *tree.asides(toll.outcome),
    ]
    return Reason(role="figure", value=value, note=bound, children=tuple(children))


def behind(
    name: str,
    *,
    account: Account,
    tellings: Iterable[Telling],
    ties: Iterable[Tie] = (),
) -> Reason:
    """The tree of one claim: what hangs on it, and what it is compared with.

    Raises:
        KeyError: no telling has a claim of this id.
    """
    tree = _Tree((name,), account, tellings, ties)
    claim = tree.tellings[name].claim
    value = named(claim) if isinstance(claim, CasualtyClaim) else None
    (head,) = tree.heads(value) or [_told(tree.tellings[name], "counted", None)]
    more = [*tree.above(name), *tree.checks(), *tree.disputes(), *tree.flags()]
    return head.model_copy(update={"children": (*head.children, *more)})


class _Tree:
    """The claims behind one figure by how they hang together."""

    def __init__(
        self,
        used: Iterable[str],
        account: Account,
        tellings: Iterable[Telling],
        ties: Iterable[Tie],
    ) -> None:
        self.account = account
        self.tellings = {telling.claim.id: telling for telling in tellings}
        self.used = [name for name in used if name in self.tellings]
        self._hanging = self._hung(ties)
        self.balances = {
            balance.whole: balance
            for balance in account.balance
            if balance.whole in self.tellings
        }
        self.shown: set[str] = set()

    @cached_property
    def parties(self) -> Parties:
        """Who speaks for whom."""
        told = (telling.claim for telling in self.tellings.values())
        return Parties(c for c in told if isinstance(c, CasualtyClaim))

    def _hung(self, ties: Iterable[Tie]) -> dict[str, list[_Hanging]]:
        """For each claim what hangs below it, not yet by day."""
        found: dict[str, list[_Hanging]] = {}
        own = (
            (tie.type, name, tie.claim)
            for name, telling in self.tellings.items()
            if telling.claim.relations
            for tie in telling.claim.relations
        )
        for kind, source, target in chain(own, sorted(ties)):
            if target not in self.tellings or source not in self.tellings:
                continue
            if kind == "supersedes":
                found.setdefault(source, []).append(("replaced", target, source))
            elif kind in _BELOW:
                found.setdefault(target, []).append((_BELOW[kind], source, source))
        return found

    def below(self, name: str) -> list[tuple[Role, str]]:
        """What hangs below a claim, by the day of what says so, and its role there."""
        hanging = sorted(
            self._hanging.get(name, ()),
            key=lambda one: _by_day((one[2], self.tellings[one[2]])),
        )
        return list(dict.fromkeys((role, lower) for role, lower, _ in hanging))

    def heads(self, value: int | None) -> list[Reason]:
        """The claims that hang below no other one of the toll."""
        counts = [name for name in self.used if _is_count(self.tellings[name])]
        inside = set(counts)
        hanging = {
            name
            for upper in counts
            for _, name, _ in self._hanging.get(upper, ())
            if name in inside and name != upper
        }
        heads = [name for name in counts if name not in hanging] or counts[-1:]
        givers = [name for name in heads if self._value(name) == value]
        found = [self._node(name, self._role(name, givers)) for name in heads]
        return sorted(found, key=lambda node: _ROLE_ORDER[node.role])

    def _role(self, name: str, givers: Sequence[str]) -> Role:
        claim = self.tellings[name].claim
        assert isinstance(claim, CasualtyClaim)
        if name in givers:
            return "counted"
        if self.parties.voice(claim) == "enemy":
            return "raises"
        return "differs" if givers else "counted"

    def _node(self, name: str, role: Role) -> Reason:
        """A claim with what hangs below it; a total with the parts that make it up."""
        self.shown.add(name)
        children: list[Reason] = []
        balance = self.balances.get(name)
        parts = balance.parts if balance is not None and balance.holds else ()
        for part in parts:
            if part in self.tellings and part not in self.shown:
                children.append(self._node(part, "part"))
        for lower_role, lower in self.below(name):
            if lower not in self.shown:
                children.append(self._node(lower, lower_role))
        return _told(self.tellings[name], role, self._value(name), children)

    def above(self, name: str) -> list[Reason]:
        """The claims that this one is part of, agrees with or is replaced by."""
        found = []
        uppers = {
            upper
            for upper, hanging in self._hanging.items()
            if any(lower == name for _, lower, _ in hanging)
        }
        for upper in sorted(uppers - self.shown):
            for role, below in self.below(upper):
                if below == name:
                    found.append(
                        _told(
                            self.tellings[upper],
                            role,
                            self._value(upper),
                            note=_UPWARDS[role],
                        )
                    )
        return found

    def silences(self) -> list[Reason]:
        """What the side says that it does not say."""
        return [
            _told(self.tellings[name], "silent", None)
            for name in self.used
            if isinstance(self.tellings[name].claim, NondisclosureClaim)
        ]

    def checks(self) -> list[Reason]:
        """The stated totals that this figure, or a part of it, is compared with."""
        mine = set(self.used)
        found = []
        for whole, balance in sorted(self.balances.items()):
            if whole in mine or mine.intersection(balance.parts):
                found.append(
                    _told(
                        self.tellings[whole],
                        "check",
                        balance.stated,
                        note=_sum_note(balance, self._value),
                    )
                )
        return found

    def disputes(self) -> list[Reason]:
        """Claims that contradict one of those behind the figure."""
        mine = set(self.used)
        found = []
        for one, other in self.account.contradictions:
            for rival, ours in ((one, other), (other, one)):
                if ours in mine and rival in self.tellings and rival not in mine:
                    found.append(
                        _told(self.tellings[rival], "dispute", self._value(rival))
                    )
        return found

    def flags(self) -> list[Reason]:
        """What does not add up between the claims behind the figure."""
        mine = set(self.used)
        return [
            Reason(role="flag", note=flag.note)
            for flag in self.account.flags
            if mine.intersection(flag.claims)
        ]

    def asides(self, outcome: Outcome) -> list[Reason]:
        """What the same reports count besides, and the figure does not."""
        reports = {self.tellings[name].card.key for name in self.used}
        found = []
        beside = {
            name: telling
            for name, telling in self.tellings.items()
            if telling.card.key in reports
            and (telling.claim.background or telling.claim.stance in _UNSAID)
        }
        for _, telling in sorted(beside.items(), key=_by_day):
            claim = telling.claim
            if not isinstance(claim, CasualtyClaim) or claim.outcome != outcome:
                continue
            if claim.background:
                found.append(_told(telling, "aside", named(claim), note="background"))
            else:
                found.append(_told(telling, "aside", named(claim), note=claim.stance))
        return found[:_MOST_ASIDE]

    def _value(self, name: str) -> int | None:
        telling = self.tellings.get(name)
        if telling is None or not isinstance(telling.claim, CasualtyClaim):
            return None
        return named(telling.claim)


#: How a claim stands to one above it, where the lower one is what is asked about.
_UPWARDS: Mapping[Role, str] = {
    "within": "part of",
    "agrees": "agrees with",
    "replaced": "replaced by",
}

_ROLE_ORDER: Mapping[Role, int] = {"counted": 0, "differs": 1, "raises": 2}


def _told(
    telling: Telling,
    role: Role,
    value: int | None,
    children: Sequence[Reason] = (),
    *,
    note: str = "",
) -> Reason:
    claim = telling.claim
    return Reason(
        role=role,
        value=value,
        note=note,
        claim=claim.id,
        report=telling.card.key,
        start=claim.start,
        end=claim.end,
        quote=claim.evidence,
        children=tuple(children),
    )


def _sum_note(balance: Balance, value: Callable[[str], int | None]) -> str:
    parts = " + ".join(f"{value(part) or 0:,}" for part in balance.parts)
    sign = "=" if balance.holds else "≠"
    return f"{parts} {sign} {balance.stated:,}"


def _is_count(telling: Telling) -> bool:
    return isinstance(telling.claim, CasualtyClaim)


def _by_day(item: tuple[str, Telling]) -> tuple[str, str, int, str]:
    name, telling = item
    return str(telling.card.day or ""), telling.card.key, telling.claim.start, name
