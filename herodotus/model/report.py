"""A report: one published text, stored word for word."""

from __future__ import annotations

import hashlib
from datetime import date as Date  # a field is called `date`, which would hide it
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from herodotus.errors import HerodotusError

#: Where a date or place of publication was found.
Provenance = Literal["argument", "metadata", "header", "dateline", "url"]


class Report(BaseModel):
    """One published text with what is known of its publication.

    `text` is frozen: every offset in every claim points into it. `body_start` is
    where the text proper begins, after a header or dateline that opens it.

    A headline belongs to the text, and what stands below it may not be prose. So
    `dateline` is the stretch of the dateline wherever it stands, and `headers` are the
    stretches of date lines, bylines and notes to editors; a reader of prose leaves all
    of them out. `agency` is who signs the dateline, `publisher` who published it, and
    `author` who wrote it.
    `origin` is the file, and the line of it, that the report was read from.
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
    author: str | None = None
    language: str | None = None
    agency: str | None = None
    origin: str | None = None
    body_start: int = Field(default=0, ge=0)
    dateline: tuple[int, int] | None = None
    headers: tuple[tuple[int, int], ...] = ()
    date_from: Provenance | None = None
    place_from: Provenance | None = None

    @classmethod
    def of(cls, text: str, **known: object) -> Report:
        """A report of `text`; its hash, and an id if none is given, follow from it."""
        sha256 = fingerprint(text)
        known.setdefault("id", nameless(sha256))
        return cls.model_validate({"text": text, "sha256": sha256, **known})


class Failure(BaseModel):
    """A report that could not be read: which one, and why.

    `language` is set for one that is in another language than English.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    error: str
    message: str
    language: str | None = None

    @classmethod
    def of(cls, report: Report, problem: Exception) -> Failure:
        """The failure of a report that could not be read or kept, and why.

        >>> from herodotus.errors import InputError
        >>> Failure.of(Report.of("", id="a", origin="a.txt"), InputError("No text"))
        Failure(id='a', error='InputError', message='a.txt: No text', language=None)
        """
        return cls(
            id=report.id,
            error=type(problem).__name__,
            message=f"{report.origin or report.id}: {_why(problem)}",
        )


def _why(problem: Exception) -> str:
    if isinstance(problem, HerodotusError):
        return problem.message
    what = f"{type(problem).__name__}: {problem}"
    return f"the reader failed on it ({what}); please report this as a mistake in it"


def nameless(sha256: str) -> str:
    """The id of a report that comes without one: the beginning of its text's hash."""
    return sha256[:16]


def fingerprint(text: str) -> str:
    """The SHA-256 of a text, as hexadecimal.

    >>> fingerprint("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
