"""Contested ground: what two sides say of it that cannot both be right.

That A took a village and B beat the attack off, that A won ground back and B advanced,
that A took a town and A is retreating: each is a dispute where two sides tell it of the
same days and the same ground. What one party says never disputes itself, and a change
that is taken for granted ("positions lost on Sunday") is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from herodotus.gazetteer import canonical_place, find_place, is_country
from herodotus.model import Claim, ControlClaim, Dispute, EventClaim, Telling
from herodotus.reconciliation.camps import Camps, conflict_named, party_of

#: `takes`: ground changes hands to a side; `advances`: it goes forward; `holds`: it
#: beats an attack off; `falls back`: it loses or leaves ground.
Deed = Literal["takes", "advances", "holds", "falls back"]

_DEEDS: dict[str, Deed] = {
    "captured": "takes",
    "recaptured": "takes",
    "advance": "advances",
    "repelled": "holds",
    "lost": "falls back",
    "withdrawal": "falls back",
}

#: How many claims on are compared, in one report and in the order of days.
_REACH = 40
#: So near in the text, "the positions" won back are those just told of.
_NEXT = 300
#: Told of a town a day or two apart, it is still the same fight for it.
_SLACK = 2
#: Of a front, only what is told of a few days.
_SHORT = timedelta(days=3)


class Ground(NamedTuple):
    """What one claim says of ground: who does what there, by whose word.

    `town` is the place, by its canonical name, where it is one spot; `region` the wider
    ground, where that is all that is told.
    """

    telling: Telling
    teller: str | None
    side: str
    deed: Deed
    town: str | None
    region: str | None
    start: date | None
    end: date | None


def contested(tellings: Sequence[Telling], camps: Camps) -> Iterator[Dispute]:
    """The disputes about ground, in tellings that stand in their order."""
    grounds = [ground for one in tellings if (ground := _ground(one)) is not None]
    settled: set[tuple[str | None, ...]] = set()
    reports: dict[str, list[Ground]] = defaultdict(list)
    for ground in grounds:
        reports[ground.telling.card.key].append(ground)
    for mine in reports.values():
        for one, other in _paired(_within(mine, camps)):
            settled |= {_saying(one), _saying(other)}
            yield _dispute(one, other)
    left = [ground for ground in grounds if _saying(ground) not in settled]
    for one, other in _paired(_across(left, camps)):
        yield _dispute(one, other)


def is_of_ground(claim: Claim) -> bool:
    """Whether a claim may be one about ground: who holds it, or leaves it."""
    if isinstance(claim, EventClaim):
        return claim.plover == "RETREAT"
    return isinstance(claim, ControlClaim)


def days_apart(
    one: tuple[date | None, date | None], other: tuple[date | None, date | None]
) -> int:
    """How many days lie between two spans of days; 0 where they meet or may meet.

    >>> monday, friday = date(2020, 9, 28), date(2020, 10, 2)
    >>> days_apart((monday, monday), (friday, friday))
    4
    >>> days_apart((None, monday), (monday, None))
    0
    """
    gaps = [
        (later[0] - earlier[1]).days
        for earlier, later in ((one, other), (other, one))
        if earlier[1] is not None and later[0] is not None
    ]
    return max(0, *gaps, 0)


def town_of(telling: Telling) -> str | None:
    """The one spot that a claim names, by its canonical name; `None` for a region.

    Ground that is only described ("six villages") is a spot of its own.
    """
    claim = telling.claim
    if claim.place is None or is_country(claim.place):
        return None
    if claim.place_precision is not None and claim.place_precision <= 3:
        return canonical_place(claim.place)
    known = find_place(claim.place)
    if known is not None and (claim.place_precision or 0) >= 4:
        return canonical_place(claim.place) if known.precision <= 2 else None
    return canonical_place(claim.place)


def _ground(telling: Telling) -> Ground | None:
    claim = telling.claim
    if claim.background or claim.stance in ("denies", "doubts"):
        return None
    if isinstance(claim, ControlClaim):
        if claim.presupposed:
            return None
        side, deed = party_of(claim.by), _DEEDS[claim.action]
    elif isinstance(claim, EventClaim):
        withdraws = claim.plover == "RETREAT" and claim.plover_mode == "withdraw"
        if not withdraws or claim.modality != "actual" or not claim.initiators:
            return None
        side, deed = party_of(claim.initiators[0].name), "falls back"
    else:
        return None
    if side is None:
        return None
    town = town_of(telling)
    end = claim.date_end or telling.card.day
    return Ground(
        telling,
        party_of(claim.attributed_to),
        side,
        deed,
        town,
        None if town or claim.place is None else canonical_place(claim.place),
        claim.date_start or end,
        end,
    )


class _Rivals(NamedTuple):
    """Two claims that may make a dispute, and how well they fit each other."""

    rank: tuple[int, int, int, str, str]
    one: Ground
    other: Ground


def _within(grounds: Sequence[Ground], camps: Camps) -> Iterator[_Rivals]:
    """Pairs of one report; those that stand next to each other fit best."""
    for place, one in enumerate(grounds):
        for other in grounds[place + 1 : place + 1 + _REACH]:
            if not _clash(one, other, camps):
                continue
            first, second = one.telling.claim, other.telling.claim
            gap = max(second.start - first.end, 0)
            if _same_ground(one, other):
                apart = 0 if one.town is not None and one.town == other.town else 1
            elif gap <= _NEXT and _taken_back(one, other):
                apart = 2
            else:
                continue
            yield _Rivals((apart, gap, 0, first.id, second.id), one, other)


def _across(grounds: Sequence[Ground], camps: Camps) -> Iterator[_Rivals]:
    """Pairs of two reports: what two sides say of one spot, or of one front."""
    spots: dict[tuple[str | None, ...], dict[tuple[str | None, ...], Ground]]
    spots = defaultdict(dict)
    for ground in grounds:
        if ground.town is not None:
            spots["town", ground.town].setdefault(_saying(ground), ground)
        elif ground.telling.conflict is not None and _is_short(ground):
            front = ("front", ground.telling.conflict, ground.region)
            spots[front].setdefault(_saying(ground), ground)
    for sayings in spots.values():
        ordered = sorted(sayings.values(), key=_by_day)
        for place, one in enumerate(ordered):
            for other in ordered[place + 1 : place + 1 + _REACH]:
                if not _near(one, other):
                    break
                if one.telling.card.key == other.telling.card.key:
                    continue
                if not _clash(one, other, camps):
                    continue
                days = _days_between(one, other)
                ids = one.telling.claim.id, other.telling.claim.id
                yield _Rivals((days, 0, 0, *ids), one, other)


def _paired(rivals: Iterable[_Rivals]) -> Iterator[tuple[Ground, Ground]]:
    """Each claim against one other, the best fit first."""
    taken: set[str] = set()
    for _, one, other in sorted(rivals, key=lambda pair: pair.rank):
        ids = {one.telling.claim.id, other.telling.claim.id}
        if not ids & taken:
            taken |= ids
            yield one, other


def _clash(one: Ground, other: Ground, camps: Camps) -> bool:
    """Whether two sides tell what cannot both be right."""
    day = one.end or other.end
    conflict = one.telling.conflict or other.telling.conflict
    if one.telling.claim.attributed_to == other.telling.claim.attributed_to:
        return False
    if one.teller and other.teller:
        if camps.together(one.teller, other.teller, day, conflict):
            return False
    spot = one.town is not None and one.town == other.town
    if not spot and not (_own_word(one, camps) and _own_word(other, camps)):
        return False
    if not _near(one, other) if spot else not _meet(one, other):
        return False
    same = camps.together(one.side, other.side, day, conflict)
    if "falls back" in (one.deed, other.deed):
        if one.deed == other.deed:
            return not same and camps.opposed(one.side, other.side, day, conflict)
        return same
    if same or not camps.opposed(one.side, other.side, day, conflict):
        return False
    if one.deed == other.deed == "holds":
        return False
    if "takes" in (one.deed, other.deed) and "holds" not in (one.deed, other.deed):
        return _meet(one, other)  # taken on Monday, taken back on Tuesday: no dispute
    return True


def _own_word(ground: Ground, camps: Camps) -> bool:
    """Whether a party tells what is good for it: it gains, or its enemy falls back."""
    if ground.teller is None:
        return False
    day, conflict = ground.end, ground.telling.conflict
    if ground.deed == "falls back":
        return camps.opposed(ground.teller, ground.side, day, conflict)
    return camps.together(ground.teller, ground.side, day, conflict)


def _same_ground(one: Ground, other: Ground) -> bool:
    """One spot, one region, or, of a beaten attack, a spot in the region."""
    if one.town is not None and other.town is not None:
        return one.town == other.town
    if one.town is None and other.town is None:
        return one.region is None or other.region is None or one.region == other.region
    wide, spot = (other, one) if other.town is None else (one, other)
    if wide.deed != "holds" or spot.deed != "takes":
        return False
    return wide.region is None or _lies_in(spot, wide.region)


def _taken_back(one: Ground, other: Ground) -> bool:
    """Whether one took a spot and the other says that ground was won back."""
    wide, spot = (other, one) if other.town is None else (one, other)
    if wide.town is not None or spot.town is None or spot.deed != "takes":
        return False
    claim = wide.telling.claim
    return isinstance(claim, ControlClaim) and claim.action == "recaptured"


def _lies_in(spot: Ground, region: str) -> bool:
    """Whether a spot lies in a region, as far as countries and conflicts tell."""
    known = conflict_named(spot.telling.conflict) if spot.telling.conflict else None
    if known is not None and region in (known.place, *known.places):
        return True
    place, around = find_place(spot.town or ""), find_place(region)
    return (
        place is not None
        and around is not None
        and place.country == around.country
        and around.precision >= 4
    )


def _saying(ground: Ground) -> tuple[str | None, ...]:
    """What is said, by whom, of when and where: told in ten reports it is one."""
    return (
        ground.teller,
        ground.side,
        ground.deed,
        ground.town,
        ground.region,
        ground.telling.conflict if ground.town is None else None,
        str(ground.start),
        str(ground.end),
        ground.telling.card.key if ground.town is None and not ground.region else None,
    )


def _by_day(ground: Ground) -> tuple[date, date, str]:
    start, end = ground.start or date.min, ground.end or date.min
    return start, end, ground.telling.claim.id


def _meet(one: Ground, other: Ground) -> bool:
    return _days_between(one, other) == 0


def _near(one: Ground, other: Ground) -> bool:
    return _days_between(one, other) <= _SLACK


def _days_between(one: Ground, other: Ground) -> int:
    return days_apart((one.start, one.end), (other.start, other.end))


def _is_short(ground: Ground) -> bool:
    if ground.start is None or ground.end is None:
        return False
    return ground.end - ground.start <= _SHORT


def _dispute(one: Ground, other: Ground) -> Dispute:
    return Dispute(
        kind="control",
        one=one.telling.claim.id,
        other=other.telling.claim.id,
        about=_about(one, other),
    )


def _about(one: Ground, other: Ground) -> str:
    tellers = told_by(one.teller, other.teller)
    deeds = {one.deed, other.deed}
    spot = one.town or other.town
    if "falls back" in deeds:
        return f"{tellers} disagree on who is retreating{_at(spot)}."
    if "holds" in deeds and deeds != {"holds"}:
        gains = one if other.deed == "holds" else other
        what = "took" if gains.deed == "takes" else "advanced"
        ground = "" if what == "advanced" else f" {spot or 'ground'}"
        return f"{tellers} disagree on whether {gains.side} {what}{ground}."
    if deeds == {"takes"} and spot is not None:
        return f"{tellers} disagree on who holds {spot}."
    return f"{tellers} disagree on who is advancing{_at(spot)}."


def told_by(one: str | None, other: str | None) -> str:
    """Two tellers, as a sentence begins with them.

    >>> told_by("Armenia", None), told_by(None, None)
    ('Armenia and the report', 'Two reports')
    """
    if one is None and other is None:
        return "Two reports"
    if one is None or other is None:
        return f"{one or other} and the report"
    return f"{one} and {other}" if one != other else f"Sources for {one}"


def _at(spot: str | None) -> str:
    return f" at {spot}" if spot is not None else ""
