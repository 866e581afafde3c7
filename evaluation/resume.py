"""Kill `herodotus add` of a web archive again and again: does it go on unharmed?

    python -m evaluation.resume [--records 5000] [--kills 20] [--seed 1947]

Made pages of news are written into an archive as crawlers write it (WARC, by warcio),
and added by the command with the real reader, which is killed at random moments
(SIGKILL) and given again each time. Pages in Russian stand among them, which are set
aside. The ledger must equal that of a run which nobody disturbed. Last, the command is
given once more: how long does it take to find that all is known, and nothing need be
taken out of its page or read again?
"""

from __future__ import annotations

import argparse
import html
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from evaluation.durability import finish, start, tell, torment

#: What stands around a toll, in other words on each page: pages of one wording would
#: be copies of each other.
_PEOPLE = ("A teacher", "A driver", "The mayor", "A nurse", "A priest", "Two farmers")
_ACTS = ("spoke of", "wrote about", "had heard of", "came back from", "showed us")
_THINGS = ("the bridge", "a school", "the mill", "the market", "a church", "the well")
_WHEN = ("at dawn", "before noon", "after the rain", "in the dark", "that evening")

#: After so many reports stands a page in another language.
_ENGLISH = 10
_RUSSIAN = (
    "<!doctype html><html><body><p>Министерство обороны сообщило ({}), что двенадцать "
    "солдат погибли под Тертером, а ещё двадцать человек были ранены при обстреле "
    "города ночью во вторник.</p></body></html>"
)

_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{title}</title><meta property="og:site_name" content="{publisher}">
<meta property="article:published_time" content="{date}T12:00:00Z"></head><body>
<header><nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a>
</nav></header><main><article><h1>{title}</h1>{paragraphs}</article>
<aside><h2>Related</h2><ul><li><a href="/x">Forty die in a fire in the north</a></li>
</ul></aside></main><footer>All rights reserved</footer></body></html>"""


def main() -> None:
    """Kill, compare, tell, and time what is known."""
    parser = argparse.ArgumentParser(description="Does a killed add go on?")
    parser.add_argument("--records", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1947)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="herodotus-resume-") as name:
        folder = Path(name)
        found = torment(
            folder,
            kills=asked.kills,
            reports=asked.records,
            seed=asked.seed,
            write=as_warc,
        )
        aside = asked.records // _ENGLISH
        what = f"{asked.records:,} web pages, and {aside:,} in Russian"
        code = tell(found, what, kills=asked.kills)
        seconds = known_again(folder / "archive.warc.gz", folder / "loud.db")
    print(f"the same once more, with all known: {seconds:.1f} s")
    sys.exit(code)


def as_warc(folder: Path, rows: list[dict[str, Any]]) -> Path:
    """The reports as pages in a compressed web archive, and some in Russian."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    archive = folder / "archive.warc.gz"
    with archive.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, body in _pages(rows):
            headers = StatusAndHeaders(
                "200 OK", [("Content-Type", "text/html; charset=utf-8")], "HTTP/1.1"
            )
            record = writer.create_warc_record(
                url,
                "response",
                payload=BytesIO(body),
                length=len(body),
                http_headers=headers,
            )
            writer.write_record(record)
            record.raw_stream.close()
    return archive


def _pages(rows: list[dict[str, Any]]) -> Iterator[tuple[str, bytes]]:
    """The address and the markup of each page, in the order of the archive."""
    for number, row in enumerate(rows, start=1):
        yield address(row), page(row)
        if number % _ENGLISH == 0:
            yield f"https://ru.example/{number}", _RUSSIAN.format(number).encode()


def address(row: dict[str, Any]) -> str:
    """Where a page was published."""
    outlet = str(row["publisher"]).lower().replace(" ", "-")
    return f"https://{outlet}.example/{row['date'].replace('-', '/')}/{row['id']}"


def page(row: dict[str, Any]) -> bytes:
    """A made report as a page of its outlet, with a menu and related stories."""
    day = date.fromisoformat(row["date"])
    place = html.escape(row["place"].upper())
    lead = f"{place}, {day:%b} {day.day}, {day.year} - {html.escape(row['text'])}"
    return _PAGE.format(
        title=f"Toll of {day:%A} near {html.escape(row['place'])}",
        publisher=html.escape(row["publisher"]),
        date=row["date"],
        paragraphs=f"<p>{lead}</p><p>{around(row['id'])}</p>",
    ).encode("utf-8")


def around(id: str) -> str:
    """A few sentences without a toll, which hardly another page has.

    >>> around("made-1") == around("made-1") != around("made-2")
    True
    """
    chance = random.Random(id)
    parts = (_PEOPLE, _ACTS, _THINGS, _WHEN)
    told = (" ".join(map(chance.choice, parts)) + "." for _ in range(3))
    return " ".join(told)


def known_again(archive: Path, ledger: Path) -> float:
    """The seconds that it takes to add what is known."""
    begun = time.monotonic()
    finish(start(archive, ledger))
    return time.monotonic() - begun


if __name__ == "__main__":
    main()
