"""The page that a report was read from, out of the archive of what was fetched."""

from __future__ import annotations

from typing import NamedTuple

from herodotus.model import Report
from herodotus.sources.archive import Archive, Entry, Kept, reports_of

#: So many copies of one address are looked through.
_MOST = 50


class Found(NamedTuple):
    """A page of the archive; `copies` is how many there are of its address."""

    page: Kept
    copies: int

    def texts(self, report: Report | None = None) -> list[str]:
        """The texts that it reads as; of a feed, that of the report alone."""
        texts = texts_of(self.page)
        if report is not None and report.sha256 in texts:
            return [texts[report.sha256]]
        return list(texts.values())


def copies_of(archive: Archive, report: Report | None, url: str | None) -> list[Entry]:
    """The copies that a report was read from, else those of an address."""
    found = [] if report is None else archive.sources(report)
    return found or (archive.entries(url) if url else [])


def best_of(
    archive: Archive, copies: list[Entry], *, report: Report | None = None
) -> Found | None:
    """Of some copies the one that a report was read from, else the newest one."""
    newest = None
    for entry in copies[:_MOST]:
        kept = archive.page(entry)
        if kept is None:
            continue
        newest = newest or kept
        if report is None or report.sha256 in texts_of(kept):
            return Found(kept, len(copies))
    return None if newest is None else Found(newest, len(copies))


def texts_of(kept: Kept) -> dict[str, str]:
    """The texts that a copy reads as, by their fingerprints."""
    return {report.sha256: report.text for report in reports_of(kept)}
