"""Policies: whom to believe, and what a word such as "dozens" is worth.

Each is a small file, so that it can be argued with: those of `data/policies`, those
that a user keeps in the folder `policies` of the data folder, or any other that is
named by its path.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from herodotus.errors import DataFileError
from herodotus.gazetteer.own import data_folder
from herodotus.model import CasualtyClaim
from herodotus.reconciliation.parties import Voice


class Policy(BaseModel):
    """How claims become low, best and high.

    Attributes:
        name: the name of its file.
        title: what it is called in tables.
        version: goes up with each change that moves a figure.
        voices: who may decide, the most trusted first.
        civilian_voices: the same order where the victims are civilians, if another.
        high_only: who may raise `high` and nothing else.
        low: the lowest figure of those who may decide.
        best: that of the most trusted voice, the lowest, or what all agree on.
        high: the highest of all figures, or `best` again.
        open_high: what "at least 14" is at the top: open, or its lower bound.
        alone: `best` where nobody speaks but voices of `high_only`.
        contested: whether a party's accusation that somebody denies counts as others
            do, or raises `high` only.
        stale_after: for so many days an older running total of a more trusted voice
            is preferred to a newer one of a less trusted.
        grades: whether tolls are graded as Airwars grades incidents.
        words: fixed numbers in place of words of size.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    title: str
    version: int = Field(ge=1)
    voices: tuple[Voice, ...] = Field(min_length=1)
    civilian_voices: tuple[Voice, ...] = ()
    high_only: tuple[Voice, ...] = ()
    low: Literal["lowest"] = "lowest"
    best: Literal["trusted", "lowest", "agreed"] = "trusted"
    high: Literal["highest", "best"] = "highest"
    open_high: Literal["open", "low"] = "open"
    alone: Literal["unknown", "zero"] = "unknown"
    contested: Literal["counted", "high"] = "counted"
    stale_after: int = Field(default=14, ge=0)
    grades: bool = False
    words: dict[str, Annotated[int, Field(ge=0)]] = {}

    @model_validator(mode="after")
    def _each_voice_has_one_part(self) -> Self:
        both = {*self.voices, *self.civilian_voices} & {*self.high_only}
        if both:
            names = ", ".join(sorted(both))
            raise ValueError(f"{names}: either decides or only raises high, not both")
        return self

    def rank(self, voice: Voice, claim: CasualtyClaim) -> int:
        """How far down the list of trust a voice stands; beyond it where it is not."""
        civilians = claim.victim_status == "civilian" and self.civilian_voices
        order = self.civilian_voices if civilians else self.voices
        return order.index(voice) if voice in order else len(order)


def load_policy(policy: str | Policy = "default") -> Policy:
    """A policy by name, by the path of its file, or as it is.

    Raises:
        DataFileError: there is none of that name, or its file is wrong; the message
            names the file and the key.
    """
    if isinstance(policy, Policy):
        return policy
    if policy.endswith(".toml") or "/" in policy or "\\" in policy:
        return _read(Path(policy))
    if policy in bundled_policies():
        return _bundled(policy)
    own = data_folder() / "policies" / f"{policy}.toml"
    if own.is_file():
        return _read(own)
    known = ", ".join(policy_names())
    raise DataFileError(
        f"there is no policy called {policy!r}; choose one of {known}, or name a file",
        policy=policy,
    )


def policy_names() -> tuple[str, ...]:
    """The names of all policies, the user's after ours."""
    ours = bundled_policies()
    folder = data_folder() / "policies"
    own = sorted(file.stem for file in folder.glob("*.toml")) if folder.is_dir() else ()
    return (*ours, *(name for name in own if name not in ours))


@cache
def bundled_policies() -> tuple[str, ...]:
    """The names of the policies that come with Herodotus."""
    folder = files("herodotus").joinpath("data/policies")
    names = (entry.name for entry in folder.iterdir())
    return tuple(
        sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml"))
    )


@cache
def _bundled(name: str) -> Policy:
    file = files("herodotus").joinpath(f"data/policies/{name}.toml")
    return _checked(name, file.read_text(encoding="utf-8"), file=f"{name}.toml")


def _read(path: Path) -> Policy:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(
            f"{path} cannot be read as a policy: {error}", file=str(path)
        ) from error
    return _checked(path.stem, text, file=str(path))


def _checked(name: str, text: str, *, file: str) -> Policy:
    try:
        return Policy.model_validate({"name": name, **tomllib.loads(text)})
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(f"{file} is no TOML: {error}", file=file) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise DataFileError(
            f"{file}: {where}: {first['msg'].lower()}", file=file, key=where
        ) from error
