"""Reports over HTTP: the list of them, and one with its words, claims and account."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field

from herodotus.errors import NotInLedger
from herodotus.exports.claims_lines import csv_header, telling_csv
from herodotus.exports.record import csv_line
from herodotus.ledger import Ledger, report_key
from herodotus.ledger.shelf import Place, Shelved
from herodotus.model import Account, Card, Reading, Scope, Telling
from herodotus.reconciliation import reconcile
from herodotus.web.answer import CSV, lines, record
from herodotus.web.cache import kept
from herodotus.web.filters import Filters, address
from herodotus.web.given import Here
from herodotus.web.paging import LENGTH, LONGEST
from herodotus.web.rows import Row, row, rows

router = APIRouter(tags=["reports"])

#: So many other reports with the same words are named.
CARRIERS = 30

#: For a download, so many reports are asked for at once.
_BATCH = 500


def place(after: str) -> Place:
    """The day and the report that a cursor names.

    >>> place("2020-09-28.a7")
    (datetime.date(2020, 9, 28), 'a7')

    Raises:
        NotInLedger: there is no such day.
    """
    day, _, key = after.partition(".")
    try:
        return date.fromisoformat(day), key
    except ValueError as problem:
        raise NotInLedger(
            f"no list goes on after {after}: begin again without `after`", report=key
        ) from problem


After = Annotated[
    str,
    Field(
        max_length=60,
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\.[0-9a-f]+$",
        description="go on behind this report: the `next` of the page before",
    ),
]


ReportKey = Annotated[str, Path(description="its name in the ledger, or its id")]


class ReportsAsked(Filters):
    """What a list of reports is asked for: reports that tell of such claims."""

    limit: Annotated[int, Field(ge=1, le=LONGEST)] | None = Field(
        default=None, description="so many reports on a page"
    )
    after: After | None = None

    @property
    def behind(self) -> Place | None:
        """Behind which report the list goes on."""
        return place(self.after) if self.after is not None else None


class ReportRow(Card):
    """A report in a list."""

    claims: int = Field(description="how many claims its newest reading has")
    carriers: int = Field(description="how many other reports have the same words")
    opening: str = Field(description="its first words")
    address: str = Field(description="where it is shown")


class ReportsPage(BaseModel):
    """One page of a list of reports, the newest first."""

    total: int = Field(description="how many reports the filters take in")
    reports: list[ReportRow]
    next: str | None = Field(description="the address of the next page")


class ReportRead(BaseModel):
    """A report with its words, the claims found in it, and what they come to."""

    report: Card
    text: str = Field(description="its words; `start` and `end` of claims count here")
    reader: str = Field(description="the version of the reader that read it")
    claims: list[Row] = Field(description="in the order of the text")
    account: Account
    carriers: list[Card] = Field(description="other reports with the same words")
    copies: int = Field(description="how many of those there are in all")
    address: str | None = Field(description="where it is shown, if it is kept")


class FoundReports:
    """The reports of one page, and how the list goes on."""

    def __init__(self, ledger: Ledger, asked: ReportsAsked) -> None:
        length = asked.limit or LENGTH
        found = ledger.shelf.page(asked.scope, limit=length + 1, after=asked.behind)
        self.reports = found[:length]
        self.after = cursor(self.reports[-1]) if len(found) > length else None
        self.total = ledger.shelf.count(asked.scope)


@router.get("/reports.json", response_model=ReportsPage)
def reports_json(
    request: Request, ledger: Here, asked: Annotated[ReportsAsked, Query()]
) -> Response:
    """List reports, the newest first, a page at a time."""

    def answer() -> Response:
        found = FoundReports(ledger, asked)
        onward = asked.model_dump(exclude_defaults=True) | {"after": found.after}
        base = request.app.state.site.base
        content = ReportsPage(
            total=found.total,
            reports=[report_row(one, base=base) for one in found.reports],
            next=address("/reports.json", onward) if found.after else None,
        )
        return record(content)

    return kept(request, answer)


@router.get("/reports.csv", response_class=Response, responses=CSV)
def reports_csv(
    request: Request, ledger: Here, asked: Annotated[ReportsAsked, Query()]
) -> Response:
    """Download all reports of the filters as CSV, without their texts."""
    base = request.app.state.site.base
    ledger.shelf.count(asked.scope)  # what cannot be asked is told before it begins

    def parts() -> Iterator[bytes]:
        yield csv_line(tuple(ReportRow.model_fields))
        for one in _each(ledger, asked):
            yield csv_line(
                list(report_row(one, base=base).model_dump(mode="json").values())
            )

    return lines(parts(), name="reports.csv")


@router.get("/reports/{key}.json", response_model=ReportRead)
def report_json(request: Request, ledger: Here, key: ReportKey) -> Response:
    """One report by its key or its id: its words, its claims, what they come to."""
    base = request.app.state.site.base
    return kept(request, lambda: record(report_read(ledger, key, base=base)))


@router.get("/reports/{key}.csv", response_class=Response, responses=CSV)
def report_csv(ledger: Here, key: ReportKey) -> Response:
    """Download the claims of one report as CSV."""
    found = _tellings(ledger, ledger.shelf.take(key, carriers=0).card.key)

    def parts() -> Iterator[bytes]:
        yield csv_header()
        for telling in found:
            yield telling_csv(telling)

    return lines(parts(), name="report.csv")


def report_read(ledger: Ledger, name: str, *, base: str) -> dict[str, Any]:
    """A report of the ledger, its claims as reviewers would have them.

    Raises:
        NotInLedger: there is none of this key or id.
    """
    held = ledger.shelf.take(name, carriers=CARRIERS)
    tellings = _tellings(ledger, held.card.key)
    return {
        **_read(held.card, held.reading, reconcile(held.counted)),
        "claims": rows(ledger, tellings, base=base),
        "carriers": [card.model_dump(mode="json") for card in held.carriers],
        "copies": held.copies,
        "address": f"{base}/reports/{held.card.key}",
    }


def looked_at(reading: Reading, *, base: str) -> dict[str, Any]:
    """A report that was read and is not kept."""
    from herodotus.reconciliation.conflicts import assign

    report = reading.report
    facts = report.model_dump(include=set(Card.model_fields))
    card = Card.model_validate({**facts, "key": report_key(report)})
    meant = assign(reading)
    tellings = [
        Telling(claim, card, card.key, *meant[claim.id]) for claim in reading.claims
    ]
    return {
        **_read(card, reading, reconcile(reading.claims)),
        "claims": [row(one, base=base, reader=reading.reader) for one in tellings],
        "carriers": [],
        "copies": 0,
        "address": None,
    }


def _read(card: Card, reading: Reading, account: Account) -> dict[str, Any]:
    return {
        "report": card.model_dump(mode="json"),
        "text": reading.report.text,
        "reader": reading.reader,
        "account": account.model_dump(mode="json"),
    }


def report_row(one: Shelved, *, base: str) -> ReportRow:
    """A report of the shelf as the API lists it."""
    return ReportRow(
        **one.card.model_dump(),
        claims=one.claims,
        carriers=one.carriers,
        opening=one.opening,
        address=f"{base}/reports/{one.card.key}",
    )


def cursor(last: Shelved) -> str:
    """Where a list of reports goes on whose last one this is."""
    day, key = last.place
    return f"{day.isoformat()}.{key}"


def _each(ledger: Ledger, asked: ReportsAsked) -> Iterator[Shelved]:
    """The reports of the filters, some at a time, so that no more are in memory."""
    after, left = asked.behind, asked.limit
    while left is None or left > 0:
        length = _BATCH if left is None else min(_BATCH, left)
        found = ledger.shelf.page(asked.scope, limit=length, after=after)
        yield from found
        if len(found) < length:
            return
        after = found[-1].place
        left = None if left is None else left - length


def _tellings(ledger: Ledger, key: str) -> list[Telling]:
    """The claims of a report as lists of claims have them, in the order of the text."""
    found = ledger.claims(Scope(report=key), sort="reported")
    ours = (telling for telling in found if telling.card.key == key)
    return sorted(ours, key=lambda one: (one.claim.start, one.claim.end, one.claim.id))
