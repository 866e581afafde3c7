"""An add of a web archive that is killed goes on, and what is known is passed over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from evaluation.durability import made, torment
from evaluation.resume import as_warc
from herodotus.cli import main
from herodotus.ledger import Ledger
from herodotus.sources import read_inputs, warc


def test_a_killed_add_of_a_web_archive_goes_on(tmp_path: Path) -> None:
    found = torment(tmp_path, kills=3, reports=80, seed=11, write=as_warc)
    assert found.kills >= 2
    assert found.equal
    assert found.problems == ()
    assert found.kept == tuple(sorted(found.kept))


def test_known_records_are_neither_taken_out_of_their_page_nor_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = as_warc(tmp_path, made(6, seed=2))
    place = str(tmp_path / "ledger.db")
    command = ["add", str(archive), "--ledger", place, "--json"]
    assert '"new": 6' in CliRunner().invoke(main, command).stdout
    monkeypatch.setattr(warc, "reports_in", lambda *_, **__: pytest.fail("taken out"))
    monkeypatch.setattr("herodotus.cli.work.load_reader", lambda: pytest.fail("loaded"))
    again = CliRunner().invoke(main, command)
    assert '"new": 0' in again.stdout
    assert '"skipped": 6' in again.stdout
    assert again.exit_code == 0


def test_a_record_is_known_by_its_bytes_and_by_what_is_said_of_it(
    tmp_path: Path,
) -> None:
    rows = made(2, seed=2)
    archive = as_warc(tmp_path, rows)
    ids = [one.id for one in read_inputs([archive])]
    assert len(set(ids)) == 2
    assert ids == [one.id for one in read_inputs([archive])]
    dated = read_inputs([archive], date="2020-10-01")
    assert not set(ids) & {one.id for one in dated}
    left = [one.id for one in read_inputs([archive], has_read=lambda id: id == ids[0])]
    assert left == ids[1:]
    rows[0]["text"] += " It was not confirmed."
    changed = [one.id for one in read_inputs([as_warc(tmp_path, rows)])]
    assert changed[0] != ids[0]
    assert changed[1] == ids[1]


def test_a_record_that_was_refused_is_told_again_and_not_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = made(3, seed=2)
    rows[0]["text"] = (
        "Министерство обороны сообщило, что двенадцать солдат погибли под Тертером, а "
        "ещё двадцать человек были ранены при обстреле города ночью во вторник. "
    ) * 9
    archive = as_warc(tmp_path, rows)
    place = str(tmp_path / "ledger.db")
    command = ["add", str(archive), "--ledger", place, "--json"]
    first = CliRunner().invoke(main, command)
    assert json.loads(first.stdout)["languages"] == {"ru": 1}
    with monkeypatch.context() as patched:
        patched.setattr(warc, "reports_in", lambda *_, **__: pytest.fail("looked into"))
        again = CliRunner().invoke(main, command)
    assert again.stderr == first.stderr
    assert json.loads(again.stdout)["languages"] == {"ru": 1}
    assert (again.exit_code, first.exit_code) == (0, 0)
    with Ledger(place) as ledger:
        (failure,) = ledger.failures()
        assert failure.language == "ru"
    anew = CliRunner().invoke(main, [*command, "--again"])
    assert anew.stderr == first.stderr


def test_a_record_that_the_reader_failed_on_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = as_warc(tmp_path, made(2, seed=2))
    command = ["add", str(archive), "--ledger", str(tmp_path / "a.db"), "--json"]

    def fails(*_: object) -> None:
        raise IndexError("by hand")

    with monkeypatch.context() as patched:
        patched.setattr("herodotus.reading.Reader.read", fails)
        assert CliRunner().invoke(main, command).exit_code == 3
    after = CliRunner().invoke(main, command)
    assert json.loads(after.stdout)["new"] == 2
    assert after.exit_code == 0
    with Ledger(tmp_path / "a.db") as ledger:
        assert ledger.failures() == []
