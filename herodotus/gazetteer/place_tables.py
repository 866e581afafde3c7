"""What the tables hold of places: those made by hand, countries, towns of GeoNames."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from herodotus.gazetteer.actors import Country, countries, state_of
from herodotus.gazetteer.blocks import Entry, Table
from herodotus.gazetteer.folding import key
from herodotus.gazetteer.own import added_tables
from herodotus.gazetteer.place import Place
from herodotus.gazetteer.tables import listed, rows


@cache
def places_by_hand() -> dict[str, list[Place]]:
    """The regions, fronts and villages of the hand-made table."""
    found: dict[str, list[Place]] = {}
    for row in rows("places.tsv"):
        place = Place(
            row["name"],
            float(row["lat"]),
            float(row["lon"]),
            row["country"],
            int(row["precision"]),
            side=row["side"] or None,
        )
        for name in (row["name"], *listed(row["aliases"])):
            found.setdefault(key(name).removeprefix("the "), []).append(place)
    return found


@cache
def countries_by_name() -> dict[str, Country]:
    """The countries by each of their names; no peoples, no parties."""
    found = {}
    for country in countries().values():
        if country.actor.name == "Palestinians":
            continue
        for name in (country.actor.name, *country.aliases):
            if name[0].isupper() or name.startswith("the "):
                found[key(name).removeprefix("the ")] = country
    return {
        name: country
        for name, country in found.items()
        if state_of(name) and not name.endswith(("separatists", "forces", "rebels"))
    }


def country_place(country: Country) -> Place:
    """A whole country as a place; one that another state claims, as a province."""
    whole = country.status in ("state", "former") or not country.within
    return Place(
        country.actor.name,
        country.lat,
        country.lon,
        country.within or country.iso3,
        6 if whole else 4,
        side=country.actor.name if country.within else None,
    )


@cache
def divisions_by_abbreviation() -> dict[str, Place]:
    """The provinces by their short forms, as datelines print them."""
    table = own_table()
    found = {}
    for row in rows("divisions.tsv"):
        iso2, _, admin1 = row["code"].partition(".")
        point = float(row["lat"]), float(row["lon"])
        entry = Entry(row["name"], *point, iso2, admin1, 4, 0, 0)
        for words in (*listed(row["abbreviations"]), *listed(row["aliases"])):
            found[words] = place_of(entry, table)
    return found


@cache
def own_table() -> Table:
    """The table of towns that the package carries."""
    name = "geonames.places"
    return Table((files("herodotus") / "data" / name).read_bytes(), file=name)


def all_tables() -> tuple[Table, ...]:
    """The tables that a user added, then the one that the package carries."""
    return (*added_tables(), own_table())


def in_tables(plain: str) -> list[Place]:
    """The towns and divisions of this name, in no order."""
    return [
        place_of(entry, table) for table in all_tables() for entry in table.named(plain)
    ]


@cache
def _iso3() -> dict[str, str]:
    return {
        country.iso2: country.iso3 for country in countries().values() if country.iso2
    }


def place_of(entry: Entry, table: Table) -> Place:
    """The place that an entry of a table is."""
    return Place(
        entry.name,
        entry.lat,
        entry.lon,
        _iso3().get(entry.iso2, ""),
        entry.precision,
        entry.geonameid or None,
        entry.population,
        admin1=table.divisions.get(f"{entry.iso2}.{entry.admin1}", ""),
    )
