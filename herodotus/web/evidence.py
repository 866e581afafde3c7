"""The words behind the figures of an answer: no number goes out without them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from pydantic import BaseModel, Field

from herodotus.exports.permalink import permalink
from herodotus.ledger import Ledger
from herodotus.model import Account


class Evidence(BaseModel):
    """The words of one claim, in which report they stand, and who found them there."""

    report: str = Field(description="the report's name in the ledger")
    id: str = Field(description="the id that the report came with")
    day: date | None = Field(description="the day of the report")
    publisher: str | None
    start: int = Field(description="where the words begin in the text")
    end: int = Field(description="where they end")
    quote: str
    permalink: str = Field(description="where the claim is cited")
    reader: str = Field(description="the version of the reader that found it")


def evidence(
    ledger: Ledger, claims: Collection[str], *, base: str
) -> dict[str, Evidence]:
    """The words behind claims, by the ids of these."""
    return {
        id: Evidence(
            report=one.report,
            id=one.id,
            day=one.date,
            publisher=one.publisher,
            start=one.start,
            end=one.end,
            quote=one.quote,
            permalink=permalink(id, base=base),
            reader=one.reader,
        )
        for id, one in sorted(ledger.cited(set(claims)).items())
    }


def behind(account: Account) -> Iterable[str]:
    """The ids of all claims that an account names."""
    for toll in account.tolls:
        yield from toll.reasons
    for face in account.faces:
        yield from face.claims
    for balance in account.balance:
        yield balance.whole
        yield from balance.parts
    for pair in account.contradictions:
        yield from pair
    for flag in account.flags:
        yield from flag.claims
