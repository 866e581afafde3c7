"""The one table that `make evaluate` prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from evaluation.floors import Floor
from evaluation.measure import Measure, Target

COLUMNS = ("measure", "  ours", "pinned", "least", "aim", "published")


def table(
    measures: Iterable[Measure],
    targets: Mapping[str, Target],
    floors: Mapping[str, Floor],
) -> str:
    """Measures in the order of the targets; `!` marks what is below the least.

    >>> print(table([Measure("killed", 0.7, "")], {"killed": Target(0.76, 0.9)}, {}))
    measure    ours  pinned  least  aim   published
    killed   ! .700          .760   .900
    """
    order = {name: place for place, name in enumerate(targets)}
    rows = [
        _row(measure, targets.get(measure.name, Target()), floors.get(measure.name))
        for measure in sorted(measures, key=lambda m: order.get(m.name, len(order)))
    ]
    return "\n".join(_aligned([COLUMNS, *rows]))


def _row(measure: Measure, target: Target, floor: Floor | None) -> tuple[str, ...]:
    low = target.least is not None and target.better(target.least, measure.value)
    return (
        measure.name,
        ("! " if low else "  ") + target.shown(measure.value),
        target.shown(floor.pin if floor else None),
        target.shown(target.least),
        target.shown(target.aim),
        target.published,
    )


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
