"""Claims as tables of polars and pandas, and the types of their columns.

A column has one type, whatever the claims: days are days, numbers whole or not, yes or
no, text; and what is unknown is null in all of them. What has several values in one
claim (relations, contexts, parties) is a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from herodotus.errors import MissingExtra
from herodotus.model import Telling
from herodotus.model.columns import (
    DAYS,
    DECIMAL,
    LISTS,
    TELLING_COLUMNS,
    WHOLE,
    YES_OR_NO,
    flat_telling,
)

if TYPE_CHECKING:
    import pandas
    import polars


def polars_frame(tellings: Iterable[Telling]) -> polars.DataFrame:
    """The claims as a polars table.

    Raises:
        MissingExtra: polars is not installed.
    """
    try:
        import polars
    except ImportError as problem:
        raise MissingExtra(
            "polars is not installed; pip install 'herodotus[tables]'", extra="tables"
        ) from problem
    return polars.DataFrame(_by_column(tellings), schema=polars_types(TELLING_COLUMNS))


def polars_types(columns: Sequence[str]) -> dict[str, Any]:  # types of polars
    """The type of each of these columns of claims."""
    import polars

    party = polars.Struct(
        {"name": polars.String, "country": polars.String, "sector": polars.String}
    )
    types: dict[str, Any] = dict.fromkeys(DAYS, polars.Date)
    types |= dict.fromkeys(WHOLE, polars.Int64)
    types |= dict.fromkeys(DECIMAL, polars.Float64)
    types |= dict.fromkeys(YES_OR_NO, polars.Boolean)
    types |= {
        "relations": polars.List(
            polars.Struct({"type": polars.String, "claim": polars.String})
        ),
        "contexts": polars.List(polars.String),
        "initiators": polars.List(party),
        "targets": polars.List(party),
    }
    return {name: types.get(name, polars.String) for name in columns}


def pandas_frame(tellings: Iterable[Telling]) -> pandas.DataFrame:
    """The claims as a pandas table.

    Raises:
        MissingExtra: pandas is not installed.
    """
    try:
        import pandas
    except ImportError as problem:
        raise MissingExtra(
            "pandas is not installed; pip install pandas", extra="tables"
        ) from problem
    types: dict[str, str] = dict.fromkeys(TELLING_COLUMNS, "string")
    types |= dict.fromkeys(DAYS, "datetime64[s]")
    types |= dict.fromkeys(WHOLE, "Int64")
    types |= dict.fromkeys(DECIMAL, "Float64")
    types |= dict.fromkeys(YES_OR_NO, "boolean")
    types |= dict.fromkeys(LISTS, "object")
    return pandas.DataFrame(
        {
            name: pandas.Series(values, dtype=types[name], name=name)
            for name, values in _by_column(tellings).items()
        }
    )


def _by_column(tellings: Iterable[Telling]) -> dict[str, list[Any]]:
    """The values of each column, in the order of the claims; of other kinds, none."""
    columns: dict[str, list[Any]] = {name: [] for name in TELLING_COLUMNS}
    for telling in tellings:
        row = flat_telling(telling)
        for name, values in columns.items():
            values.append(row.get(name))
    return columns
