"""Contradictions as rows: both sides' words, who says them, in which report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from herodotus.exports.record import csv_line
from herodotus.model import Dispute, Flag, Telling
from herodotus.reconciliation.across.ties import relate_across
from herodotus.reconciliation.disputes.pairs import disputes
from herodotus.reconciliation.disputes.quarrels import Quarrel, quarrels
from herodotus.reconciliation.series.flags import find_flags

#: What is told of each of the two claims, as in the table of claims.
SIDE = (
    "id",
    "attributed_to",
    "speaker",
    "evidence",
    "place",
    "date_start",
    "date_end",
    "report",
    "report_date",
    "publisher",
    "url",
)


class Contradictions(NamedTuple):
    """What the tellers disagree on, and what does not add up, with the claims."""

    disputes: tuple[Dispute, ...]
    flags: tuple[Flag, ...]
    tellings: Mapping[str, Telling]

    @property
    def quarrels(self) -> list[Quarrel]:
        """The disputes by matter and tellers, as they began; each told once."""
        begun = {pair: place for place, pair in enumerate(self.disputes)}
        found = quarrels(self.disputes, self.tellings)
        return sorted(found, key=lambda quarrel: begun[quarrel.disputes[0]])


def contradictions_of(tellings: Iterable[Telling]) -> Contradictions:
    """The disputes and flags of claims, related across their reports."""
    related = relate_across(tellings)
    return Contradictions(
        disputes(related),
        tuple(find_flags(related)),
        {one.claim.id: one for one in related},
    )


def contradictions_json(found: Contradictions) -> bytes:
    """One JSON object: `disputes`, each with both claims, and `flags`.

    >>> contradictions_json(Contradictions((), (), {}))
    b'{"disputes": [], "flags": []}\\n'
    """
    record = {
        "disputes": [
            {
                "kind": one.kind,
                "about": one.about,
                "one": side_record(found.tellings[one.one]),
                "other": side_record(found.tellings[one.other]),
            }
            for one in found.disputes
        ],
        "flags": [flag.model_dump(mode="json") for flag in found.flags],
    }
    return f"{json.dumps(record, ensure_ascii=False)}\n".encode("utf-8", "replace")


def contradictions_csv(found: Contradictions) -> Iterator[bytes]:
    """CSV: a line a dispute, then a line a flag with its type as `kind`.

    Of a flag the first two claims are shown.
    """
    columns = [f"{which}_{name}" for which in ("one", "other") for name in SIDE]
    yield csv_line(["kind", "about", *columns])
    for one in found.disputes:
        yield _line(one.kind, one.about, [one.one, one.other], found)
    for flag in found.flags:
        yield _line(flag.type, flag.note, flag.claims[:2], found)


def side_record(telling: Telling) -> dict[str, Any]:  # values are any JSON
    """One of the two claims, with the report that tells it."""
    claim, card = telling.claim, telling.card
    values = (
        claim.id,
        claim.attributed_to,
        claim.speaker,
        claim.evidence,
        claim.place,
        claim.date_start.isoformat() if claim.date_start else None,
        claim.date_end.isoformat() if claim.date_end else None,
        card.id,
        card.date.isoformat() if card.date else None,
        card.publisher,
        card.url,
    )
    return dict(zip(SIDE, values, strict=True))


def _line(kind: str, about: str, ids: Sequence[str], found: Contradictions) -> bytes:
    cells: list[Any] = [kind, about]
    for claim in ids:
        telling = found.tellings.get(claim)
        cells += list(side_record(telling).values()) if telling else [claim]
        cells += [None] * (-(len(cells) - 2) % len(SIDE))
    return csv_line(cells + [None] * (2 + 2 * len(SIDE) - len(cells)))
