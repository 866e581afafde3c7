"""Column types that SQLite's strict tables and PostgreSQL hold alike."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    REAL,
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Dialect,
    Double,
    Integer,
    Text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine

#: A whole number of 64 bits.
Large: TypeEngine[int] = BigInteger().with_variant(Integer(), "sqlite")
#: A number with a fraction, of 64 bits.
Real: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")


class Day(TypeDecorator[date]):
    """A day: a date in PostgreSQL, ISO 8601 text in SQLite, which sorts the same."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:  # of any column
        """The column's own type in a database."""
        return dialect.type_descriptor(Date() if _is_postgres(dialect) else Text())

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:
        """A day as the database takes it."""
        if value is None or _is_postgres(dialect):
            return value
        return value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """A day as the database gives it."""
        return date.fromisoformat(value) if isinstance(value, str) else value


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, to the microsecond."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:  # of any column
        """The column's own type in a database."""
        if _is_postgres(dialect):
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """A moment as the database takes it."""
        if value is None:
            return None
        value = value.astimezone(UTC)
        if _is_postgres(dialect):
            return value
        return value.isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """A moment as the database gives it."""
        if isinstance(value, str):
            value = datetime.fromisoformat(value)
        return value.astimezone(UTC) if value is not None else None


class Flagged(TypeDecorator[bool]):
    """Yes or no: a boolean in PostgreSQL, 1 or 0 in SQLite."""

    impl = Integer
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:  # of any column
        """The column's own type in a database."""
        return dialect.type_descriptor(
            Boolean() if _is_postgres(dialect) else Integer()
        )

    def process_bind_param(  # the interface of SQLAlchemy
        self,
        value: bool | None,  # noqa: FBT001
        dialect: Dialect,
    ) -> Any:
        """A truth as the database takes it."""
        if value is None or _is_postgres(dialect):
            return value
        return int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        """A truth as the database gives it."""
        return None if value is None else bool(value)


class Json(TypeDecorator[Any]):
    """Lists and objects: jsonb in PostgreSQL, JSON text in SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:  # of any column
        """The column's own type in a database."""
        return dialect.type_descriptor(
            JSONB(none_as_null=True) if _is_postgres(dialect) else Text()
        )

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """A value as the database takes it."""
        if value is None or _is_postgres(dialect):
            return value
        return _written(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """A value as the database gives it."""
        return json.loads(value) if isinstance(value, str) else value


#: `json.dumps` makes such an encoder each time.
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _is_postgres(dialect: Dialect) -> bool:
    return dialect.name == "postgresql"
