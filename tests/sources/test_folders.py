"""Folders and patterns: sorted, nothing hidden, nothing passed over in silence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from herodotus.model import Failure, Report
from herodotus.sources import read_inputs

TEXT = "Ten soldiers were killed in {}, the ministry said."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three reports, a picture, what is hidden, and a page with its pictures."""
    for name in ("b/two.txt", "a.txt", "b/c/one.html", ".git/x.txt", "b/.x.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(name))
    (tmp_path / "b" / "c" / "one_files").mkdir()
    (tmp_path / "b" / "c" / "one_files" / "ad.txt").write_text(TEXT.format("an ad"))
    (tmp_path / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    return tmp_path


def names(found: list[Report | Failure], folder: Path) -> list[str]:
    where = [row.origin if isinstance(row, Report) else row.id for row in found]
    return [str(Path(str(name)).relative_to(folder)) for name in where]


def test_a_folder_is_all_its_files_in_order(folder: Path) -> None:
    found = list(read_inputs([folder]))
    assert names(found, folder) == ["a.txt", "b/c/one.html", "b/two.txt", "scan.png"]
    assert [row.error for row in found if isinstance(row, Failure)] == ["BinaryInput"]


def test_a_pattern_is_all_it_matches(folder: Path) -> None:
    found = list(read_inputs([f"{folder}/**/*.txt"]))
    assert names(found, folder) == ["a.txt", "b/c/one_files/ad.txt", "b/two.txt"]
    found = list(read_inputs([f"{folder}/[ab]*"]))
    assert names(found, folder) == ["a.txt", "b/c/one.html", "b/two.txt"]
    (failure,) = read_inputs([f"{folder}/*.doc"])
    assert isinstance(failure, Failure)
    assert (failure.error, "matches no file" in failure.message) == (
        "FileProblem",
        True,
    )


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    path = tmp_path / "report [1].txt"
    path.write_text(TEXT.format("Arvan"))
    (tmp_path / "report 1.txt").write_text("no")
    (report,) = read_inputs([path])
    assert isinstance(report, Report)
    assert report.origin == str(path)


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    (failure,) = read_inputs([tmp_path])
    assert isinstance(failure, Failure)
    assert (failure.error, "without files" in failure.message) == ("FileProblem", True)
