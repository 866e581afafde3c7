"""The claims: facets, full text, an order, and the download of what is seen."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query, Request, Response

from herodotus.exports import listing, wording
from herodotus.exports.visible import one_line
from herodotus.model import Telling
from herodotus.web.answer import page
from herodotus.web.api.claims import ClaimsAsked, Count, Facets, Found, facets
from herodotus.web.cache import kept
from herodotus.web.filters import NAMES, Links, in_words
from herodotus.web.given import Here

router = APIRouter(include_in_schema=False)


class Line(NamedTuple):
    """One claim as the table shows it."""

    id: str
    day: date | None
    outlet: str
    report: str
    side: str
    head: str
    rest: str
    said_by: str
    where_when: str
    notes: str
    words: str


class Choice(NamedTuple):
    """A value that can be asked for, how many claims have it, and where it leads."""

    words: str
    claims: int
    address: str
    chosen: bool


class Choices(NamedTuple):
    """The values of one field."""

    name: str
    choices: tuple[Choice, ...]
    others: int
    chosen: bool


#: The orders that the page offers, in words.
ORDERS = {
    "date": "day it happened, first to last",
    "-date": "day it happened, last to first",
    "reported": "day it was reported, first to last",
    "-reported": "day it was reported, last to first",
    "-number": "number, largest first",
    "number": "number, smallest first",
    "confidence": "least sure first",
    "place": "place",
    "side": "side",
    "said_by": "who says it",
    "match": "own words found first",
}


@router.get("/claims")
def claims(
    request: Request, ledger: Here, asked: Annotated[ClaimsAsked, Query()]
) -> Response:
    """The claims of the filters, a page at a time."""

    def answer() -> Response:
        counted = facets(request, ledger, asked)
        found = Found(ledger, asked, total=counted.total)
        links = Links("/claims", asked)
        shown = {
            "asked": asked,
            "links": links,
            "found": found,
            "lines": [line(telling) for telling in found.tellings],
            "next": links.here(after=found.after) if found.after else None,
            "orders": ORDERS,
            **spread(counted, links),
        }
        return page(request, "claims.html", shown)

    return kept(request, answer)


def line(telling: Telling) -> Line:
    """A claim as a line of the table."""
    said = listing.what(telling.claim)
    return Line(
        id=telling.claim.id,
        day=telling.card.day,
        outlet=listing.outlet(telling),
        report=telling.card.key,
        side=listing.side(telling.claim),
        head=said.head,
        rest=said.rest,
        said_by=wording.said_by(telling.claim),
        where_when=listing.where_when(telling),
        notes="; ".join(listing.notes(telling)),
        words=one_line(telling.claim.evidence),
    )


def spread(counted: Facets, links: Links) -> dict[str, Any]:
    """What the page shows of how claims are spread."""
    return {
        "facets": list(_choices(counted, links)),
        "bars": bars([(one.day, one.claims) for one in counted.days]),
    }


def _choices(counted: Facets, links: Links) -> Iterator[Choices]:
    asked = links.asked
    for facet in counted.facets:
        own = getattr(asked, facet.name, None)
        choices = []
        values = facet.values
        if facet.name == "month" and len(values) > _MONTHS:
            values = years(values)
        for count in values:
            changes, chosen = _change(facet.name, count.value, own, links)
            choices.append(
                Choice(
                    words=in_words(facet.name, count.value),
                    claims=count.claims,
                    address=links.here(**changes),
                    chosen=chosen,
                )
            )
        if len(choices) > 1 or any(choice.chosen for choice in choices):
            name = NAMES.get(facet.name, facet.name)
            if values is not facet.values:
                name = "year"
            any_chosen = any(choice.chosen for choice in choices)
            yield Choices(name, tuple(choices), facet.others, any_chosen)


def _change(
    name: str, value: str, own: object, links: Links
) -> tuple[dict[str, object], bool]:
    """What choosing a value changes in the address, and whether it is chosen now."""
    if name != "month":
        chosen = own == value
        return {name: None if chosen else value}, chosen
    first, last = stretch(value)
    chosen = (links.asked.since, links.asked.until) == (first, last)
    if chosen:
        return {"since": None, "until": None}, True
    return {"since": first, "until": last}, False


def stretch(written: str) -> tuple[date, date]:
    """The first and the last day of a month, or of a year.

    >>> stretch("2020-02")
    (datetime.date(2020, 2, 1), datetime.date(2020, 2, 29))
    >>> stretch("2020")
    (datetime.date(2020, 1, 1), datetime.date(2020, 12, 31))
    """
    if "-" not in written:
        year = int(written)
        return date(year, 1, 1), date(year, 12, 31)
    first = date.fromisoformat(f"{written}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def years(months: Sequence[Count]) -> list[Count]:
    """Months put together to years.

    >>> years([Count(value="2020-09", claims=2), Count(value="2020-10", claims=3)])
    [Count(value='2020', claims=5)]
    """
    counted: Counter[str] = Counter()
    for one in months:
        counted[one.value.partition("-")[0]] += one.claims
    return [Count(value=year, claims=claims) for year, claims in counted.items()]


#: Of more months than this, the page shows years.
_MONTHS = 24


class Bar(NamedTuple):
    """A stretch of days in the picture: where it stands, how high, what it is."""

    at: float
    height: float
    words: str


class Bars(NamedTuple):
    """How many claims are about which days, as bars in a box of 100 by 24.

    A few claims far `before` or `after` all others, such as history that is recalled,
    are counted but not drawn: the picture would be of the years between.
    """

    bars: tuple[Bar, ...]
    width: float
    first: date
    last: date
    most: int
    before: int
    after: int


#: As many bars as this are drawn; of more days, several are one bar.
_BARS = 100


def bars(days: list[tuple[date, int]]) -> Bars | None:
    """The picture of days; none where there are fewer than two.

    >>> picture = bars([(date(2020, 10, 1), 2), (date(2020, 10, 4), 4)])
    >>> [(bar.at, bar.height) for bar in picture.bars], picture.width, picture.most
    ([(0.0, 12.0), (75.0, 24.0)], 25.0, 4)
    """
    begin = _lone([(day.toordinal(), claims) for day, claims in days])
    turned = [(-day.toordinal(), claims) for day, claims in reversed(days)]
    end = len(days) - _lone(turned)
    before = sum(claims for _, claims in days[:begin])
    after = sum(claims for _, claims in days[end:])
    days = days[begin:end]
    if len(days) < 2:
        return None
    first, last = days[0][0], days[-1][0]
    length = (last - first).days + 1
    step = -(-length // _BARS)
    number = -(-length // step)
    counted = [0] * number
    for day, claims in days:
        counted[(day - first).days // step] += claims
    most = max(counted)
    width = 100 / number
    drawn = tuple(
        Bar(
            at=round(place * width, 3),
            height=round(max(24 * claims / most, 1), 2),
            words=_stretch(first + timedelta(days=place * step), step, claims),
        )
        for place, claims in enumerate(counted)
        if claims
    )
    return Bars(drawn, round(width, 3), first, last, most, before, after)


def _lone(days: Sequence[tuple[int, int]]) -> int:
    """How many days at the beginning have few claims, and lie far before the others.

    Few is one in twenty, or one; far is further than all that follow lie apart. A day
    is a number.

    >>> _lone([(1994, 1), (2020, 9), (2022, 9)]), _lone([(1994, 5), (2020, 5)])
    (1, 0)
    """
    room = max(1, sum(claims for _, claims in days) // 20)
    found = 0
    for place in range(1, len(days) - 1):
        room -= days[place - 1][1]
        if room < 0:
            break
        here = days[place][0]
        if here - days[place - 1][0] > days[-1][0] - here:
            found = place
    return found


def _stretch(start: date, days: int, claims: int) -> str:
    end = start + timedelta(days=days - 1)
    return f"{wording.period(start, end)}: {wording.count(claims, 'claim')}"
