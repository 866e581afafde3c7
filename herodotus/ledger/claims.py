"""Claims of a ledger as a sequence: counted and sliced without reading them all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from typing import TYPE_CHECKING, overload

from sqlalchemy import Connection

from herodotus.ledger import queries
from herodotus.ledger.answers import kept_or_made
from herodotus.ledger.rows import about
from herodotus.ledger.turns import state_of
from herodotus.model import CasualtyClaim, MaterielClaim, Scope, Telling
from herodotus.model.display import table

if TYPE_CHECKING:
    import pandas
    import polars

    from herodotus.ledger.facets import Facet, Spread

#: A notebook shows so many.
_SHOWN = 20


class Claims(Sequence[Telling]):
    """The claims of a scope, in an order, read from the ledger when they are looked at.

    `len` counts them, a slice is a shorter sequence, and a loop reads them as it goes.
    `to_polars` and `to_pandas` make a table of them, whose columns are those of
    `herodotus claims` (docs/codebook.md).

    >>> from herodotus import Ledger
    >>> with Ledger(":memory:") as ledger:
    ...     claims = ledger.claims(side="Azerbaijan", kind="killed")
    ...     len(claims), list(claims[:3])
    (0, [])
    """

    def __init__(
        self,
        connect: Callable[[], AbstractContextManager[Connection]],
        scope: Scope,
        *,
        sort: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        after: tuple[str, str] | None = None,
    ) -> None:
        """The claims of a scope; `Ledger.claims` makes them.

        Raises:
            ValueError: there is no such order.
        """
        self.scope = scope
        self.sort = sort or ("match" if scope.text else "date")
        if self.sort.removeprefix("-") not in queries.SORTS:
            orders = ", ".join(queries.SORTS)
            raise ValueError(f"claims cannot be sorted by {sort!r}, only by {orders}")
        self._connect = connect
        self._limit = limit
        self._offset = offset
        self._after = after
        self._page: tuple[int, list[Telling]] = (0, [])
        self._length: int | None = None

    def __len__(self) -> int:
        if self._length is None:
            with self._connect() as connection:
                everything = queries.counted(
                    connection, self.scope, sort=self.sort, after=self._after
                )
            left = max(0, everything - self._offset)
            self._length = left if self._limit is None else min(left, self._limit)
        return self._length

    def __iter__(self) -> Iterator[Telling]:
        with self._connect() as connection:
            yield from queries.listed(
                connection,
                self.scope,
                sort=self.sort,
                limit=self._limit,
                offset=self._offset,
                after=self._after,
            )

    @overload
    def __getitem__(self, place: int) -> Telling: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Telling]: ...
    def __getitem__(self, place: int | slice) -> Telling | Sequence[Telling]:
        if isinstance(place, slice):
            start, stop, step = place.indices(len(self))
            if step != 1:
                return list(self)[place]
            return self._part(start, max(0, stop - start))
        wanted = place + len(self) if place < 0 else place
        if not 0 <= wanted < len(self):
            raise IndexError(f"there are {len(self):,} claims, and none at {place:,}")
        first, page = self._page
        if not first <= wanted < first + len(page):
            first = wanted - wanted % queries.BATCH
            page = list(self._part(first, queries.BATCH))
            self._page = first, page
        return page[wanted - first]

    def spread(self, names: Collection[str]) -> Spread:
        """How many claims of the scope there are, by some of its fields, and by day.

        Raises:
            ValueError: claims are not counted by such a field.
        """
        from herodotus.ledger.facets import Spread, spread

        with self._connect() as connection:
            asked = self.scope.model_dump_json(), state_of(connection, self.scope)

            def made() -> tuple[Spread, int]:
                found = spread(connection, self.scope, names=names)
                return found, found.total

            return kept_or_made(("spread", *names, *asked), Spread, made)

    def facets(self, names: Collection[str]) -> list[Facet]:
        """How many claims of the scope have which values of some of its fields.

        Raises:
            ValueError: claims are not counted by such a field.
        """
        from herodotus.ledger.facets import facets

        with self._connect() as connection:
            return facets(connection, self.scope, names=names)

    def to_polars(self) -> polars.DataFrame:
        """The claims as a polars table: days as days, unknown as null.

        Raises:
            MissingExtra: polars is not installed.
        """
        from herodotus.ledger.frames import polars_frame

        return polars_frame(self)

    def to_pandas(self) -> pandas.DataFrame:
        """The claims as a pandas table, in types that know what is unknown.

        Raises:
            MissingExtra: pandas is not installed.
        """
        from herodotus.ledger.frames import pandas_frame

        return pandas_frame(self)

    def __repr__(self) -> str:
        asked = self.scope.model_dump(exclude_none=True, mode="json")
        scope = ", ".join(f"{name}={value!r}" for name, value in asked.items())
        return f"<{len(self):,} claims{f' of {scope}' if scope else ''}>"

    def _repr_html_(self) -> str:
        """The first claims as a table, for notebooks."""
        rows = [_row(telling) for telling in islice(self, _SHOWN)]
        more = len(self) - len(rows)
        rest = f"<p>and {more:,} more</p>" if more > 0 else ""
        return table(_TITLES, rows) + rest

    def _part(self, start: int, length: int) -> Claims:
        left = max(0, len(self) - start)
        return Claims(
            self._connect,
            self.scope,
            sort=self.sort,
            limit=min(left, length),
            offset=self._offset + start,
            after=self._after,
        )


_TITLES = ("reported", "by", "kind", "side", "low", "high", "said by", "place", "words")


def _row(telling: Telling) -> tuple[object, ...]:
    claim, card = telling.claim, telling.card
    numbers: tuple[object, object] = ("", "")
    if isinstance(claim, CasualtyClaim | MaterielClaim):
        numbers = claim.low, claim.high
    return (
        card.day,
        card.publisher or card.id,
        getattr(claim, "outcome", claim.kind),
        about(claim),
        *numbers,
        claim.attributed_to or "the report itself",
        claim.place,
        claim.evidence,
    )
