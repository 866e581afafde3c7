"""Files, JSON Lines and standard input, with bad ones among the good."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from herodotus.errors import FileProblem, TooLong, UnsupportedKind
from herodotus.model import Failure, Report
from herodotus.sources import open_report, read_inputs

GOOD = "Twelve soldiers were killed in the attack, the army said."


def errors(found: list[Report | Failure]) -> list[str]:
    return [row.error if isinstance(row, Failure) else "" for row in found]


def one_failure(path: Path | str, **options: int) -> Failure:
    (found,) = read_inputs([path], **options)  # type: ignore[arg-type]
    assert isinstance(found, Failure)
    assert str(path) in found.message
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_file_in_any_encoding(
    tmp_path: Path, report_text: str, encoding: str
) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(report_text.replace("\n", "\r\n").encode(encoding))
    report = open_report(path)
    assert report.text == report_text
    assert report.date == datetime.date(2020, 9, 30)
    assert report.place == "Goris"
    assert report.origin == str(path)
    assert list(read_inputs([path])) == [report]


def test_inputs_keep_their_order_and_bad_ones_stop_nothing(
    tmp_path: Path, jsonl: Callable[..., Path]
) -> None:
    (tmp_path / "a.txt").write_text("First. " + GOOD)
    (tmp_path / "empty.txt").write_text("  \n")
    (tmp_path / "scan.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    (tmp_path / "fr.txt").write_text(
        "Au moins douze soldats ont été tués lundi dans une attaque dans le nord.",
        encoding="utf-8",
    )
    lines = jsonl({"id": "x", "text": "Second. " + GOOD}, "{oops", {"text": GOOD})
    names = ["a.txt", "gone.txt", "empty.txt", "scan.txt", "fr.txt"]
    found = list(read_inputs([*(tmp_path / name for name in names), lines]))
    assert errors(found) == [
        "",
        "FileProblem",
        "EmptyInput",
        "BinaryInput",
        "NotEnglish",
        "",
        "RecordProblem",
        "",
    ]
    failures = [row for row in found if isinstance(row, Failure)]
    assert [failure.id for failure in failures[:4]] == [
        str(tmp_path / name) for name in names[1:]
    ]
    assert failures[4].id == f"{lines}:2"


def test_a_missing_file_raises_when_opened_alone(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="does not exist") as caught:
        open_report(tmp_path / "gone.txt")
    assert isinstance(caught.value, OSError)


@pytest.mark.parametrize("name", ["bad\x00name", "bad\udcffname"])
def test_names_that_no_file_has(name: str) -> None:
    (found,) = read_inputs([name])
    assert isinstance(found, Failure)
    assert found.error == "FileProblem"
    found.model_dump_json().encode("utf-8")


def test_json_lines_are_told_by_content_whatever_the_name(
    jsonl: Callable[..., Path],
) -> None:
    path = jsonl("", "  ", {"id": 7, "text": GOOD}, name="reports.txt")
    (found,) = read_inputs([path])
    assert isinstance(found, Report)
    assert (found.id, found.text, found.origin) == ("7", GOOD, f"{path}:3")


def test_a_bad_first_line_does_not_hide_the_rest(jsonl: Callable[..., Path]) -> None:
    path = jsonl('{"text": "cut sho', {"text": GOOD}, name="stream")
    assert errors(list(read_inputs([path]))) == ["RecordProblem", ""]
    path = jsonl("not json", {"text": GOOD})
    assert errors(list(read_inputs([path]))) == ["RecordProblem", ""]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_json_lines_with_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "r.jsonl"
    text = "“" + GOOD + "”"
    lines = [json.dumps({"text": text}, ensure_ascii=False)] * 2
    path.write_bytes("\r\n".join(lines).encode(encoding))
    found = list(read_inputs([path]))
    assert [row.text for row in found if isinstance(row, Report)] == [text, text]


def test_one_line_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    first = json.dumps({"text": "The café. " + GOOD}, ensure_ascii=False)
    path.write_bytes(first.encode("cp1252") + b"\n" + first.encode() + b"\n")
    found = list(read_inputs([path]))
    assert {row.text for row in found if isinstance(row, Report)} == {
        "The café. " + GOOD
    }


def test_all_fields_of_a_record(jsonl: Callable[..., Path]) -> None:
    record = {
        "id": "r1",
        "text": "LVIV (Reuters) - " + GOOD,
        "date": "2014-05-03",
        "title": "Attack",
        "url": "https://example.org/2019/01/01/x",
        "publisher": "Paper",
        "author": "Ana Ruiz",
        "place": "Donetsk",
        "language": "en-GB",
        "score": [1, 2],
    }
    (found,) = read_inputs([jsonl(record)])
    assert isinstance(found, Report)
    assert found.date == datetime.date(2014, 5, 3)
    assert (found.place, found.place_from, found.date_from) == (
        "Donetsk",
        "metadata",
        "metadata",
    )
    assert (found.title, found.publisher, found.author, found.agency) == (
        "Attack",
        "Paper",
        "Ana Ruiz",
        "Reuters",
    )
    (found,) = read_inputs([jsonl(record)], date="2020-01-02", place="Kyiv")
    assert isinstance(found, Report)
    assert (str(found.date), found.place) == ("2020-01-02", "Kyiv")
    assert (found.date_from, found.place_from) == ("argument", "argument")


def test_a_file_that_is_one_report_names_it(tmp_path: Path) -> None:
    (tmp_path / "goris.txt").write_text(GOOD, encoding="utf-8")
    page = f"<html><body><p>{GOOD}</p><p>{GOOD}</p></body></html>"
    (tmp_path / "sotk.html").write_text(page, encoding="utf-8")
    lines = json.dumps({"text": GOOD}) + "\n" + json.dumps({"id": "r", "text": GOOD})
    (tmp_path / "two.jsonl").write_text(lines, encoding="utf-8")
    found = [one for one in read_inputs([tmp_path]) if isinstance(one, Report)]
    assert [one.id for one in found] == [
        "goris.txt",
        "sotk.html",
        found[2].sha256[:16],
        "r",
    ]
    assert open_report(tmp_path / "goris.txt").id == "goris.txt"
    (spoken,) = read_inputs(["-"], stdin=io.StringIO(GOOD))
    assert isinstance(spoken, Report)
    assert spoken.id == spoken.sha256[:16]


def test_a_records_year_completes_the_dateline(jsonl: Callable[..., Path]) -> None:
    record = {"text": "GORIS, Sept 30 (AFP) - " + GOOD, "date": "2020"}
    (found,) = read_inputs([jsonl(record)])
    assert isinstance(found, Report)
    assert (found.date, found.date_from) == (datetime.date(2020, 9, 30), "dateline")


def test_a_records_text_is_kept_as_it_is(jsonl: Callable[..., Path]) -> None:
    text = f"\ufeff One.\r\n\r\n{GOOD}\rThree \x00 \U0001f600.  "
    (found,) = read_inputs([jsonl({"text": text})])
    assert isinstance(found, Report)
    assert found.text == text


def test_half_a_character_in_json_is_replaced(jsonl: Callable[..., Path]) -> None:
    line = r'{"id": "\udc00", "text": "Ten \ud800 died, he said.", "title": "\ud83d"}'
    (found,) = read_inputs([jsonl(line)])
    assert isinstance(found, Report)
    assert found.text == "Ten \ufffd died, he said."
    found.model_dump_json().encode("utf-8")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[1, 2]", "a list, not an object"),
        ("null", "null, not an object"),
        ('{"text": "a"', "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"id": ' + "9" * 5000 + "}", "not JSON"),
        ("{}", 'no "text"'),
        ('{"text": null}', 'no "text"'),
        ('{"text": 5}', '"text" is a number'),
        ('{"text": ["a"]}', '"text" is a list'),
        ('{"text": "Ten died.", "place": {}}', '"place" is an object'),
        ('{"text": "Ten died.", "title": true}', '"title" is true or false'),
        ('{"text": "Ten died.", "date": 20200930}', '"date" is a number'),
        ('{"text": "Ten died.", "date": "last week"}', "YYYY-MM-DD"),
        ('{"text": "Ten died.", "date": "03/04/2020"}', "YYYY-MM-DD"),
        ('{"id": [1], "text": "Ten died."}', '"id" is a list'),
    ],
)
def test_a_bad_record_says_what_is_wrong_and_where(
    jsonl: Callable[..., Path], line: str, said: str
) -> None:
    path = jsonl({"text": GOOD}, line, {"text": GOOD})
    found = list(read_inputs([path]))
    assert errors(found) == ["", "RecordProblem", ""]
    assert isinstance(found[1], Failure)
    assert said in found[1].message
    assert f"{path}, line 2" in found[1].message


def test_a_failed_record_keeps_its_own_id(jsonl: Callable[..., Path]) -> None:
    path = jsonl(
        {"id": "r9", "text": " "}, {"id": "r10", "text": "x", "language": "ru"}
    )
    found = list(read_inputs([path]))
    assert [row.id for row in found] == ["r9", "r10"]
    assert errors(found) == ["EmptyInput", "NotEnglish"]


def test_an_enormous_file_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    path.write_text(GOOD * 1000)
    failure = one_failure(path, longest=5000)
    assert failure.error == "TooLong"
    assert "split it" in failure.message
    with pytest.raises(TooLong):
        open_report(path, longest=5000)


def test_an_enormous_line_is_dropped_and_the_next_is_read(
    jsonl: Callable[..., Path],
) -> None:
    path = jsonl({"text": GOOD}, {"id": "big", "text": "no " * 100_000}, {"text": GOOD})
    found = list(read_inputs([path], longest=1000))
    assert errors(found) == ["", "TooLong", ""]
    assert found[1].id == f"{path}:2"
    path = jsonl({"text": GOOD}, {"id": "big", "text": "no " * 1000}, {"text": GOOD})
    found = list(read_inputs([path], longest=1000))
    assert errors(found) == ["", "TooLong", ""]
    assert found[1].id == "big"


@pytest.mark.parametrize(
    "text",
    [
        '{\n  "text": "Ten died."\n}',
        '[\n{"text": "Ten died."}\n]',
        '[{"text": "Ten died."}]',
    ],
)
def test_kinds_that_are_not_read_yet(tmp_path: Path, text: str) -> None:
    path = tmp_path / "page.txt"
    path.write_text(text)
    assert one_failure(path).error == "UnsupportedKind"


def test_json_lines_are_more_than_one_report(jsonl: Callable[..., Path]) -> None:
    with pytest.raises(UnsupportedKind, match="read_inputs"):
        open_report(jsonl({"text": GOOD}))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = json.dumps({"text": GOOD}).encode() + b"\n{bad\n"
    for stdin in (io.BytesIO(lines), io.StringIO(lines.decode())):
        found = list(read_inputs(["-"], stdin=stdin))
        assert errors(found) == ["", "RecordProblem"]
        assert isinstance(found[1], Failure)
        assert found[1].message.startswith("standard input, line 2")
        assert not stdin.closed
    stream = io.TextIOWrapper(io.BytesIO(GOOD.encode()))
    monkeypatch.setattr("sys.stdin", stream)
    (found_text,) = read_inputs(["-"])
    assert isinstance(found_text, Report)
    assert (found_text.text, found_text.origin) == (GOOD, "standard input")


def test_lines_are_read_as_they_come() -> None:
    taken = 0

    class Slow(io.RawIOBase):
        def __init__(self, lines: Iterator[bytes]) -> None:
            self.lines = lines

        def read(self, size: int = -1) -> bytes:
            nonlocal taken
            taken += 1
            return next(self.lines, b"")

    line = json.dumps({"text": GOOD}).encode() + b"\n"
    found = read_inputs(["-"], stdin=Slow(iter([line] * 50)))  # type: ignore[arg-type]
    assert isinstance(next(found), Report)
    assert taken < 6


def test_an_input_without_an_end_of_line(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps({"text": GOOD}))
    (found,) = read_inputs([path])
    assert isinstance(found, Report)


def test_an_empty_file_of_records_has_no_reports(tmp_path: Path) -> None:
    path = tmp_path / "none.jsonl"
    path.write_text("\n\n")
    assert one_failure(path).error == "EmptyInput"
