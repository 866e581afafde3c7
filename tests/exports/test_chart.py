"""A chart of a series: every value has its mark, and what marks mean is said."""

from __future__ import annotations

import struct
import sys
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from herodotus.errors import MissingExtra, UnknownFormat
from herodotus.exports.chart import chart_scripts, chart_spec, write_chart
from herodotus.exports.toll_series import number, said_by, teller, whose
from herodotus.model import Step

SVG = "{http://www.w3.org/2000/svg}"


def step(low: int | None, day: int | None, **said: Any) -> Step:  # a step's fields
    fields: dict[str, Any] = {
        "as_of": None if day is None else date(2020, 10, day),
        "low": low,
        "high": low,
        "said_by": "Nagorno-Karabakh officials",
        "claim": f"c{low}",
        "report": "r",
        "side": "Nagorno-Karabakh",
        "status": "combatant",
    }
    return Step(**{**fields, **said})


STEPS = [
    step(223, 5, implied=True),
    step(244, 6),
    step(555, 14),
    step(600, 16, high=650),
    step(700, 17, high=None),
    step(1729, 19, said_by="Azerbaijan Ministry of Defence"),
]


def marks(svg: str, role: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(svg)
    return [e for e in root.iter() if e.get("aria-roledescription") == role]


def drawn(steps: list[Step], folder: Path) -> str:
    path = folder / "toll.svg"
    write_chart(steps, path)
    return path.read_text(encoding="utf-8")


def test_every_value_has_its_mark(tmp_path: Path) -> None:
    svg = drawn(STEPS, tmp_path)
    points = [str(mark.get("aria-label")) for mark in marks(svg, "point")]
    assert len(points) == len(STEPS)
    for value in ("223", "244", "555", "600", "700", "1,729"):
        assert [p for p in points if f"value: {value};" in p] != [], value


def test_implied_values_are_hollow_and_others_are_not(tmp_path: Path) -> None:
    points = marks(drawn(STEPS, tmp_path), "point")
    hollow = [p for p in points if p.get("fill") in (None, "none", "transparent")]
    assert ["223" in str(p.get("aria-label")) for p in hollow] == [True]


def test_a_bar_stands_where_low_and_high_differ(tmp_path: Path) -> None:
    bars = marks(drawn(STEPS, tmp_path), "rule mark")
    assert len(bars) == 1
    assert "650" in str(bars[0].get("aria-label"))
    assert marks(drawn(STEPS[:3], tmp_path), "rule mark") == []


def test_each_teller_has_a_line_through_what_is_stated(tmp_path: Path) -> None:
    lines = marks(drawn(STEPS, tmp_path), "line mark")
    paths = [str(line.get("d")) for line in lines]
    assert len(paths) == 2
    assert [path.count("L") for path in sorted(paths, key=len)] == [0, 2]


def test_the_words_say_what_the_marks_mean(tmp_path: Path) -> None:
    svg = drawn(STEPS, tmp_path)
    texts = ElementTree.fromstring(svg).iter(f"{SVG}text")
    words = " ".join(word for text in texts for word in text.itertext())
    assert "Nagorno-Karabakh, combatants, killed" in words
    assert "range of claims, not a confidence interval" in words
    assert "nobody states it" in words
    assert "700+" in words
    assert "600–650" in words
    plain = drawn(STEPS[1:3], tmp_path)
    assert "range of claims" not in plain
    assert "Hollow" not in plain


def test_days_are_the_same_in_every_time_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = drawn(STEPS, tmp_path)
    for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
        monkeypatch.setenv("TZ", zone)
        assert drawn(STEPS, tmp_path) == here
    assert "14 Oct 2020" in here


def test_a_png_is_a_png_of_some_size(tmp_path: Path) -> None:
    path = tmp_path / "toll.PNG"
    write_chart(STEPS, str(path))
    image = path.read_bytes()
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", image[16:24])
    assert width > 1200
    assert height > 600
    assert image.rstrip().endswith(b"IEND\xaeB`\x82")


def test_a_step_of_an_unknown_day_is_left_out_and_said_to_be(tmp_path: Path) -> None:
    svg = drawn([*STEPS[:2], step(9, None)], tmp_path)
    assert len(marks(svg, "point")) == 2
    assert "1 value of an unknown day left out." in svg


def test_a_single_value_and_none_can_be_drawn(tmp_path: Path) -> None:
    assert len(marks(drawn(STEPS[:1], tmp_path), "point")) == 1
    assert marks(drawn([], tmp_path), "point") == []


def test_what_a_report_calls_itself_cannot_break_the_chart(tmp_path: Path) -> None:
    name = 'A "quoted" <party> & \u202eothers'
    svg = drawn([step(4, 1, side=name, said_by=name), step(5, 2)], tmp_path)
    assert "⟨U+202E⟩" in svg
    assert "\u202e" not in svg


def test_the_specification_holds_its_data_and_asks_for_no_other() -> None:
    spec = chart_spec(STEPS, title="Ours")
    assert spec["title"]["text"] == "Ours"
    assert [row["claim"] for row in spec["data"]["values"]] == [s.claim for s in STEPS]
    assert "url" not in spec["data"]


def test_a_chart_is_svg_or_png(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match=r"\.svg or \.png, not as toll\.pdf"):
        write_chart(STEPS, tmp_path / "toll.pdf")
    assert list(tmp_path.iterdir()) == []


def test_without_what_draws_the_error_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(MissingExtra, match="pip install vl-convert-python") as e:
        write_chart(STEPS, tmp_path / "toll.svg")
    assert e.value.library == "vl_convert"
    assert list(tmp_path.iterdir()) == []


def test_altair_takes_the_specification_as_it_is() -> None:
    import altair

    chart = altair.Chart.from_dict(chart_spec(STEPS))
    assert len(chart.to_dict()["layer"]) == len(chart_spec(STEPS)["layer"])


def test_the_scripts_of_the_chart_draw_without_compiling_code() -> None:
    """The bundle has the interpreter of expressions, which a strict page needs."""
    scripts = chart_scripts()
    assert "expressionInterpreter" in scripts
    assert "window.vegaEmbed" in scripts
    assert "http-equiv" not in scripts


def test_steps_in_words() -> None:
    assert number(step(0, 1, high=9)) == "up to 9"
    assert number(step(None, 1, high=None)) == "unknown"
    assert number(step(None, 1, high=9)) == "up to 9"
    assert number(step(600, 1, high=650)) == "600 to 650"
    assert whose(step(1, 1, side=None, status="unknown", outcome="injured")) == (
        "not stated, status not stated, injured"
    )
    assert said_by(step(1, 1, said_by=None)) == "the report itself"
    assert teller(step(1, 1, said_by=None)) == "the report itself"
    assert teller(step(1, 1, said_by="local residents")) == "local residents"
