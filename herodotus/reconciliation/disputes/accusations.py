"""Accusations and their denials: who blames whom, and who will not have it.

A and B who blame each other for one thing are one dispute, and so are an accusation and
the denial of the accused. Where one claim tells both sides ("each side blames the
other", or blame that the report says is disputed, in words that make no claim of their
own) the dispute is of that claim with itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from herodotus.model import (
    CasualtyClaim,
    ControlClaim,
    Dispute,
    Telling,
)
from herodotus.reconciliation.camps import Camps
from herodotus.reconciliation.cues import has_cue
from herodotus.reconciliation.disputes.blame import (
    Blame,
    Denial,
    blames_in,
    denial_in,
    each_told_once,
    is_accusation,
    is_feat,
    may_open,
)
from herodotus.reconciliation.disputes.contested import days_apart, told_by

#: So many characters apart, words of one report still answer each other.
_REACH = 1200

#: How many claims of a report are looked at around a denial.
_MANY = 40

#: A denial of what was said in another report follows within days.
_SOON = timedelta(days=3)


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
        blames = each_told_once(blames_in(mine, camps))
        denials = [denial for one in mine if (denial := denial_in(one)) is not None]
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
    for blame in sorted(
        blames, key=lambda b: (not is_accusation(b), b.telling.claim.start)
    ):
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
            yield _alone(blame, f"What {who} says{_of_what(blame)} is denied.")


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
    who = blame.accuser or "the report"
    kind = _kind(blame)
    what = " of it" if blame.accused else ""
    if kind != "accusation":
        what = _of_what(blame)
    return Dispute(
        kind=kind,
        one=blame.telling.claim.id,
        other=denial.telling.claim.id,
        about=f"{denial.denier} denies what {who} says{what}.",
    )


def _alone(blame: Blame, about: str) -> Dispute:
    claim = blame.telling.claim
    return Dispute(kind=_kind(blame), one=claim.id, other=claim.id, about=about)


def _kind(blame: Blame) -> Literal["figures", "control", "accusation"]:
    """What is denied: who holds ground, how many an enemy lost, or the blame."""
    if isinstance(blame.telling.claim, ControlClaim):
        return "control"
    return "figures" if is_feat(blame.telling.claim) else "accusation"


def _of_what(blame: Blame) -> str:
    claim = blame.telling.claim
    if isinstance(claim, ControlClaim):
        return f" of ground at {blame.town}" if blame.town else " of ground"
    if isinstance(claim, CasualtyClaim) and is_feat(claim):
        return f" of the losses of {claim.victim_side}"
    return f" of {' and '.join(sorted(blame.accused))}" if blame.accused else ""
