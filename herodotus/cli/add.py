"""`herodotus add`: read reports and keep their claims in a ledger."""

from __future__ import annotations

import json
import time
from datetime import date
from typing import TYPE_CHECKING

import click

from herodotus.cli.options import open_ledger, takes_ledger, takes_reports
from herodotus.cli.web import Web, takes_web

if TYPE_CHECKING:
    from collections.abc import Iterator

    from herodotus.cli.work import Tally
    from herodotus.ledger import Ledger
    from herodotus.model import Failure, Reading, Report
    from herodotus.reading import Reader

_EPILOG = """\b
Examples:
  herodotus add report.txt
  herodotus add archive.jsonl --ledger karabakh.db
  herodotus add https://example.org/news/feed.xml --limit 20
  herodotus add *.txt --ledger postgresql://me@host/wars
  herodotus add archive.jsonl --again

\b
What --json prints:
  read        reports taken in now: new + duplicates
  new         readings that the ledger did not hold
  duplicates  reports that came twice in the inputs, or from another process
  skipped     reports that were not read: the ledger knew them, or they are in
              another language
  failed      reports that could not be read, now or, in web archives, before
  claims      claims of the new readings
  languages   the reports skipped for their language, counted by language
"""

#: So many reports, or seconds, are lost at most where the machine stops.
_BATCH = 20
_SECONDS = 1.0

_INTERRUPTED = 130


@click.command(epilog=_EPILOG)
@takes_reports
@takes_web(keeps=True)
@takes_ledger
@click.option(
    "--again",
    is_flag=True,
    help="Read anew what the ledger knows or refused: after names of places changed.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def add(
    *,
    inputs: tuple[str, ...],
    day: date | None,
    place: str | None,
    columns: dict[str, str],
    web: Web,
    ledger: str,
    again: bool,
    as_json: bool,
) -> None:
    """Read reports and keep them, with their claims, in a ledger.

    INPUT is what `herodotus read` takes. What the ledger knows already is not read
    again, so that a run that was stopped goes on with the same command; several may
    run at once.
    """
    from herodotus.cli.work import Tally, complain

    tally = Tally(sets_aside=True)
    stopped = False
    with open_ledger(ledger, create=True) as opened:
        adding = _Adding(opened, tally)
        try:
            for item in _read(
                inputs, day, place, columns, adding, web=web, again=again
            ):
                adding.take(item)
            adding.flush()
        except KeyboardInterrupt:
            stopped = True
            adding.flush()
        _show(adding, opened.where, as_json=as_json)
    if stopped:
        complain("Stopped. What was added is kept; the same command goes on from here.")
        raise SystemExit(_INTERRUPTED)
    tally.finish()


class _Adding:
    """Readings and failures on their way into the ledger, a batch at a time."""

    def __init__(self, ledger: Ledger, tally: Tally) -> None:
        from herodotus.ledger import Added

        self.ledger = ledger
        self.tally = tally
        self.added = Added()
        self.repeated = 0
        self._seen: set[str] = set()
        self._refused: set[str] = set()
        self._readings: list[Reading] = []
        self._failures: list[Failure] = []
        self._since = time.monotonic()

    def take(self, item: Reading | Failure) -> None:
        """Keep one more, at the latest with the next batch."""
        from herodotus.model import Failure

        if not isinstance(item, Failure):
            self._readings.append(item)
        elif item.error != "FileProblem" and item.id not in self._refused:
            self._failures.append(item)  # a path mistyped is no report that failed
        waiting = len(self._readings) + len(self._failures)
        if waiting >= _BATCH or time.monotonic() - self._since > _SECONDS:
            self.flush()

    def knows(self, report: Report, reader: str, *, again: bool) -> bool:
        """Whether a report need not be read: it is there, or came before in this run.

        What the ledger held before is skipped; what comes twice is a duplicate.
        """
        from herodotus.ledger import report_key

        key = report_key(report)
        if key in self._seen:
            self.repeated += 1
            return True
        if not again and self.ledger.knows(report, reader):
            return True
        self._seen.add(key)
        return False

    def outcome(self, id: str, reader: str) -> bool | Failure:
        """Whether a record of a web archive was read before; the failure, if it failed.

        What a record is refused for it would be refused for again: it is told again.
        """
        if self.ledger.knows_id(id, reader):
            self.tally.skipped += 1
            return True
        failure = self.ledger.refused(id)
        if failure is not None:
            self._refused.add(id)
        return failure or False

    def flush(self) -> None:
        """Have all that was taken on the disk."""
        from herodotus.ledger import load

        loaded = load(self.ledger, self._readings)
        self._readings = []
        self.added += loaded.added
        for failure in loaded.failures:
            self.tally.read -= 1
            self.tally.fail(failure)
        self._failures += loaded.failures
        if self._failures:
            self.ledger.fail_all(self._failures)
            self._failures = []
        self._since = time.monotonic()


def _read(
    inputs: tuple[str, ...],
    day: date | None,
    place: str | None,
    columns: dict[str, str],
    adding: _Adding,
    *,
    web: Web,
    again: bool,
) -> Iterator[Reading | Failure]:
    """Readings of the reports that the ledger does not know, and failures."""
    import herodotus
    from herodotus.cli.work import each_report, progress
    from herodotus.model import Failure
    from herodotus.reading import READER

    def known(report: Report) -> bool:
        step(report.id)
        return adding.knows(report, READER, again=again)

    def has_read(id: str) -> bool | Failure:
        before = adding.outcome(id, READER)
        if before is True:
            step(id)
        return before

    def make(reader: Reader, report: Report) -> Reading:
        return herodotus.read(report, reader=reader)

    with progress(shown=True) as step:
        for item in each_report(
            inputs,
            make,
            day=day,
            place=place,
            columns=columns,
            tally=adding.tally,
            known=known,
            has_read=None if again else has_read,
            web=web,
        ):
            if isinstance(item, Failure):
                step(item.id)
            yield item


def _show(adding: _Adding, where: str, *, as_json: bool) -> None:
    added, failed = adding.added, len(adding.tally.failures)
    duplicates = added.duplicates + adding.repeated
    skipped = adding.tally.skipped - adding.repeated
    aside = adding.tally.aside
    counts = {
        "read": added.new + duplicates,
        "new": added.new,
        "duplicates": duplicates,
        "skipped": skipped + aside.total(),
        "failed": failed,
        "claims": added.claims,
        "languages": dict(sorted(aside.items())),
    }
    if as_json:
        click.echo(json.dumps(counts))
        return
    known = duplicates + skipped
    line = f"{_count(added.new, 'new report')} with {_count(added.claims, 'claim')}"
    line += f", {known:,} known already" if known else ""
    languages = ", ".join(f"{name} {count:,}" for name, count in sorted(aside.items()))
    line += f", {aside.total():,} set aside by language ({languages})" if aside else ""
    line += f", {failed:,} not read" if failed else ""
    click.echo(f"{line}. Ledger: {where}")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
