"""Acts in the 40 columns of POLECAT, which codes events after PLOVER: one row a claim.

Source: columns as the readers of `ngecEvents.*.txt` have them, codes of the PLOVER
manual (draft 0.8). How each is filled stands in docs/exports.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from herodotus.exports.evidence import OURS, provenance
from herodotus.exports.losses import Losses, kind_of
from herodotus.exports.places import known_place
from herodotus.exports.record import csv_line, shown
from herodotus.exports.states import state_with
from herodotus.exports.view import Exported, View
from herodotus.exports.visible import one_line
from herodotus.gazetteer.tables import toml
from herodotus.model import EventClaim, Party, Telling

COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity"),
    *("Quad Code", "Contexts", "Actor Name", "Actor Country", "Actor COW"),
    *("Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw"),
    *("Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW"),
    *("Primary Recipient Sector", "Recipient Sectors", "Recipient Title"),
    *("Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District"),
    *("Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename"),
    *("Feature Type", "Source", "Publication Date", "Story People"),
    *("Story Organizations", "Story Locations", "Language", "Version"),
)

#: What POLECAT writes where it has nothing to say; a number is left empty.
NONE = "None"

_NUMBERS = ("Intensity", "Latitude", "Longitude", "GeoNames ID")

_Cells = dict[str, Any]  # numbers and texts


def export_plover(
    view: View, *, ours: bool = True, background: bool = False
) -> Exported:
    """The acts of a view as a table of POLECAT, tab-separated.

    Args:
        view: what to export.
        ours: whether permalink, quote and policy follow the 40 columns.
        background: whether acts of the past that a report recalls have rows too.
    """
    losses = Losses()
    columns = COLUMNS + (OURS if ours else ())
    lines = [_line(columns)]
    for telling in view.tellings:
        why = _why_not(telling, background=background)
        if why is not None:
            losses.add(why, [telling.claim.id])
        elif isinstance(telling.claim, EventClaim):
            row = plover_row(telling, telling.claim) | provenance([telling], view)
            lines.append(_line([row[name] for name in columns]))
            _tell(telling, telling.claim, losses)
    return Exported(b"".join(lines), losses.listed())


def plover_row(telling: Telling, claim: EventClaim) -> _Cells:
    """One act by column.

    A symmetric event has everybody as actor and no recipient (PLOVER manual, "Actors");
    an act without a day has that of its report, as POLECAT's coder gives it.
    """
    actors, recipients = claim.initiators, claim.targets
    if claim.reciprocal:
        actors, recipients = (*actors, *recipients), ()
    day = claim.date_start or claim.date_end or telling.card.date
    row: _Cells = dict.fromkeys(COLUMNS)
    row |= {
        "Event ID": claim.id,
        "Event Date": day.isoformat() if day else None,
        "Event Type": claim.plover,
        "Event Mode": claim.plover_mode,
        "Intensity": intensity(claim.plover, claim.plover_mode),
        "Quad Code": quad_code(claim.plover),
        "Contexts": _list(claim.contexts),
        "Source": telling.card.publisher or telling.card.agency,
        "Publication Date": telling.card.date.isoformat()
        if telling.card.date
        else None,
        "Language": telling.card.language,
        "Version": "Herodotus",
    }
    row |= _parties("Actor", actors) | _parties("Recipient", recipients)
    row |= _place(claim, telling.country)
    return {
        name: NONE if value is None and name not in _NUMBERS else value
        for name, value in row.items()
    }


def quad_code(kind: str | None) -> str | None:
    """The quad code of an event type.

    >>> quad_code("RETREAT"), quad_code("ASSAULT")
    ('MATERIAL COOPERATION', 'MATERIAL CONFLICT')
    """
    return _quads().get(kind or "")


def intensity(kind: str | None, mode: str | None) -> float | None:
    """How hostile or friendly an event is, from -10 to +10.

    >>> intensity("RETREAT", "disarm"), intensity("RETREAT", "release")
    (10.0, 6.5)
    """
    known: dict[str, float] = toml("plover.toml")["intensity"]
    found = known.get(f"{kind} {mode}")
    return known.get(kind or "") if found is None else found


@cache
def _quads() -> dict[str, str]:
    quads: dict[str, list[str]] = toml("plover.toml")["quads"]
    return {kind: name for name, kinds in quads.items() for kind in kinds}


def _why_not(telling: Telling, *, background: bool) -> str | None:
    """Why a claim has no row; `None` where it has one."""
    claim = telling.claim
    if not isinstance(claim, EventClaim):
        return f"{kind_of(claim)}: no column"
    if claim.plover is None:
        return "acts without a PLOVER type"
    if claim.modality != "actual":
        return f"{claim.modality} acts: POLECAT codes none"
    if claim.background and not background:
        return "history that a report recalls: no row"
    return None


def _tell(telling: Telling, claim: EventClaim, losses: Losses) -> None:
    if claim.attributed_to or claim.speaker:
        losses.add("who says that it happened: no column", [claim.id])
    if claim.denied or claim.stance in ("denies", "doubts"):
        losses.add("denials and doubts: no column", [claim.id])
    if claim.weapon:
        losses.add("weapons: no column but the mode", [claim.id])
    if claim.date_end and claim.date_start and claim.date_start < claim.date_end:
        losses.add("last days of acts that last: only the first is kept", [claim.id])
    if telling.copies > 1:
        number = telling.copies - 1
        losses.add("copies of a report: one row", [claim.id], number=number)


def _parties(role: str, parties: Iterable[Party]) -> _Cells:
    """Actors or recipients in one list each; compound actors are one event."""
    listed = list(parties)
    states = [state_with(party.country) for party in listed]
    sectors = [party.sector for party in listed if party.sector]
    names = _list(party.name for party in listed)
    return {
        f"{role} Name": names,
        f"{role} Country": _list(party.country for party in listed if party.country),
        f"{role} COW": _list(str(s.cow) for s in states if s is not None and s.cow),
        f"Primary {role} Sector": sectors[0] if sectors else None,
        f"{role} Sectors": _list(sectors),
        f"{role} Name Raw": names,
    }


def _place(claim: EventClaim, country: str | None) -> _Cells:
    """Where it happened; the gazetteer tells the province and GeoNames' number."""
    if claim.place is None:
        return {"Country": country}
    name = one_line(claim.place)
    known = known_place(claim.place, claim.lat, claim.lon, country=country)
    precision = claim.place_precision or 5
    within = known.admin1 if known else ""
    return {
        "Placename": name,
        "City": name if precision <= 2 else None,
        "District": name if precision == 3 else None,
        "Province": name if precision == 4 else within or None,
        "Country": country,
        "Latitude": claim.lat,
        "Longitude": claim.lon,
        "GeoNames ID": known.geonameid if known else None,
        "Raw Placename": name,
    }


def _list(words: Iterable[str]) -> str | None:
    """Words in one cell, as POLECAT lists them, each once.

    >>> _list(["AZE", "AZE", "ARM"])
    'AZE; ARM'
    """
    found = dict.fromkeys(one_line(word).replace(";", ",") for word in words)
    return "; ".join(found) or None


def _line(cells: Iterable[object]) -> bytes:
    """One line, tabs between cells; a tab or a break within a text is a space."""
    flat = (re.sub(r"\s", " ", c) if isinstance(c, str) else c for c in cells)
    return csv_line(shown(flat), delimiter="\t")
