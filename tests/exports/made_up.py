"""Episodes, tolls and claims that nobody told, to try exports on."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from herodotus.exports.view import View
from herodotus.model import Episode, Period, Telling, Toll
from tests.exports.war import act, episode, killed, told, view

PARTIES = ("Azerbaijan", "Nagorno-Karabakh", "Mali", "al-Shabaab", "UK", "=cmd|x")
STATUSES = ("combatant", "civilian", "mixed", "unknown")
WORDS = st.text(max_size=12) | st.sampled_from(["=1+1", "@x", "a;b", 'a"b', "a\tb\n"])
NUMBERS = st.none() | st.integers(0, 3000)
DAYS = st.dates(date(1989, 1, 1), date(2030, 12, 31))


@st.composite
def tolls(draw: st.DrawFn, reasons: tuple[str, ...] = ()) -> Toll:
    """A toll with its figures in order."""
    figures = sorted(draw(st.lists(st.integers(0, 3000), min_size=3, max_size=3)))
    low, best, high = (draw(st.none() | st.just(figure)) for figure in figures)
    start = draw(DAYS)
    return Toll(
        side=draw(st.sampled_from([*PARTIES, "both", None])),
        status=draw(st.sampled_from(STATUSES)),
        outcome=draw(st.sampled_from(["killed", "injured"])),
        period=Period(start=start, end=start + timedelta(draw(st.integers(0, 9)))),
        low=low,
        best=best,
        high=high,
        reasons=reasons,
    )


@st.composite
def tellings(draw: st.DrawFn, name: str) -> Telling:
    """A death or an act, as some report tells it."""
    low = draw(NUMBERS)
    if draw(st.booleans()):
        claim = killed(
            name,
            low,
            text=draw(st.sampled_from(["12", "dozens", "several"])),
            evidence=draw(WORDS),
            attributed_to=draw(st.none() | WORDS),
            victim_side=draw(st.sampled_from([*PARTIES, None])),
            counting=draw(st.sampled_from(["event", "cumulative", "new"])),
            background=draw(st.booleans()),
        )
        return told(claim, draw(st.sampled_from("rst")), title=draw(WORDS))
    deed = act(
        name,
        evidence=draw(WORDS),
        place=draw(st.none() | WORDS),
        reciprocal=draw(st.booleans()),
        modality=draw(st.sampled_from(["actual", "future"])),
    )
    return told(deed, draw(st.sampled_from("rst")), publisher=draw(st.none() | WORDS))


@st.composite
def episodes(draw: st.DrawFn, name: str, claims: tuple[str, ...]) -> Episode:
    """An episode of some of the claims, with or without place, day and parties."""
    start = draw(st.none() | DAYS)
    days = draw(st.none() | st.integers(0, 500))
    parties = st.lists(st.sampled_from(PARTIES), max_size=2, unique=True).map(tuple)
    point = draw(st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
    return episode(
        name,
        place=draw(st.none() | WORDS),
        country=draw(st.sampled_from(["AZE", "PSE", "XSL", "YEM", "ZZZ", None])),
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        place_precision=draw(st.none() | st.integers(1, 7)),
        date_start=start,
        date_end=start + timedelta(days) if start and days is not None else None,
        date_precision=draw(st.none() | st.integers(1, 5)),
        a=draw(parties),
        b=draw(parties),
        type=draw(st.sampled_from([1, 2, 3, None])),
        tolls=tuple(draw(st.lists(tolls(reasons=claims[:2]), max_size=4))),
        claims=claims,
    )


@st.composite
def views(draw: st.DrawFn) -> View:
    """Up to six claims in up to three episodes."""
    names = [f"c{number}" for number in range(draw(st.integers(0, 6)))]
    made = [draw(tellings(name)) for name in names]
    groups = [tuple(names[place::3]) for place in range(draw(st.integers(0, 3)))]
    return view(made, [draw(episodes(f"e{n}", g)) for n, g in enumerate(groups)])
