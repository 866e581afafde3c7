"""States by number: the table is whole, and its numbers are those of the lists."""

from __future__ import annotations

import pytest

from herodotus.exports.numbering import priogrid
from herodotus.exports.states import coded_by_ucdp, state_named, state_with, ucdp_region
from herodotus.gazetteer.actors import countries
from herodotus.gazetteer.tables import rows


def test_every_country_has_a_state() -> None:
    for country in countries().values():
        assert state_with(country.iso3), country.iso3


def test_no_number_is_given_twice() -> None:
    for column in ("numeric", "gw", "cow"):
        given = [row[column] for row in rows("states.tsv") if row[column]]
        twice = {number for number in given if given.count(number) > 1}
        # Successors keep the number of the state that they come after.
        assert twice <= {"365", "345"}, column


@pytest.mark.parametrize(
    ("iso3", "numeric", "gw", "cow"),
    [
        ("AZE", 31, 373, 373),
        ("DEU", 276, 260, 255),
        ("YEM", 887, 678, 679),
        ("VNM", 704, 816, 816),
        ("SRB", 688, 340, 345),
        ("XKX", None, 347, 347),
        ("SSD", 728, 626, 626),
        ("TUV", 798, 973, 947),
        ("XNK", 31, 373, 373),
    ],
)
def test_numbers(iso3: str, numeric: int | None, gw: int, cow: int) -> None:
    state = state_with(iso3)
    assert state is not None
    assert (state.numeric, state.gw, state.cow) == (numeric, gw, cow)


def test_only_members_of_the_system_of_states_are_states() -> None:
    assert state_named("Palestinians") is None
    assert state_named("Donetsk People's Republic") is None
    assert state_named("al-Shabaab") is None
    assert state_named("Taiwan") is not None


def test_every_state_has_regions() -> None:
    for row in rows("states.tsv"):
        state = state_with(row["iso3"])
        assert state is not None
        assert state.region
        coded = coded_by_ucdp(state)
        assert (ucdp_region(coded.gw) is None) == (coded.gw is None)


def test_cells_of_the_grid() -> None:
    assert priogrid(-90, -180) == 1
    assert priogrid(-90, 180) == 720
    assert priogrid(-89.5, -180) == 721
    assert priogrid(15.3, 26.2) == 210 * 720 + 412 + 1
