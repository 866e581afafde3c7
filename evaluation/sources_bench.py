"""How fast reports come in: pages a second, and megabytes of web archives a second.

`python -m evaluation.sources_bench` sets made stories into the layouts of `pages/` and
reads each page as `herodotus add` does up to the report, on one core. Then it writes an
archive of such pages with warcio, and goes through it to its pages, without reading
them. Medians are printed.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from io import BytesIO

from evaluation.extraction import LAYOUTS, page
from evaluation.stories import story

PASSES = 5
PAGES = 240
ARCHIVED = 2400

#: Least and aim.
PAGES_A_SECOND = (60, 120)
MEGABYTES_A_SECOND = (40, 100)


def main() -> None:
    """Measure and print; machines differ, so nothing fails here."""
    if hasattr(os, "sched_setaffinity"):  # Linux; elsewhere the system decides
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pages = made(PAGES)
    speeds = [len(pages) / seconds(lambda: read(pages)) for _ in range(PASSES)]
    size = sum(map(len, pages)) / len(pages) / 1000
    print(f"{len(pages)} pages of {size:.0f} kB on average, one core")
    _show("pages a second", speeds, PAGES_A_SECOND)
    for packed in (False, True):
        data = archive(pages, packed=packed)
        plain = len(archive(pages, packed=False)) / 1e6
        rates = [plain / seconds(lambda d=data: scan(d)) for _ in range(PASSES)]  # type: ignore[misc]
        how = f"packed to {len(data) / 1e6:.0f} MB" if packed else "as it is"
        print(f"An archive of {ARCHIVED} pages, {plain:.0f} MB, {how}")
        _show("megabytes a second", rates, MEGABYTES_A_SECOND)


def made(count: int) -> list[bytes]:
    """So many pages, of all layouts in turn."""
    layouts = sorted(LAYOUTS.glob("*.html"))
    return [page(layouts[i % len(layouts)], story(i)) for i in range(count)]


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


def seconds(work: Callable[[], None]) -> float:
    """How long the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _show(name: str, figures: list[float], asked: tuple[float, float]) -> None:
    middle, low, high = statistics.median(figures), min(figures), max(figures)
    print(
        f"{name:28}{middle:>8.0f}   ({low:.0f} to {high:.0f} in {len(figures)} runs; "
        f"at least {asked[0]:g}, aim {asked[1]:g})"
    )


if __name__ == "__main__":
    main()
