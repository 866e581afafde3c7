"""The page and the API: what a ledger holds, read, compared and decided in a browser.

A page is a module of `pages/`, found by its name, with a template of the same name; a
noun of the API is a module of `api/`. Each has a `router`. Nothing is decided here:
what figures come to is the work of `reconciliation`, what claims are called that of
`exports`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from herodotus.web.app import make_app
    from herodotus.web.settings import Settings

__all__ = ["Settings", "make_app"]


def __getattr__(name: str) -> object:
    """Loads what is asked for only then; the libraries behind it are large."""
    if name == "make_app":
        from herodotus.web.app import make_app

        return make_app
    if name == "Settings":
        from herodotus.web.settings import Settings

        return Settings
    raise AttributeError(name)
