"""A report: one published text, stored word for word."""

from __future__ import annotations

import hashlib
from datetime import date as Date  # a field is called `date`, which would hide it
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

#: Where a date or place of publication was found.
Provenance = Literal["argument", "metadata", "header", "dateline", "url"]


class Report(BaseModel):
    """One published text with what is known of its publication.

    `text` is frozen: every offset in every claim points into it. `body_start` is
    where the prose begins, after a header or dateline of the report's own.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    text: str
    sha256: str
    date: Date | None = None
    place: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    body_start: int = Field(default=0, ge=0)
    date_from: Provenance | None = None
    place_from: Provenance | None = None

    @classmethod
    def of(cls, text: str, **known: object) -> Report:
        """A report of `text`; its hash, and an id if none is given, follow from it."""
        sha256 = fingerprint(text)
        known.setdefault("id", sha256[:16])
        return cls.model_validate({"text": text, "sha256": sha256, **known})


class Failure(BaseModel):
    """A report that could not be read: which one, and why."""

    model_config = ConfigDict(frozen=True)

    id: str
    error: str
    message: str


def fingerprint(text: str) -> str:
    """The SHA-256 of a text, as hexadecimal.

    >>> fingerprint("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
