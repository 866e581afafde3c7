"""States under the numbers and names of other event data sets."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from herodotus.gazetteer.actors import countries
from herodotus.gazetteer.sectors import recognised
from herodotus.gazetteer.tables import rows


class State(NamedTuple):
    """A state or territory, as data/states.tsv has it.

    `name` is ours; `numeric` is ISO 3166-1's number, `gw` Gleditsch and Ward's, `cow`
    that of the Correlates of War; `ucdp` and `acled` are its names there, `region` is
    ACLED's. `None` is a list that leaves it out.
    """

    name: str
    iso3: str
    numeric: int | None
    gw: int | None
    cow: int | None
    ucdp: str
    acled: str
    region: str


def state_with(iso3: str | None) -> State | None:
    """The state of a country code; that of a de facto state is the one it lies in.

    >>> state_with("AZE").gw, state_with("XNK").name, state_with("DEU").cow
    (373, 'Azerbaijan', 255)
    >>> state_with(None) is None
    True
    """
    if iso3 is None:
        return None
    return _states().get(iso3) or _states().get(_within(iso3))


def state_named(party: str) -> State | None:
    """The member of the system of states that a party is; no de facto state is one.

    >>> state_named("Mali").gw, state_named("Nagorno-Karabakh")
    (432, None)
    """
    country = countries().get(party)
    state = _states().get(country.iso3) if country is not None else None
    return state if state is not None and state.gw is not None else None


def coded_by_ucdp(state: State) -> State:
    """The state under which UCDP codes what happens there.

    >>> coded_by_ucdp(state_with("PSE")).name
    'Israel'
    """
    if state.gw is not None:
        return state
    return state_named(state.ucdp) or state


def ucdp_region(gw: int | None) -> str | None:
    """UCDP's region of a state, by its Gleditsch-Ward number.

    Source: UCDP/PRIO Armed Conflict Dataset Codebook, variable `region`: 2-199 the
    Americas, 200-399 Europe, 400-626 Africa, 630-699 the Middle East, from 700 Asia;
    it has no region of its own for Oceania.

    >>> [ucdp_region(number) for number in (373, 432, 645, 700, 100)]
    ['Europe', 'Africa', 'Middle East', 'Asia', 'Americas']
    """
    if gw is None:
        return None
    for least, region in _REGIONS:
        if gw >= least:
            return region
    return None


_REGIONS = (
    (700, "Asia"),
    (630, "Middle East"),
    (400, "Africa"),
    (200, "Europe"),
    (2, "Americas"),
)


@cache
def _states() -> dict[str, State]:
    names = {country.iso3: name for name, country in countries().items()}
    return {
        row["iso3"]: State(
            names[row["iso3"]],
            row["iso3"],
            _number(row["numeric"]),
            _number(row["gw"]),
            _number(row["cow"]),
            row["ucdp"] or names[row["iso3"]],
            row["acled"] or names[row["iso3"]],
            row["region"],
        )
        for row in rows("states.tsv")
    }


@cache
def _within(iso3: str) -> str:
    for country in countries().values():
        if country.iso3 == iso3:
            return country.within or recognised(iso3)
    return iso3


def _number(cell: str) -> int | None:
    return int(cell) if cell else None
