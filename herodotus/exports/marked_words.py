"""The words of a paragraph as HTML: highlights nested, hidden characters shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from herodotus.exports import conduct, wording
from herodotus.exports.highlights import Close, Stretch, Words, nest
from herodotus.exports.paragraphs import Paragraph
from herodotus.exports.sheet import Sheet, side_of
from herodotus.exports.visible import HIDDEN, sign
from herodotus.model import CasualtyClaim, Claim, NondisclosureClaim

if TYPE_CHECKING:
    from markupsafe import Markup


def marked_words(
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
    from markupsafe import Markup

    out: list[str] = []
    for piece in nest(stretches, paragraph.start, paragraph.end):
        if isinstance(piece, Words):
            out.append(escaped(sheet.report.text[piece.start : piece.end]))
        elif isinstance(piece, Close):
            out.append("</mark>")
        else:
            first = piece.key not in placed
            placed.add(piece.key)
            out.append(_opening(sheet.claims[piece.key], sheet, anchors, first=first))
    return Markup("".join(out))


def escaped(text: str) -> str:
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


def _opening(
    claim: Claim, sheet: Sheet, anchors: dict[str, str], *, first: bool
) -> str:
    anchor = anchors[claim.id]
    letter, style = sheet.mark(side_of(claim))
    classes = f"{style} v-{sheet.voice(claim)} k-{anchor}"
    if claim.background:
        classes += " background"
    if not first:
        return f'<mark class="{classes}">'
    name = sheet.names[claim.id]
    gap = f"{letter}\u202f" if letter else ""
    label = escaped(f"claim {name}, {_about(claim)}")
    return (
        f'<mark class="{classes}" id="{anchor}-words">'
        f'<a class="tag" href="#{anchor}" aria-label="{label}">{gap}{name}</a>'
    )


def _about(claim: Claim) -> str:
    """What a claim is about, for those who hear the page: a side, or what was done."""
    if isinstance(claim, CasualtyClaim | NondisclosureClaim):
        return wording.side(side_of(claim))
    return conduct.deed(claim).what
