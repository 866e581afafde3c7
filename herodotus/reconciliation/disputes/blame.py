"""Who blames whom, and who denies it, claim by claim.

Blame is an accusation in so many words, or a deed of an enemy that a party tells of; a
denial is of a deed, or of what another said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from herodotus.model import (
    CasualtyClaim,
    Claim,
    ControlClaim,
    EventClaim,
    MaterielClaim,
    Telling,
)
from herodotus.reconciliation.camps import Camps, party_of
from herodotus.reconciliation.cues import has_cue
from herodotus.reconciliation.disputes.contested import town_of

#: So many characters apart, two counts of one accusation still follow each other.
_LISTED = 40


class Blame(NamedTuple):
    """One party says that others did it.

    `strong` is an accusation in so many words; else a party merely tells what its
    enemy did, which is blame once that is denied. `denied`: the report says that it is
    disputed. `end` is where the accusation ends in the report.
    """

    telling: Telling
    accuser: str | None
    accused: frozenset[str]
    strong: bool
    mutual: bool
    denied: bool
    town: str | None
    end: int


class Denial(NamedTuple):
    """One party says that it was not so."""

    telling: Telling
    denier: str
    town: str | None


def may_open(claim: Claim) -> bool:
    """Whether a claim is blame or a denial in so many words.

    Without one, a report has no dispute about blame: that a party tells what its enemy
    did is none by itself.
    """
    if claim.stance in ("accuses", "denies") or claim.denied:
        return True
    return isinstance(claim, EventClaim) and (
        claim.plover in ("ACCUSE", "REJECT") or claim.modality == "negated"
    )


def blames_in(tellings: Sequence[Telling], camps: Camps) -> Iterator[Blame]:
    """The blame that the claims of one report tell of."""
    for telling in tellings:
        claim = telling.claim
        teller = party_of(claim.attributed_to)
        town, end = town_of(telling), claim.end
        if isinstance(claim, EventClaim) and claim.modality != "actual":
            continue
        if isinstance(claim, EventClaim) and claim.plover == "ACCUSE":
            if claim.plover_mode not in (None, "allege"):
                continue
            accusers = _names(claim.initiators)
            accused = _names(claim.targets)
            mutual = _is_mutual(claim, accusers, accused, telling, camps)
            accuser = min(accusers, default=teller)
            yield Blame(
                telling, accuser, accused, True, mutual, claim.denied, town, end
            )
        elif claim.stance not in ("denies", "doubts"):
            accused = _doers(telling)
            if teller is not None:
                accused -= {teller}
            strong = claim.stance == "accuses"
            if not accused and not claim.denied:
                continue
            if not _is_deed(telling):
                continue
            if strong or claim.denied or _by_enemy(teller, accused, telling, camps):
                yield Blame(
                    telling, teller, accused, strong, False, claim.denied, town, end
                )


def _is_deed(telling: Telling) -> bool:
    """Whether a claim tells of something that is held against its doer."""
    claim = telling.claim
    if isinstance(claim, EventClaim):
        return claim.plover in ("ASSAULT", "COERCE")
    return isinstance(claim, CasualtyClaim | MaterielClaim | ControlClaim)


def _doers(telling: Telling) -> frozenset[str]:
    claim = telling.claim
    if isinstance(claim, EventClaim):
        return _names(claim.initiators)
    if isinstance(claim, CasualtyClaim | MaterielClaim):
        doer = party_of(claim.perpetrator)
    elif isinstance(claim, ControlClaim):
        doer = party_of(claim.by)
    else:
        doer = None
    return frozenset() if doer is None else frozenset({doer})


def _names(parties: Iterable[object]) -> frozenset[str]:
    names = (party_of(getattr(party, "name", None)) for party in parties)
    return frozenset(name for name in names if name is not None)


def _by_enemy(
    teller: str | None, doers: frozenset[str], telling: Telling, camps: Camps
) -> bool:
    """Whether a party tells what its enemy did."""
    if teller is None:
        return False
    day, conflict = telling.claim.date_end, telling.conflict
    return any(camps.opposed(teller, doer, day, conflict) for doer in doers)


def _is_mutual(
    claim: EventClaim,
    accusers: frozenset[str],
    accused: frozenset[str],
    telling: Telling,
    camps: Camps,
) -> bool:
    """Whether one clause tells that each side blames the other."""
    if claim.reciprocal:
        return True
    sides = sorted(accused)
    return (
        not accusers - accused
        and len(sides) > 1
        and has_cue("mutual", claim.evidence)
        and any(
            camps.opposed(sides[0], other, claim.date_end, telling.conflict)
            for other in sides[1:]
        )
    )


def each_told_once(blames: Iterable[Blame]) -> list[Blame]:
    """Accusations, each with what stands within its words: "accused A of shelling B".

    What the accusation itself says comes first; it is denied where its content is.
    """
    found: list[Blame] = []
    ordered = sorted(
        blames, key=lambda b: (b.telling.claim.start, -b.end, b.telling.claim.id)
    )
    for blame in ordered:
        last = found[-1] if found else None
        if (
            last is not None
            and last.accuser == blame.accuser
            and (blame.telling.claim.start < last.end or _goes_on(last, blame))
        ):
            better = _weight(blame) > _weight(last)
            kept, other = (blame, last) if better else (last, blame)
            found[-1] = kept._replace(
                accused=kept.accused or other.accused,
                strong=kept.strong or other.strong,
                denied=kept.denied or other.denied,
                town=other.town if is_accusation(kept) and other.town else kept.town,
                end=max(kept.end, other.end),
            )
        else:
            found.append(blame)
    return found


def _goes_on(last: Blame, blame: Blame) -> bool:
    """Whether an accusation goes on: "accused A of shelling B and killing C".

    Whoever denies it denies both.
    """
    claim = blame.telling.claim
    return (
        is_accusation(last)
        and claim.stance == "accuses"
        and claim.attribution_cue == last.telling.claim.attribution_cue
        and claim.start - last.end <= _LISTED
    )


def _weight(blame: Blame) -> int:
    """Which of two claims that tell one thing stands for it."""
    if is_accusation(blame):
        return 2
    claim = blame.telling.claim
    return 1 if isinstance(claim, ControlClaim) or is_feat(claim) else 0


def is_feat(claim: Claim) -> bool:
    """Whether a party tells how many fighters of the enemy it killed or took."""
    if not isinstance(claim, CasualtyClaim) or claim.victim_status != "combatant":
        return False
    doer, teller = party_of(claim.perpetrator), party_of(claim.attributed_to)
    return doer is not None and doer == teller


def is_accusation(blame: Blame) -> bool:
    """Whether the claim is the accusing itself, and not the deed that it is about."""
    claim = blame.telling.claim
    return isinstance(claim, EventClaim) and claim.plover == "ACCUSE"


def denial_in(telling: Telling) -> Denial | None:
    """The denial that a claim is: "X denies it", "X dismissed the reports"."""
    claim = telling.claim
    town = town_of(telling)
    teller = party_of(claim.attributed_to)
    if claim.stance == "denies":
        of_itself = teller is not None and teller in _doers(telling)
        return Denial(telling, teller, town) if of_itself and teller else None
    if not isinstance(claim, EventClaim) or not has_cue("denial", claim.evidence):
        return None
    if claim.plover == "REJECT" and claim.modality == "actual":
        if has_cue("refusal", claim.evidence):
            return None
        denier = min(_names(claim.initiators), default=teller)
    elif claim.modality == "negated":
        denier = min(_names(claim.initiators), default=teller)
    else:
        return None
    return None if denier is None else Denial(telling, denier, town)
