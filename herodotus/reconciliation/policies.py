"""Policies: whom to believe, and what a word such as "dozens" is worth.

Each is a small file under `data/policies`, so that it can be argued with.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

from herodotus.errors import DataFileError
from herodotus.reconciliation.parties import Voice


class Policy(BaseModel):
    """How claims become low, best and high.

    `voices` may decide, the most trusted first; `high_only` may raise `high` and
    nothing else. `open_high` says what becomes of "at least 14": an open top, or its
    lower bound. `words` puts fixed numbers in place of words of size.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    title: str
    version: int
    voices: tuple[Voice, ...]
    high_only: tuple[Voice, ...] = ()
    low: Literal["lowest"] = "lowest"
    best: Literal["trusted", "lowest", "agreed"] = "trusted"
    high: Literal["highest", "best"] = "highest"
    open_high: Literal["open", "low"] = "open"
    words: dict[str, int] = {}


@cache
def load_policy(name: str) -> Policy:
    """The policy of a name: default, ucdp, acled or airwars."""
    folder = files("herodotus").joinpath("data/policies")
    known = sorted(
        entry.name.removesuffix(".toml")
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    )
    if name not in known:
        raise DataFileError(
            f"there is no policy called {name!r}; choose one of {', '.join(known)}",
            policy=name,
        )
    text = folder.joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return Policy.model_validate({"name": name, **tomllib.loads(text)})
