"""`herodotus source`: the page that a claim was read from, as it was on that day."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from herodotus.cli.options import (
    open_ledger,
    output_stream,
    takes_ledger,
    writes_output,
)

if TYPE_CHECKING:
    from herodotus.ledger import Ledger
    from herodotus.model import Report
    from herodotus.sources.archived import Found

_EPILOG = """\b
Examples:
  herodotus source 9f2c41aa
  herodotus source https://example.org/news/goris --headers
  herodotus source 9f2c41aa --raw --output page.html
  herodotus source https://example.org/news/goris --at 2020-09-28
"""

_NOT_FOUND = 3


@click.command(epilog=_EPILOG)
@click.argument("what", metavar="CLAIM|REPORT|URL")
@takes_ledger
@click.option(
    "--at",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The page as it was on this day, or the last time before it.",
)
@click.option(
    "--headers", "form", flag_value="headers", help="What the server said of it."
)
@click.option("--raw", "form", flag_value="raw", help="The page itself, byte for byte.")
@writes_output
def source(
    *, what: str, ledger: str, at: datetime | None, form: str | None, output: str | None
) -> None:
    """Show again the page that a claim was read from, after it is gone.

    Whatever `herodotus add` fetches is kept, in the files of web archives (WARC). Of
    the copies of a page, the one is shown that the report was read from; without a
    report, the newest. Of a report that was not fetched, the text is shown that the
    ledger keeps.
    """
    from herodotus.cli.work import complain
    from herodotus.sources.archive import Archive
    from herodotus.sources.archived import best_of, copies_of

    archive = Archive()
    url, report = _meant(what, ledger)
    copies = copies_of(archive, report, url)
    if at is not None:
        copies = [entry for entry in copies if entry.moment.date() <= _day(at)]
    found = best_of(archive, copies, report=report)
    if found is None and report is not None and at is None and form is None:
        with output_stream(output) as stream:
            stream.write(_as_kept(report))
        return
    if found is None:
        complain(
            f"No copy of {url or what} is in the archive {archive.folder}: only what "
            "was fetched by herodotus add or watch is kept there."
        )
        raise SystemExit(_NOT_FOUND)
    with output_stream(output) as stream:
        stream.write(_shown(found, form, report))


def _meant(what: str, ledger: str) -> tuple[str | None, Report | None]:
    """The address that is meant, and the report that was read from it."""
    from herodotus.sources.address import is_url

    if is_url(what):
        return what, None
    with open_ledger(ledger) as kept:
        report = _report(kept, what)
    return report.url, report


def _report(ledger: Ledger, what: str) -> Report:
    from herodotus.errors import NotInLedger

    try:
        return ledger.report(what)
    except NotInLedger:
        telling = ledger.find_claim(what)
        if telling is None:
            raise
        return ledger.report(telling.card.key)


def _shown(found: Found, form: str | None, report: Report | None) -> bytes:
    from herodotus.exports.visible import one_line, visible

    kept = found.page
    if form == "raw":
        return kept.data
    lines = [
        one_line(kept.url),
        f"fetched {kept.moment:%Y-%m-%d %H:%M:%S} UTC; {found.copies} in the archive",
        "",
    ]
    if form == "headers":
        lines.append(one_line(kept.status))
        lines += [one_line(f"{name}: {value}") for name, value in kept.headers]
    else:
        shown = "\n\n".join(found.texts(report))
        lines.append(visible(shown) or "No report can be read from it.")
    return ("\n".join(lines) + "\n").encode("utf-8", errors="replace")


def _as_kept(report: Report) -> bytes:
    """The text of a report of which no page is in the archive."""
    from herodotus.exports.visible import one_line, visible

    lines = [one_line(report.url or report.id), "the text that the ledger keeps", ""]
    lines.append(visible(report.text))
    return ("\n".join(lines) + "\n").encode("utf-8", errors="replace")


def _day(moment: datetime) -> date:
    return moment.date()
