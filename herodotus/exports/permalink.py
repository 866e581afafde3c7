"""Permalinks: the address under which one claim can be looked up and cited."""

from __future__ import annotations

from urllib.parse import quote

#: Where `herodotus serve` answers on this machine.
LOCAL = "http://127.0.0.1:8470"


def permalink(claim: str, *, base: str = LOCAL) -> str:
    """The address of a claim, by its id; the same claim has the same id for good.

    >>> permalink("9f2c", base="https://example.org/karabakh/")
    'https://example.org/karabakh/claims/9f2c'
    """
    return f"{base.rstrip('/')}/claims/{quote(claim, safe='')}"
