"""How fast reports come in: pages a second, and megabytes of web archives a second.

`python -m evaluation.sources_bench` sets made stories into the layouts of `pages/` and
reads each page as `herodotus add` does up to the report, on one core: as it is, and
with as many scripts, styles, menus and teasers around it as the pages of news houses
carry. Then it writes an archive of such pages with warcio, and goes through it to its
pages, without reading them.

What else the machine does makes time pass, and the processor's time hardly: both are
printed, as medians, and how busy the machine was.
"""

from __future__ import annotations

import os
import random
import re
import statistics
import time
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

from evaluation.extraction import LAYOUTS, page
from evaluation.stories import story

PASSES = 5
PAGES = 240
ARCHIVED = 2400

#: Least and aim.
PAGES_A_SECOND = (60, 120)
MEGABYTES_A_SECOND = (40, 100)

# What surrounds the report on the page of a news house, in kilobytes and pieces.
_SCRIPT, _STYLE, _LINKS, _TEASERS = 55, 25, 180, 120


class Taken(NamedTuple):
    """The seconds that passed, and those for which the processor worked on it."""

    passed: float
    worked: float


def main() -> None:
    """Measure and print; machines differ, so nothing fails here."""
    if hasattr(os, "sched_setaffinity"):  # Linux; elsewhere the system decides
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(f"Busy before: {_load()}")
    plain = made(PAGES)
    for pages in (plain, [among_others(data, seed=i) for i, data in enumerate(plain)]):
        size = sum(map(len, pages)) / len(pages) / 1000
        tags = sum(data.count(b"<") for data in pages) / len(pages)
        print(f"{len(pages)} pages of {size:.0f} kB and {tags:,.0f} tags, one core")
        taken = [seconds(lambda p=pages: read(p)) for _ in range(PASSES)]  # type: ignore[misc]
        _show("pages", len(pages), taken, PAGES_A_SECOND)
    for packed in (False, True):
        data = archive(plain, packed=packed)
        megabytes = len(archive(plain, packed=False)) / 1e6
        taken = [seconds(lambda d=data: scan(d)) for _ in range(PASSES)]  # type: ignore[misc]
        how = f"packed to {len(data) / 1e6:.0f} MB" if packed else "as it is"
        print(f"An archive of {ARCHIVED} pages, {megabytes:.0f} MB, {how}")
        _show("megabytes", megabytes, taken, MEGABYTES_A_SECOND)
    print(f"Busy after: {_load()}")


def made(count: int) -> list[bytes]:
    """So many pages, of all layouts in turn."""
    layouts = sorted(LAYOUTS.glob("*.html"))
    return [page(layouts[i % len(layouts)], story(i)) for i in range(count)]


def among_others(data: bytes, *, seed: int) -> bytes:
    """A page with all that the page of a large news house carries beside the report."""
    chance = random.Random(seed)
    letters = "".join(chance.choices('abcdefgh :;(){}"', k=_SCRIPT * 1000))
    script = f"<script>window.state={{{letters}}}</script>"
    rules = (f".c{i}-{chance.randrange(9999)}{{margin:{i}px}}" for i in range(999))
    style = "<style>" + "\n".join(rules)[: _STYLE * 1000] + "</style>"
    links = "".join(
        f'<li class="menu-item menu-item-{i}"><a href="/section/{i}" data-n="{i}">'
        f"<span>Section {i}</span></a></li>"
        for i in range(_LINKS)
    )
    teasers = "".join(
        f'<div class="card card--{i}"><a href="/s/{i}"><img src="/i/{i}.jpg" alt="">'
        f'<h3 class="card__title">{chance.randint(2, 90)} killed in town {i}</h3></a>'
        '<p class="card__lead">A few words of what stands there.</p></div>'
        for i in range(_TEASERS)
    )
    before = f'{script}{style}<div class="mega-menu"><ul>{links}</ul></div>'
    after = f'<div class="most-read">{teasers}</div>'
    whole = re.sub(rb"(?i)(<body[^>]*>)", rb"\1" + before.encode(), data, count=1)
    return re.sub(rb"(?i)(</body>)", after.encode() + rb"\1", whole, count=1)


def read(pages: list[bytes]) -> None:
    """Every page to its report."""
    from herodotus.model import Report
    from herodotus.sources import read_inputs

    for data in pages:
        (found,) = read_inputs(["-"], stdin=BytesIO(data))
        assert isinstance(found, Report), found


def archive(pages: list[bytes], *, packed: bool) -> bytes:
    """A web archive of the pages, as a crawler of news writes it."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for i in range(ARCHIVED):
        data = pages[i % len(pages)]
        headers = [("Content-Type", "text/html"), ("Content-Length", str(len(data)))]
        record = writer.create_warc_record(
            f"https://paper.example/{i}",
            "response",
            payload=BytesIO(data),
            length=len(data),
            http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
        )
        writer.write_record(record)
    return out.getvalue()


def scan(data: bytes) -> None:
    """Go through an archive to each of its pages."""
    from herodotus.sources.warc import Page, pages

    found = sum(isinstance(item, Page) for item in pages(BytesIO(data), "bench"))
    assert found == ARCHIVED, found


def seconds(work: Callable[[], None]) -> Taken:
    """How long the work takes, by the clock and of the processor."""
    start, worked = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - start, time.process_time() - worked)


def _load() -> str:
    """How many programs wanted a processor in the last minute, and how many there are.

    Other programs on the core of the benchmark slow it down by the clock.
    """
    if not hasattr(os, "getloadavg"):
        return "not known on this system"
    return f"{os.getloadavg()[0]:.1f} programs at work on {os.cpu_count()} cores"


def _show(
    what: str, amount: float, taken: list[Taken], asked: tuple[float, float]
) -> None:
    for name, some in (
        ("of the processor", [amount / one.worked for one in taken]),
        ("by the clock", [amount / one.passed for one in taken]),
    ):
        middle, low, high = statistics.median(some), min(some), max(some)
        print(
            f"  {what + ' a second ' + name:38}{middle:>6.0f}   ({low:.0f} to "
            f"{high:.0f} in {len(some)} runs; at least {asked[0]:g}, aim {asked[1]:g})"
        )


if __name__ == "__main__":
    main()
