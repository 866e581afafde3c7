"""What was read, as Parquet and back again, whole: one row a report, with its claims.

A row has the fields of the report, the name of the reader, and the claims as a list of
the columns that they have everywhere. The row of a report that could not be read has
the failure in their place.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

from herodotus.errors import MissingExtra
from herodotus.ledger.frames import polars_types
from herodotus.ledger.rows import claim_of
from herodotus.model import Failure, Reading, Report
from herodotus.model.columns import COLUMNS, flat

_REPORT = tuple(Report.model_fields)

_FAILURE = ("error", "message", "language")

#: The columns of the file, in order.
FILE_COLUMNS = (*_REPORT, "reader", "claims", "failure")


def parquet_of(read: Iterable[Reading | Failure]) -> bytes:
    """Readings and failures as one Parquet file, in order; the same give the same.

    Raises:
        MissingExtra: polars is not installed.
    """
    needs_polars()
    import polars

    table = polars.DataFrame(list(map(_row, read)), schema=_schema(), orient="row")
    file = io.BytesIO()
    table.write_parquet(file)
    return file.getvalue()


def read_back(file: bytes) -> list[Reading | Failure]:
    """The readings and failures of such a file, as they went in."""
    needs_polars()
    import polars

    table = polars.read_parquet(io.BytesIO(file))
    return [_item(row) for row in table.iter_rows(named=True)]


def needs_polars() -> None:
    """Say that an optional library is missing, before there is work to lose.

    Raises:
        MissingExtra: polars is not installed.
    """
    try:
        import polars  # noqa: F401 (only whether it is there)
    except ImportError as problem:
        raise MissingExtra(
            "Parquet needs polars, which is not installed. "
            "Install it with: pip install 'herodotus[tables]'",
            extra="tables",
        ) from problem


def _schema() -> dict[str, Any]:  # types of polars
    import polars

    text, whole = polars.String, polars.Int64
    types: dict[str, Any] = dict.fromkeys(FILE_COLUMNS, text)
    return types | {
        "date": polars.Date,
        "body_start": whole,
        "dateline": polars.List(whole),
        "headers": polars.List(polars.List(whole)),
        "claims": polars.List(polars.Struct(polars_types(COLUMNS))),
        "failure": polars.Struct(dict.fromkeys(_FAILURE, text)),
    }


def _row(one: Reading | Failure) -> dict[str, Any]:  # values of any field
    empty = dict.fromkeys(FILE_COLUMNS)
    if isinstance(one, Failure):
        failure = {name: getattr(one, name) for name in _FAILURE}
        return {**empty, "id": one.id, "failure": failure}
    held = one.report.__dict__
    return {
        **empty,
        **{name: held[name] for name in _REPORT},
        "reader": one.reader,
        "claims": [{**_EMPTY, **flat(claim)} for claim in one.claims],
    }


_EMPTY: dict[str, Any] = dict.fromkeys(COLUMNS)


def _item(row: Mapping[str, Any]) -> Reading | Failure:
    if row["failure"] is not None:
        return Failure(id=row["id"], **row["failure"])
    report = Report.model_validate({name: row[name] for name in _REPORT})
    claims = tuple(map(claim_of, row["claims"]))
    return Reading(report=report, reader=row["reader"], claims=claims)
