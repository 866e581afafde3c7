"""A claim among others: which report tells it, in whose voice, of which conflict."""

from __future__ import annotations

from datetime import date as Date  # a field is called `date`, which would hide it
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from herodotus.model.claim import Claim


class Card(BaseModel):
    """A report without its text: all that a list of sources says of it.

    `key` is its name in a ledger, a hash of the text and of where and when it was
    published; `id` is the name that the report came with. `kept` is the day on which
    the ledger took it in, which stands in for an unknown date.
    """

    model_config = ConfigDict(frozen=True)

    key: str
    id: str
    sha256: str
    date: Date | None = None
    place: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    agency: str | None = None
    language: str | None = None
    kept: Date | None = None

    @property
    def day(self) -> Date | None:
        """The day from which the report counts: its date, else the day it was kept."""
        return self.date or self.kept


class Telling(NamedTuple):
    """One claim as one report tells it: what reconciliation across reports works on.

    Attributes:
        claim: what is said, in which words.
        card: the report that says it.
        voice: the group of near-duplicate reports that this one belongs to, named by
            the least key among them; forty copies of one wire are one voice.
        conflict: the known conflict that the claim is about, by its canonical name.
        country: the ISO3 code of the country where its place lies.
        copies: how many reports of the voice tell this same claim.
    """

    claim: Claim
    card: Card
    voice: str
    conflict: str | None = None
    country: str | None = None
    copies: int = 1
