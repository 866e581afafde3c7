"""From a file to a page, as a user does it: real processes, the real reader."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import herodotus
from tests.samples import EXAMPLES

ALL = sorted(EXAMPLES.glob("*.txt"))


def run(*arguments: str, input: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "herodotus", *arguments]
    return subprocess.run(
        command, input=input, capture_output=True, check=False, timeout=300
    )


@pytest.fixture(scope="module")
def everything() -> subprocess.CompletedProcess[bytes]:
    return run("read", *map(str, ALL), "--json")


def test_the_examples_are_read(
    everything: subprocess.CompletedProcess[bytes],
) -> None:
    assert everything.returncode == 0, everything.stderr.decode()
    assert everything.stderr == b""
    rows = [json.loads(line) for line in everything.stdout.splitlines()]
    assert len(rows) == len(ALL) >= 3
    for path, row in zip(ALL, rows, strict=True):
        text = path.read_text(encoding="utf-8")
        assert len(row["claims"]) >= 5
        assert row["report"]["place"]
        assert row["report"]["date"]
        for claim in row["claims"]:
            assert text[claim["start"] : claim["end"]] == claim["evidence"]
            assert claim["rule"]
    claims = [claim for row in rows for claim in row["claims"]]
    assert {claim["kind"] for claim in claims} >= {"casualty", "nondisclosure"}
    assert any(claim["background"] for claim in claims)


def test_the_same_files_give_the_same_bytes(
    everything: subprocess.CompletedProcess[bytes],
) -> None:
    assert run("read", *map(str, ALL), "--json").stdout == everything.stdout


def test_the_python_interface_says_what_the_command_prints(
    everything: subprocess.CompletedProcess[bytes],
) -> None:
    row = json.loads(everything.stdout.splitlines()[0])
    report = herodotus.open(ALL[0])
    reading = herodotus.read(report)
    account = herodotus.reconcile(reading.claims)
    assert [claim.id for claim in reading.claims] == [c["id"] for c in row["claims"]]
    assert account.model_dump(mode="json") == row["account"]
    assert herodotus.read(report.text).claims


def test_one_bad_file_among_good_ones_is_exit_code_1(tmp_path: Path) -> None:
    picture = tmp_path / "picture.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(64))
    done = run("read", str(picture), str(ALL[0]), "--json")
    assert done.returncode == 1
    assert b"picture.txt" in done.stderr
    failed, read = (json.loads(line) for line in done.stdout.splitlines())
    assert failed["failure"]
    assert read["claims"]


def test_a_page_from_standard_input(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = run("read", "-", "--html", str(page), input=ALL[0].read_bytes())
    assert done.returncode == 0, done.stderr.decode()
    assert "<mark" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("options", [["--json"], ["--json", "--tree"], ["--tree"]])
def test_inspect(options: list[str]) -> None:
    done = run("inspect", str(ALL[0]), *options)
    assert done.returncode == 0, done.stderr.decode()
    text = ALL[0].read_text(encoding="utf-8")
    if "--json" not in options:
        assert b"CLAIM" in done.stdout
        assert b"nsubj" in done.stdout
        return
    row = json.loads(done.stdout)
    assert len(row["sentences"]) >= 8
    for found in (*row["timexes"], *row["toponyms"], *row["names"]):
        assert text[found["start"] : found["end"]].strip()
    assert any(attribution["cue"] for attribution in row["attributions"])
    if "--tree" in options:
        assert len(row["tokens"]) == len(row["sentences"])
        heads = [token["head"] for sentence in row["tokens"] for token in sentence]
        assert heads.count(-1) == len(row["sentences"])


def test_a_closed_pipe_is_no_trace_back() -> None:
    command = f"{sys.executable} -m herodotus read {ALL[0]} --json | head -c 1"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, check=False, timeout=300
    )
    assert b"Traceback" not in done.stderr
