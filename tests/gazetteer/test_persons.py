"""People in office by the year of the report."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from herodotus.gazetteer import find_person
from herodotus.gazetteer.actors import namings
from herodotus.gazetteer.tables import rows


@pytest.mark.parametrize(
    ("name", "title", "year", "party", "office", "current"),
    [
        ("Vladimir Putin", None, 2010, "Russia", "prime minister", True),
        ("Muammar Qaddafi", None, 2011, "Libya", "leader", True),
        ("Riek Machar", None, 2012, "South Sudan", "vice-president", True),
        ("Riek Machar", None, 2016, "SPLM-IO", "leader", True),
        ("Nelson Mandela", None, 2005, "South Africa", "president", False),
        # a surname that several bear is told by its title and year
        ("Bush", "president", 1991, "US", "president", True),
        ("Bush", "government", 2004, "US", "president", True),
        ("Deby", "president", 2008, "Chad", "president", True),
    ],
)
def test_the_office_of_the_year(
    name: str, title: str | None, year: int, party: str, office: str, current: bool
) -> None:
    held = find_person(name, title=title, day=date(year, 6, 1))
    assert held is not None
    assert (held.party, held.office, held.current) == (party, office, current)


def test_a_surname_alone_is_nobody() -> None:
    assert find_person("Bush", day=date(2004, 6, 1)) is None
    assert find_person("Khan") is None
    assert find_person("John Smith", title="president") is None


def test_the_table_names_known_parties_and_whole_terms() -> None:
    table = rows("persons.tsv")
    assert len(table) >= 500
    known = {naming.actor.name for naming in namings()}
    for row in table:
        assert row["party"] in known, row["name"]
        assert 1900 < int(row["start"]) <= int(row["end"] or 9999), row["name"]
        assert row["office"] == row["office"].strip() != "", row["name"]
    terms = Counter((row["name"], row["office"], row["start"]) for row in table)
    assert [term for term, times in terms.items() if times > 1] == []
