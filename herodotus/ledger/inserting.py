"""Rows into a table by the hundred thousand, past what SQLAlchemy does for each value.

The statement is written once for a table, and only values whose column has something to
do for the database (a day as text, a list as JSON) are touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Dialect, Table

from herodotus.ledger.types import Json


def insert_rows(
    connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]
) -> None:
    """Insert rows that have a value for every column of a table but computed ones."""
    plan = _plan(table, connection.dialect)
    values = list(map(plan.values, rows))
    if values:
        connection.exec_driver_sql(plan.statement, values)


def insert_values(
    connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert rows of plain values, in the order of a table's columns."""
    if rows:
        connection.exec_driver_sql(_plan(table, connection.dialect).statement, rows)


class _Plan(NamedTuple):
    statement: str
    values: Callable[[Mapping[str, Any]], tuple[Any, ...]]


@lru_cache(maxsize=100)
def _plan(table: Table, dialect: Dialect) -> _Plan:
    columns = [column for column in table.columns if column.computed is None]
    quote = dialect.identifier_preparer.quote
    names = ", ".join(quote(column.name) for column in columns)
    sign = "?" if dialect.paramstyle == "qmark" else "%s"
    signs = ", ".join([sign] * len(columns))
    pick = itemgetter(*(column.name for column in columns))
    changes = [
        (place, _remembered(column, change))
        for place, column in enumerate(columns)
        if (change := column.type.dialect_impl(dialect).bind_processor(dialect))
    ]

    def values(row: Mapping[str, Any]) -> tuple[Any, ...]:
        given = list(pick(row))
        for place, change in changes:
            value = given[place]
            if value is not None:
                given[place] = change(value)
        return tuple(given)

    into = quote(table.name)
    return _Plan(f"INSERT INTO {into} ({names}) VALUES ({signs})", values)


def _remembered(
    column: Column[Any], change: Callable[[Any], Any]
) -> Callable[[Any], Any]:
    """What a column does to a value; days and truths are few, and come again."""
    if isinstance(column.type, Json):
        return change
    return lru_cache(maxsize=10_000)(change)
