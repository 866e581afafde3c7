"""A chart of a running toll: who said how many on which day, as SVG or PNG.

The only module that draws. It needs the extra `charts` (Altair and vl-convert, which
draws without a browser and without the network).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from herodotus.errors import MissingExtra, UnknownFormat
from herodotus.exports import wording
from herodotus.exports.toll_series import number, said_by, teller, whose
from herodotus.exports.visible import one_line
from herodotus.model import Step

#: The kinds of file that `write_chart` writes.
SUFFIXES = (".svg", ".png")

#: Up to so many values each has its number beside it.
_MOST_LABELS = 30

#: About so many days are named on the axis.
_TICKS = 8

_DAY = timedelta(days=1)


def chart_spec(
    steps: Iterable[Step], *, title: str | None = None, width: int = 640
) -> dict[str, Any]:  # a Vega-Lite specification is JSON of any shape
    """A Vega-Lite specification of the steps of a series, with its data.

    Totals are step lines, one for each side and status and whoever tells it; values
    that are implied are hollow, those that are open above point up, and a bar stands
    where low and high differ. Steps of an unknown day cannot be drawn.
    """
    steps = tuple(steps)
    drawn = [step for step in steps if step.as_of is not None]
    rows = [_row(step) for step in drawn]
    alt = _altair()
    across = _day_axis(alt, [step.as_of for step in drawn if step.as_of is not None])
    people = alt.Axis(title="people", format=",d", tickMinStep=1)
    up = alt.Y("value:Q", axis=people, scale=alt.Scale(zero=True))
    colour = alt.Color("whose:N", legend=_names(alt, "whose", rows))
    dashes = alt.StrokeDash("teller:N", legend=_names(alt, "told by", rows, "teller"))
    told = ["as_of:N", "number:N", "said_by:N", "note:N"]
    lines = (
        alt.Chart()
        .mark_line(interpolate="step-after")
        .encode(x=across, y=up, color=colour, strokeDash=dashes)
        .transform_filter("datum.form == 'stated'")
    )
    bars = (
        alt.Chart()
        .mark_rule(strokeWidth=5, opacity=0.35)
        .encode(x=across, y=alt.Y("low:Q"), y2="high:Q", color=colour, tooltip=told)
        .transform_filter("isValid(datum.high) && datum.low < datum.high")
    )
    points = [
        alt.Chart()
        .mark_point(shape=shape, filled=filled, size=45, opacity=1)
        .encode(x=across, y=up, color=colour, tooltip=told)
        .transform_filter(f"datum.form == '{form}'")
        for form, shape, filled in (
            ("stated", "circle", True),
            ("implied", "circle", False),
            ("open", "triangle-up", True),
            ("range", "diamond", True),
        )
    ]
    layers = [lines, bars, *points]
    if len(rows) <= _MOST_LABELS:
        labels = alt.Chart().mark_text(align="right", dx=-5, dy=-6, fontSize=10)
        layers.append(labels.encode(x=across, y=up, text="label:N", color=colour))
    heading = alt.Title(
        title or _title(steps), subtitle=_legend(steps, len(steps) - len(drawn))
    )
    chart = alt.layer(*layers, data=alt.Data(values=rows), title=heading)
    spec: dict[str, Any] = (
        chart.properties(width=width, height=width // 2)
        .configure_title(anchor="start")
        .configure_view(stroke=None)
        .to_dict()
    )
    return spec


def write_chart(
    steps: Iterable[Step], path: str | Path, *, title: str | None = None
) -> None:
    """Draw the steps of a series into a file, SVG or PNG by its name."""
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnknownFormat(
            f"A chart is written as .svg or .png, not as {path.name}. "
            "Give the file one of these endings.",
            path=str(path),
        )
    spec, converter = chart_spec(steps, title=title), _converter()
    if suffix == ".svg":
        svg: str = converter.vegalite_to_svg(spec, allowed_base_urls=[])
        path.write_text(svg, encoding="utf-8")
    else:
        path.write_bytes(converter.vegalite_to_png(spec, scale=2, allowed_base_urls=[]))


def _names(
    alt: ModuleType, title: str, rows: Sequence[dict[str, Any]], of: str = "whose"
) -> Any:  # an altair.Legend
    """The legend of names, where there is more than one to tell apart."""
    if len({row[of] for row in rows}) < 2:
        return None
    return alt.Legend(title=title, labelLimit=0, symbolOpacity=1)


def _row(step: Step) -> dict[str, str | int | None]:
    value = step.low if step.low is not None else step.high
    return {
        "as_of": str(step.as_of),
        "value": value,
        "low": step.low,
        "high": step.high,
        "number": number(step),
        "label": number(step).replace(" or more", "+").replace(" to ", "–"),
        "form": _form(step),
        "whose": whose(step),
        "said_by": said_by(step),
        "teller": teller(step),
        "note": one_line(step.note or ""),
        "claim": step.claim,
    }


def _form(step: Step) -> str:
    if step.implied:
        return "implied"
    if step.low is None or step.high is None:
        return "open"
    return "stated" if step.low == step.high else "range"


def _title(steps: Sequence[Step]) -> str:
    told = {whose(step) for step in steps}
    return f"The toll as told: {told.pop()}" if len(told) == 1 else "The toll as told"


def _legend(steps: Sequence[Step], undated: int) -> list[str]:
    """What the marks mean, as far as they are there."""
    forms = {_form(step) for step in steps}
    lines = []
    if "implied" in forms:
        lines.append("Hollow: nobody states it, increments imply it.")
    if "open" in forms:
        lines.append("Triangle: so many or more.")
    if any(
        step.low is not None and step.high is not None and step.low < step.high
        for step in steps
    ):
        lines.append("Bars: range of claims, not a confidence interval.")
    if undated:
        lines.append(f"{wording.count(undated, 'value')} of an unknown day left out.")
    return [" ".join(lines[:2]), " ".join(lines[2:])][: (len(lines) + 1) // 2]


def _day_axis(alt: ModuleType, days: Sequence[date]) -> Any:  # an altair.X
    """Days from left to right, in universal time so that none slips by a zone."""
    first = min(days, default=date(2000, 1, 1)) - _DAY
    last = max(days, default=first) + _DAY
    span = (last - first).days
    ticks: dict[str, Any] = {"interval": "day", "step": max(1, span // _TICKS)}
    if span > 31 * _TICKS:
        ticks = {"interval": "month", "step": max(1, span // 30 // _TICKS)}
    return alt.X(
        "as_of:T",
        title=None,
        scale=alt.Scale(
            type="utc", domain=[_milliseconds(first), _milliseconds(last)], nice=False
        ),
        axis=alt.Axis(format="%-d %b %Y", tickCount=ticks, labelOverlap=True),
    )


def _milliseconds(day: date) -> int:
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return int(moment.timestamp() * 1000)


def _altair() -> ModuleType:
    try:
        import altair
    except ImportError as problem:
        raise _missing("altair") from problem
    return altair


def _converter() -> ModuleType:
    try:
        import vl_convert
    except ImportError as problem:
        raise _missing("vl_convert") from problem
    return vl_convert


def _missing(library: str) -> MissingExtra:
    return MissingExtra(
        f"A chart needs {library}, which is not installed. Install it with "
        'pip install "herodotus[charts]".',
        extra="charts",
        library=library,
    )
