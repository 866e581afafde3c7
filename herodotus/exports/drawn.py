"""A report drawn: its words highlighted, its claims beside them, its account below.

What an exported page and a page of the web show of a report is worked out here, and
their templates share the file `drawn.html`. Highlights are nested here, so that a
browser never has to count characters; every figure leads to its words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from herodotus.exports import conduct, wording
from herodotus.exports.highlights import Stretch
from herodotus.exports.marked_words import escaped, marked_words
from herodotus.exports.sheet import Sheet, side_of
from herodotus.exports.visible import one_line
from herodotus.model import (
    Account,
    CasualtyClaim,
    Claim,
    NondisclosureClaim,
    Reading,
    Toll,
)

if TYPE_CHECKING:
    from markupsafe import Markup

#: What the legend calls those who act and are no side of the report's losses.
_OTHERS = "another party, or not stated"

#: The short name of a claim; what is said of ties between claims has no word like it.
_NAME = re.compile(r"\bc\d+\b")


class Card(NamedTuple):
    """A claim as it stands beside the words, with what reviewers decided of it.

    `notes` are to be borne in mind, `codes` are there for who looks for them.
    """

    id: str
    anchor: str
    name: str
    letter: str
    style: str
    figure: str
    whom: str
    said_by: str
    around: str
    notes: list[str]
    codes: list[str]
    background: bool
    verdict: str = ""


class Row(NamedTuple):
    """A paragraph with the claims that begin in it."""

    number: int
    words: Markup
    cards: list[Card]


class TollRow(NamedTuple):
    """A line of the account; `links` lead to the claims behind it."""

    side: str
    letter: str
    style: str
    status: str
    outcome: str
    period: str
    low: str
    best: str
    high: str
    said_by: str
    links: list[tuple[str, str]]


class DeedRow(NamedTuple):
    """A line of what was lost, held or done; `anchor` leads to the claim's words."""

    anchor: str
    name: str
    what: str
    whom: str
    said_by: str
    around: str
    notes: str
    background: bool


class Drawn(NamedTuple):
    """All that a page shows of one report; `key` is its own anchor.

    Attributes:
        counts: how many paragraphs and claims it has, in words.
        legend: letter, style and name of each side.
        conduct: what was lost, held and done, by the kind of claim.
        balance: whether the figures add up, each line with whether it does.
        lights: the anchors that light up with each claim: its own, those of its parts.
    """

    key: str
    heading: str
    title: str
    id: str
    publisher: str
    author: str
    url: str
    sha256: str
    reader: str
    policy: str
    counts: str
    legend: list[tuple[str, str, str]]
    rows: list[Row]
    tolls: list[TollRow]
    conduct: list[tuple[str, list[DeedRow]]]
    balance: list[tuple[str, bool]]
    disagreements: list[str]
    lights: dict[str, list[str]]


def drawn(
    reading: Reading,
    account: Account,
    *,
    key: str,
    own_anchors: bool = False,
    verdicts: Mapping[str, str] | None = None,
) -> Drawn:
    """A report as pages show it.

    Args:
        reading: what was found in it, with the relations between its claims.
        account: what the claims come to.
        key: a name of the report that no other has on the page.
        own_anchors: whether a claim is found at its id, for good, as on a page of one
            report; else at its short name, behind the key.
        verdicts: what reviewers decided, in words, by the id of the claim.
    """
    sheet = Sheet(reading, account)
    anchors = {
        id: id if own_anchors else f"{key}-{name}" for id, name in sheet.names.items()
    }
    report = sheet.report
    return Drawn(
        key=key,
        heading=wording.heading(report),
        title=one_line(report.title or ""),
        id=one_line(report.id),
        publisher=one_line(report.publisher or report.agency or ""),
        author=one_line(report.author or ""),
        url=web_address(report.url),
        sha256=report.sha256,
        reader=sheet.reader,
        policy=account.policy,
        counts=f"{wording.count(sheet.prose, 'paragraph')}, "
        f"{wording.count(len(sheet.claims), 'claim')}",
        legend=_legend(sheet),
        rows=_rows(sheet, anchors, verdicts or {}),
        tolls=[_toll_row(toll, sheet, anchors) for toll in account.tolls],
        conduct=[
            (kind.capitalize(), [_deed_row(claim, sheet, anchors) for claim in claims])
            for kind, claims in sheet.conduct.items()
            if claims
        ],
        balance=[
            (line, line.startswith("The figures balance"))
            for line in wording.balance_lines(account, sheet.claims)
        ],
        disagreements=wording.disagreements(account, sheet.names),
        lights=_lights(sheet, anchors),
    )


