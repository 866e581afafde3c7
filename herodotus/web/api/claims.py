"""Claims over HTTP: lists that go on, counts by field and day, one claim, as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field

from herodotus.errors import NotInLedger
from herodotus.exports.claims_lines import csv_header, telling_csv
from herodotus.ledger import Ledger
from herodotus.web.answer import CSV, lines, record
from herodotus.web.cache import kept, kept_part
from herodotus.web.filters import Filters, address
from herodotus.web.given import Here
from herodotus.web.paging import LENGTH, Cursor, Limit, cursor, position
from herodotus.web.rows import Row, rows

router = APIRouter(tags=["claims"])

Order = Literal[
    "date", "-date", "reported", "-reported", "number", "-number", "confidence",
    "-confidence", "place", "-place", "side", "-side", "said_by", "-said_by",
    "conflict", "-conflict", "kind", "-kind", "match", "-match",
]  # fmt: skip

#: By what the page counts claims, in its order.
FACETS = (
    "conflict",
    "side",
    "kind",
    "outcome",
    "status",
    "said_by",
    "place",
    "country",
    "publisher",
    "month",
    "review",
)


ClaimId = Annotated[str, Path(description="its id, or the beginning of it")]


class ClaimsAsked(Filters):
    """What a list of claims is asked for."""

    sort: Order | None = Field(
        default=None,
        description="the order; a minus turns it round. Without it: `match` where "
        "words are looked for, else the date of what happened",
    )
    limit: Limit | None = None
    after: Cursor | None = None


class ClaimsPage(BaseModel):
    """One page of a list of claims."""

    total: int = Field(description="how many claims the filters take in")
    claims: list[Row]
    next: str | None = Field(description="the address of the next page")


class Count(BaseModel):
    """A value of a field, and how many claims have it."""

    value: str
    claims: int


class FacetCounts(BaseModel):
    """How many claims have which value of a field."""

    name: str
    values: list[Count]
    others: int = Field(description="claims with further values")


class DayCount(BaseModel):
    """A day, and how many claims are about what began on it."""

    day: date
    claims: int


class Facets(BaseModel):
    """How claims are spread over fields and days."""

    total: int = Field(description="how many claims the filters take in")
    facets: list[FacetCounts]
    days: list[DayCount]


class Found:
    """The claims of one page, and how the list goes on."""

    def __init__(self, ledger: Ledger, asked: ClaimsAsked, *, total: int) -> None:
        length = asked.limit or LENGTH
        page = ledger.claims(
            asked.scope,
            sort=asked.sort,
            limit=length + 1,
            after=position(asked.after),
        )
        tellings = list(iter(page))  # a list of the page itself would count it first
        self.tellings = tellings[:length]
        more = len(tellings) > length
        self.after = cursor(self.tellings[-1]) if more else None
        self.total = total


@router.get("/claims.json", response_model=ClaimsPage)
def claims_json(
    request: Request, ledger: Here, asked: Annotated[ClaimsAsked, Query()]
) -> Response:
    """List claims, a page at a time, as their newest readings have them."""

    def answer() -> Response:
        found = Found(ledger, asked, total=len(ledger.claims(asked.scope)))
        onward = asked.model_dump(exclude_defaults=True) | {"after": found.after}
        content = {
            "total": found.total,
            "claims": rows(ledger, found.tellings, base=request.app.state.site.base),
            "next": address("/claims.json", onward) if found.after else None,
        }
        return record(content)

    return kept(request, answer)


@router.get("/claims.csv", response_class=Response, responses=CSV)
def claims_csv(ledger: Here, asked: Annotated[ClaimsAsked, Query()]) -> Response:
    """Download all claims of the filters as CSV, in their order."""
    found = ledger.claims(
        asked.scope, sort=asked.sort, limit=asked.limit, after=position(asked.after)
    )

    def parts() -> Iterator[bytes]:
        yield csv_header()
        for telling in found:
            yield telling_csv(telling)

    return lines(parts(), name="claims.csv")


@router.get("/claims/facets.json", response_model=Facets)
def facets_json(
    request: Request, ledger: Here, asked: Annotated[Filters, Query()]
) -> Response:
    """Count claims by field and by day; a field that is asked for, without that."""
    return kept(request, lambda: record(facets(request, ledger, asked)))


@router.get("/claims/{id}.json", response_model=Row)
def claim_json(request: Request, ledger: Here, id: ClaimId) -> Response:
    """One claim by its id, or by the beginning of one, as it was read."""

    def answer() -> Response:
        telling = ledger.find_claim(id)
        if telling is None:
            raise NotInLedger(
                f"{id} is no claim of this ledger: check its id", claim=id
            )
        (one,) = rows(ledger, [telling], base=request.app.state.site.base)
        return record(one)

    return kept(request, answer)


@router.get("/claims/{id}.csv", response_class=Response, responses=CSV)
def claim_csv(ledger: Here, id: ClaimId) -> Response:
    """Download one claim as CSV."""
    telling = ledger.find_claim(id)
    if telling is None:
        raise NotInLedger(f"{id} is no claim of this ledger: check its id", claim=id)
    return lines([csv_header(), telling_csv(telling)], name="claim.csv")


def facets(request: Request, ledger: Ledger, asked: Filters) -> Facets:
    """How the claims that are asked for are spread, in whatever order they are."""

    def made() -> Facets:
        spread = ledger.claims(asked.scope).spread(FACETS)
        return Facets(
            total=spread.total,
            facets=[
                FacetCounts(
                    name=facet.name,
                    values=[Count(value=value, claims=n) for value, n in facet.values],
                    others=facet.others,
                )
                for facet in spread.facets
            ],
            days=[DayCount(day=day, claims=n) for day, n in spread.days],
        )

    return kept_part(request, Facets, asked.scope.model_dump_json(), made)
