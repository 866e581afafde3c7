"""Parquet of claims: the table of the CSV with its types, for R, pandas and DuckDB."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from herodotus.exports.claims_table import COLUMNS, row
from herodotus.exports.view import Exported, View
from herodotus.ledger.parquet import needs_polars
from herodotus.model.columns import DAYS, DECIMAL, WHOLE, YES_OR_NO

if TYPE_CHECKING:
    from polars import DataType


def export_parquet(view: View) -> Exported:
    """All claims of a view as one Parquet file, in the order of the view.

    Days are dates, offsets and figures 64-bit integers, unknown is null; what has
    several values is the text that the CSV has.
    """
    needs_polars()
    import polars

    rows = [
        {name: _storable(cell) for name, cell in row(telling, view).items()}
        for telling in view.tellings
    ]
    table = polars.DataFrame(rows, schema=_schema(), orient="row")
    file = io.BytesIO()
    table.write_parquet(file)
    return Exported(file.getvalue())


def _schema() -> dict[str, type[DataType]]:
    import polars

    types: dict[str, type[DataType]] = dict.fromkeys(COLUMNS, polars.String)
    types |= dict.fromkeys(DAYS, polars.Date)
    types |= dict.fromkeys(WHOLE, polars.Int64)
    types |= dict.fromkeys(DECIMAL, polars.Float64)
    return types | dict.fromkeys(YES_OR_NO, polars.Boolean)


def _storable(value: Any) -> Any:  # plain values in, plain values out
    """A text without halves of a surrogate pair, which UTF-8 cannot hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    return value
