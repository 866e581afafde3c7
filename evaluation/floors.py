"""The pinned floors: what reading reached once, it must reach again."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluation.measure import HERE, Measure, Target

FLOORS = HERE / "floors.toml"

HEADER = """\
# Floors of reading quality. `make evaluate` fails below a pin, and when the gold or
# the scorer is not the one that the pin was measured on. Written by
# `python -m evaluation SHARED --raise`, which only ever raises. To lower a pin, or to
# move to other gold, edit this file by hand, in a commit of its own that says why.
"""

#: Integer arithmetic of the language model differs a little between processors.
SLACK = 0.003


@dataclass(frozen=True)
class Floor:
    """A pinned figure, and the digest of what it was measured on."""

    pin: float
    data: str


def load_floors(path: Path = FLOORS) -> dict[str, Floor]:
    """The floors as pinned; none where nothing was pinned yet."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {name: Floor(**kept) for name, kept in tomllib.load(file).items()}


def complaints(
    measures: Iterable[Measure],
    floors: Mapping[str, Floor],
    targets: Mapping[str, Target],
) -> list[str]:
    """What breaks a floor, in words that say what to do.

    >>> floors = {"killed": Floor(0.8, "abc")}
    >>> complaints([Measure("killed", 0.7, "abc")], floors, {})
    ['killed: 0.7 is below the pinned floor 0.8']
    >>> complaints([Measure("killed", 0.8, "abc")], floors, {})
    []
    """
    found = []
    measured = {measure.name for measure in measures}
    for measure in measures:
        floor = floors.get(measure.name)
        target = targets.get(measure.name, Target())
        if floor is None:
            continue
        if floor.data != measure.data:
            found.append(
                f"{measure.name}: the gold or its scorer is not what the floor was "
                f"pinned on (then {floor.data[:12]}, now {measure.data[:12]}); if the "
                "change is meant, remove the entry from evaluation/floors.toml by "
                "hand and run with --raise"
            )
        elif target.better(floor.pin, measure.value):
            side = "above" if target.lower else "below"
            found.append(
                f"{measure.name}: {measure.value:.6g} is {side} the pinned floor "
                f"{floor.pin:.6g}"
            )
    missing = sorted(set(floors) - measured)
    found += [f"{name}: has a floor, but was not measured" for name in missing]
    return found


def raised(
    measures: Iterable[Measure],
    floors: Mapping[str, Floor],
    targets: Mapping[str, Target],
) -> dict[str, Floor]:
    """The floors after raising each to what was measured; none is lowered.

    A floor whose data changed stays as it is.
    """
    kept = dict(floors)
    for measure in measures:
        target = targets.get(measure.name, Target())
        pin = _pin(measure.value, target)
        floor = kept.get(measure.name)
        if floor is None or (
            floor.data == measure.data and target.better(pin, floor.pin)
        ):
            kept[measure.name] = Floor(pin, measure.data)
    return kept


def save_floors(floors: Mapping[str, Floor], path: Path = FLOORS) -> None:
    """Write the floors, one section a measure."""
    sections = [
        f'["{name}"]\npin = {floor.pin!r}\ndata = "{floor.data}"\n'
        for name, floor in floors.items()
    ]
    path.write_text("\n".join([HEADER, *sections]), encoding="utf-8")


def _pin(value: float, target: Target) -> float:
    if target.whole:
        return value
    return math.floor((value - SLACK) * 10_000) / 10_000
