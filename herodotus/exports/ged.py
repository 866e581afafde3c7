"""Events in the 49 columns of UCDP GED: a row an episode in which people may have died.

Source: UCDP Georeferenced Event Dataset Codebook; names and order of the columns as in
GED Candidate 26.0.2. How each is filled stands in docs/exports.md.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from herodotus.exports.deaths import best_of
from herodotus.exports.evidence import (
    OURS,
    Source,
    behind,
    is_one_eyed,
    provenance,
    sources,
)
from herodotus.exports.ged_events import (
    UNNAMED,
    Event,
    ged_events,
    is_unknown,
    side_name,
)
from herodotus.exports.losses import Losses, kind_of
from herodotus.exports.numbering import number_of, priogrid
from herodotus.exports.places import division
from herodotus.exports.record import csv_table
from herodotus.exports.states import coded_by_ucdp, state_named, ucdp_region
from herodotus.exports.view import Exported, View
from herodotus.exports.visible import one_line
from herodotus.model import CasualtyClaim, Claim

COLUMNS = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence"),
    *("conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id"),
    *("dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a"),
    *("side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources"),
    *("source_article", "source_office", "source_date", "source_headline"),
    *("source_original", "where_prec", "where_coordinates"),
    *("where_description", "adm_1", "adm_2", "latitude", "longitude"),
    *("geom_wkt", "priogrid_gid", "country", "country_id", "region"),
    *("event_clarity", "date_prec", "date_start", "date_end", "deaths_a"),
    *("deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low"),
    *("gwnoa", "gwnob"),
)

#: Deaths in a year from which UCDP counts a dyad as active.
ACTIVE = 25

_Cells = dict[str, Any]  # numbers and texts


def export_ged(view: View, *, ours: bool = True) -> Exported:
    """The episodes of a view as UCDP GED.

    The policy `ucdp` is the one that codes figures as GED does.

    Args:
        view: what to export.
        ours: whether permalink, quote and policy follow the 49 columns.
    """
    losses = Losses()
    events = list(ged_events(view, losses))
    _tell(events, view, losses)
    table = csv_table(COLUMNS + (OURS if ours else ()), ged_rows(events, view))
    return Exported(table, losses.listed())


def ged_rows(events: list[Event], view: View) -> list[_Cells]:
    """The cells of each event by column, in the order of the events."""
    yearly: Counter[tuple[str, int]] = Counter()
    for event in events:
        yearly[event.dyad, event.start.year] += event.deaths.best
    disputed = {claim for pair in view.account.contradictions for claim in pair}
    return [
        _identity(event, active=yearly[event.dyad, event.start.year] >= ACTIVE)
        | {"code_status": _status(event, disputed)}
        | _sources(sources(event.tellings))
        | _where(event)
        | _when(event)
        | _deaths(event)
        | provenance(behind(event.episode, view), view)
        for event in events
    ]


def _identity(event: Event, *, active: bool) -> _Cells:
    """Which event, of which conflict, between whom; the numbers are ours."""
    country = event.state.iso3 if event.state else "XXX"
    conflict = event.episode.conflict if event.type == 1 else None
    named = {
        "conflict": one_line(conflict or event.dyad),
        "dyad": one_line(event.dyad),
        "side_a": one_line(side_name(event.a)),
        "side_b": one_line(side_name(event.b)),
    }
    cells: _Cells = {
        "id": number_of("event", event.episode.id),
        "relid": f"{country}-{event.start.year}-{event.type}-{event.episode.id}",
        "year": event.start.year,
        "active_year": int(active),
        "type_of_violence": event.type,
        "gwnoa": _number(event.a),
        "gwnob": _number(event.b),
    }
    for role, name in named.items():
        number = number_of(role.removesuffix("_a").removesuffix("_b"), name)
        cells[f"{role}_dset_id"] = cells[f"{role}_new_id"] = number
        cells[role if role.startswith("side") else f"{role}_name"] = name
    return cells


def _number(party: str) -> int | None:
    state = state_named(party)
    return state.gw if state is not None else None


def _status(event: Event, disputed: set[str]) -> str:
    """What a coder should check first; UCDP gives each candidate event one of these."""
    if is_one_eyed(event.dead):
        return "Check vague or biased source"
    if is_unknown(event) or any(claim.id in disputed for claim in event.dead):
        return "Check deaths"
    if event.episode.type is None:
        return "Check type of violence"
    if UNNAMED in (event.a, event.b):
        return "Check dyad"
    if event.point.precision >= 5 or event.episode.country is None:
        return "Check geography"
    return "Clear"


def _sources(found: list[Source]) -> _Cells:
    """The voices as parallel lists, one entry each, parted by semicolons."""
    offices = [_entry(source.outlet) for source in found]
    days = [source.day.isoformat() if source.day else "" for source in found]
    headlines = [_entry(source.card.title or "") for source in found]
    articles = [
        f'"{office},{day},{headline}"'
        for office, day, headline in zip(offices, days, headlines, strict=True)
    ]
    return {
        "number_of_sources": len(found),
        "source_article": ";".join(articles),
        "source_office": ";".join(offices),
        "source_date": ";".join(days),
        "source_headline": ";".join(headlines),
        "source_original": ";".join(_entry(", ".join(s.speakers)) for s in found),
    }


def _entry(words: str) -> str:
    """Words that stand in a list without breaking it.

    >>> _entry('Shelling; "dozens" dead')
    "Shelling, 'dozens' dead"
    """
    return one_line(words).replace(";", ",").replace('"', "'")


def _where(event: Event) -> _Cells:
    point, state = event.point, event.state
    coded = coded_by_ucdp(state) if state else None
    named = [one_line(t.claim.place) for t in event.tellings if t.claim.place]
    return {
        "where_prec": point.precision,
        "where_coordinates": one_line(point.name),
        "where_description": ", ".join(dict.fromkeys(named)),
        "adm_1": division(point, state.iso3 if state else None),
        "adm_2": None,
        "latitude": point.lat,
        "longitude": point.lon,
        "geom_wkt": f"POINT({point.lon} {point.lat})",
        "priogrid_gid": priogrid(point.lat, point.lon),
        "country": coded.ucdp if coded else None,
        "country_id": coded.gw if coded else None,
        "region": ucdp_region(coded.gw) if coded else None,
    }


def _when(event: Event) -> _Cells:
    """The days, how exactly, and whether they are those of one event.

    UCDP codes `event_clarity` 2 where a report tells of several events as one.
    """
    days = (event.end - event.start).days + 1
    precision = event.episode.date_precision or _precision(days)
    if event.episode.date_start is None or event.episode.date_end is None:
        precision = 5
    summed = any(claim.counting == "cumulative" for claim in event.dead)
    return {
        "event_clarity": 2 if summed or precision > 3 else 1,
        "date_prec": precision,
        "date_start": event.start.isoformat(),
        "date_end": event.end.isoformat(),
    }


def _precision(days: int) -> int:
    """UCDP's `date_prec` of so many days.

    >>> [_precision(days) for days in (1, 6, 7, 30, 60)]
    [1, 2, 3, 4, 5]
    """
    limits = ((1, 1), (6, 2), (7, 3), (31, 4))
    return next((code for most, code in limits if days <= most), 5)


def _deaths(event: Event) -> _Cells:
    counted = event.deaths
    return {
        "deaths_a": counted.a,
        "deaths_b": counted.b,
        "deaths_civilians": counted.civilians,
        "deaths_unknown": counted.unknown,
        "best": counted.best,
        "high": counted.high,
        "low": counted.low,
    }


def _tell(events: list[Event], view: View, losses: Losses) -> None:
    """What the rows do not hold of the claims that they stand on, and of all others."""
    held: set[str] = set()
    for event in events:
        held.update(claim.id for claim in event.dead)
        _tell_of(event, losses)
    for one, other in view.account.contradictions:
        if one in held and other in held:
            losses.add("disputes: low and high are kept, not who disagrees", [one])
    for telling in view.tellings:
        if telling.claim.id not in held:
            losses.add(_why(telling.claim), [telling.claim.id])
        elif telling.copies > 1:
            what = "copies of a report: one source each"
            losses.add(what, [telling.claim.id], number=telling.copies - 1)


def _tell_of(event: Event, losses: Losses) -> None:
    for toll in event.episode.tolls:
        if toll.outcome != "killed":
            continue
        if toll.best is None and not best_of(toll):
            losses.add("unknown numbers of dead: coded as 0", toll.reasons)
        if toll.high is None:
            losses.add("open figures: high is the largest one claimed", toll.reasons)
    for side in (event.episode.a, event.episode.b):
        if len(side) > 1:
            what = "parties beside the first of a side: a dyad is of two"
            losses.add(what, event.episode.claims[:1], number=len(side) - 1)


def _why(claim: Claim) -> str:
    """Why a claim is in no row."""
    if claim.background:
        return "history that a report recalls: no row"
    if not isinstance(claim, CasualtyClaim) or claim.outcome != "killed":
        return f"{kind_of(claim)}: no column"
    if claim.counting == "cumulative":
        return "running totals of deaths: they belong to no one event"
    return "deaths that belong to no event with a row"
