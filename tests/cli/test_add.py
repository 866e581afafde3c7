"""`herodotus add`: what goes in, what is known already, what fails, what is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from herodotus.cli import main
from herodotus.ledger import Ledger
from herodotus.model import Reading, Report
from tests.cli.conftest import ByHand
from tests.samples import FRONT, KARABAKH

pytestmark = pytest.mark.usefixtures("by_hand", "named")


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reader by hand be the one that the ledger knows."""
    monkeypatch.setattr("herodotus.reading.READER", "by hand")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two reports and a broken line."""
    path = tmp_path / "archive.jsonl"
    lines = [
        json.dumps({"id": "k", "text": KARABAKH, "publisher": "Alpha"}),
        "{broken",
        json.dumps({"id": "f", "text": FRONT}),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def add(*arguments: object, input: str | None = None) -> Result:
    return CliRunner().invoke(main, ["add", *map(str, arguments)], input=input)


def counts(result: Result) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(result.stdout)
    return row


def test_reports_and_failures_are_kept(archive: Path, place: Path) -> None:
    result = add(archive, "--ledger", place, "--json")
    assert result.exit_code == 1
    assert "line 2" in result.stderr
    with Ledger(place, create=False) as ledger:
        assert {card.id for card in ledger.reports()} == {"k", "f"}
        claims = len(ledger.tellings())
        assert [failure.error for failure in ledger.failures()] == ["RecordProblem"]
        assert ledger.tellings()[0].claim.relations or ledger.tellings()[1]
    assert counts(result) == {
        "read": 2,
        "new": 2,
        "duplicates": 0,
        "skipped": 0,
        "failed": 1,
        "claims": claims,
        "languages": {},
    }


def test_what_is_known_is_not_read_again(
    archive: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(archive, "--ledger", place)
    monkeypatch.setattr("herodotus.cli.work.load_reader", lambda: pytest.fail("loaded"))
    result = add(archive, "--ledger", place, "--json")
    assert counts(result)["skipped"] == 2
    assert counts(result)["new"] == counts(result)["claims"] == 0


def test_what_comes_twice_is_a_duplicate(archive: Path, place: Path) -> None:
    result = add(archive, archive, "--ledger", place, "--json")
    assert counts(result)["new"] == counts(result)["duplicates"] == 2
    assert counts(result)["read"] == 4
    assert counts(result)["skipped"] == 0


def test_known_reports_are_read_again_where_asked(archive: Path, place: Path) -> None:
    add(archive, "--ledger", place)
    result = add(archive, "--ledger", place, "--json", "--again")
    assert counts(result)["duplicates"] == 2
    assert counts(result)["skipped"] == 0


def test_a_report_that_failed_is_tried_again(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bad.txt"
    path.write_text("This report is unreadable, says the reader by hand. " * 3)
    result = add(path, "--ledger", place)
    assert result.exit_code == 3
    assert "0 new reports with 0 claims, 1 not read" in result.stdout
    with Ledger(place) as ledger:
        assert [failure.error for failure in ledger.failures()] == ["RuntimeError"]

    class Better(ByHand):
        def read(self, report: Report) -> Reading:
            return Reading(report=report, reader="by hand")

    monkeypatch.setattr("herodotus.cli.work.load_reader", Better)
    assert add(path, "--ledger", place).exit_code == 0
    with Ledger(place) as ledger:
        assert ledger.failures() == []
        assert len(ledger) == 1


def test_a_report_in_another_language_is_set_aside_and_no_failure(place: Path) -> None:
    lines = [
        json.dumps({"id": "k", "text": KARABAKH}),
        json.dumps({"id": "ru", "text": "Двенадцать солдат погибли в понедельник."}),
        json.dumps({"id": "fr", "text": "Ten died.", "language": "fr"}),
    ]
    result = add("-", "--ledger", place, "--json", input="\n".join(lines))
    assert result.exit_code == 0, result.stderr
    assert "Set aside: " in result.stderr
    assert "Russian" in result.stderr
    shown = counts(result)
    assert (shown["new"], shown["skipped"], shown["failed"]) == (1, 2, 0)
    assert shown["languages"] == {"fr": 1, "ru": 1}
    with Ledger(place, create=False) as ledger:
        assert {failure.id for failure in ledger.failures()} == {"ru", "fr"}
        assert {failure.error for failure in ledger.failures()} == {"NotEnglish"}
    plain = add("-", "--ledger", place, input="\n".join(lines))
    assert "2 set aside by language (fr 1, ru 1)" in plain.stdout


def test_columns_of_a_table_are_named(place: Path, tmp_path: Path) -> None:
    table = tmp_path / "old.csv"
    table.write_text(
        "nr;wortlaut;tag\n1;Ten soldiers were killed in Baku.;2020-09-28\n"
    )
    assert add(table, "--ledger", place).exit_code == 3
    mapped = "text=wortlaut,date=tag"
    result = add(table, "--ledger", place, "--json", "--map", mapped)
    assert counts(result)["new"] == 1
    with Ledger(place, create=False) as ledger:
        assert [str(card.date) for card in ledger.reports()] == ["2020-09-28"]
    for wrong in ("text", "words=wortlaut", "text="):
        assert add(table, "--ledger", place, "--map", wrong).exit_code == 2


def test_a_path_mistyped_is_no_report_that_failed(place: Path) -> None:
    result = add("nowhere.txt", "--ledger", place)
    assert result.exit_code == 3
    assert "nowhere.txt does not exist" in result.stderr
    with Ledger(place) as ledger:
        assert ledger.failures() == []


def test_one_report_that_cannot_be_kept_stops_no_other(
    archive: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Ledger.add_all

    def add_all(ledger: Ledger, readings: list[Reading]) -> object:
        if any(reading.report.id == "k" for reading in readings):
            raise ValueError("no place for it")
        return whole(ledger, readings)

    monkeypatch.setattr(Ledger, "add_all", add_all)
    result = add(archive, "--ledger", place, "--json")
    assert result.exit_code == 1
    assert "no place for it" in result.stderr
    assert (counts(result)["new"], counts(result)["failed"]) == (1, 2)
    with Ledger(place) as ledger:
        assert [card.id for card in ledger.reports()] == ["f"]
        assert {failure.id for failure in ledger.failures()} >= {"k"}


def test_who_stops_it_keeps_what_was_read(
    archive: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(ByHand):
        def read(self, report: Report) -> Reading:
            if report.id == "f":
                raise KeyboardInterrupt
            return super().read(report)

    monkeypatch.setattr("herodotus.cli.work.load_reader", Interrupted)
    result = add(archive, "--ledger", place)
    assert result.exit_code == 130
    assert "What was added is kept" in result.stderr
    with Ledger(place) as ledger:
        assert [card.id for card in ledger.reports()] == ["k"]
    monkeypatch.setattr("herodotus.cli.work.load_reader", ByHand)
    result = add(archive, "--ledger", place)
    assert result.stdout.startswith("1 new report with ")
    assert " claims, 1 known already, 1 not read. Ledger: " in result.stdout


def test_work_is_kept_a_batch_at_a_time(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    whole = Ledger.add_all

    def add_all(ledger: Ledger, readings: list[Reading]) -> object:
        sizes.append(len(readings))
        return whole(ledger, readings)

    monkeypatch.setattr(Ledger, "add_all", add_all)
    path = tmp_path / "many.jsonl"
    text = "The weather over the front line was fine on day {} of the month."
    lines = [json.dumps({"text": text.format(number)}) for number in range(45)]
    path.write_text("\n".join(lines))
    assert add(path, "--ledger", place).exit_code == 0
    assert sum(sizes) == 45
    assert max(sizes) <= 20


def test_date_and_place_hold_for_all(place: Path) -> None:
    text = "Two people died near the town on Sunday, officials said there."
    options = ("--date", "2020-09-28", "--place", "Baku", "--ledger", place)
    assert add("-", *options, input=text).exit_code == 0
    with Ledger(place) as ledger:
        (card,) = ledger.reports()
        assert (str(card.date), card.place) == ("2020-09-28", "Baku")


def test_the_ledger_may_be_named_by_the_environment(
    archive: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HERODOTUS_LEDGER", str(place))
    assert f"Ledger: {place}" in add(archive).stdout
    monkeypatch.delenv("HERODOTUS_LEDGER")
    monkeypatch.setenv("HERODOTUS_DATA", str(place.parent / "mine"))
    assert str(place.parent / "mine" / "ledger.db") in add(archive).stdout


def test_what_is_wrong_with_a_ledger_is_told(archive: Path) -> None:
    result = add(archive, "--ledger", archive)
    assert result.exit_code == 3
    assert "is no ledger" in result.stderr
    assert isinstance(result.exception, SystemExit)
