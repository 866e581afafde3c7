"""`herodotus export`: every form from a real ledger, whole files, losses named."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import polars
import pytest
from click.testing import CliRunner, Result

from herodotus.cli import main
from herodotus.exports.forms import FORMS
from herodotus.ledger import Ledger
from tests.exports.views import readings


@pytest.fixture(name="ledger", scope="module")
def _ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("ledger") / "war.db"
    with Ledger(path) as ledger:
        ledger.add_all(readings())
    return str(path)


def export(ledger: str, *options: str) -> Result:
    return CliRunner().invoke(main, ["export", "--ledger", ledger, *options])


def rows(content: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter))


TEXTS = [name for name, known in FORMS.items() if known.is_text]


@pytest.mark.parametrize("form", TEXTS)
def test_a_text_goes_to_standard_output(ledger: str, form: str) -> None:
    result = export(ledger, "--format", form)
    assert result.exit_code == 0, result.stderr
    assert result.stdout


def test_each_form_is_what_it_says(ledger: str) -> None:
    assert len(rows(export(ledger, "--format", "ged").stdout)[0]) >= 49
    assert rows(export(ledger, "--format", "acled").stdout)[0][0] == "event_id_cnty"
    assert rows(export(ledger, "--format", "plover").stdout, "\t")[0][0] == "Event ID"
    assert rows(export(ledger, "--format", "hxl").stdout)[1][0] == "#event+code"
    collection = json.loads(export(ledger, "--format", "geojson").stdout)
    assert collection["type"] == "FeatureCollection"
    assert export(ledger, "--format", "wikitext").stdout.startswith("{{Infobox")
    assert export(ledger, "--format", "sitrep").stdout.startswith("# Situation report")


def test_a_scope_a_policy_and_a_base_are_heeded(ledger: str) -> None:
    options = ("--format", "csv", "--said-by", "Stepanyan", "--policy", "acled")
    result = export(ledger, *options, "--base", "https://example.org/x/")
    head, *found = rows(result.stdout)
    assert len(found) == 1
    row = dict(zip(head, found[0], strict=True))
    assert row["speaker"] == "Shushan Stepanyan"
    assert row["policy"] == "acled"
    assert row["permalink"] == f"https://example.org/x/claims/{row['id']}"


def test_claims_can_be_points_too(ledger: str) -> None:
    result = export(ledger, "--format", "geojson", "--of", "claims")
    assert len(json.loads(result.stdout)["features"]) == 24


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("war.geojson", b'{\n "type": "FeatureCollection"'),
        ("war.parquet", b"PAR1"),
        ("war.md", b"# Situation report"),
        ("war.wiki", b"{{Infobox"),
        ("war.hxl.csv", b"event,"),
        ("war.tsv", b"Event ID\t"),
    ],
)
def test_the_name_of_the_file_says_the_form(
    ledger: str, tmp_path: Path, name: str, begins: bytes
) -> None:
    file = tmp_path / name
    result = export(ledger, "-o", str(file))
    assert result.exit_code == 0, result.stderr
    assert file.read_bytes().startswith(begins)
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_parquet_holds_every_claim(ledger: str, tmp_path: Path) -> None:
    file = tmp_path / "claims.parquet"
    export(ledger, "-o", str(file))
    assert len(polars.read_parquet(file)) == 24


def test_losses_are_named_on_standard_error(ledger: str) -> None:
    result = export(ledger, "--format", "wikitext")
    assert "Not in it:" in result.stderr
    assert "claims of arms, ground and events: the box is of casualties: 13" in (
        result.stderr
    )


def test_losses_can_be_kept(ledger: str, tmp_path: Path) -> None:
    kept = tmp_path / "losses.txt"
    result = export(ledger, "--format", "wikitext", "--losses", str(kept))
    assert "Not in it" not in result.stderr
    assert "the box is of casualties: 13" in kept.read_text("utf-8")


def test_a_bundle_is_a_folder_of_pages(ledger: str, tmp_path: Path) -> None:
    folder = tmp_path / "war"
    result = export(ledger, "--format", "bundle", "-o", str(folder))
    assert result.exit_code == 0, result.stderr
    assert (folder / "index.html").is_file()
    assert len(list((folder / "reports").iterdir())) == 3
    again = export(ledger, "--format", "bundle", "--without-text", "-o", str(folder))
    assert again.exit_code == 0, again.stderr
    assert not (folder / "reports").exists()
    assert [entry.name for entry in tmp_path.iterdir()] == ["war"]


def test_a_folder_that_is_no_bundle_is_left_alone(ledger: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    result = export(ledger, "--format", "bundle", "-o", str(tmp_path))
    assert result.exit_code == 2
    assert "is no bundle" in result.stderr
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"


def test_an_old_file_stays_where_the_new_one_cannot_be_made(
    ledger: str, tmp_path: Path
) -> None:
    file = tmp_path / "war.md"
    file.write_text("old", encoding="utf-8")
    result = export(ledger, "--policy", "nobody's", "-o", str(file))
    assert result.exit_code == 2
    assert file.read_text("utf-8") == "old"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "Say what to write with --format"),
        (("-o", "x.csv"), "may be ged, acled, hxl or csv"),
        (("--format", "parquet"), "--format parquet needs --output"),
        (("--format", "bundle", "-o", "-"), "--format bundle needs --output"),
        (("--format", "csv", "--of", "claims"), "--of goes with --format geojson"),
        (("--format", "csv", "--without-text"), "--without-text goes with"),
        (("--format", "csv", "--base", "example.org"), "begins with http://"),
        (("--format", "csv", "-o", "nowhere/x.csv"), "Cannot write to nowhere/x.csv"),
    ],
)
def test_wrong_usage_says_what_to_do(
    ledger: str, options: tuple[str, ...], words: str
) -> None:
    result = export(ledger, *options)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_ledger_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = export(str(tmp_path / "none.db"), "--format", "csv")
    assert result.exit_code == 3
    assert "none.db" in result.stderr


def test_a_scope_without_claims_is_said_and_gives_an_empty_file(ledger: str) -> None:
    result = export(ledger, "--format", "csv", "--place", "Atlantis")
    assert result.exit_code == 0
    assert "holds no claim of that scope" in result.stderr
    assert len(rows(result.stdout)) == 1
