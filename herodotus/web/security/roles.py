"""Which role an address asks for: `herodotus/data/roles.toml`, in one table.

What has no entry there is for admins alone, and a test fails.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from starlette.routing import compile_path

from herodotus.model import ROLES, Role

#: Who need not say who they are.
ANYONE = "anyone"

_FACES = (".json", ".csv")


class Entry(NamedTuple):
    """What one entry of the table asks: `role` is `None` where anyone may."""

    method: str
    path: str
    role: Role | None
    pattern: re.Pattern[str]


def entry_of(method: str, path: str) -> Entry | None:
    """The entry for a request; the faces of a page ask for what the page asks for.

    >>> entry_of("GET", "/claims.json").role, entry_of("POST", "/tokens").role
    ('reader', 'admin')
    >>> entry_of("GET", "/health").role, entry_of("DELETE", "/claims")
    (None, None)
    """
    plain = plain_path(path)
    for entry in entries():
        if entry.method == method and entry.pattern.match(plain):
            return entry
    return None


def is_known(path: str) -> bool:
    """Whether there is an entry for an address, by whatever method."""
    plain = plain_path(path)
    return any(entry.pattern.match(plain) for entry in entries())


def plain_path(path: str) -> str:
    """An address without the ending of its face, and without a stroke at its end.

    >>> plain_path("/claims.csv"), plain_path("/index.json"), plain_path("/claims/")
    ('/claims', '/', '/claims')
    """
    for ending in _FACES:
        path = path.removesuffix(ending)
    path = path.rstrip("/") or "/"
    return "/" if path == "/index" else path


@cache
def entries() -> tuple[Entry, ...]:
    """The table, in its order: the first entry that fits counts."""
    from herodotus.gazetteer.tables import toml

    table = toml("roles.toml")
    found = []
    for who in (ANYONE, *ROLES):
        for line in table[who]:
            method, path = line.split()
            pattern, _, _ = compile_path(path)
            role = next((role for role in ROLES if role == who), None)
            found.append(Entry(method, path, role, pattern))
    return tuple(found)
