"""`herodotus add` among files and servers that were made to do harm: it goes on."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import subprocess
import sys
import zipfile
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from herodotus.ledger import Ledger
from tests.sources.server import Web, page, redirect, send, serving

TEXT = (
    "GORIS, Sept 30, 2020 (Wire) - {} soldiers of Armenia were killed in shelling near "
    "Goris, the Armenian Defence Ministry said.\n"
)
ZEROS = bytes(100_000_000)

#: The command as it is, but that it waits for no server longer than the test does.
_ADD = """\
import sys
from dataclasses import replace
from evaluation.measure import peak_memory
from herodotus.cli import main
from herodotus.sources.fetch import Manners

usual = Manners.from_environment
Manners.from_environment = lambda **options: replace(
    usual(**options), pause=0.0, retries=0, stall=1.0, seconds=3.0
)
try:
    main(sys.argv[1:])
finally:
    print("PEAK", peak_memory(), file=sys.stderr)
"""


def large(start: bytes, end: bytes = b"") -> Callable[[Path], None]:
    """A file of 200 MB, most of which lies on no disk."""

    def write(path: Path) -> None:
        with path.open("wb") as file:
            file.write(start)
            file.truncate(200_000_000)
            file.seek(0, 2)
            file.write(end)

    return write


def holding(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../../evil.txt", ZEROS)


HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "bomb.gz": (holding(gzip.compress(ZEROS)), "200 times"),
    "bomb.bz2": (holding(bz2.compress(ZEROS)), "200 times"),
    "bomb.xz": (holding(lzma.compress(ZEROS)), "200 times"),
    "bomb.zip": (zipped, "200 times"),
    "large.html": (large(b"<html><body><p>Ten died."), "longer than"),
    "large.txt": (large(b"Ten people died. "), "longer than"),
    "large.csv": (large(b'id,text\n1,"Ten people died. ', b'"\n'), "longer than"),
    "large.eml": (large(b"From: a@b.org\nSubject: x\nMIME-Version: 1\n\n"), "longer"),
    "large.jsonl": (large(b'{"text": "Ten people died. ', b'"}\n'), "longer than"),
    "large.pdf": (large(b"%PDF-1.7\n"), "longer than"),
    "nested.html": (holding(b"<html>" + b"<div>" * 59_000 + b"Ten died."), "nested"),
    "tags.html": (holding(b"<html>" + b"<p>Ten died." * 90_000), "60,000 tags"),
    "attributes.html": (holding(b"<html><p " + b"a=b " * 90_000), "attributes"),
    "nuls.txt": (holding(b"\x00" * 9_000), "not text"),
    "picture.txt": (holding(b"\x89PNG\r\n\x1a\n" + bytes(9_000)), "picture"),
    "damaged.pdf": (holding(b"%PDF-1.7\n" + b"\xff" * 9_000), "damaged"),
    "damaged.warc": (holding(b"WARC/1.0\r\n" + b"\xff" * 9_000), "damaged"),
    "empty.html": (holding(b"<html></html>"), "without"),
}


def flood(handler: BaseHTTPRequestHandler) -> None:
    """A page without an end."""
    send(handler, b"<html>" + b"<p>war</p>" * 6_000_000)


def silence(web: Web) -> Callable[[BaseHTTPRequestHandler], None]:
    """A server that takes a question, and never answers it."""

    def answer(_: BaseHTTPRequestHandler) -> None:
        web.stopped.wait(20)

    return answer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Bad files between two that are good, and one in broken letters."""
    made = tmp_path / "news"
    made.mkdir()
    (made / "aa.txt").write_text(TEXT.format("Four"), encoding="utf-8")
    broken = TEXT.format("\u201cSix\u201d").encode("cp1252") + b"\xff\xfe\x81 \xc3("
    (made / "broken.txt").write_bytes(broken)
    (made / "zz.txt").write_text(TEXT.format("Nine"), encoding="utf-8")
    for name, (write, _) in HOSTILE.items():
        write(made / name)
    return made


def test_it_goes_on_and_keeps_within_its_memory(folder: Path, tmp_path: Path) -> None:
    with serving() as web:
        web.answers |= {
            "/bomb": lambda handler: send(
                handler, gzip.compress(ZEROS), Content_Encoding="gzip"
            ),
            "/flood": flood,
            "/silence": silence(web),
            "/loop": redirect("/loop"),
            "/inside": redirect("http://[::ffff:127.0.0.1]/"),
            "/service": redirect("http://127.0.0.1:22/"),
            "/good": page(),
        }
        urls = [web.url + path for path in web.answers]
        ledger = tmp_path / "ledger.db"
        options = ("--allow-private", "--ledger", ledger, "--json")
        done = subprocess.run(
            [sys.executable, "-c", _ADD, "add", folder, *urls, *options],
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[2],
            env={"HERODOTUS_ARCHIVE": str(tmp_path / "pages"), "PATH": ""},
        )
    assert done.returncode == 1, done.stderr
    told = json.loads(done.stdout)
    assert (told["new"], told["failed"]) == (4, len(HOSTILE) + 6)
    for name, (_, words) in HOSTILE.items():
        (line,) = (line for line in done.stderr.splitlines() if name in line)
        assert line.startswith("Not read: ")
        assert words in line
    for url in urls[:-1]:
        assert f"Not read: {url} " in done.stderr
    assert f"{len(HOSTILE) + 6} of {len(HOSTILE) + 10} reports" in done.stderr
    assert "Traceback" not in done.stderr
    peak = int(done.stderr.split("PEAK ")[1])
    assert peak < 500_000_000, peak
    with Ledger(ledger, create=False) as kept:
        names = {card.id for card in kept.reports() if card.url is None}
        assert names == {"aa.txt", "broken.txt", "zz.txt"}
        tolls = [one.claim for one in kept.told(kind="casualty")]
        assert {getattr(claim, "low", None) for claim in tolls} == {2, 4, 6, 9}
    assert not list(tmp_path.parent.glob("**/evil.txt"))
