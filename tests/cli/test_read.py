"""`herodotus read` with a reader by hand: forms, failures, exit codes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from herodotus.cli import main
from tests.samples import EXAMPLES, FRONT, KARABAKH

EXAMPLE = str(EXAMPLES / "karabakh-2020.txt")

pytestmark = pytest.mark.usefixtures("by_hand")


def run(*arguments: str, input: bytes | None = None, width: int = 110) -> Result:
    """One call of the command, as in a terminal of that width without colours."""
    environment = {"COLUMNS": str(width), "NO_COLOR": "1", "TERM": "xterm"}
    return CliRunner(env=environment).invoke(main, arguments, input=input)


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_tables_show_each_claim_and_the_balance() -> None:
    result = run("read", EXAMPLE)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "Yerevan, Tuesday 29 September 2020 · 7 paragraphs · 9 claims"
    text = " ".join(result.stdout.split())
    for section in (
        "CASUALTIES",
        "NOT DISCLOSED",
        "BACKGROUND",
        "ACCOUNT",
    ):
        assert section in result.stdout
    for name in range(1, 10):
        assert f" c{name} " in result.stdout
    assert "unknown, not zero" in text
    assert "= c2 + c4 + c5 ✓" in text
    assert (
        "The figures balance: 84 soldiers + 10 + 3 civilians = 97, "
        "the total the report gives." in text
    )


def test_text_of_tables_has_no_colour_and_no_blanks_at_line_ends() -> None:
    result = run("read", EXAMPLE)
    assert "\x1b" not in result.stdout
    assert all(line == line.rstrip() for line in result.stdout.splitlines())


@pytest.mark.parametrize("width", [32, 40, 60, 80, 103, 104, 132, 200])
def test_tables_fit_the_terminal(width: int) -> None:
    result = run("read", EXAMPLE, width=width)
    assert max(map(len, result.stdout.splitlines())) <= width
    for word in ("Stepanyan", "claimed", "about", "400", "civilians", "97", "84"):
        assert word in result.stdout


@pytest.mark.parametrize("width", [32, 60, 103, 104, 160])
def test_what_was_lost_held_and_done_stands_in_tables(
    tmp_path: Path, width: int
) -> None:
    report = tmp_path / "front.txt"
    report.write_text(FRONT, encoding="utf-8")
    result = run("read", str(report), "--date", "2020-10-05", width=width)
    assert result.exit_code == 0, result.output
    assert max(map(len, result.stdout.splitlines())) <= width
    text = " ".join(result.stdout.split())
    sections = [text.index(title) for title in ("MATERIEL", "CONTROL", "EVENTS")]
    assert sections == sorted(sections)
    for name in range(1, 14):
        assert f" c{name} " in text
    for words in ("hypothetical", "background", "artillery", "Jabrayil", "↔"):
        assert words in text
    assert "CASUALTIES" not in text
    assert "ACCOUNT" not in text


def test_several_reports_are_set_apart() -> None:
    result = run("read", EXAMPLE, EXAMPLE)
    assert result.stdout.count("Yerevan, Tuesday 29 September 2020") == 2
    assert "────" in result.stdout


def test_a_report_without_claims_says_so(tmp_path: Path) -> None:
    quiet = tmp_path / "quiet.txt"
    quiet.write_text("The ministers met in the capital and spoke about trade.")
    result = run("read", str(quiet))
    assert result.exit_code == 0
    assert "No claims found." in result.stdout
    assert "ACCOUNT" not in result.stdout


def test_json_is_the_contract() -> None:
    (row,) = rows(run("read", EXAMPLE, "--json"))
    assert list(row) == ["id", "report", "reader", "claims", "account", "failure"]
    assert row["failure"] is None
    assert row["report"]["date"] == "2020-09-29"
    assert row["report"]["place"] == "Yerevan"
    assert {"policy", "tolls", "balance", "contradictions"} <= set(row["account"])
    for claim in row["claims"]:
        assert KARABAKH[claim["start"] : claim["end"]] == claim["evidence"]
    first = row["claims"][0]
    assert list(first)[:4] == ["id", "kind", "start", "end"]
    assert first["high"] is None
    balance = row["account"]["balance"][0]
    assert (balance["stated"], balance["sum"], balance["holds"]) == (97, 97, True)


def test_json_is_the_same_twice() -> None:
    assert (
        run("read", EXAMPLE, "--json").stdout == run("read", EXAMPLE, "--json").stdout
    )


def test_json_comes_in_input_order_with_failures_in_their_place(tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    lines = [
        json.dumps({"id": "one", "text": "Two soldiers were wounded in the north."}),
        "{not json",
        json.dumps({"id": "three", "text": KARABAKH}),
    ]
    records.write_text("\n".join(lines), encoding="utf-8")
    result = run("read", EXAMPLE, str(records), str(tmp_path / "gone.txt"), "--json")
    assert result.exit_code == 1
    found = rows(result)
    assert len(found) == 5
    assert [row["failure"] is None for row in found] == [True, True, False, True, False]
    assert [found[1]["id"], found[3]["id"]] == ["one", "three"]
    for failed in (found[2], found[4]):
        assert failed["report"] is None
        assert failed["account"] is None
        assert failed["claims"] == []
        assert set(failed["failure"]) == {"error", "message"}
    assert result.stderr.count("Not read:") == 2
    assert "gone.txt" in result.stderr
    assert "2 of 5 reports could not be read." in result.stderr


def test_a_reader_that_stumbles_does_not_stop_the_others(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("This is the unreadable report of the day, said the editor.")
    result = run("read", str(bad), EXAMPLE, "--json")
    assert result.exit_code == 1
    failed, read = rows(result)
    assert failed["failure"]["error"] == "RuntimeError"
    assert "the reader stumbled" in failed["failure"]["message"]
    assert len(read["claims"]) == 9
    assert "the reader stumbled" in result.stderr


def test_nothing_read_is_exit_code_3(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    result = run("read", str(empty), "--json")
    assert result.exit_code == 3
    assert "empty.txt" in result.stderr
    assert len(rows(result)) == 1


def test_no_report_at_all_is_exit_code_3(tmp_path: Path) -> None:
    result = run("read", str(tmp_path / "gone.txt"))
    assert result.exit_code == 3
    assert result.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("read", EXAMPLE, "--no-such-option"),
        ("read", EXAMPLE, "--date", "yesterday"),
        ("read", EXAMPLE, "--policy", "no-such-policy"),
        ("read", EXAMPLE, "--output", "/nowhere/at/all.jsonl", "--json"),
        ("read", EXAMPLE, "--html", "-", "--json"),
        ("no-such-verb",),
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_an_unknown_policy_names_the_known_ones() -> None:
    result = run("read", EXAMPLE, "--policy", "guesswork")
    assert "guesswork" in result.stderr
    assert "ucdp" in result.stderr


@pytest.mark.parametrize("policy", ["default", "ucdp", "acled", "airwars"])
def test_the_policy_is_named_in_the_account(policy: str) -> None:
    (row,) = rows(run("read", EXAMPLE, "--json", "--policy", policy))
    assert row["account"]["policy"].startswith(policy)


def test_date_and_place_override(tmp_path: Path) -> None:
    result = run(
        "read", EXAMPLE, "--date", "2020-10-01", "--place", "Tbilisi", "--json"
    )
    (row,) = rows(result)
    assert (row["report"]["date"], row["report"]["place"]) == ("2020-10-01", "Tbilisi")


def test_standard_input() -> None:
    result = run("read", "-", "--json", input=KARABAKH.encode())
    assert result.exit_code == 0
    (row,) = rows(result)
    assert len(row["claims"]) == 9


def test_csv_has_a_line_for_each_claim() -> None:
    result = run("read", EXAMPLE, "--csv")
    table = list(csv.DictReader(io.StringIO(result.stdout, newline="")))
    assert len(table) == 9
    assert table[0]["low"] == "24"
    assert table[0]["high"] == ""
    assert table[1]["attributed_to"] == "Nagorno-Karabakh Ministry of Defence"
    assert table[1]["report_date"] == "2020-09-29"
    assert table[8]["background"] == "true"


def test_output_goes_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "claims.jsonl"
    result = run("read", EXAMPLE, "--json", "--output", str(target))
    assert result.stdout == ""
    assert json.loads(target.read_text(encoding="utf-8"))["id"]


def test_tables_go_to_a_file_without_colour(tmp_path: Path) -> None:
    target = tmp_path / "claims.txt"
    result = run("read", EXAMPLE, "--output", str(target))
    assert result.exit_code == 0, result.output
    text = target.read_text(encoding="utf-8")
    assert "The figures balance" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("option", ["--output", "--html"])
def test_an_input_is_never_overwritten(tmp_path: Path, option: str) -> None:
    report = tmp_path / "report.txt"
    report.write_text(KARABAKH, encoding="utf-8")
    result = run("read", str(report), option, str(tmp_path / "." / "report.txt"))
    assert result.exit_code == 2
    assert report.read_text(encoding="utf-8") == KARABAKH


def test_html_writes_one_page_and_says_where(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = run("read", EXAMPLE, str(tmp_path / "gone.txt"), "--html", str(page))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert f"Wrote {page}." in result.stderr
    text = page.read_text(encoding="utf-8")
    assert "The figures balance" in text
    assert "gone.txt" in text


def test_html_and_json_together(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = run("read", EXAMPLE, "--html", str(page), "--json")
    assert len(rows(result)) == 1
    assert page.exists()


def test_control_characters_of_a_report_do_not_reach_the_terminal(
    tmp_path: Path,
) -> None:
    record = {"text": "Nothing happened.", "title": "\x1b[2Jred \u202e[bold]title[/]"}
    path = tmp_path / "record.jsonl"
    path.write_text(json.dumps(record))
    result = run("read", str(path))
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout
    assert "⟨U+001B⟩[2Jred ⟨U+202E⟩[bold]title[/]" in result.stdout
