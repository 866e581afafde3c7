"""One self-contained page: the words highlighted, the claims beside, the account below.

The page needs no script, no network and no file beside it. Highlights are drawn here,
so that a browser never has to count characters; every figure links to its words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from herodotus.exports import conduct, wording
from herodotus.exports.highlights import Close, Stretch, Words, nest
from herodotus.exports.page_files import file, template
from herodotus.exports.paragraphs import Paragraph
from herodotus.exports.sheet import Sheet, side_of
from herodotus.exports.visible import HIDDEN, one_line, sign
from herodotus.model import (
    Account,
    CasualtyClaim,
    Claim,
    Failure,
    NondisclosureClaim,
    Reading,
    Toll,
)

if TYPE_CHECKING:
    from markupsafe import Markup

#: What the legend calls those who act and are no side of the report's losses.
_OTHERS = "another party, or not stated"

#: Sides have a letter, a colour and a pattern; there are this many colours.
TINTS = 6


class Card(NamedTuple):
    """A claim as it stands beside the words."""

    anchor: str
    name: str
    letter: str
    style: str
    figure: str
    whom: str
    said_by: str
    around: str
    notes: list[str]
    background: bool


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


def page(
    readings: Iterable[tuple[Reading, Account]],
    *,
    failures: Sequence[Failure] = (),
    links: Sequence[tuple[str, str]] = (),
) -> str:
    """The page for one report or several, a section each.

    Args:
        readings: each reading with its relations, and the account of its claims.
        failures: reports that could not be read, to be named.
        links: words and addresses of pages around this one, as in a bundle.
    """
    sections = [
        _section(Sheet(reading, account), f"r{place}")
        for place, (reading, account) in enumerate(readings, start=1)
    ]
    named = [one_line(failure.message) for failure in failures]
    rules = "\n".join(section.pop("lit") for section in sections)
    return template("page.html").render(
        sections=sections,
        failures=named,
        links=links,
        style=file("page.css"),
        lit=_markup(rules),
        version=_version(),
    )


def _section(sheet: Sheet, key: str) -> dict[str, Any]:  # values are whatever it prints
    """What the template needs for one report."""
    anchors = {id: f"{key}-{name}" for id, name in sheet.names.items()}
    report = sheet.report
    url = report.url or ""
    return {
        "key": key,
        "heading": wording.heading(report),
        "title": one_line(report.title or ""),
        "id": one_line(report.id),
        "publisher": one_line(report.publisher or report.agency or ""),
        "url": url if url.startswith(("http://", "https://")) else "",
        "sha256": report.sha256,
        "reader": sheet.reader,
        "policy": sheet.account.policy,
        "counts": f"{wording.count(sheet.prose, 'paragraph')}, "
        f"{wording.count(len(sheet.claims), 'claim')}",
        "legend": _legend(sheet),
        "rows": _rows(sheet, anchors),
        "tolls": [_toll_row(toll, sheet, anchors) for toll in sheet.account.tolls],
        "conduct": [
            (kind.capitalize(), [_deed_row(claim, sheet, anchors) for claim in claims])
            for kind, claims in sheet.conduct.items()
            if claims
        ],
        "balance": [
            (line, line.startswith("The figures balance"))
            for line in wording.balance_lines(sheet.account, sheet.claims)
        ],
        "disagreements": wording.disagreements(sheet.account, sheet.names),
        "lit": _lit_rules(sheet, anchors, key),
    }


def _rows(sheet: Sheet, anchors: dict[str, str]) -> list[Row]:
    """The paragraphs in order, each with the claims that begin in it."""
    starts = [paragraph.start for paragraph in sheet.paragraphs]
    cards: list[list[Card]] = [[] for _ in starts]
    over: list[list[Stretch]] = [[] for _ in starts]
    for claim in sheet.claims.values():
        first = max(bisect_right(starts, claim.start) - 1, 0)
        cards[first].append(_card(claim, sheet, anchors))
        for place in range(first, bisect_left(starts, claim.end)):
            over[place].append(Stretch(claim.start, claim.end, claim.id))
    placed: set[str] = set()
    return [
        Row(paragraph.number, _words(paragraph, marked, sheet, anchors, placed), beside)
        for paragraph, marked, beside in zip(sheet.paragraphs, over, cards, strict=True)
    ]


def _words(
    paragraph: Paragraph,
    stretches: list[Stretch],
    sheet: Sheet,
    anchors: dict[str, str],
    placed: set[str],
) -> Markup:
    """The words of a paragraph with nested highlights.

    The first highlight of a claim carries the anchor and a link to its card; `placed`
    holds the claims that have theirs already.
    """
    out: list[str] = []
    for piece in nest(stretches, paragraph.start, paragraph.end):
        if isinstance(piece, Words):
            out.append(_escaped(sheet.report.text[piece.start : piece.end]))
        elif isinstance(piece, Close):
            out.append("</mark>")
        else:
            first = piece.key not in placed
            placed.add(piece.key)
            out.append(_opening(sheet.claims[piece.key], sheet, anchors, first=first))
    return _markup("".join(out))


def _opening(
    claim: Claim, sheet: Sheet, anchors: dict[str, str], *, first: bool
) -> str:
    anchor = anchors[claim.id]
    letter, style = _side(side_of(claim), sheet)
    classes = f"{style} v-{sheet.voice(claim)} k-{anchor}"
    if claim.background:
        classes += " background"
    if not first:
        return f'<mark class="{classes}">'
    name = sheet.names[claim.id]
    gap = f"{letter}\u202f" if letter else ""
    label = _escaped(f"claim {name}, {_about(claim)}")
    return (
        f'<mark class="{classes}" id="{anchor}-words">'
        f'<a class="tag" href="#{anchor}" aria-label="{label}">{gap}{name}</a>'
    )


def _about(claim: Claim) -> str:
    """What a claim is about, for those who hear the page: a side, or what was done."""
    if isinstance(claim, CasualtyClaim | NondisclosureClaim):
        return wording.side(side_of(claim))
    return conduct.deed(claim).what


def _card(claim: Claim, sheet: Sheet, anchors: dict[str, str]) -> Card:
    letter, style = _side(side_of(claim), sheet)
    if isinstance(claim, CasualtyClaim):
        figure, whom = wording.figure(claim), wording.who(claim)
    elif isinstance(claim, NondisclosureClaim):
        figure, whom = wording.not_disclosed(claim), "unknown, not zero"
    else:
        figure, whom = conduct.deed(claim).what, conduct.in_words(claim)
    notes = sheet.notes(claim)
    if not isinstance(claim, CasualtyClaim | NondisclosureClaim):
        notes += conduct.coding(claim)
    if claim.confidence is not None and claim.confidence >= wording.UNSURE:
        notes.append(f"confidence {wording.sureness(claim.confidence)}")
    if isinstance(claim, CasualtyClaim | NondisclosureClaim):
        whom = f"{whom}, {_side_words(side_of(claim))}"
        if claim.background:
            notes = ["background, not counted", *notes]
    return Card(
        anchor=anchors[claim.id],
        name=sheet.names[claim.id],
        letter=letter,
        style=style,
        figure=figure,
        whom=whom,
        said_by=wording.said_by(claim),
        around=wording.where_when(claim, sheet.report),
        notes=notes,
        background=claim.background,
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
    letter, style = _side(toll.side, sheet)
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


def _side(name: str | None, sheet: Sheet) -> tuple[str, str]:
    """The letter and the style of a side; `both` and unknown have their own."""
    if name == "both":
        return "±", "side-both"
    if name not in sheet.sides:
        return "", "side-none"
    place = sheet.sides.index(name)
    letter = chr(ord("A") + place) if place < 26 else f"S{place + 1}"
    return letter, f"side-{place % TINTS + 1}"


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
        letter, style = _side(name, sheet)
        rows.setdefault(letter or style, (letter, style, name))
    return [(letter, style, _side_words(name)) for letter, style, name in rows.values()]


def _lit_rules(sheet: Sheet, anchors: dict[str, str], key: str) -> str:
    """Style rules that light up a claim, its words and its parts under the pointer."""
    rules = []
    for claim in sheet.claims.values():
        parts = [r.claim for r in claim.relations if r.type == "sums"]
        parts += [
            part
            for balance in sheet.account.balance
            if balance.whole == claim.id
            for part in balance.parts
        ]
        lit = [anchors[id] for id in dict.fromkeys([claim.id, *parts]) if id in anchors]
        here = f"#{key}:has(.k-{anchors[claim.id]}:hover)"
        rules.append(f"{here} :is({','.join(f'.k-{anchor}' for anchor in lit)})")
    return "\n".join(f"{rule}{{outline:2px solid var(--lit)}}" for rule in rules)


def _escaped(text: str) -> str:
    """Text as HTML, with characters that would act on the page shown by a sign."""
    from markupsafe import escape

    out: list[str] = []
    at = 0
    for found in HIDDEN.finditer(text):
        out.append(str(escape(text[at : found.start()])))
        code = f"{ord(found.group()):04X}"
        shown = sign(found.group())
        out.append(f'<span class="hidden" data-code="{code}">{shown}</span>')
        at = found.end()
    out.append(str(escape(text[at:])))
    return "".join(out)


def _markup(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(text)


def _version() -> str:
    import herodotus

    return herodotus.__version__
