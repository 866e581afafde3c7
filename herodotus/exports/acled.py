"""Events in the 31 columns of ACLED: one row an episode, or an act beside them.

Source: ACLED Codebook and the columns of its export since 2023; none of its data is
here. How each is filled stands in docs/exports.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from itertools import combinations
from typing import Any

from herodotus.exports.acled_actors import actors, interaction
from herodotus.exports.acled_events import Event, acled_events, rules
from herodotus.exports.evidence import (
    OURS,
    Source,
    behind,
    dead,
    provenance,
    sources,
    speaker,
)
from herodotus.exports.losses import Losses, kind_of
from herodotus.exports.places import division
from herodotus.exports.record import csv_table
from herodotus.exports.view import Exported, View
from herodotus.exports.visible import one_line
from herodotus.exports.wording import figure, who
from herodotus.gazetteer.tables import toml
from herodotus.model import CasualtyClaim, Claim, EventClaim

COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type"),
    *("event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2"),
    *("assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso"),
    *("region", "country", "admin1", "admin2", "admin3", "location", "latitude"),
    *("longitude", "geo_precision", "source", "source_scale", "notes", "fatalities"),
    *("tags", "timestamp"),
)

_Cells = dict[str, Any]  # numbers and texts


def export_acled(view: View, *, ours: bool = True) -> Exported:
    """The events of a view in ACLED's columns.

    The policy `acled` is the one that codes fatalities as ACLED does.

    Args:
        view: what to export.
        ours: whether permalink, quote and policy follow the 31 columns.
    """
    losses = Losses()
    events = list(acled_events(view, losses))
    rows = [acled_row(event, view) for event in events]
    _tell(events, view, losses)
    table = csv_table(COLUMNS + (OURS if ours else ()), rows)
    return Exported(table, losses.listed())


def acled_row(event: Event, view: View) -> _Cells:
    """One event by column."""
    one, other = actors(event)
    known = sources(event.tellings)
    found = event.tellings[:1] if event.episode is None else behind(event.episode, view)
    cells: _Cells = {
        "event_id_cnty": f"{event.setting.state.iso3}-{event.id}",
        "event_date": event.setting.start.isoformat(),
        "year": event.setting.start.year,
        "time_precision": _time_precision(event),
        "disorder_type": _disorder(event),
        "event_type": event.type,
        "sub_event_type": event.sub_type,
        "actor1": one.name,
        "assoc_actor_1": one.beside,
        "inter1": one.inter,
        "actor2": other.name if other else None,
        "assoc_actor_2": other.beside if other else None,
        "inter2": other.inter if other else None,
        "interaction": interaction(one, other),
        "civilian_targeting": "Civilian targeting" if event.at_civilians else None,
        "source": "; ".join(dict.fromkeys(_source(source) for source in known)),
        "source_scale": _scale(known, event),
        "notes": notes(event, view),
        "fatalities": event.fatalities,
        "tags": None,
        "timestamp": _timestamp(known),
    }
    return cells | _where(event) | provenance(found, view)


def _time_precision(event: Event) -> int:
    """1 a day, 2 a week, 3 a month, from UCDP's five steps or the days themselves."""
    if event.setting.date_precision is not None:
        return {1: 1, 2: 2, 3: 2}.get(event.setting.date_precision, 3)
    days = (event.setting.end - event.setting.start).days + 1
    return 1 if days == 1 else 2 if days <= 7 else 3


def _disorder(event: Event) -> str:
    known: dict[str, str] = rules()["disorder"]
    return known.get(event.sub_type) or known[event.type]


def _where(event: Event) -> _Cells:
    """Place, country and how exactly; ACLED has three steps where UCDP has seven."""
    point, state = event.setting.point, event.setting.state
    return {
        "iso": state.numeric,
        "region": state.region,
        "country": state.acled,
        "admin1": division(point, state.iso3),
        "admin2": None,
        "admin3": None,
        "location": one_line(point.name),
        "latitude": point.lat,
        "longitude": point.lon,
        "geo_precision": {1: 1, 2: 2, 3: 2}.get(point.precision, 3),
    }


def _source(source: Source) -> str:
    return one_line(source.outlet).replace(";", ",")


