"""Full text in both databases: FTS5 in SQLite, a tsvector in PostgreSQL.

Reports are found by the words of their text and title, claims by those of their
evidence. What a word is, and what a question may say, is the same in both
(`ledger/question.py`). The indexes are derived: `rebuild` makes them anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    TableClause,
    Text,
    and_,
    case,
    cast,
    column,
    literal,
    literal_column,
    select,
    table,
    tuple_,
)
from sqlalchemy import true as anything
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from herodotus.ledger.question import (
    LONGEST,
    WORDS,
    fts5,
    indexed,
    tsquery,
    tsvector,
    wanted,
)
from herodotus.ledger.tables import claims, readings, reports

#: In SQLite the claims of one reading are numbered one after the other.
_CLAIMS = 1 << 16


class Body(NamedTuple):
    """What is indexed of a report."""

    report: str
    title: str | None
    text: str


class Said(NamedTuple):
    """What is indexed of a claim: its reading, its place in it, its words."""

    reading: str
    ordinal: int
    evidence: str


def create(connection: Connection) -> None:
    """Make the indexes, empty; a migration calls this after the tables."""
    for statement in _CREATE[connection.dialect.name].split(";"):
        connection.exec_driver_sql(statement)


def drop(connection: Connection) -> None:
    """Take the indexes away; all that they hold can be made again."""
    for name in ("words_of_claims", "words_of_reports", "numbers"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")


_CREATE = {
    # The index keeps no text. VACUUM may renumber the rows of other tables, but not
    # of a table that names its number: hence one for the keys.
    "sqlite": """
        CREATE TABLE numbers (
            number INTEGER NOT NULL CONSTRAINT pk_numbers PRIMARY KEY,
            "key" TEXT NOT NULL CONSTRAINT uq_numbers_key UNIQUE
        ) STRICT;
        CREATE VIRTUAL TABLE words_of_reports
            USING fts5(title, body, content='', tokenize='ascii');
        CREATE VIRTUAL TABLE words_of_claims
            USING fts5(evidence, content='', tokenize='ascii')
    """,
    "postgresql": """
        CREATE TABLE words_of_reports (
            report TEXT NOT NULL CONSTRAINT pk_words_of_reports PRIMARY KEY,
            words TSVECTOR NOT NULL
        );
        CREATE INDEX ix_words_of_reports_words ON words_of_reports USING gin (words);
        CREATE TABLE words_of_claims (
            reading TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            words TSVECTOR NOT NULL,
            CONSTRAINT pk_words_of_claims PRIMARY KEY (reading, ordinal)
        );
        CREATE INDEX ix_words_of_claims_words ON words_of_claims USING gin (words)
    """,
}


def index(connection: Connection, bodies: Sequence[Body], said: Sequence[Said]) -> None:
    """Take new reports, and the claims of new readings, into the indexes."""
    if connection.dialect.name == "sqlite":
        numbers = _numbered(connection, bodies, said)
        rows: list[tuple[object, ...]] = [
            (numbers[one.report], _joined(one.title), _joined(one.text))
            for one in bodies
        ]
        _insert(connection, "words_of_reports (rowid, title, body)", rows)
        rows = [
            (numbers[one.reading] * _CLAIMS + one.ordinal, _joined(one.evidence))
            for one in said
        ]
        _insert(connection, "words_of_claims (rowid, evidence)", rows)
    else:
        rows = [(one.report, tsvector(one.title, one.text)) for one in bodies]
        _insert(connection, "words_of_reports (report, words)", rows)
        rows = [(one.reading, one.ordinal, tsvector(one.evidence)) for one in said]
        _insert(connection, "words_of_claims (reading, ordinal, words)", rows)


def rebuild(connection: Connection) -> None:
    """Make the indexes anew from the texts and claims of the ledger."""
    drop(connection)
    create(connection)
    found = connection.execute(
        select(reports.c.key, reports.c.title, reports.c.text).order_by(reports.c.key)
    )
    while batch := [Body(*row) for row in islice(found, 1000)]:
        index(connection, batch, ())
    for (key,) in connection.execute(select(readings.c.key).order_by(readings.c.key)):
        of_reading = select(claims.c.ordinal, claims.c.evidence).where(
            claims.c.reading == key
        )
        said = [Said(key, *row) for row in connection.execute(of_reading)]
        index(connection, (), said)


def report_has(
    report: ColumnElement[str], question: str, connection: Connection
) -> ColumnElement[bool]:
    """The condition that the report of this key has what a question asks for."""
    found: Select[*tuple[Any, ...]]
    if connection.dialect.name == "sqlite":
        of_number = _numbers.c.number == _reports.c.rowid
        found = select(_numbers.c.key).where(of_number)
    else:
        found = select(_reports.c.report)
    return _condition(report, found, _reports, question, connection)


def evidence_has(
    reading: ColumnElement[str],
    ordinal: ColumnElement[int],
    question: str,
    connection: Connection,
) -> ColumnElement[bool]:
    """The condition that the words of this claim are what a question asks for."""
    found: Select[*tuple[Any, ...]]
    if connection.dialect.name == "sqlite":
        of_number = _numbers.c.number == _claims.c.rowid // literal(_CLAIMS)
        place = _claims.c.rowid % literal(_CLAIMS)
        found = select(_numbers.c.key, place).where(of_number)
    else:
        found = select(_claims.c.reading, _claims.c.ordinal)
    named = tuple_(reading, ordinal)
    return _condition(named, found, _claims, question, connection)


def _condition(
    named: Any,  # a column, or a tuple of columns
    found: Select[*tuple[Any, ...]],
    words: TableClause,
    question: str,
    connection: Connection,
) -> ColumnElement[bool]:
    """That what is named is found by all that is wanted, and by nothing unwanted."""
    asked = wanted(question)
    terms: list[ColumnElement[bool]] = []
    for groups, meant in ((asked.every, True), ((asked.none,), False)):
        if not any(groups):
            continue
        if connection.dialect.name == "sqlite":
            matches = literal_column(words.name).op("MATCH")(fts5(groups))
        else:
            matches = words.c.words.op("@@")(cast(tsquery(groups), TSQUERY))
        among = named.in_(found.where(matches))
        # As a case, for SQLite otherwise looks through all that was found for a NULL.
        terms.append(among if meant else case((among, 0), else_=1) == 1)
    return and_(anything(), *terms)


_numbers = table("numbers", column("number", Integer), column("key", Text))
_reports = table(
    "words_of_reports",
    column("rowid", Integer),
    column("report", Text),
    column("words", TSVECTOR),
)
_claims = table(
    "words_of_claims",
    column("rowid", Integer),
    column("reading", Text),
    column("ordinal", Integer),
    column("words", TSVECTOR),
)


def _numbered(
    connection: Connection, bodies: Iterable[Body], said: Iterable[Said]
) -> dict[str, int]:
    """New numbers for the keys of reports and readings that are new."""
    keys = dict.fromkeys(one.report for one in bodies)
    keys.update(dict.fromkeys(one.reading for one in said))
    last = connection.exec_driver_sql("SELECT max(number) FROM numbers").scalar() or 0
    numbers = {key: last + place for place, key in enumerate(keys, start=1)}
    _insert(connection, 'numbers ("key", number)', list(numbers.items()))
    return numbers


def _joined(written: str | None) -> str:
    """A text as the index takes it: its words, between blanks.

    FTS5 cuts plain ASCII as we do, but for the words that are too many or too long.
    """
    if not written or (len(written) < _SHORT and _plain(written)):
        return written or ""
    return " ".join(indexed(written))


def _plain(written: str) -> bool:
    return written.isascii() and not _LONG.search(written)


#: A text shorter than this has no words that are left out.
_SHORT = 2 * WORDS

_LONG = re.compile(rf"[A-Za-z0-9]{{{LONGEST + 1}}}")


def _insert(
    connection: Connection, into: str, rows: Sequence[tuple[object, ...]]
) -> None:
    """Rows as they are, by the driver: they are many, and plain."""
    if rows:
        sign = "?" if connection.dialect.name == "sqlite" else "%s"
        values = ", ".join([sign] * len(rows[0]))
        connection.exec_driver_sql(f"INSERT INTO {into} VALUES ({values})", list(rows))
