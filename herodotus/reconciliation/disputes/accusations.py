"""Accusations and their denials: who blames whom, and who will not have it.

A and B who blame each other for one thing are one dispute, and so are an accusation and
the denial of the accused. Where one claim tells both sides ("each side blames the
other", or blame that the report says is disputed, in words that make no claim of their
own) the dispute is of that claim with itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from herodotus.model import (
    CasualtyClaim,
    Claim,
    ControlClaim,
    Dispute,
    EventClaim,
    MaterielClaim,
    Telling,
)
from herodotus.reconciliation.camps import Camps, party_of
from herodotus.reconciliation.cues import has_cue
from herodotus.reconciliation.disputes.contested import days_apart, told_by, town_of

#: So many characters apart, words of one report still answer each other.
_REACH = 1200
#: How many claims of a report are looked at around a denial.
_MANY = 40
#: A denial of what was said in another report follows within days.
_SOON = timedelta(days=3)


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


def accusations(tellings: Sequence[Telling], camps: Camps) -> Iterator[Dispute]:
    """The disputes about blame, in tellings that stand in their order."""
    reports: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        if not telling.claim.background:
            reports[telling.card.key].append(telling)
    open_blames: list[Blame] = []
    open_denials: list[Denial] = []
    for mine in reports.values():
        if not any(may_open(telling.claim) for telling in mine):
            continue
        blames = _folded(_blames(mine, camps))
        denials = [denial for one in mine if (denial := _denial(one)) is not None]
        answered: set[str] = set()
        for blame, denial in _answers(blames, denials, camps):
            answered |= {blame.telling.claim.id, denial.telling.claim.id}
            yield _denied(blame, denial)
        for one, other in _exchanges(blames, camps):
            answered |= {one.telling.claim.id, other.telling.claim.id}
            yield _exchanged(one, other)
        yield from _told_at_once(blames, answered)
        open_blames += [b for b in blames if b.telling.claim.id not in answered]
        open_denials += [d for d in denials if d.telling.claim.id not in answered]
    yield from _across(open_blames, open_denials, camps)


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


def _blames(tellings: Sequence[Telling], camps: Camps) -> Iterator[Blame]:
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


def _folded(blames: Iterable[Blame]) -> list[Blame]:
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
            and blame.telling.claim.start < last.end
            and last.accuser == blame.accuser
        ):
            better = _weight(blame) > _weight(last)
            kept, other = (blame, last) if better else (last, blame)
            found[-1] = kept._replace(
                accused=kept.accused or other.accused,
                strong=kept.strong or other.strong,
                denied=kept.denied or other.denied,
                town=other.town if _is_head(kept) and other.town else kept.town,
                end=max(kept.end, other.end),
            )
        else:
            found.append(blame)
    return found


def _weight(blame: Blame) -> int:
    """Which of two claims that tell one thing stands for it."""
    if _is_head(blame):
        return 2
    return 1 if isinstance(blame.telling.claim, ControlClaim) else 0


def _is_head(blame: Blame) -> bool:
    claim = blame.telling.claim
    return isinstance(claim, EventClaim) and claim.plover == "ACCUSE"


def _denial(telling: Telling) -> Denial | None:
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


def _answers(
    blames: Sequence[Blame], denials: Sequence[Denial], camps: Camps
) -> Iterator[tuple[Blame, Denial]]:
    """Each denial with the blame that it answers: the nearest, those before it first.

    What is called an accusation, or denied by the report, comes before plain words.
    """
    pairs = []
    for place, denial in enumerate(denials):
        start = denial.telling.claim.start
        near = [b for b in blames if abs(start - b.telling.claim.start) <= _REACH]
        near.sort(
            key=lambda b: (abs(start - b.telling.claim.start), b.telling.claim.id)
        )
        for blame in near[:_MANY]:
            if not _may_answer(blame, denial, camps):
                continue
            gap = start - blame.end
            plain = not (blame.strong or blame.denied)
            rank = plain, gap < -len(denial.telling.claim.evidence), abs(gap)
            pairs.append((rank, blame.telling.claim.id, place, blame, denial))
    taken: set[str] = set()
    answered: set[int] = set()
    for _, blame_id, place, blame, denial in sorted(pairs, key=lambda pair: pair[:3]):
        if blame_id not in taken and place not in answered:
            taken.add(blame_id)
            answered.add(place)
            yield blame, denial


def _may_answer(blame: Blame, denial: Denial, camps: Camps) -> bool:
    claim = blame.telling.claim
    if claim.id == denial.telling.claim.id:
        return False
    day, conflict = claim.date_end, blame.telling.conflict
    if blame.accuser is not None:
        if camps.together(blame.accuser, denial.denier, day, conflict):
            return False
    if any(camps.together(denial.denier, one, day, conflict) for one in blame.accused):
        return True
    if blame.accuser is None:
        return False
    return blame.denied and camps.opposed(blame.accuser, denial.denier, day, conflict)


def _exchanges(blames: Sequence[Blame], camps: Camps) -> Iterator[tuple[Blame, Blame]]:
    """Two who blame each other, of one place and time, near each other in the text."""
    strong = [blame for blame in blames if _is_charge(blame)]
    pairs = []
    for place, one in enumerate(strong):
        for other in strong[place + 1 : place + 1 + _MANY]:
            gap = other.telling.claim.start - one.end
            if gap <= _REACH and _blame_each_other(one, other, camps):
                pairs.append((gap, one.telling.claim.id, one, other))
    yield from _each_once(pairs)


def _each_once(
    pairs: list[tuple[int, str, Blame, Blame]],
) -> Iterator[tuple[Blame, Blame]]:
    taken: set[str] = set()
    for _, _, one, other in sorted(
        pairs, key=lambda pair: (*pair[:2], pair[3].telling.claim.id)
    ):
        ids = {one.telling.claim.id, other.telling.claim.id}
        if not ids & taken:
            taken |= ids
            yield one, other


def _is_charge(blame: Blame) -> bool:
    """An accusation by one side, or what it says that the other answers in turn."""
    return not blame.mutual and blame.accuser is not None and bool(blame.accused)


def _blame_each_other(one: Blame, other: Blame, camps: Camps) -> bool:
    if not (one.strong and other.strong):
        answer = other if other.strong else one
        if not answer.strong or not has_cue("answering", answer.telling.claim.evidence):
            return False
    if one.accuser is None or other.accuser is None:
        return False
    if one.town is not None and other.town is not None and one.town != other.town:
        return False
    day = one.telling.claim.date_end or other.telling.claim.date_end
    conflict = one.telling.conflict or other.telling.conflict
    if camps.together(one.accuser, other.accuser, day, conflict):
        return False
    return (
        _meet(one, other)
        and any(camps.together(one.accuser, a, day, conflict) for a in other.accused)
        and any(camps.together(other.accuser, a, day, conflict) for a in one.accused)
    )


def _told_at_once(blames: Sequence[Blame], answered: set[str]) -> Iterator[Dispute]:
    """Claims that tell both sides; one for each accuser, where nothing answers it."""
    answered_of = {b.accuser for b in blames if b.telling.claim.id in answered}
    exchanged = bool(answered_of)
    told: set[str | None] = set()
    for blame in sorted(blames, key=lambda b: (not _is_head(b), b.telling.claim.start)):
        claim = blame.telling.claim
        if claim.id in answered:
            continue
        if blame.mutual:
            if not exchanged and "mutual" not in told:
                told.add("mutual")
                yield _alone(blame, f"{_sides(blame)} blame each other.")
        elif blame.denied and blame.accuser not in answered_of | told:
            if blame.accuser is None and answered_of | told:
                continue
            told.add(blame.accuser)
            who = blame.accuser or "the report"
            about = (
                f" of {' and '.join(sorted(blame.accused))}" if blame.accused else ""
            )
            yield _alone(blame, f"What {who} says{about} is denied.")


def _sides(blame: Blame) -> str:
    names = sorted({*blame.accused} | ({blame.accuser} if blame.accuser else set()))
    return " and ".join(names) if 1 < len(names) < 4 else "The sides"


def _across(
    blames: Sequence[Blame], denials: Sequence[Denial], camps: Camps
) -> Iterator[Dispute]:
    """What is said of one town in one report and denied or turned round in another."""
    towns: dict[str, tuple[dict[tuple[str, ...], Blame], list[Denial]]] = {}
    for blame in blames:
        if blame.town is not None and _is_charge(blame) and blame.strong:
            said = str(blame.accuser), *sorted(blame.accused), *_days(blame)
            towns.setdefault(blame.town, ({}, []))[0].setdefault(said, blame)
    for denial in denials:
        if denial.town in towns:
            towns[denial.town][1].append(denial)
    for said_here, denied_here in towns.values():
        charges = sorted(said_here.values(), key=_by_day)
        pairs = []
        for place, one in enumerate(charges):
            for other in charges[place + 1 : place + 1 + _MANY]:
                if _blame_each_other(one, other, camps):
                    pairs.append((0, one.telling.claim.id, one, other))
        for one, other in _each_once(pairs):
            yield _exchanged(one, other)
        yield from _later_denials(charges, denied_here, camps)


def _later_denials(
    charges: Sequence[Blame], denials: Sequence[Denial], camps: Camps
) -> Iterator[Dispute]:
    taken: set[str] = set()
    for denial in denials:
        for blame in charges[-_MANY:]:
            if blame.telling.claim.id in taken or not _follows(blame, denial):
                continue
            if _may_answer(blame, denial, camps):
                taken.add(blame.telling.claim.id)
                yield _denied(blame, denial)
                break


def _follows(blame: Blame, denial: Denial) -> bool:
    said, answered = blame.telling.claim.date_end, denial.telling.claim.date_end
    if said is None or answered is None:
        return False
    return abs(answered - said) <= _SOON


def _meet(one: Blame, other: Blame) -> bool:
    first, second = one.telling.claim, other.telling.claim
    return not days_apart(
        (first.date_start or first.date_end, first.date_end),
        (second.date_start or second.date_end, second.date_end),
    )


def _days(blame: Blame) -> tuple[str, str]:
    claim = blame.telling.claim
    return str(claim.date_start), str(claim.date_end)


def _by_day(blame: Blame) -> tuple[date, str]:
    claim = blame.telling.claim
    return claim.date_end or blame.telling.card.day or date.min, claim.id


def _exchanged(one: Blame, other: Blame) -> Dispute:
    tellers = told_by(one.accuser, other.accuser)
    town = one.town or other.town
    where = f" for what happened at {town}" if town is not None else ""
    return Dispute(
        kind="accusation",
        one=one.telling.claim.id,
        other=other.telling.claim.id,
        about=f"{tellers} blame each other{where}.",
    )


def _denied(blame: Blame, denial: Denial) -> Dispute:
    claim = blame.telling.claim
    who = blame.accuser or "the report"
    ground = isinstance(claim, ControlClaim)
    what = " of it" if blame.accused else ""
    if ground:
        what = f" of ground at {blame.town}" if blame.town else " of ground"
    return Dispute(
        kind="control" if ground else "accusation",
        one=claim.id,
        other=denial.telling.claim.id,
        about=f"{denial.denier} denies what {who} says{what}.",
    )


def _alone(blame: Blame, about: str) -> Dispute:
    claim = blame.telling.claim
    return Dispute(kind="accusation", one=claim.id, other=claim.id, about=about)
