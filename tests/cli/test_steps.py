"""A series on the terminal, wide and narrow, with and without colour."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from rich.console import Console

from herodotus.cli.steps import render_steps
from herodotus.model import Step


def step(low: int, day: int | None, **said: Any) -> Step:  # a step's fields
    fields: dict[str, Any] = {
        "as_of": None if day is None else date(2020, 10, day),
        "low": low,
        "high": low,
        "said_by": "Nagorno-Karabakh officials",
        "claim": f"c{low}",
        "report": "r",
        "side": "Nagorno-Karabakh",
        "status": "combatant",
        "conflict": "Nagorno-Karabakh war of 2020",
    }
    return Step(**{**fields, **said})


STEPS = [
    step(223, 5, implied=True, note="implied: 21 more, of 244 in all"),
    step(244, 6, outlets=14),
    step(555, 14, note="311 more than on 2020-10-06"),
    step(74, 15, flags=("lone_outlier",)),
    step(927, 23),
]


def shown(steps: list[Step], width: int = 110, **made: Any) -> str:
    plain = made.pop("plain", False)
    out = Console(file=io.StringIO(), width=width, highlight=False, **made)
    out.print(render_steps(steps, width=width, plain=plain))
    file = out.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


def test_a_step_is_a_row_with_day_number_teller_and_notes() -> None:
    text = shown(STEPS)
    assert "NAGORNO-KARABAKH, COMBATANTS, KILLED · Nagorno-Karabakh war of 2020" in text
    rows = [" ".join(line.split()) for line in text.splitlines()]
    assert (
        "2020-10-05 223* Nagorno-Karabakh officials 1 implied: 21 more, of 244 in all"
    ) in rows
    assert "2020-10-06 244 Nagorno-Karabakh officials 14" in rows
    assert "2020-10-15 74 Nagorno-Karabakh officials 1 check: lone outlier" in rows
    assert "* Nobody states it: it follows from an increment." in text


def test_a_chart_of_each_teller_grows_with_the_toll() -> None:
    text = shown(STEPS[1:3] + STEPS[4:])
    lines = text.splitlines()
    at = next(n for n, line in enumerate(lines) if "as told by Nagorno" in line)
    chart = lines[at + 1 : at + 7]
    assert chart[0].split()[0] == "927"
    assert chart[-1].split()[0] == "0"
    filled = [sum(map(line.count, "▁▂▃▄▅▆▇█")) for line in chart]
    assert filled == sorted(filled)
    assert (filled[0], filled[-1]) == (1, 18)
    assert "2020-10-06" in lines[at + 7]
    assert "2020-10-23" in lines[at + 7]


def test_implied_values_are_light_in_the_chart() -> None:
    assert "░" in shown(STEPS[:2])
    assert "░" not in shown(STEPS[1:3])


def test_one_value_makes_no_chart() -> None:
    assert "as told by" not in shown([STEPS[0]])
    assert "as told by" not in shown([step(1, None), step(2, 3)])


def test_a_typewriter_gets_its_own_signs() -> None:
    text = shown(STEPS, plain=True)
    assert "#" in text
    assert not set(text) & set("░▁▂▃▄▅▆▇█")


@pytest.mark.parametrize("width", [30, 40, 60, 80, 104, 200])
def test_it_fits_any_width(width: int) -> None:
    text = shown(STEPS, width)
    assert max(len(line) for line in text.splitlines()) <= width
    for day in ("2020-10-05", "2020-10-23"):
        assert day in text
    assert "in 14 reports" in " ".join(text.split()) or width >= 104


def test_colour_is_for_terminals() -> None:
    assert "\x1b[" not in shown(STEPS)
    assert "\x1b[" in shown(STEPS, force_terminal=True, color_system="standard")
    assert "\x1b[3" not in shown(STEPS, force_terminal=True, no_color=True)


def test_series_stand_one_after_the_other() -> None:
    other = step(9, 2, side="Azerbaijan", status="civilian", conflict=None, high=None)
    text = shown([other, *STEPS])
    assert text.index("AZERBAIJAN, CIVILIANS, KILLED\n") < text.index("NAGORNO")
    assert "9 or more" in text
    assert "Ranges are ranges of claims, not confidence intervals." in text


def test_an_unknown_day_is_called_so() -> None:
    assert "unknown" in shown([step(5, None)])


def test_nothing_told_is_said() -> None:
    assert "No running toll is told of this." in shown([])


def test_what_a_source_is_called_cannot_repaint_the_screen() -> None:
    text = shown([step(5, 1, said_by="\x1b[31mred", note="a\x1b[2J")])
    assert "\x1b" not in text
    assert "⟨U+001B⟩" in text
