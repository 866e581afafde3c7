"""Running commands to measure: records, digests, and how a failure is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.bench import joined
from evaluation.measure import Measure, Target, targets
from evaluation.run import CommandFailed, digest, records, score, write_records
from evaluation.table import table


def test_a_line_separator_inside_a_text_does_not_end_a_record(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": "one\u2028two\x85three"}, {"id": "b", "text": "four"}]
    path = write_records(tmp_path / "rows.jsonl", rows)
    assert records(path.read_bytes()) == rows


def test_the_digest_follows_content_and_order_not_name(tmp_path: Path) -> None:
    for name, text in (("a", "gold"), ("b", "scorer"), ("c", "gold")):
        (tmp_path / name).write_text(text)
    a, b, c = (tmp_path / name for name in "abc")
    assert digest(a, b) == digest(c, b)
    assert digest(a, b) != digest(b, a)
    a.write_text("other gold")
    assert digest(a, b) != digest(c, b)


def test_a_scorer_is_run_where_it_lies(tmp_path: Path) -> None:
    scorer = tmp_path / "scorer.py"
    scorer.write_text("import sys; print('found', *sys.argv[1:])")
    assert score(scorer, "11", "of", "12") == "found 11 of 12\n"


def test_a_failing_command_is_told_with_its_last_words(tmp_path: Path) -> None:
    scorer = tmp_path / "scorer.py"
    scorer.write_text("raise SystemExit('predictions for unknown ids')")
    with pytest.raises(CommandFailed, match="ended 1: predictions for unknown ids"):
        score(scorer)


def test_reports_are_joined_and_none_is_lost() -> None:
    texts = [f"w{n} " * 200 for n in range(7)]
    reports = list(joined(texts, words=500))
    assert [len(report.split()) for report in reports] == [600, 600, 200]
    assert "\n\n".join(reports) == "\n\n".join(texts)


def test_the_table_keeps_the_order_of_the_targets_and_marks_what_is_low() -> None:
    wanted = {"b": Target(least=0.5), "a": Target(least=1, whole=True, lower=True)}
    lines = table([Measure("a", 3, ""), Measure("b", 0.6, "")], wanted, {}).splitlines()
    assert [line.split()[0] for line in lines] == ["measure", "b", "a"]
    assert "!" not in lines[1]
    assert "! 3" in lines[2]


def test_every_target_can_be_reached() -> None:
    for name, target in targets().items():
        if target.least is not None and target.aim is not None:
            assert not target.better(target.least, target.aim), name