def _scale(known: Sequence[Source], event: Event) -> str | None:
    """Whether outlets are of the country or from abroad; `None` where nobody knows.

    ACLED's scales are those of the outlet's reach; the country of an agency is all
    that is known of it here.
    """
    homes = {
        home
        for source in known
        for name in (source.card.publisher, source.card.agency)
        if (home := _homes().get((name or "").casefold()))
    }
    if not homes:
        return None
    if homes == {event.setting.state.iso3}:
        return "National"
    return (
        "National-International"
        if event.setting.state.iso3 in homes
        else "International"
    )


@cache
def _homes() -> dict[str, str]:
    """The country of each known agency, newspaper and broadcaster."""
    return {
        name.casefold(): home
        for own, home, names, acronyms in toml("news_agencies.toml")["agencies"]
        for name in (own, *names, *acronyms)
        if home
    }


def notes(event: Event, view: View) -> str:
    """The event in a sentence or two: what, where, who says how many, who disagrees."""
    day = f"{event.setting.start.day} {event.setting.start:%B %Y}"
    if event.setting.end != event.setting.start:
        day += f" to {event.setting.end.day} {event.setting.end:%B %Y}"
    said = [f"{day}, {one_line(event.setting.point.name)}: {event.sub_type}."]
    claims = dead(event.tellings)
    for line in dict.fromkeys(map(_figure, claims)):
        said.append(line)
    by_id = {claim.id: claim for claim in claims}
    pairs = {frozenset(pair) for pair in view.account.contradictions}
    for one, other in combinations(by_id, 2):
        if {one, other} in pairs:
            names = " and ".join(speaker(by_id[name]) for name in (one, other))
            said.append(f"Disputed: {names} disagree.")
    return " ".join(dict.fromkeys(said))


def _figure(claim: CasualtyClaim) -> str:
    """Who says how many: "Terter Hospital: 3 killed (civilians)."."""
    words = f"{speaker(claim)}: {figure(claim)} ({who(claim)})"
    return f"{words}, denied by others." if claim.denied else f"{words}."


def _timestamp(known: Sequence[Source]) -> int | None:
    """The day of the newest report, in seconds since 1970."""
    days = [source.day for source in known if source.day is not None]
    if not days:
        return None
    newest: date = max(days)
    return int(datetime(newest.year, newest.month, newest.day, tzinfo=UTC).timestamp())


def _tell(events: Sequence[Event], view: View, losses: Losses) -> None:
    """What the rows do not hold of the claims that they stand on, and of all others."""
    held: set[str] = set()
    for event in events:
        held.update(claim.id for claim in dead(event.tellings))
        held.update(t.claim.id for t in event.tellings if t.claim.kind == "event")
        _tell_of(event, losses)
    for telling in view.tellings:
        if telling.claim.id not in held:
            losses.add(_why(telling.claim), [telling.claim.id])
        elif telling.copies > 1:
            what = "copies of a report: one source each"
            losses.add(what, [telling.claim.id], number=telling.copies - 1)


def _tell_of(event: Event, losses: Losses) -> None:
    example = [telling.claim.id for telling in event.tellings[:1]]
    if event.numberless:
        losses.add("unknown numbers of dead: coded as their lowest, or 0", example)
    if event.setting.start != event.setting.end:
        losses.add("last days of events that last: only the first is kept", example)
    tolls = event.episode.tolls if event.episode else ()
    killed = [toll for toll in tolls if toll.outcome == "killed"]
    if any(toll.low != toll.high for toll in killed):
        losses.add("ranges of deaths: one figure is kept", example)
    if len({(toll.side, toll.status) for toll in killed}) > 1:
        losses.add("deaths by side and status: one figure for all", example)
    told = {
        claim.acled_sub_event_type
        for claim, *_ in event.tellings
        if isinstance(claim, EventClaim) and claim.acled_sub_event_type
    }
    if told - {event.sub_type}:
        what = "further types of one event: one is kept"
        losses.add(what, example, number=len(told - {event.sub_type}))


def _why(claim: Claim) -> str:
    """Why a claim is in no row."""
    if claim.background:
        return "history that a report recalls: no row"
    if isinstance(claim, EventClaim):
        if claim.modality != "actual":
            return f"{claim.modality} acts: no row"
        return "acts of no type that ACLED codes, or without place or day"
    if not isinstance(claim, CasualtyClaim) or claim.outcome != "killed":
        return f"{kind_of(claim)}: no column"
    if claim.counting == "cumulative":
        return "running totals of deaths: they belong to no one event"
    return "deaths that belong to no event with a row"
