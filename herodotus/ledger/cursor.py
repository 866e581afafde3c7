"""Going on with a list behind one of its claims, in whatever order the list is.

A list is cut by what stands in its last claim, not by how many came before: what is
added meanwhile moves nothing, and the thousandth page costs as much as the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    UnaryExpression,
    and_,
    case,
    or_,
    select,
)
from sqlalchemy.sql.operators import desc_op

from herodotus.errors import NotInLedger
from herodotus.ledger.tables import claims


def beyond(
    connection: Connection,
    order: Sequence[ColumnElement[Any]],
    last: tuple[str, str],
) -> ColumnElement[bool]:
    """The condition that a claim stands behind another one in an order.

    Args:
        connection: to the ledger.
        order: what the list is sorted by; no two claims are the same in all of it.
        last: the key of a report, and the id of the claim of it behind which to go on.

    Raises:
        NotInLedger: there is no such claim.
    """
    report, claim = last
    parts = [_part(one) for one in order]
    question = (
        select(*(one for one, _ in parts))
        .where(claims.c.report == report, claims.c.id == claim)
        .order_by(claims.c.current.desc())
        .limit(1)
    )
    values = connection.execute(question).first()
    if values is None:
        raise NotInLedger(
            f"no list goes on after {report}.{claim}: begin again without `after`",
            report=report,
            claim=claim,
        )
    same: list[ColumnElement[bool]] = []
    behind: list[ColumnElement[bool]] = []
    for (one, down), value in zip(parts, values, strict=True):
        if value is not None:  # what is unknown is the last of its kind
            further = one < value if down else one > value
            behind.append(and_(*same, further))
        same.append(one.is_(None) if value is None else one == value)
    (first, down), value = parts[0], values[0]
    reached = or_(*behind)
    if value is None:
        return reached
    # Said once more of the first column alone, for an index to begin there.
    return and_(first <= value if down else first >= value, reached)


def _part(one: ColumnElement[Any]) -> tuple[ColumnElement[Any], bool]:
    """What an element of an order compares, and whether it goes down."""
    down = False
    if isinstance(one, UnaryExpression) and one.modifier is not None:
        down = one.modifier is desc_op
        one = one.element
    if isinstance(one.type, Boolean):
        one = case((one, 1), else_=0)
    return one, down
