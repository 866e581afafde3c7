"""Wikitext: the casualties of an infobox, each side's by each side's telling.

The parameters are those of `Infobox military conflict`; every figure has a footnote
with the words. A wiki's editors weigh the sources: no figure of ours is in the box.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import quote

from herodotus.exports import wording
from herodotus.exports.losses import Losses
from herodotus.exports.two_sided import (
    TELLERS,
    Facing,
    OneLoss,
    behind,
    facings,
    figure,
)
from herodotus.exports.view import Exported, Loss, View
from herodotus.exports.visible import one_line
from herodotus.model import CasualtyClaim, Face, NondisclosureClaim, Telling

#: So many footnotes a figure at most; what is left out is told as a loss.
FOOTNOTES = 5

#: Signs that a wiki would act on. `_` and `~` only do in pairs, but are safe this way.
_SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in "<>[]{}|'~_=#*:;"}
_SIGNS[ord("&")] = "&amp;"


def export_wikitext(view: View) -> Exported:
    """A box for each conflict of a view, to be pasted into an article and weighed."""
    notes = _Footnotes(view)
    found = facings(view.account)
    boxes = [_box(one, notes, view) for one in found if one.left or one.right]
    unboxed = [
        loss for one in found if not (one.left or one.right) for loss in one.losses
    ]
    content = "\n\n".join(boxes) + "\n" if boxes else ""
    return Exported(
        content.encode("utf-8", "backslashreplace"),
        _losses(view, notes.left_out, unboxed),
    )


def escaped(text: str) -> str:
    """Somebody else's words so that a wiki shows them and does nothing else.

    >>> escaped("a | {{b}} [[c]]")
    'a &#124; &#123;&#123;b&#125;&#125; &#91;&#91;c&#93;&#93;'
    """
    return one_line(text).translate(_SIGNS)


class _Footnotes:
    """The footnotes given so far: the first mention has the words, others its name."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.claims = {key: told.claim for key, told in view.by_claim.items()}
        self._given: set[str] = set()
        self.left_out: list[str] = []

    def to(self, claims: Iterable[str]) -> str:
        """References to these claims, the latest report first."""
        found = self.view.found(dict.fromkeys(claims))
        found.sort(key=lambda telling: telling.card.day or date.min, reverse=True)
        self.left_out += [telling.claim.id for telling in found[FOOTNOTES:]]
        return "".join(map(self._reference, found[:FOOTNOTES]))

    def _reference(self, telling: Telling) -> str:
        name = f"claim-{telling.claim.id}"
        if name in self._given:
            return f'<ref name="{name}" />'
        self._given.add(name)
        cite = _cite(telling, self.view)
        return f'<ref name="{name}">{cite}</ref>'


def _box(facing: Facing, notes: _Footnotes, view: View) -> str:
    camps = (facing.left, facing.right)
    lines = ["{{Infobox military conflict"]
    if facing.conflict:
        lines.append(f"| conflict = {escaped(facing.conflict)}")
    for place, sides in enumerate(camps, start=1):
        names = "<br />".join(escaped(wording.side(side)) for side in sides)
        lines.append(f"| combatant{place} = {names}")
    for place, sides in enumerate((*camps, facing.rest), start=1):
        cells = _cells(facing.of(sides), notes, named=len(sides) > 1 or place == 3)
        if cells:
            lines.append(f"| casualties{place} = {cells}")
    lines.append(
        "| notes = Figures are claims by those named, and none of them is confirmed "
        f"here.<!-- Herodotus, policy {escaped(view.policy)} -->"
    )
    return "\n".join([*lines, "}}"])


def _cells(losses: Iterable[OneLoss], notes: _Footnotes, *, named: bool) -> str:
    """The losses of a camp: a line each telling, under the name of the side."""
    lines: list[str] = []
    previous: object = object()
    for loss in losses:
        if named and loss.side != previous:
            name = escaped(wording.side(loss.side) if loss.side else "side not stated")
            lines.append(f"'''{name[:1].upper()}{name[1:]}'''")
        previous = loss.side
        for teller, words in TELLERS.items():
            face = loss.faces.get(teller)
            if face is not None:
                lines.append(_line(face, loss, words, notes))
        if not loss.faces:
            silent = [toll for toll in loss.tolls if toll.undisclosed]
            lines += [
                f"{loss.what}: not disclosed{notes.to(toll.reasons)}" for toll in silent
            ]
    return "<br />".join(lines)


def _line(face: Face, loss: OneLoss, teller: str, notes: _Footnotes) -> str:
    """What one teller says: figure, whose word, as of when, footnotes."""
    said = ", ".join(map(escaped, face.said_by))
    whose = f"{teller} ({said})" if said else teller
    told = figure(face)
    known = face.low is not None or face.high is not None
    amount = f"{told} {loss.what}" if known else f"{loss.what}: {told}"
    claims = behind(loss, face.teller, notes.claims)
    days = [t.card.day for t in notes.view.found(claims) if t.card.day]
    as_of = f", {_as_of(max(days))}" if days else ""
    return f"''{whose}:'' {amount}{as_of}{notes.to(claims)}"


def _as_of(day: date) -> str:
    """A date that a wiki's editors can find again when it is old.

    >>> _as_of(date(2020, 9, 8))
    '{{as of|2020|9|8|lc=y}}'
    """
    return f"{{{{as of|{day.year}|{day.month}|{day.day}|lc=y}}}}"


def _cite(telling: Telling, view: View) -> str:
    """A citation of the report, with the words, who says them, and the permalink."""
    claim, card = telling.claim, telling.card
    fields = {
        "title": escaped(card.title or f"Report {card.id}"),
        "url": _address(card.url),
        "work": escaped(card.publisher or ""),
        "agency": escaped(card.agency or ""),
        "location": escaped(card.place or ""),
        "date": card.date.isoformat() if card.date else "",
        "quote": escaped(claim.evidence),
    }
    given = "".join(f" |{name}={value}" for name, value in fields.items() if value)
    link = _address(view.permalink(claim.id)).replace("--", "-%2D")
    return f"{{{{cite news{given}}}}}<!-- {link} -->"


def _address(url: str | None) -> str:
    """The address of a report on the web, without signs that a wiki would act on."""
    if not url or not url.startswith(("http://", "https://")):
        return ""
    return quote(one_line(url), safe="%/:?#@!$&()*+,;=~-._")


def _losses(
    view: View, left_out: list[str], unboxed: list[OneLoss]
) -> tuple[Loss, ...]:
    """What the box has no room for."""
    others = [
        telling.claim.id
        for telling in view.tellings
        if not isinstance(telling.claim, CasualtyClaim | NondisclosureClaim)
    ]
    history = [
        telling.claim.id
        for telling in view.tellings
        if telling.claim.background and telling.claim.id not in others
    ]
    no_sides = [
        claim
        for loss in unboxed
        for face in loss.faces.values()
        for claim in face.claims
    ]
    untitled = [t.claim.id for t in view.tellings if not t.card.title]
    found = (
        ("claims of arms, ground and events: the box is of casualties", others),
        ("claims of history: they are not counted", history),
        ("claims of no known conflict of two sides: they have no box", no_sides),
        (f"footnotes beyond {FOOTNOTES} a figure", left_out),
        ("claims in reports without a title, which a citation wants", untitled),
    )
    losses = Losses()
    for what, claims in found:
        if claims:
            losses.add(what, claims, number=len(claims))
    return losses.listed()
