"""Work with very many things, without the collector of circles among them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Work with many things that all last a while, none of which point in circles.

    The collector would look through all of them again and again, which takes a fourth
    of the time of adding reports, or of working out an account.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
