"""The columns of tables: which of them holds what of a report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from herodotus.errors import RecordProblem

#: What the columns of tables of news are called; the first that is there is taken.
NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "content", "article", "full text", "article text", "maintext",
        "main text", "body text", "plain text", "article body", "story", "report",
        "notes", "description", "message", "summary",
    ),
    "date": (
        "date", "published", "publication date", "date published", "published at",
        "pubdate", "pub date", "publish date", "publishedat", "article date",
        "date publish", "datetime", "created at", "time", "timestamp", "day",
    ),
    "title": ("title", "headline", "heading", "subject", "article title"),
    "url": ("url", "link", "source url", "sourceurl", "uri", "permalink", "address"),
    "publisher": (
        "publisher", "source", "outlet", "source name", "newspaper", "publication",
        "site", "domain", "source domain", "media", "channel",
    ),
    "author": ("author", "authors", "byline", "writer", "journalist", "reporter"),
    "place": ("place", "dateline", "publication place", "reporting place"),
    "language": ("language", "lang", "language code"),
    "id": ("id", "report id", "article id", "doc id", "document id", "uuid", "key"),
}  # fmt: skip

_DELIMITERS = ",;\t|"
_MOST_COLUMNS = 2000
_SPLIT = re.compile(r"[\s_.-]+|(?<=[a-z])(?=[A-Z])")


def columns_of(
    header: Sequence[str], wanted: Mapping[str, str], *, where: str
) -> dict[str, int]:
    """Which column of a table holds which field of a report.

    What the user says counts, and must be there; the rest is told by usual names.

    >>> columns_of(["Headline", "Article Text", "pub_date"], {}, where="a.csv")
    {'text': 1, 'date': 2, 'title': 0}
    """
    if len(header) > _MOST_COLUMNS:
        raise RecordProblem(f"{where} has {len(header):,} columns", where=where)
    plain = [_plain(name) for name in header]
    found: dict[str, int] = {}
    for field, usual in NAMES.items():
        if field in wanted:
            found[field] = _column(wanted[field], field, header, plain, where)
            continue
        taken = set(found.values())
        for name in usual:
            if name in plain and plain.index(name) not in taken:
                found[field] = plain.index(name)
                break
    if "text" not in found:
        names = ", ".join(name.strip()[:40] for name in header[:20])
        raise RecordProblem(
            f"{where} is a table, and no column of it is called text. Say which column "
            f"holds the words of the report: --map text=COLUMN. There are: {names}",
            where=where,
        )
    return found


def delimiter_of(line: str) -> str:
    """The sign that parts the columns of a line: the most frequent of the usual."""
    return max(_DELIMITERS, key=lambda sign: (line.count(sign), sign == ","))


def is_table(text: str, suffix: str, media_type: str) -> bool:
    """Whether a text is a table: its name says so, or its first line names columns.

    >>> is_table("id,date,text\\n1,2020-09-28,Ten died.", "", "")
    True
    >>> is_table("Yesterday, in the text, ten died", ".txt", "")
    False
    """
    if suffix in {".csv", ".tsv", ".tab"}:
        return True
    first = next((line for line in text.splitlines() if line.strip()), "")
    if media_type in {"text/csv", "text/tab-separated-values"}:
        return True
    names = [_plain(name.strip('"')) for name in first.split(delimiter_of(first))]
    if len(names) < 2 or len(set(names)) < len(names):
        return False
    usual = {name for field in NAMES.values() for name in field}
    sure = names and any(name in NAMES["text"] for name in names)
    return bool(sure) and 2 * sum(name in usual for name in names) > len(names)


def _column(
    name: str, field: str, header: Sequence[str], plain: Sequence[str], where: str
) -> int:
    if name in header:
        return list(header).index(name)
    if _plain(name) in plain:
        return list(plain).index(_plain(name))
    names = ", ".join(column.strip()[:40] for column in header[:20])
    raise RecordProblem(
        f"{where} has no column {name!r}, which was to hold the {field}. There are: "
        f"{names}",
        where=where,
    )


def _plain(name: str) -> str:
    """A name without case and signs: "pub_date" and "pubDate" are "pub date"."""
    return " ".join(_SPLIT.split(name.strip().strip("\ufeff"))).casefold().strip()
