"""Numbers of our own for what other data sets number; none of theirs is negative."""

from __future__ import annotations

import hashlib
from math import floor


def number_of(kind: str, name: str) -> int:
    """A number that stays the same for the same thing, and is nobody else's.

    The numbers of UCDP and ACLED are positive. A negative one groups rows as theirs
    does, and finds no false match where the tables are joined. It has at most 52 bits,
    which every program holds exactly.

    >>> number_of("dyad", "Mali - JNIM") == number_of("dyad", "Mali - JNIM")
    True
    >>> number_of("dyad", "Mali - JNIM") == number_of("conflict", "Mali - JNIM")
    False
    """
    digest = hashlib.sha256(f"{kind}\x00{name}".encode("utf-8", "surrogatepass"))
    return -1 - int.from_bytes(digest.digest()[:7], "big") % 2**52


def priogrid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell of a point, of 1 (at 180 W, 90 S) to 259,200.

    Source: Tollefsen, Strand and Buhaug, "PRIO-GRID: A unified spatial data structure"
    (Journal of Peace Research 49, 2012): cells of half a degree, 720 in each of 360
    rows, counted eastwards from the south-west corner. A point on an edge belongs to
    the cell north and east of it.

    >>> priogrid(10.51, 2.29)
    145085
    >>> priogrid(90, 180)
    259200
    """
    row = min(floor((lat + 90) * 2), 359)
    column = min(floor((lon + 180) * 2), 719)
    return row * 720 + column + 1
