"""Damage of every sort to every kind of input: read, or refused with a clear message.

Each kind has a sound file, made by the library that writes such files. It is damaged
ten thousand times, the same way for the same seed, in a process of its own that
measures its memory; the run must go on to the end.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

from evaluation.extraction import LAYOUTS, page
from evaluation.measure import Measure, peak_memory
from evaluation.run import digest
from evaluation.stories import story

NUMBER = 10_000

#: What parsers trip over.
_TRICKS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"<", b">", b"&", b"&#x0;", b"<!--", b"]]>",
    b"<![CDATA[", b"<script>", b"</p>", b"<div>" * 300, b"<table><tr><td>" * 40,
    b'"', b"'", b"{", b"[" * 500, b"\\ud800", b"\r", b"\n\n", b"-" * 60, b"--",
    b"9" * 400, b"-1", b"4294967295", b"\xc0\x80", b"\xed\xa0\x80", b"%PDF-",
    b"PK\x03\x04", b"\x1f\x8b\x08", b"WARC/1.0\r\n", b"endobj",
    b"Content-Length: 99999999\r\n",
    b"/Kids", b"charset=utf-7", b"boundary=",
    b"<?xml version='1.0' encoding='x'?>", b"\xe2\x80\xae",
)  # fmt: skip


class Outcome(NamedTuple):
    """What became of the damaged files of a kind."""

    reports: int
    failures: int
    wrong: int  # neither: something else was raised, or the message names nothing
    slowest: float  # seconds
    memory: int  # megabytes at most


def mutations(shared: Path, work: Path) -> Iterator[Measure]:
    """Over all kinds: how many raised, and the most memory that was taken."""
    data = digest(Path(__file__))
    outcomes = [in_process(kind, NUMBER) for kind in KINDS]
    wrong = sum(outcome.wrong for outcome in outcomes)
    memory = max(outcome.memory for outcome in outcomes)
    yield Measure("damaged inputs: neither read nor refused", float(wrong), data)
    yield Measure("damaged inputs: memory, MB", float(memory), data)


def in_process(kind: str, number: int) -> Outcome:
    """Damage a kind in a process of its own."""
    command = [sys.executable, "-m", "evaluation.mutations", kind, str(number)]
    done = subprocess.run(command, capture_output=True)
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace")[-400:]
        print(f"{kind}: the process died: {last}", file=sys.stderr)
        return Outcome(0, 0, number, 0.0, 0)
    outcome = Outcome(*json.loads(done.stdout.splitlines()[-1]))
    print(f"  {kind}: {outcome}", file=sys.stderr, flush=True)
    return outcome


def tried(kind: str, numbers: range) -> Outcome:
    """What becomes of the damaged files of these numbers, in this process."""
    from herodotus.model import Report
    from herodotus.sources import read_inputs

    sound = KINDS[kind]()
    reports = failures = wrong = 0
    slowest = 0.0
    for number in numbers:
        data = damaged(sound, random.Random(f"{kind} {number}"))
        start = time.perf_counter()
        try:
            for found in read_inputs(["-"], stdin=io.BytesIO(data)):
                found.model_dump_json().encode("utf-8")
                if isinstance(found, Report):
                    reports += 1
                elif len(found.message) > 20 and found.error != "Exception":
                    failures += 1
                else:
                    wrong += 1
        except BaseException as problem:  # a panic is none of Python's exceptions
            if isinstance(problem, KeyboardInterrupt):
                raise
            wrong += 1
            what = f"{kind} {number}: {type(problem).__name__}: {problem}"
            print(what[:300], file=sys.stderr)
        slowest = max(slowest, time.perf_counter() - start)
    memory = peak_memory() // 1_000_000
    return Outcome(reports, failures, wrong, round(slowest, 2), memory)


def damaged(sound: bytes, chance: random.Random) -> bytes:
    """A file with one to eight kinds of damage.

    >>> len({damaged(b"Ten died.", random.Random(1)) for _ in range(9)})
    1
    """
    data = bytearray(sound)
    for _ in range(chance.randrange(1, 9)):
        at = chance.randrange(len(data) + 1)
        some = chance.randrange(1, 1 + max(1, len(data) // chance.choice((2, 20, 200))))
        match chance.randrange(7):
            case 0:
                for place in range(at, min(at + chance.randrange(1, 9), len(data))):
                    data[place] = chance.randrange(256)
            case 1:
                del data[at : at + some]
            case 2:
                data[at:at] = data[at : at + some]
            case 3:
                data[at:at] = chance.choice(_TRICKS)
            case 4:
                data[at:at] = chance.randbytes(chance.randrange(1, 40))
            case 5:
                del data[max(at, len(data) // 4) :]
            case _:
                other = chance.randrange(len(data) + 1)
                data[at:at] = data[other : other + some]
    return bytes(data)


def _records() -> bytes:
    rows = [
        {"id": str(i), "text": story(i).text, "date": "2020-09-28"} for i in range(3)
    ]
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def _page() -> bytes:
    return page(LAYOUTS / "wordpress-magazine.html", story(1))


def _old_page() -> bytes:
    return page(LAYOUTS / "old-tables.html", story(2))


def _pdf() -> bytes:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    file = io.BytesIO()
    style = getSampleStyleSheet()["Normal"]
    words = story(3).text.split("\n\n")
    document = SimpleDocTemplate(file, title="Ten die", pageCompression=0, invariant=1)
    document.build([Paragraph(part, style) for part in words])
    return file.getvalue()


def _message() -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"] = '"The Herald" <a@b.example>', "Ten die"
    made["Date"], made["MIME-Version"] = "Mon, 28 Sep 2020 10:00:00 +0000", "1.0"
    made.set_content(("\n" + "-" * 30 + "\n").join(story(i).text for i in (4, 5)))
    made.add_alternative(_page().decode(), subtype="html")
    made.add_attachment(_page(), maintype="text", subtype="html", filename="a.html")
    made.set_boundary("=====boundary=====")
    return made.as_bytes()


def _table() -> bytes:
    import csv

    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["title", "text", "date", "url"])
    for i in range(4):
        told = story(i)
        writer.writerow([told.title, told.text, told.date, "https://a.example/x"])
    return file.getvalue().encode()


def _parquet() -> bytes:
    import polars

    file = io.BytesIO()
    rows = [{"title": story(i).title, "text": story(i).text} for i in range(4)]
    polars.DataFrame(rows).write_parquet(file, compression="uncompressed")
    return file.getvalue()


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (("a.txt", story(6).text.encode()), ("b.html", _page())):
            archive.writestr(zipfile.ZipInfo(name), data)
    return file.getvalue()


def _feed() -> bytes:
    import feedgenerator

    made = feedgenerator.Rss201rev2Feed("The Paper", "https://a.example", "News")
    for i in range(3):
        told = story(i)
        words = "".join(f"<p>{part}</p>" for part in told.text.split("\n\n"))
        made.add_item(told.title, f"https://a.example/{i}", words, content=words)
    return str(made.writeString("utf-8")).encode()


def _sitemap() -> bytes:
    rows = "".join(f"<url><loc>https://a.example/{i}</loc></url>" for i in range(4))
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0"?><urlset xmlns="{space}">{rows}</urlset>'.encode()


def _warc() -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    file = io.BytesIO()
    writer = WARCWriter(file, gzip=False)
    for i in range(3):
        headers = [("Content-Type", "text/html; charset=utf-8")]
        record = writer.create_warc_record(
            f"https://a.example/{i}",
            "response",
            payload=io.BytesIO(page(LAYOUTS / "drupal.html", story(i))),
            http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": "2020-09-28T00:00:00Z"},
        )
        writer.write_record(record)
    return file.getvalue()


#: Each kind, and what makes a sound file of it.
KINDS: dict[str, Callable[[], bytes]] = {
    "text": lambda: story(0).text.encode(),
    "records": _records,
    "page": _page,
    "old page": _old_page,
    "pdf": _pdf,
    "message": _message,
    "table": _table,
    "parquet": _parquet,
    "gzip": lambda: gzip.compress(_records(), mtime=0),
    "bzip2": lambda: bz2.compress(_records()),
    "xz": lambda: lzma.compress(_records()),
    "zip": _zip,
    "feed": _feed,
    "sitemap": _sitemap,
    "warc": _warc,
    "warc.gz": lambda: gzip.compress(_warc(), mtime=0),
}


if __name__ == "__main__":
    print(json.dumps(tried(sys.argv[1], range(int(sys.argv[2])))))
