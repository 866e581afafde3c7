"""`herodotus gazetteer`: find, add, pin."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from herodotus.cli import main
from herodotus.gazetteer import find_place, own

#: Two lines as GeoNames writes them; the villages are made up.
_TOWN = "9000001\tQaradere\tQaradere\tQaraderekend,Qara Dere\t40.40\t46.60\tP\tPPL"
_WELL = "9000002\tQaradere Well\tQaradere Well\t\t40.41\t46.61\tS\tWLL"
_REST = "\tAZ\t\t57\t\t\t\t812\t\t310\tAsia/Baku\t2024-01-02"
ROWS = [_TOWN + _REST, _WELL + _REST]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("HERODOTUS_DATA", str(tmp_path / "data"))
    own.forget()
    yield tmp_path
    monkeypatch.undo()
    own.forget()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["gazetteer", *arguments])


def test_find_shows_the_likeliest_first() -> None:
    lines = run("find", "Tripoli").stdout.splitlines()
    assert "LBY" in lines[0]
    assert "32.8" in lines[0]
    assert len(lines) > 2


def test_find_near_a_place_shows_the_closest_first() -> None:
    result = run("find", "Tripoli", "--near", "Beirut", "--json")
    first = json.loads(result.stdout.splitlines()[0])
    assert (first["country"], first["precision"]) == ("LBN", 1)


def test_find_says_what_to_do_where_nothing_is_known() -> None:
    result = run("find", "Qaradere")
    assert result.exit_code == 3
    assert "gazetteer add" in result.stdout
    assert run("find", "Tripoli", "--near", "Qaradere").exit_code == 2


def test_find_tells_of_namesakes_left_out() -> None:
    few, every = run("find", "San Miguel"), run("find", "San Miguel", "--all")
    assert "--all" in few.stdout.splitlines()[-1]
    assert len(every.stdout.splitlines()) > len(few.stdout.splitlines())


@pytest.mark.parametrize("zipped", [False, True])
def test_add_loads_a_country_file_for_good(folder: Path, zipped: bool) -> None:
    file = folder / "AZ.txt"
    file.write_text("\n".join(ROWS) + "\n", encoding="utf-8")
    if zipped:
        with zipfile.ZipFile(folder / "AZ.zip", "w") as archive:
            archive.write(file, "AZ.txt")
            archive.writestr("readme.txt", "GeoNames")
        file = folder / "AZ.zip"
    assert "1 places" in run("add", str(file)).stdout
    place = find_place("Qaraderekend")
    assert place is not None
    assert (place.name, place.country, place.geonameid) == ("Qaradere", "AZE", 9000001)
    tables = sorted((folder / "data" / "gazetteer").iterdir())
    before = [table.read_bytes() for table in tables]
    assert run("add", str(file)).exit_code == 0
    assert [table.read_bytes() for table in tables] == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (ROWS[0] + "\nnot a line of theirs\n", "line 2: 1 columns, not 19"),
        (ROWS[0].replace("40.40", "far") + "\n", "line 1"),
        (ROWS[0].replace("40.40", "140.40") + "\n", "no point on Earth"),
        ("", "holds no places"),
    ],
)
def test_add_names_file_and_line(folder: Path, content: str, said: str) -> None:
    file = folder / "AZ.txt"
    file.write_text(content, encoding="utf-8")
    result = run("add", str(file))
    assert result.exit_code == 1
    assert "AZ.txt" in result.stderr
    assert said in result.stderr
    assert not (folder / "data").exists()


def test_add_takes_a_file_that_an_editor_has_marked(folder: Path) -> None:
    file = folder / "AZ.txt"
    file.write_text("\r\n".join(ROWS) + "\r\n", encoding="utf-8-sig")
    assert "1 places" in run("add", str(file)).stdout


def test_add_says_which_file_is_missing(folder: Path) -> None:
    result = run("add", str(folder / "AM.txt"))
    assert result.exit_code == 1
    assert "AM.txt" in result.stderr


def test_a_pin_holds_a_name_to_a_point() -> None:
    assert run("pin", "Talish", "40.39", "-46.81").exit_code == 0
    place = find_place("Talish")
    assert place is not None
    assert (place.lat, place.lon, place.precision) == (40.39, -46.81, 1)
    assert json.loads(run("pin", "--json").stdout)["name"] == "Talish"
    assert run("pin", "Talish", "--remove").exit_code == 0
    again = find_place("Talish")
    assert again is not None
    assert again.lon > 0
    assert "No name" in run("pin").stdout


def test_a_pin_can_name_a_place_of_geonames() -> None:
    assert run("pin", "the capital", "--geonameid", "703448").exit_code == 0
    place = find_place("the capital")
    assert place is not None
    assert (place.name, place.country) == ("Kyiv", "UKR")


@pytest.mark.parametrize(
    "arguments",
    [
        ("pin", "Talish"),
        ("pin", "Talish", "40.39"),
        ("pin", "Talish", "95", "46"),
        ("pin", "Talish", "40", "46", "--geonameid", "703448"),
        ("pin", "Talish", "--geonameid", "1"),
        ("pin", "Talish", "--remove"),
        ("pin", "Talish", "nan", "46"),
        ("pin", " ", "40", "46"),
    ],
)
def test_wrong_pins_are_usage_errors(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize(
    "content",
    [
        "no JSON",
        '[{"name": 5, "lat": 1, "lon": 2}]',
        '[{"name": "Talish", "lat": "north", "lon": 2}]',
        '[{"name": "Talish", "lat": 400, "lon": 2}]',
    ],
)
@pytest.mark.parametrize("arguments", [("pin",), ("find", "Talish")])
def test_broken_pins_say_which_file_to_mend(
    folder: Path, content: str, arguments: tuple[str, ...]
) -> None:
    pins = folder / "data" / "gazetteer" / "pins.json"
    pins.parent.mkdir(parents=True)
    pins.write_text(content, encoding="utf-8")
    result = run(*arguments)
    assert result.exit_code == 1
    assert "pins.json" in result.stderr
    assert "pin anew" in result.stderr
