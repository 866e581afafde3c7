"""Quarrels: disputes on one matter between the same two tellers, however often told.

Forty reports that set one side's figure against the other's are forty disputes and one
quarrel, with all that either has said in the order in which it was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from herodotus.model import CasualtyClaim, Claim, Dispute, Telling
from herodotus.reconciliation.camps import party_of
from herodotus.reconciliation.disputes.contested import told_by
from herodotus.reconciliation.disputes.pairs import in_order, what_is_counted

#: The toll of a town or a district [UCDP, where_prec 1 to 3] is one event's.
_DISTRICT = 3


class Quarrel(NamedTuple):
    """What two tellers disagree on.

    Attributes:
        kind: what it is about: figures, ground, or blame.
        about: the matter, in a sentence without a stop.
        conflict: the known conflict that it belongs to.
        one: the claims of the one who spoke first, in the order of their reports.
        other: the claims of the other; none where one claim tells both sides.
        disputes: the pairs of claims.
    """

    kind: Literal["figures", "control", "accusation"]
    about: str
    conflict: str | None
    one: tuple[Telling, ...]
    other: tuple[Telling, ...]
    disputes: tuple[Dispute, ...]

    @property
    def reports(self) -> int:
        """How many reports tell of it."""
        return len({told.card.key for told in (*self.one, *self.other)})

    @property
    def last(self) -> date | None:
        """The last day on which anything was said."""
        days = [told.card.day for told in (*self.one, *self.other) if told.card.day]
        return max(days, default=None)


def quarrels(
    disputes: Iterable[Dispute], tellings: Mapping[str, Telling]
) -> tuple[Quarrel, ...]:
    """Disputes by the matter and the tellers; what was told last comes first.

    `tellings` are the claims of the disputes by their id.
    """
    groups: dict[tuple[object, ...], list[Dispute]] = {}
    for dispute in disputes:
        one, other = tellings[dispute.one], tellings[dispute.other]
        groups.setdefault(_matter(dispute, one, other), []).append(dispute)
    found = [_quarrel(group, tellings) for group in groups.values()]
    return tuple(sorted(found, key=_newest_first))


def _matter(dispute: Dispute, one: Telling, other: Telling) -> tuple[object, ...]:
    """What the disputes of one quarrel have in common."""
    tellers = sorted(str(_teller(told)) for told in (one, other))
    about: object = dispute.about
    if dispute.kind == "figures":
        about = sorted((what_is_counted(one.claim), what_is_counted(other.claim)))
        about = (*about, _event(one, other))
    return dispute.kind, one.conflict, *tellers, about


def _quarrel(group: list[Dispute], tellings: Mapping[str, Telling]) -> Quarrel:
    first = group[0]
    opener = _teller(tellings[first.one])
    one: dict[str, Telling] = {}
    other: dict[str, Telling] = {}
    for dispute in group:
        for name in (dispute.one, dispute.other):
            told = tellings[name]
            same = _teller(tellings[dispute.one]) == _teller(tellings[dispute.other])
            is_one = name == dispute.one if same else _teller(told) == opener
            if name not in one and name not in other:
                (one if is_one else other)[name] = told
    return Quarrel(
        first.kind,
        _about(first, tellings),
        tellings[first.one].conflict,
        tuple(in_order(one.values())),
        tuple(in_order(other.values())),
        tuple(group),
    )


def _about(dispute: Dispute, tellings: Mapping[str, Telling]) -> str:
    if dispute.kind != "figures":
        return dispute.about.removesuffix(".")
    one, other = tellings[dispute.one], tellings[dispute.other]
    tellers = told_by(_teller(one), _teller(other))
    event = _event(one, other)
    where = f" in {event[0]}" if event else ""
    return f"{tellers} disagree on how many {what_is_counted(one.claim)}{where}"


def _event(one: Telling, other: Telling) -> tuple[str, date | None] | None:
    """The place and day of the one event that both claims count; else `None`."""
    here, there = one.claim, other.claim
    if here.place is None or here.place != there.place or _is_running(here, there):
        return None
    if min(here.place_precision or 7, there.place_precision or 7) > _DISTRICT:
        return None
    return here.place, here.date_end


def _is_running(*claims: Claim) -> bool:
    return any(
        isinstance(claim, CasualtyClaim) and claim.counting == "cumulative"
        for claim in claims
    )


def _teller(told: Telling) -> str | None:
    return party_of(told.claim.attributed_to)


def _newest_first(quarrel: Quarrel) -> tuple[int, str, str]:
    last = quarrel.last
    return -last.toordinal() if last else 0, quarrel.kind, quarrel.about
