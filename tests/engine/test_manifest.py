"""The manifest: what is done stays done, what is not is not, and one run at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from herodotus.engine.manifest import Done, Manifest, keep_shard, shard_file
from herodotus.errors import DamagedRun, NotThisRun

PLAN = {"run": 1, "inputs": ["a"]}


def keep(manifest: Manifest, name: str, content: bytes = b"content") -> Done:
    done = keep_shard(manifest.folder, name, content)._replace(
        read=2, claims=5, failed={"TooLong": 1}
    )
    manifest.note(done)
    return done


def test_what_is_done_is_known_to_the_next_run(tmp_path: Path) -> None:
    with Manifest(tmp_path, PLAN) as manifest:
        done = keep(manifest, "abc")
    with Manifest(tmp_path, PLAN, resume=True) as manifest:
        assert manifest.done("abc") == done
        assert manifest.done("abd") is None
        assert manifest.content(done) == b"content"
        assert done.reports == 3


@pytest.mark.parametrize("length", range(1, 60, 7))
def test_a_line_that_was_broken_off_is_as_if_it_were_not(
    tmp_path: Path, length: int
) -> None:
    with Manifest(tmp_path, PLAN) as manifest:
        first = keep(manifest, "abc")
        keep(manifest, "def")
    path = tmp_path / "manifest.jsonl"
    path.write_bytes(path.read_bytes()[:-length])
    for _ in range(2):
        with Manifest(tmp_path, PLAN, resume=True) as manifest:
            assert manifest.done("abc") == first
            assert manifest.done("def") is None
    with Manifest(tmp_path, PLAN, resume=True) as manifest:
        again = keep(manifest, "def")
    with Manifest(tmp_path, PLAN, resume=True) as manifest:
        assert manifest.done("def") == again


def test_a_shard_whose_file_is_gone_or_short_is_not_done(tmp_path: Path) -> None:
    with Manifest(tmp_path, PLAN) as manifest:
        keep(manifest, "abc")
        keep(manifest, "def")
    shard_file(tmp_path, "abc").unlink()
    shard_file(tmp_path, "def").write_bytes(b"cont")
    with Manifest(tmp_path, PLAN, resume=True) as manifest:
        assert manifest.done("abc") is None
        assert manifest.done("def") is None


def test_a_shard_whose_file_was_changed_is_refused(tmp_path: Path) -> None:
    with Manifest(tmp_path, PLAN) as manifest:
        done = keep(manifest, "abc")
        shard_file(tmp_path, "abc").write_bytes(b"CONTENT")
        with pytest.raises(DamagedRun, match="--resume"):
            manifest.content(done)


def test_what_was_dropped_stays_dropped(tmp_path: Path) -> None:
    with Manifest(tmp_path, PLAN) as manifest:
        keep(manifest, "abc")
        keep(manifest, "def")
        assert manifest.drop_others({"def"}) == 1
    assert not shard_file(tmp_path, "abc").exists()
    with Manifest(tmp_path, PLAN, resume=True) as manifest:
        assert manifest.done("abc") is None
        assert manifest.done("def") is not None


def test_a_folder_is_not_taken_for_another_run(tmp_path: Path) -> None:
    run, other = tmp_path / "run", tmp_path / "other"
    Manifest(run, PLAN).close()
    with pytest.raises(NotThisRun, match="--resume"):
        Manifest(run, PLAN)
    with pytest.raises(NotThisRun, match="inputs differs"):
        Manifest(run, {**PLAN, "inputs": ["b"]}, resume=True)
    other.mkdir()
    (other / "thesis.doc").write_text("years of work")
    for resume in (True, False):
        with pytest.raises(NotThisRun, match="not empty"):
            Manifest(other, PLAN, resume=resume)


def test_one_run_at_a_time_uses_a_folder(tmp_path: Path) -> None:
    with Manifest(tmp_path, PLAN), pytest.raises(NotThisRun, match="Another process"):
        Manifest(tmp_path, PLAN, resume=True)
    Manifest(tmp_path, PLAN, resume=True).close()


def test_parts_of_files_are_cleared_away(tmp_path: Path) -> None:
    with Manifest(tmp_path, PLAN) as manifest:
        keep(manifest, "abc")
    part = shard_file(tmp_path, "abc").with_suffix(".parquet.1.part")
    part.write_bytes(b"half")
    Manifest(tmp_path, PLAN, resume=True).close()
    assert not part.exists()


def test_a_manifest_that_is_no_manifest_is_refused(tmp_path: Path) -> None:
    with Manifest(tmp_path, PLAN) as manifest:
        keep(manifest, "abc")
    path = tmp_path / "manifest.jsonl"
    path.write_bytes(b"\x00\x01\n" + path.read_bytes())
    with pytest.raises(DamagedRun, match="line 1"):
        Manifest(tmp_path, PLAN, resume=True)