def web_address(url: str | None) -> str:
    """An address that a link may lead to; empty for what is none on the web.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    return url if url and url.startswith(("http://", "https://")) else ""


def _rows(
    sheet: Sheet, anchors: dict[str, str], verdicts: Mapping[str, str]
) -> list[Row]:
    """The paragraphs in order, each with the claims that begin in it."""
    starts = [paragraph.start for paragraph in sheet.paragraphs]
    cards: list[list[Card]] = [[] for _ in starts]
    over: list[list[Stretch]] = [[] for _ in starts]
    links = {sheet.names[id]: anchor for id, anchor in anchors.items()}
    for claim in sheet.claims.values():
        first = max(bisect_right(starts, claim.start) - 1, 0)
        card = _card(claim, sheet, anchors, links)
        cards[first].append(card._replace(verdict=verdicts.get(claim.id, "")))
        for place in range(first, bisect_left(starts, claim.end)):
            over[place].append(Stretch(claim.start, claim.end, claim.id))
    placed: set[str] = set()
    return [
        Row(
            paragraph.number,
            marked_words(paragraph, marked, sheet, anchors, placed),
            beside,
        )
        for paragraph, marked, beside in zip(sheet.paragraphs, over, cards, strict=True)
    ]


def _card(
    claim: Claim, sheet: Sheet, anchors: dict[str, str], links: Mapping[str, str]
) -> Card:
    letter, style = sheet.mark(side_of(claim))
    name, anchor = sheet.names[claim.id], anchors[claim.id]
    if isinstance(claim, CasualtyClaim):
        figure, whom = wording.figure(claim), wording.who(claim)
    elif isinstance(claim, NondisclosureClaim):
        figure, whom = wording.not_disclosed(claim), "unknown, not zero"
    else:
        figure, whom = conduct.deed(claim).what, conduct.in_words(claim)
    notes = [
        *(_linked(tie, links) for tie in sheet.ties(claim)),
        *sheet.remarks(claim),
    ]
    codes = []
    if not isinstance(claim, CasualtyClaim | NondisclosureClaim):
        codes += conduct.coding(claim)
    if claim.confidence is not None and claim.confidence >= wording.UNSURE:
        codes.append(f"confidence {wording.sureness(claim.confidence)}")
    if isinstance(claim, CasualtyClaim | NondisclosureClaim):
        whom = f"{whom}, {_side_words(side_of(claim))}"
        if claim.background:
            notes = ["background, not counted", *notes]
    return Card(
        id=claim.id,
        anchor=anchor,
        name=name,
        letter=letter,
        style=style,
        figure=figure,
        whom=whom,
        said_by=wording.said_by(claim),
        around=wording.where_when(claim, sheet.report),
        notes=notes,
        codes=codes,
        background=claim.background,
    )


def _linked(tie: str, links: Mapping[str, str]) -> Markup:
    """How a claim stands to others, each of their names a link to its card."""
    return _markup(
        _NAME.sub(lambda m: f'<a href="#{links[m[0]]}">{m[0]}</a>', escaped(tie))
    )


def _deed_row(claim: conduct.Conduct, sheet: Sheet, anchors: dict[str, str]) -> DeedRow:
    return DeedRow(
        anchor=anchors[claim.id],
        name=sheet.names[claim.id],
        what=conduct.deed(claim).what,
        whom=conduct.in_words(claim),
        said_by=wording.said_by(claim),
        around=wording.where_when(claim, sheet.report),
        notes="; ".join(sheet.notes(claim)),
        background=claim.background,
    )


def _toll_row(toll: Toll, sheet: Sheet, anchors: dict[str, str]) -> TollRow:
    low, best, high = wording.bounds(toll, sheet.claims)
    letter, style = sheet.mark(toll.side)
    return TollRow(
        side=wording.side(toll.side),
        letter=letter,
        style=style,
        status=wording.STATUSES[toll.status],
        outcome=wording.OUTCOMES[toll.outcome],
        period=wording.period(
            toll.period.start, toll.period.end, beside=sheet.report.date
        ),
        low=low,
        best=best,
        high=high,
        said_by=wording.teller(toll),
        links=[(anchors[r], sheet.names[r]) for r in toll.reasons if r in anchors],
    )


def _side_words(name: str | None) -> str:
    return "side not stated" if name is None else wording.side(name)


def _legend(sheet: Sheet) -> list[tuple[str, str, str]]:
    """Letter, style and name of each side that the report's claims are about."""
    named = dict.fromkeys(side_of(claim) for claim in sheet.claims.values())
    lettered = {*sheet.sides, "both", None}
    order = [*sheet.sides, *(name for name in named if name not in sheet.sides)]
    if not lettered.issuperset(order):
        order = [name for name in order if name in lettered - {None}] + [_OTHERS]
    rows: dict[str, tuple[str, str, str | None]] = {}
    for name in order:
        letter, style = sheet.mark(name)
        rows.setdefault(letter or style, (letter, style, name))
    return [(letter, style, _side_words(name)) for letter, style, name in rows.values()]


def _lights(sheet: Sheet, anchors: dict[str, str]) -> dict[str, list[str]]:
    """Which claims light up with each: itself, and the parts that it is the sum of."""
    lights = {}
    for claim in sheet.claims.values():
        parts = [r.claim for r in claim.relations if r.type == "sums"]
        parts += [
            part
            for balance in sheet.account.balance
            if balance.whole == claim.id
            for part in balance.parts
        ]
        lit = dict.fromkeys([claim.id, *parts])
        lights[anchors[claim.id]] = [anchors[id] for id in lit if id in anchors]
    return lights


def _markup(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(text)
