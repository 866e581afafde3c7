"""HXL: events as CSV with a row of hashtags, for humanitarian data platforms.

The hashtags are those of the HXL standard, as the files of conflict events on those
platforms use them. `+captured`, `+conflict`, `+policy` and `+quote` are ours, which
HXL allows: a program that does not know an attribute passes over it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from herodotus.exports.losses import Losses
from herodotus.exports.record import csv_table
from herodotus.exports.totals import Range, total
from herodotus.exports.view import Exported, Loss, View
from herodotus.exports.visible import one_line
from herodotus.model import CasualtyClaim, Episode, Outcome, Telling
from herodotus.reconciliation.events.episodes import left_over

#: UCDP's types of violence, in words.
_TYPES = {1: "state-based violence", 2: "non-state violence", 3: "one-sided violence"}

#: The outcomes that HXL has columns for, with their attribute.
_OUTCOMES: tuple[tuple[Outcome, str], ...] = (
    ("killed", "killed"),
    ("injured", "injured"),
    ("missing", "missing"),
    ("captured", "captured"),
    ("displaced", "displaced"),
)


class _Column(NamedTuple):
    """A column: its title, its hashtag, and what stands in it."""

    title: str
    tag: str
    value: Callable[[Episode, View], object]


def export_hxl(view: View) -> Exported:
    """The events of a view as CSV; row 1 are titles, row 2 the hashtags.

    `#affected+killed` is the best figure; `+min` and `+max` bound the claims, and are
    no confidence interval. An empty cell is unknown, or open at the top, never zero.
    """
    tags: dict[str, object] = {column.title: column.tag for column in _COLUMNS}
    rows = [
        {column.title: column.value(episode, view) for column in _COLUMNS}
        for episode in view.episodes
    ]
    return Exported(csv_table(list(tags), [tags, *rows]), _losses(view))


def _figures(outcome: Outcome, tag: str, *, civilians: bool = False) -> list[_Column]:
    """Best, low and high of one outcome; best first, so that the bare tag means it."""
    people = " civilians" if civilians else ""
    tag = f"#affected+{tag}" + ("+civilians" if civilians else "")

    def bound(pick: Callable[[Range], int | None]) -> Callable[[Episode, View], object]:
        return lambda episode, _: pick(
            total(episode.tolls, outcome, civilians=civilians)
        )

    return [
        _Column(f"{outcome}{people}", tag, bound(lambda found: found.best)),
        _Column(f"{outcome}{people} low", f"{tag}+min", bound(lambda found: found.low)),
        _Column(
            f"{outcome}{people} high", f"{tag}+max", bound(lambda found: found.high)
        ),
    ]


def _first(episode: Episode, view: View) -> Telling | None:
    """The best evidence of an event: its first claim."""
    return next(iter(view.found(episode.claims)), None)


def _sources(episode: Episode, view: View) -> str:
    """Who published it, each once: outlets, else the ids of the reports."""
    cards = [view.cards[key] for key in episode.reports if key in view.cards]
    names = (card.publisher or card.agency or card.id for card in cards)
    return "; ".join(dict.fromkeys(map(one_line, names)))


def _link(episode: Episode, view: View) -> str | None:
    first = _first(episode, view)
    return view.permalink(first.claim.id) if first else None


def _quote(episode: Episode, view: View) -> str | None:
    first = _first(episode, view)
    return one_line(first.claim.evidence) if first else None


_COLUMNS: tuple[_Column, ...] = (
    _Column("event", "#event+code", lambda e, _: e.id),
    _Column("start", "#date+start", lambda e, _: _iso(e.date_start)),
    _Column("end", "#date+end", lambda e, _: _iso(e.date_end)),
    _Column("type", "#event+type", lambda e, _: _TYPES[e.type] if e.type else None),
    _Column("conflict", "#event+conflict", lambda e, _: e.conflict),
    _Column("side a", "#group+name+first", lambda e, _: "; ".join(e.a)),
    _Column("side b", "#group+name+second", lambda e, _: "; ".join(e.b)),
    *(column for pair in _OUTCOMES for column in _figures(*pair)),
    *_figures("killed", "killed", civilians=True),
    *_figures("injured", "injured", civilians=True),
    _Column("country", "#country+code", lambda e, _: e.country),
    _Column("place", "#loc+name", lambda e, _: e.place),
    _Column("latitude", "#geo+lat", lambda e, _: e.lat),
    _Column("longitude", "#geo+lon", lambda e, _: e.lon),
    _Column("place precision", "#geo+precision", lambda e, _: e.place_precision),
    _Column("date precision", "#date+precision", lambda e, _: e.date_precision),
    _Column("sources", "#meta+source", _sources),
    _Column("permalink", "#meta+url", _link),
    _Column("quote", "#description+quote", _quote),
    _Column("policy", "#meta+policy", lambda _, view: view.policy),
)


def _iso(day: object) -> str | None:
    return None if day is None else str(day)


def _losses(view: View) -> tuple[Loss, ...]:
    """What the columns do not hold: other outcomes, other claims, who says it."""
    known = {outcome for outcome, _ in _OUTCOMES}
    undivided = [
        telling.claim.id
        for telling in view.tellings
        if isinstance(telling.claim, CasualtyClaim)
        and telling.claim.outcome not in known
    ]
    left = left_over(view.tellings, view.episodes)
    apart = [telling.claim.id for telling in left]
    sides = [
        episode.claims[0]
        for episode in view.episodes
        if len({toll.side for toll in episode.tolls}) > 1 and episode.claims
    ]
    found = (
        ("figures that do not tell the dead from the injured", undivided),
        ("claims that are in no event", apart),
        ("events whose figures by side became one", sides),
    )
    losses = Losses()
    for what, claims in found:
        if claims:
            losses.add(what, claims, number=len(claims))
    return losses.listed()
