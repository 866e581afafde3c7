"""All that a ledger holds, to compare two of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from herodotus.ledger import Ledger
from herodotus.ledger.database import reading
from herodotus.ledger.tables import HOLDING

#: When something came in is no part of what it is.
MOMENTS = frozenset({"kept"})


def dump(ledger: Ledger) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table, in order, without the moments at which they came."""
    found: dict[str, list[dict[str, Any]]] = {}
    with reading(ledger._engine) as connection:
        for table in HOLDING:
            columns = [column for column in table.columns if column.name not in MOMENTS]
            rows = connection.execute(
                select(*columns).order_by(*table.primary_key.columns)
            )
            found[table.name] = [dict(row) for row in rows.mappings()]
    return found
