"""Text to Report: frozen, hashed, dated, placed, and surely not foreign or empty."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from herodotus.errors import EmptyInput, InputError, TooLong
from herodotus.model import Provenance, Report
from herodotus.sources.dates import PrintedDate, iso_date
from herodotus.sources.language import refuse_foreign
from herodotus.sources.opening import Opening, read_opening
from herodotus.sources.text import without_surrogates

#: The longest text taken for one report, in characters: about a thousand pages.
LONGEST = 5_000_000

_URL_DATE = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)(?P<sep>[-_]?)(?P<m>0[1-9]|1[0-2])(?P=sep)"
    r"(?P<d>0[1-9]|[12]\d|3[01])|(?P<y2>(?:19|20)\d\d)/(?P<m2>0?[1-9]|1[0-2])/"
    r"(?P<d2>0?[1-9]|[12]\d|3[01]))(?!\d)"
)


def report_from_text(
    text: str,
    *,
    id: str | None = None,
    date: datetime.date | str | None = None,
    place: str | None = None,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    longest: int = LONGEST,
) -> Report:
    """A report of a text that is at hand, with what is known of it.

    The text is kept as it is, character for character. Date and place not given are
    taken from the text's own header, then from its dateline, and a date last from the
    url. Without an id, the report is known by the hash of its text.

    >>> report = report_from_text("GORIS, Sept 30, 2020 (AFP) - Two people died.")
    >>> report.date, report.place, report.text[report.body_start :]
    (datetime.date(2020, 9, 30), 'Goris', 'Two people died.')

    Raises:
        InputError: the text is empty, too long or not English, or the date is none.
    """
    metadata = {"title": title, "url": url, "publisher": publisher, "author": author}
    return build_report(
        text,
        where="the text",
        id=id,
        argument_date=parse_date(date),
        argument_place=place,
        metadata=metadata,
        longest=longest,
    )


def build_report(
    text: str,
    *,
    where: str,
    id: str | None = None,
    argument_date: datetime.date | None = None,
    argument_place: str | None = None,
    metadata: Mapping[str, str | None] | None = None,
    printed_date: PrintedDate | None = None,
    origin: str | None = None,
    longest: int = LONGEST,
) -> Report:
    """A report of `text`, known in messages as `where`.

    `metadata` may hold place, title, url, publisher, author and language;
    `printed_date` is the date of the metadata. What is given goes before metadata,
    metadata before the text's own header, the header before the dateline. A date
    without a year takes it from the others; if none has one, the report has no date.
    """
    if len(text) > longest:
        raise too_long(where, longest)
    text = without_surrogates(text)
    if not any(char.isalnum() for char in text):
        raise empty(where)
    known: dict[str, str | None] = {
        name: without_surrogates(value).strip() or None
        for name, value in (metadata or {}).items()
        if value
    }
    refuse_foreign(text, where=where, label=known.pop("language", None))
    opening = read_opening(text)
    if opening.url:
        known.setdefault("url", opening.url)
    if opening.author:
        known.setdefault("author", opening.author)
    from_url = _date_in_url(known.get("url"))
    date, date_from = _date(argument_date, printed_date, opening, from_url)
    place, place_from = _place(argument_place, known.pop("place", None), opening)
    facts: dict[str, Any] = dict(known)  # whatever fields the report has
    if id:
        facts["id"] = without_surrogates(id)
    dateline = opening.dateline
    return Report.of(
        text,
        date=date,
        date_from=date_from,
        place=place,
        place_from=place_from,
        language="en",
        agency=opening.agency,
        origin=origin and without_surrogates(origin),
        body_start=opening.body_start,
        dateline=(dateline.start, dateline.end) if dateline else None,
        headers=tuple(sorted(opening.headers)),
        **facts,
    )


def parse_date(value: datetime.date | str | None) -> datetime.date | None:
    """A date given as one, or as words: "2020-09-30", "30 September 2020"."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if value is None or isinstance(value, datetime.date):
        return value
    printed = iso_date(value)
    date = printed.whole() if printed else None
    if date is None:
        raise InputError(
            f"{value!r} is not a date that can be told: write it as YYYY-MM-DD, in a "
            "year from 1800 to 2099",
            date=value,
        )
    return date


def empty(where: str) -> EmptyInput:
    """The error for an input without words."""
    return EmptyInput(
        f"{where} is empty: there are no words in it. Check that it was saved whole",
        where=where,
    )


def too_long(where: str, longest: int) -> TooLong:
    """The error for a text above the limit."""
    return TooLong(
        f"{where} is longer than {longest:,} characters, the limit for one report: "
        "split it, one report a file, or one a line as JSON Lines",
        where=where,
        limit=longest,
    )


def _date(
    argument: datetime.date | None,
    metadata: PrintedDate | None,
    opening: Opening,
    url: PrintedDate | None,
) -> tuple[datetime.date | None, Provenance | None]:
    if argument:
        return argument, "argument"
    dateline = opening.dateline.date if opening.dateline else None
    found: list[tuple[PrintedDate | None, Provenance]] = [
        (metadata, "metadata"),
        (opening.date, "header"),
        (dateline, "dateline"),
        (url, "url"),
    ]
    known = [(printed, origin) for printed, origin in found if printed]
    near = next((printed for printed, _ in known if printed.year), None)
    for printed, origin in known:
        date = printed.whole(near)
        if date:
            return date, origin
    return None, None


def _place(
    argument: str | None, metadata: str | None, opening: Opening
) -> tuple[str | None, Provenance | None]:
    dateline = opening.dateline.place if opening.dateline else None
    found: list[tuple[str | None, Provenance]] = [
        (argument and without_surrogates(argument), "argument"),
        (metadata, "metadata"),
        (opening.place, "header"),
        (dateline, "dateline"),
    ]
    return next(((name, origin) for name, origin in found if name), (None, None))


def _date_in_url(url: str | None) -> PrintedDate | None:
    """The date in the path of an address: ".../2020/09/30/..."."""
    for found in _URL_DATE.finditer(url or ""):
        parts = [found["y"] or found["y2"], found["m"] or found["m2"]]
        printed = PrintedDate(*map(int, [*parts, found["d"] or found["d2"]]))
        if printed.whole():
            return printed
    return None
