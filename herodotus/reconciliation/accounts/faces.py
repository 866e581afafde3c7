"""The two sides face to face: what each teller makes of each side's losses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from herodotus.model import Face, Toll
from herodotus.reconciliation.accounts.policies import load_policy
from herodotus.reconciliation.across.clusters import Cluster
from herodotus.reconciliation.across.lines import Current, Tally, currents_of
from herodotus.reconciliation.across.words import Line, Where, Word
from herodotus.reconciliation.parties import Voice

#: Own account, the other side's, third parties', the reports' own: as they are shown.
TELLERS: tuple[Voice, ...] = get_args(Voice)


def faces_of(line: Line, where: Where, tally: Tally) -> list[Face]:
    """One face for each kind of teller who speaks of a line; no policy weighs in.

    The figures are what the tellers say last. A lower running total as of an earlier
    day is no other opinion, and is left out.
    """
    currents = currents_of(tally, policy=load_policy())
    found = []
    for teller in TELLERS:
        told = [one for one in currents if one.words[0].voice == teller]
        attacks = [
            attack
            for attack in tally.attacks
            if any(word.voice == teller for word in attack.words)
        ]
        face = _face(line, where, teller, told, attacks)
        if face is not None:
            found.append(face)
    return found


def with_silent_faces(faces: Iterable[Face], tolls: Iterable[Toll]) -> list[Face]:
    """Faces with what sides do not say: an own account that is not disclosed."""
    found = list(faces)
    for toll in tolls:
        if not toll.undisclosed:
            continue
        line = (toll.side, toll.status, toll.outcome)
        own = Face(
            conflict=toll.conflict,
            side=toll.side,
            status=toll.status,
            outcome=toll.outcome,
            teller="own",
            low=None,
            high=None,
            undisclosed=True,
        )
        here = [
            place
            for place, face in enumerate(found)
            if (face.side, face.status, face.outcome) == line
        ]
        mine = [place for place in here if found[place].teller == "own"]
        if mine:
            silent = found[mine[0]].model_copy(update={"undisclosed": True})
            found[mine[0]] = silent
        else:
            found.insert(here[0] if here else len(found), own)
    return found


def _face(
    line: Line,
    where: Where,
    teller: Voice,
    currents: Sequence[Current],
    attacks: Sequence[Cluster],
) -> Face | None:
    totals = [one for one in currents if one.is_total] or list(currents)
    words: list[Word] = []
    low: int | None = None
    high: int | None = None
    until = -1
    if totals:
        lead = max(totals, key=lambda one: (_is_side(one, line), one.day))
        later = [one for one in totals if one.day >= lead.day]
        low = min(figure.low for one in later for figure in one.figures)
        tops = [one.figures[-1].high for one in totals]
        known = [top for top in tops if top is not None]
        high = max(known) if len(known) == len(tops) else None
        until = lead.day
        words += [word for one in later for word in one.words]
    dated = [attack for attack in attacks if attack.end]
    for attack in dated or attacks:  # nothing is added to what nobody dates
        if attack.start <= until:
            continue
        entries = [entry for entry in attack.newest() if entry.head.voice == teller]
        if not entries:
            continue
        opens = any(word.claim.high is None for e in entries for word in e.words)
        more = max(sum(word.high for word in entry.words) for entry in entries)
        high = (
            None if opens or (high is None and low is not None) else (high or 0) + more
        )
        low = (low or 0) + min(entry.low for entry in entries)
        words += [word for entry in entries for word in entry.words]
    if not words:
        return None
    words.sort(key=lambda word: word.order)
    return Face(
        conflict=where.conflict,
        side=line.side,
        status=line.status,
        outcome=line.outcome,
        teller=teller,
        low=low,
        high=high,
        said_by=tuple(sorted({word.party for word in words if word.party is not None})),
        claims=tuple(dict.fromkeys(word.id for word in words)),
    )


def _is_side(one: Current, line: Line) -> bool:
    return line.side is not None and one.words[0].party == line.side
