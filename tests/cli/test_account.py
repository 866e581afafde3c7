"""`herodotus account`: from a ledger to both sides face to face, and JSON."""

from __future__ import annotations

import json
import re
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from herodotus.cli import main
from herodotus.cli.two_sides import render_account
from herodotus.ledger import Ledger
from herodotus.model import Claim, NondisclosureClaim, Reading
from herodotus.reconciliation import account_of
from tests.reconciliation import tellings
from tests.samples import casualty, reading_of

START = date(2020, 9, 27)
WAR = ("--conflict", "Nagorno-Karabakh war of 2020")
BAKU: dict[str, Any] = {
    "victim_side": "Azerbaijan",
    "victim_status": "civilian",
    "perpetrator": "Armenia",
    "attributed_to": "Azerbaijan",
}


def told(day: int, total: int, **said: Any) -> Reading:
    """A report of a running total, in which Azerbaijan is silent about its soldiers."""
    on = date(2020, 10, day)
    text = f"{total} people have been killed, officials said. Baku gives no number."
    fields: dict[str, Any] = {
        "victim_side": "Nagorno-Karabakh",
        "victim_status": "combatant",
        "perpetrator": "Azerbaijan",
        "attributed_to": "Nagorno-Karabakh officials",
        "place": "Nagorno-Karabakh",
        "place_precision": 4,
        "date_start": START,
        "date_end": on,
        "counting": "cumulative",
        **said,
    }
    words = f"{total} people have been killed"
    start = text.index("Baku")
    silence = NondisclosureClaim(
        start=start,
        end=len(text),
        evidence=text[start:],
        side="Azerbaijan",
        victim_status="combatant",
        date_end=on,
    )
    claims: list[Claim] = [
        casualty(text, words, low=total, high=total, **fields),
        silence,
    ]
    return reading_of(text, claims, date=on)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "war.db"
    with Ledger(path) as kept:
        kept.add_all([told(6, 244), told(19, 729), told(26, 974)])
        kept.add_all([told(26, 65, **BAKU), told(26, 950, attributed_to="Red Cross")])
    return path


def run(*arguments: str | Path, columns: int = 120) -> Result:
    runner = CliRunner(env={"COLUMNS": str(columns)})
    return runner.invoke(main, ["account", *map(str, arguments)])


def test_json_is_one_account_object(ledger: Path) -> None:
    found = json.loads(run("--ledger", ledger, *WAR, "--json").stdout)
    assert {"policy", "tolls", "balance", "contradictions", "faces", "flags"} == set(
        found
    )
    rows = {(t["side"], t["status"]): t for t in found["tolls"]}
    own = rows["Nagorno-Karabakh", "combatant"]
    assert (own["low"], own["best"], own["high"]) == (950, 974, 974)
    assert own["said_by"] == ["Nagorno-Karabakh"]
    silent = rows["Azerbaijan", "combatant"]
    assert (silent["low"], silent["best"], silent["undisclosed"]) == (None, None, True)


def test_the_two_sides_face_each_other(ledger: Path) -> None:
    result = run("--ledger", ledger, *WAR)
    assert result.exit_code == 0
    lines = re.sub(r"[ ]{2,}", " | ", result.stdout).splitlines()
    assert lines[0].startswith("ACCOUNT · 5 reports, 5 voices · 27 Sep – 26 Oct 2020")
    assert lines[0].endswith("policy: default")
    text = "\n".join(lines)
    assert "Azerbaijan | Nagorno-Karabakh" in text
    assert "by its own account | combatants killed: not disclosed | 974 comb" in text
    assert "by third parties | – | 950 combatants killed (Red Cross)" in text
    assert "950 / 974 / 974 combatants killed" in text
    assert "65 / 65 / 65 civilians killed" in text
    assert "(unknown, not zero)" in text
    assert "Range of claims, not a confidence interval." in text


def test_as_of_gives_the_account_of_that_day(ledger: Path) -> None:
    found = run("--ledger", ledger, "--as-of", "2020-10-20", "--json").stdout
    best = [t["best"] for t in json.loads(found)["tolls"]]
    assert best == [None, 729]


def test_a_policy_moves_the_figures(ledger: Path, tmp_path: Path) -> None:
    found = run("--ledger", ledger, *WAR, "--policy", "acled", "--json").stdout
    assert 950 in [t["best"] for t in json.loads(found)["tolls"]]
    rules = tmp_path / "ours.toml"
    rules.write_text('title = "x"\nversion = 1\nvoices = ["reporter"]', "utf-8")
    found = run("--ledger", ledger, *WAR, "--policy", rules, "--json").stdout
    assert json.loads(found)["policy"] == "ours"
    assert {t["best"] for t in json.loads(found)["tolls"]} == {None}


def test_a_wrong_policy_is_wrong_usage(ledger: Path, tmp_path: Path) -> None:
    rules = tmp_path / "bad.toml"
    rules.write_text('title = "x"\nversion = 1\nvoices = ["nobody"]', "utf-8")
    result = run("--ledger", ledger, "--policy", rules)
    assert result.exit_code == 2
    assert "bad.toml: voices.0" in result.stderr


def test_a_scope_without_claims_says_so(ledger: Path) -> None:
    result = run("--ledger", ledger, "--country", "MLI")
    assert result.exit_code == 0
    assert "Nobody is counted here." in result.stdout


def test_a_narrow_screen_shows_one_side_below_the_other(ledger: Path) -> None:
    text = run("--ledger", ledger, *WAR, columns=60).stdout
    assert all(len(line) <= 60 for line in text.splitlines())
    assert text.index("65 civilians killed") < text.index("974 combatants killed")


def test_an_account_is_written_to_a_file(ledger: Path, tmp_path: Path) -> None:
    file = tmp_path / "account.json"
    assert run("--ledger", ledger, "--json", "-o", file).stdout == ""
    assert json.loads(file.read_bytes())["policy"] == "default"


def test_copies_are_reports_of_one_voice() -> None:
    told_by = [tellings.told(974, 29, copies=14), tellings.told(983, 30)]
    account = account_of(told_by)
    shown = StringIO()
    Console(width=100, file=shown).print(render_account(account, told_by, width=100))
    assert shown.getvalue().startswith("ACCOUNT · 15 reports, 2 voices")
