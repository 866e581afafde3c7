"""Files whole or not at all, on a disk that may be full."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from herodotus.engine.files import write_whole

#: Writes 1,000 and then 100,000 bytes where files may have 10,000 at the most.
QUOTA = """
import pathlib, resource, sys
from herodotus.engine.files import write_whole

resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
path = pathlib.Path(sys.argv[1])
write_whole(path, b"a" * 1_000)
try:
    write_whole(path, b"b" * 100_000)
except OSError as problem:
    print(problem.strerror)
"""


def test_a_file_is_there_whole_with_its_folder(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b" / "c", b"old")
    write_whole(tmp_path / "a" / "b" / "c", b"new")
    assert (tmp_path / "a" / "b" / "c").read_bytes() == b"new"
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["c"]


def test_a_disk_that_is_full_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "file"
    command = [sys.executable, "-c", QUOTA, str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout == "File too large\n"
    assert path.read_bytes() == b"a" * 1_000
    assert list(tmp_path.iterdir()) == [path]
