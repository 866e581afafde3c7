"""What an answer follows from: a token for each conflict, and one for everything.

Whatever changes the claims of a conflict (a reading, a decision, a report that turns
out to be a copy) draws its token anew, in the same transaction. So two answers to one
question that were made under the same token are the same. Tokens are random, for a
copy of a ledger's file goes its own way from then on.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from herodotus.ledger.database import is_postgres
from herodotus.ledger.tables import claims, turns
from herodotus.model import Scope
from herodotus.reconciliation.conflict_names import conflicts_named

#: Under this name stands the token of all that is there.
EVERYTHING = ""

#: So many names go into one condition.
_CHUNK = 500


def state(connection: Connection, conflicts: Collection[str] | None = None) -> str:
    """What stands for all that is known of some conflicts, or of everything.

    It is another one after any change of theirs, and in any other ledger.
    """
    names = [EVERYTHING] if conflicts is None else list(conflicts)
    question = select(turns.c.conflict, turns.c.token).where(
        turns.c.conflict.in_(names)
    )
    found = sorted(tuple(row) for row in connection.execute(question))
    return hashlib.sha256(repr(found).encode()).hexdigest()


def state_of(connection: Connection, scope: Scope) -> str:
    """What stands for all claims that a scope may take in.

    Raises:
        UnknownConflict: no known conflict is called so.
    """
    named = scope.conflict
    return state(connection, conflicts_named(named) if named is not None else None)


def turn(connection: Connection, conflicts: Iterable[str | None]) -> None:
    """Note that something changed, of these conflicts among others."""
    names = {name for name in conflicts if name is not None} | {EVERYTHING}
    rows = [{"conflict": name, "token": _drawn()} for name in sorted(names)]
    dialect = postgresql if is_postgres(connection) else sqlite
    insert = dialect.insert(turns)
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=["conflict"], set_={"token": insert.excluded.token}
        ),
        rows,
    )


def turn_all(connection: Connection) -> None:
    """Note that anything may have changed."""
    connection.execute(delete(turns))
    turn(connection, connection.scalars(select(claims.c.conflict).distinct()).all())


def conflicts_of(connection: Connection, reports: Iterable[str]) -> set[str | None]:
    """The conflicts that any reading of these reports speaks of."""
    keys = sorted(set(reports))
    found: set[str | None] = set()
    for start in range(0, len(keys), _CHUNK):
        some = keys[start : start + _CHUNK]
        question = select(claims.c.conflict).where(claims.c.report.in_(some)).distinct()
        found.update(connection.scalars(question))
    return found


def _drawn() -> str:
    return secrets.token_hex(8)
