"""A chart of a running toll: who said how many on which day, as SVG or PNG.

The only module that draws with Vega. The specification is plain data: vl-convert draws
it without a browser and without the network, and carries the scripts with which a page
draws the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
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

#: The version of Vega-Lite that specifications are written for.
VEGA_LITE = "6.4"

#: Colours of sides that can be told apart on light and dark ground, and by most
#: people who see few colours (after Okabe and Ito).
COLOURS = ("#3987c9", "#d06a1e", "#2f9e76", "#b065b5", "#a98407", "#cc5a77", "#808890")

#: The mark of each form of value, and whether it is filled.
_POINTS = {
    "stated": ("circle", True),
    "implied": ("circle", False),
    "open": ("triangle-up", True),
    "range": ("diamond", True),
}

#: What is said of a value that is pointed at.
_TOLD = {"as_of": "as of", "number": "toll", "said_by": "said by", "note": "note"}

#: Up to so many values each has its number beside it.
_MOST_LABELS = 14

#: About so many days are named on the axis.
_TICKS = 8


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
    across = _day_axis([step.as_of for step in drawn if step.as_of is not None])
    up = {
        "field": "value",
        "type": "quantitative",
        "scale": {"zero": True},
        "axis": {"title": "people", "format": ",d", "tickMinStep": 1},
    }
    colour = _named("whose", rows) | {"scale": {"range": list(COLOURS)}}
    told = [
        {"field": field, "type": "nominal", "title": name}
        for field, name in _TOLD.items()
    ]
    layers: list[dict[str, Any]] = []
    forms = {row["form"] for row in rows}
    if "stated" in forms:
        dashes = _named("teller", rows, title="told by", orient="top")
        layers.append(
            {
                "transform": [{"filter": "datum.form == 'stated'"}],
                "mark": {"type": "line", "interpolate": "step-after"},
                "encoding": {"x": across, "y": up, "color": colour}
                | {"strokeDash": dashes},
            }
        )
    if "range" in forms:
        low = {"field": "low", "type": "quantitative"}
        layers.append(
            {
                "transform": [{"filter": "datum.form == 'range'"}],
                "mark": {"type": "rule", "strokeWidth": 5, "opacity": 0.35},
                "encoding": {"x": across, "y": low, "y2": {"field": "high"}}
                | {"color": colour, "tooltip": told},
            }
        )
    layers += [
        {
            "transform": [{"filter": f"datum.form == '{form}'"}],
            "mark": {"type": "point", "shape": shape, "filled": filled}
            | {"size": 45, "opacity": 1},
            "encoding": {"x": across, "y": up, "color": colour, "tooltip": told},
        }
        for form, (shape, filled) in _POINTS.items()
        if form in forms or not forms
    ]
    if len(rows) <= _MOST_LABELS:
        text = {"field": "label", "type": "nominal"}
        layers.append(
            {
                "mark": {
                    "type": "text",
                    "align": "right",
                    "dx": -5,
                    "dy": -6,
                    "fontSize": 10,
                },
                "encoding": {"x": across, "y": up, "text": text},
            }
        )
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": {
            "text": title or _title(steps),
            "subtitle": _legend(steps, len(steps) - len(drawn)),
        },
        "width": width,
        "height": width // 2,
        "data": {"values": rows},
        "layer": layers,
        "config": {
            "title": {"anchor": "start"},
            "view": {"stroke": None},
        },
    }


def chart_svg(spec: dict[str, Any]) -> str:  # a Vega-Lite specification
    """A specification drawn as SVG, without a browser and without the network.

    Raises:
        MissingExtra: what draws is not installed.
    """
    svg: str = _converter().vegalite_to_svg(
        spec, vl_version=VEGA_LITE, allowed_base_urls=[]
    )
    return svg


def chart_scripts() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script, out of the installed package.

    Raises:
        MissingExtra: the package is not installed.
    """
    snippet = "window.vegaEmbed = vegaEmbed;"
    scripts: str = _converter().javascript_bundle(snippet, vl_version=VEGA_LITE)
    return scripts


def converter_version() -> str:
    """The version of the package that draws, and that the scripts come from."""
    version: str = _converter().__version__
    return version


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
    spec = chart_spec(steps, title=title)
    if suffix == ".svg":
        path.write_text(chart_svg(spec), encoding="utf-8")
    else:
        png = _converter().vegalite_to_png(
            spec, vl_version=VEGA_LITE, scale=2, allowed_base_urls=[]
        )
        path.write_bytes(png)


def _named(
    field: str,
    rows: Sequence[dict[str, Any]],
    *,
    title: str | None = None,
    orient: str = "bottom",
) -> dict[str, Any]:  # an encoding
    """A name as a colour or dash; in the legend where there are some to tell apart."""
    several = len({row[field] for row in rows}) > 1
    legend = {
        "title": title or field,
        "orient": orient,
        "columns": 1 if orient == "bottom" else 4,
        "labelLimit": 0,
        "symbolOpacity": 1,
    }
    return {"field": field, "type": "nominal", "legend": legend if several else None}


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


def _day_axis(days: Sequence[date]) -> dict[str, Any]:  # an encoding
    """Days from left to right, in universal time so that none slips by a zone."""
    span = (max(days) - min(days)).days if days else 0
    ticks: dict[str, Any] = {"interval": "day", "step": max(1, span // _TICKS)}
    if span > 31 * _TICKS:
        ticks = {"interval": "month", "step": max(1, span // 30 // _TICKS)}
    return {
        "field": "as_of",
        "type": "temporal",
        "title": None,
        "scale": {"type": "utc", "nice": False, "padding": 24},
        "axis": {"format": "%-d %b %Y", "tickCount": ticks, "labelOverlap": True},
    }


def _converter() -> ModuleType:
    try:
        import vl_convert
    except ImportError as problem:
        raise MissingExtra(
            "A chart needs vl-convert, which is not installed. Install it with "
            "pip install vl-convert-python.",
            library="vl_convert",
        ) from problem
    return vl_convert
