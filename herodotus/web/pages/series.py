"""The series: a running toll as it was told, drawn and in a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query, Request, Response
from markupsafe import Markup

from herodotus.errors import MissingExtra
from herodotus.exports import wording
from herodotus.exports.chart import chart_svg
from herodotus.exports.toll_series import number, said_by, whose
from herodotus.exports.visible import one_line
from herodotus.ledger import Ledger
from herodotus.model import Step
from herodotus.web.answer import page
from herodotus.web.api.series import TOLLS, specified
from herodotus.web.cache import kept
from herodotus.web.choosing import conflicts, too_much
from herodotus.web.filters import Filters, Links, address
from herodotus.web.given import Here
from herodotus.web.vendored import router as vendored
from herodotus.web.vendored import vega_address

router = APIRouter(include_in_schema=False)
router.include_router(vendored)


#: A drawing of more letters than this is fetched by itself, not written into the page.
_INLINE = 120_000

#: So many tolls have a table, of so many steps each; one that is alone has more.
_TABLES, _STEPS, _ALONE = 12, 40, 500


class Row(NamedTuple):
    """One step in the table."""

    day: date | None
    number: str
    implied: bool
    said_by: str
    note: str
    flags: str
    outlets: int
    claim: str
    report: str


class Toll(NamedTuple):
    """One running toll: whose it is, its newest steps, and a page of it alone."""

    name: str
    conflict: str | None
    address: str | None
    steps: int
    rows: tuple[Row, ...]


@router.get("/series")
def series(
    request: Request, ledger: Here, asked: Annotated[Filters, Query()]
) -> Response:
    """The running tolls of the filters."""
    return kept(request, lambda: _answer(request, ledger, asked))


def _answer(request: Request, ledger: Ledger, asked: Filters) -> Response:
    links = Links("/series", asked)
    shown: dict[str, Any] = {
        "asked": asked,
        "links": links,
        "conflicts": conflicts(ledger, links),
        "outcomes": wording.OUTCOMES,
        "statuses": wording.STATUSES,
    }
    if too_much(ledger, asked):
        return page(request, "choose.html", shown | {"title": "Series"})
    steps = ledger.series(asked.scope)
    tolls = list(_tolls(steps, links))
    shown |= {"tolls": tolls, "steps": len(steps), "drawn": None, "missing": None}
    shown["most"] = TOLLS
    if any(step.as_of for step in steps):
        scope = asked.model_dump(exclude_defaults=True)
        try:
            drawn = chart_svg(specified(ledger, asked))
            shown |= {
                "drawn": inline(drawn) if len(drawn) <= _INLINE else "",
                "vega": vega_address(),
                "spec": address("/series/chart.json", scope),
                "picture": address("/series/chart.svg", scope),
            }
        except MissingExtra as problem:
            shown["missing"] = problem.message
    return page(request, "series.html", shown)


def inline(svg: str) -> Markup:
    """A drawn chart as a part of a page: its ground is the page's.

    What it says was escaped when it was drawn, by the library that draws.
    """
    bare = re.sub(r'<rect [^>]*fill="white"/>', "", svg, count=1)
    sized = re.sub(r'(<svg [^>]*?)width="(\d+)" height="\d+"', r"\1", bare, count=1)
    return Markup(sized)


def _tolls(steps: Iterable[Step], links: Links) -> Iterator[Toll]:
    groups: dict[tuple[str | None, str], list[Step]] = {}
    for step in steps:
        groups.setdefault((step.conflict, whose(step)), []).append(step)
    ordered = sorted(groups.items(), key=lambda one: -len(one[1]))
    for place, ((conflict, name), told) in enumerate(ordered):
        first = told[0]
        most = (_STEPS if place < _TABLES else 0) if len(groups) > 1 else _ALONE
        changes: dict[str, object] = {"status": first.status, "outcome": first.outcome}
        if first.side is not None:
            changes["side"] = first.side
        if conflict is not None:
            changes["conflict"] = conflict
        alone = links.here(**changes)
        yield Toll(
            name=name,
            conflict=conflict,
            address=alone if alone != links.here() else None,
            steps=len(told),
            rows=tuple(map(_row, told[-most:] if most else ())),
        )


def _row(step: Step) -> Row:
    return Row(
        day=step.as_of,
        number=number(step),
        implied=step.implied,
        said_by=said_by(step),
        note=one_line(step.note or "").removeprefix("implied: "),
        flags=", ".join(flag.replace("_", " ") for flag in step.flags),
        outlets=step.outlets,
        claim=step.claim,
        report=step.report,
    )
