"""`herodotus gazetteer`: where names are, and what a user adds to that."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from herodotus.gazetteer import Place
    from herodotus.gazetteer.own import Pin

_EPILOG = """\b
Examples:
  herodotus gazetteer find Tripoli --near Beirut
  herodotus gazetteer add AM.zip
  herodotus gazetteer pin Talish 40.39 46.81
  herodotus gazetteer pin Springfield --geonameid 4250542
"""

_SHOWN = 10


@click.group(epilog=_EPILOG)
def gazetteer() -> None:
    """Look up where names are, load more places, hold a name to one place.

    What is added stays on this machine, in the folder that the variable HERODOTUS_DATA
    names, else where the system keeps the data of programs, and counts from then on.
    """


_json = click.option(
    "--json", "as_json", is_flag=True, help="JSON Lines: one object a place."
)


@gazetteer.command()
@click.argument("name")
@click.option(
    "--near", metavar="PLACE", help="Of namesakes, those closest to this place first."
)
@click.option("--all", "everything", is_flag=True, help="All namesakes, not only ten.")
@_json
def find(*, name: str, near: str | None, everything: bool, as_json: bool) -> None:
    """Show the places called NAME, the likeliest first."""
    from herodotus.gazetteer import find_place, kilometres, places_named

    with _data_errors_told():
        found = list(places_named(name))
        centre = find_place(near) if near is not None else None
    if near is not None:
        if centre is None:
            raise click.UsageError(f"No place is known by the name of {near}.")
        found.sort(key=lambda place: kilometres(place, centre))
    if not found and not as_json:
        click.echo(
            f"No place is known by the name of {name}. Load GeoNames' file of its "
            "country with gazetteer add, or give its point with gazetteer pin."
        )
    shown = found if everything else found[:_SHOWN]
    for place in shown:
        click.echo(json.dumps(_record(place)) if as_json else _line(place))
    if len(found) > len(shown) and not as_json:
        click.echo(f"and {len(found) - len(shown)} more; --all shows them.")
    if not found:
        raise click.exceptions.Exit(3)


def _record(place: Place) -> dict[str, Any]:  # plain JSON values
    return place._asdict()


def _line(place: Place) -> str:
    where = ", ".join(part for part in (place.admin1, place.country) if part)
    parts = [
        place.name,
        where,
        f"{place.lat:.3f}, {place.lon:.3f}",
        _PRECISION[place.precision],
        f"{place.population:,} people" if place.population else "",
        f"GeoNames {place.geonameid}" if place.geonameid else "",
    ]
    return "  ".join(part for part in parts if part)


#: UCDP's where_prec in words.
_PRECISION = {
    1: "exact",
    2: "near",
    3: "district",
    4: "province or region",
    5: "vague",
    6: "country",
    7: "waters",
}


@gazetteer.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
def add(*, files: tuple[Path, ...]) -> None:
    """Load GeoNames' files of single countries (AM.txt or AM.zip), to be used always.

    They are at download.geonames.org/export/dump. Loading a file again changes nothing,
    and a newer one of the same name takes its place.
    """
    from herodotus.gazetteer import add_places

    for file in files:
        with _data_errors_told():
            count = add_places(file)
        click.echo(f"{file.name}: {count} places, used from now on.")


@gazetteer.command(context_settings={"ignore_unknown_options": True})
@click.argument("name", required=False)
@click.argument("lat", required=False, type=click.FloatRange(-90, 90))
@click.argument("lon", required=False, type=click.FloatRange(-180, 180))
@click.option("--geonameid", type=int, metavar="N", help="The place's GeoNames number.")
@click.option("--remove", is_flag=True, help="Take the pin of NAME back.")
@_json
def pin(
    *,
    name: str | None,
    lat: float | None,
    lon: float | None,
    geonameid: int | None,
    remove: bool,
    as_json: bool,
) -> None:
    """Hold NAME to the point LAT LON, or to a GeoNames place; alone, list the pins.

    A pin is your decision: wherever NAME is read, it is that place.
    """
    from herodotus.gazetteer import own

    with _data_errors_told():
        if name is None:
            _list(as_json=as_json)
        elif remove:
            if not own.unpin(name):
                raise click.UsageError(f"{name} is not pinned.")
            click.echo(f"{name} is no longer pinned.")
        else:
            new = _new(name, lat, lon, geonameid)
            own.pin(new)
            click.echo(json.dumps(new._asdict()) if as_json else _pinned(new))


@contextmanager
def _data_errors_told() -> Iterator[None]:
    """A file that cannot be used ends the command with what to do, and no traceback."""
    from herodotus.errors import DataFileError

    try:
        yield
    except DataFileError as error:
        raise click.ClickException(error.message) from error


def _new(name: str, lat: float | None, lon: float | None, geonameid: int | None) -> Pin:
    from herodotus.gazetteer import own, place_with_id

    if not name.strip():
        raise click.UsageError("Give the name that is to be pinned.")
    if geonameid is not None:
        if lat is not None:
            raise click.UsageError("Give LAT LON or --geonameid, not both.")
        place = place_with_id(geonameid)
        if place is None:
            raise click.UsageError(
                f"GeoNames {geonameid} is in no table here. Load the file of its "
                "country with gazetteer add first."
            )
        return own.Pin(name, place.lat, place.lon, geonameid)
    if lat is None or lon is None or math.isnan(lat) or math.isnan(lon):
        raise click.UsageError("Give LAT and LON, or --geonameid.")
    return own.Pin(name, lat, lon)


def _list(*, as_json: bool) -> None:
    from herodotus.gazetteer import own

    for one in own.pins().values():
        click.echo(json.dumps(one._asdict()) if as_json else _pinned(one))
    if not own.pins() and not as_json:
        click.echo("No name is pinned.")


def _pinned(one: Pin) -> str:
    number = f" (GeoNames {one.geonameid})" if one.geonameid is not None else ""
    return f"{one.name} is {one.lat:.3f}, {one.lon:.3f}{number}"
