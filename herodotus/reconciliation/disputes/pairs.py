"""Disputes: pairs of claims that cannot both be right, and blame that is denied."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from herodotus.model import (
    CasualtyClaim,
    Claim,
    Dispute,
    MaterielClaim,
    Telling,
)
from herodotus.reconciliation.camps import Camps, party_of
from herodotus.reconciliation.disputes.accusations import accusations
from herodotus.reconciliation.disputes.blame import may_open
from herodotus.reconciliation.disputes.contested import contested, is_of_ground, told_by


def disputes(
    tellings: Iterable[Telling], *, of: Container[str] | None = None
) -> tuple[Dispute, ...]:
    """What the tellers of these claims disagree on, in the order of the reports.

    Figures that contradict each other, ground that two sides claim, blame and its
    denial. One telling may hold both sides ("each side blames the other"): then `one`
    and `other` are the same claim. The order of the tellings makes no difference.

    Args:
        of: the ids of claims; only the disputes that one of them is in are given.
    """
    given = tuple(tellings)
    grounds = [
        one
        for one in given
        if one.claim.kind in ("control", "event") and is_of_ground(one.claim)
    ]
    if of is not None and not any(one.claim.id in of for one in grounds):
        grounds = []
    ordered = in_order(_concerned(given, grounds))
    camps = Camps(given)
    rank = {telling.claim.id: place for place, telling in enumerate(ordered)}
    found: dict[tuple[int, int], Dispute] = {}
    for dispute in (
        *_figures(ordered),
        *(contested(ordered, camps) if grounds else ()),
        *accusations(ordered, camps),
    ):
        dispute = _in_turn(dispute, rank)
        found.setdefault((rank[dispute.one], rank[dispute.other]), dispute)
    ordered_found = (found[pair] for pair in sorted(found))
    return tuple(
        dispute
        for dispute in ordered_found
        if of is None or dispute.one in of or dispute.other in of
    )


def contradictions(found: Iterable[Dispute]) -> tuple[tuple[str, str], ...]:
    """The pairs of ids of an account: disputes between two claims.

    Blame that one claim tells of both sides is no pair.
    """
    pairs = ((dispute.one, dispute.other) for dispute in found)
    return tuple(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1]))


def _concerned(
    tellings: Sequence[Telling], grounds: Iterable[Telling]
) -> Sequence[Telling]:
    """Without the tellings that can be part of no dispute, which are most.

    Those about ground may be, and, of a report in which somebody is blamed in so many
    words or denies it, all.
    """
    if len({telling.claim.id for telling in tellings}) < len(tellings):
        return tellings  # which telling of a claim is the first is to be seen yet
    pairs: set[str] = set()
    quarrels: set[str] = set()
    for telling in tellings:
        claim = telling.claim
        if claim.relations:
            rivals = [tie.claim for tie in claim.relations if tie.type == "contradicts"]
            if rivals:
                pairs.update((claim.id, *rivals))
        if may_open(claim) and not claim.background:
            quarrels.add(telling.card.key)
    found = {one.claim.id: one for one in grounds}
    if pairs or quarrels:
        for one in tellings:
            if one.claim.id in pairs or one.card.key in quarrels:
                found[one.claim.id] = one
    return list(found.values())


def in_order(tellings: Iterable[Telling]) -> list[Telling]:
    """Tellings by report, the earliest first, and in the order of its text.

    A claim that several tellings hold is kept once.
    """
    ordered = sorted(tellings, key=_order)
    return list({telling.claim.id: telling for telling in reversed(ordered)}.values())[
        ::-1
    ]


def _order(telling: Telling) -> tuple[bool, str, str, int, int, str]:
    claim, card = telling.claim, telling.card
    day = str(card.day or "")
    return card.day is None, day, card.key, claim.start, claim.end, claim.id


def _figures(tellings: Sequence[Telling]) -> Iterator[Dispute]:
    """Figures that a `contradicts` relation ties."""
    counted = {
        telling.claim.id: telling.claim
        for telling in tellings
        if isinstance(telling.claim, CasualtyClaim | MaterielClaim)
        and not telling.claim.background
    }
    for claim in counted.values():
        for tie in claim.relations:
            other = counted.get(tie.claim)
            if tie.type == "contradicts" and other is not None:
                yield Dispute(
                    kind="figures",
                    one=claim.id,
                    other=other.id,
                    about=_about_figures(other, claim),
                )


def _about_figures(
    one: CasualtyClaim | MaterielClaim, other: CasualtyClaim | MaterielClaim
) -> str:
    tellers = told_by(party_of(one.attributed_to), party_of(other.attributed_to))
    numbers = f"“{one.text}” against “{other.text}”"
    return f"{tellers} disagree on how many {what_is_counted(one)}: {numbers}."


def what_is_counted(claim: Claim) -> str:
    """What a claim counts: "combatants of Azerbaijan were killed"."""
    if not isinstance(claim, CasualtyClaim | MaterielClaim):
        return ""
    if isinstance(claim, MaterielClaim):
        owner = f" of {claim.owner_side}" if claim.owner_side else ""
        return f"{claim.item}s{owner} were {claim.fate}"
    whose = {None: "", "both": " on both sides"}.get(
        claim.victim_side, f" of {claim.victim_side}"
    )
    who = {"combatant": "combatants", "civilian": "civilians"}.get(
        claim.victim_status, "people"
    )
    return f"{who}{whose} were {claim.outcome.replace('_', ' ')}"


def _in_turn(dispute: Dispute, rank: dict[str, int]) -> Dispute:
    """A dispute whose earlier claim stands first."""
    if rank[dispute.one] <= rank[dispute.other]:
        return dispute
    return dispute.model_copy(update={"one": dispute.other, "other": dispute.one})
