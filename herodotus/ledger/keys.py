"""The names of reports and readings in a ledger: hashes of what they are.

The same report, added in any order, by any number of processes, has one key, and so one
row. How it came to us (the file, the moment) is no part of what it is.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from herodotus.model import Failure, Reading, Report

#: A key is so many hexadecimal digits: 96 bits.
DIGITS = 24

_VERSION = re.compile(r"(.*?)(\d*)", re.DOTALL)


def report_key(report: Report) -> str:
    """The key of a report: its text, and where, when and by whom it was published.

    The id that it came with is no part of it: the same page, stored twice in an
    archive, is one report.

    >>> one = Report.of("Two died.", publisher="Alpha")
    >>> report_key(one) == report_key(one.model_copy(update={"id": "x", "origin": "y"}))
    True
    >>> report_key(one) == report_key(one.model_copy(update={"publisher": "Beta"}))
    False
    """
    return _hash(
        report.sha256,
        report.date.isoformat() if report.date else None,
        report.place,
        report.publisher,
        report.url,
        report.title,
        report.language,
    )


def reading_key(report: str, reading: Reading) -> str:
    """The key of a reading of the report with this key: who read, what was found."""
    return _hash(
        report,
        reading.reader,
        [
            [claim.id, [[one.type, one.claim] for one in claim.relations]]
            for claim in reading.claims
        ],
    )


def failure_key(failure: Failure) -> str:
    """The key of a failure: which report, and why."""
    return _hash(failure.id, failure.error, failure.message)


class Version(NamedTuple):
    """A reading among those of one report: its key, who read it, and when."""

    key: str
    reader: str
    kept: datetime


def newest(versions: Iterable[Version]) -> Version:
    """The reading that counts: by the newest version of its reader, however added.

    The number at the end of a reader's name is its version. What the same version read
    differently (with other names of places) counts by the moment, as does the choice
    between readers of different names.

    >>> from datetime import timedelta
    >>> noon = datetime(2020, 9, 28, 12)
    >>> two = Version("b", "herodotus-en-2", noon + timedelta(1))
    >>> ten = Version("a", "herodotus-en-10", noon)
    >>> newest([two, ten]).reader
    'herodotus-en-10'
    """
    best: dict[str, tuple[int, datetime, str]] = {}
    found: dict[str, Version] = {}
    for one in versions:
        name, number = _parts(one.reader)
        rank = (number, one.kept, one.key)
        if name not in best or rank > best[name]:
            best[name], found[name] = rank, one
    return max(found.values(), key=lambda one: (one.kept, one.key))


def _parts(reader: str) -> tuple[str, int]:
    """A reader's name and its version.

    >>> _parts("herodotus-en-10"), _parts("by hand")
    (('herodotus-en-', 10), ('by hand', 0))
    """
    match = _VERSION.fullmatch(reader)
    name, number = match.groups() if match else (reader, "")
    return name, int(number or 0)


def _hash(*said: object) -> str:
    key = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return digest[:DIGITS]
