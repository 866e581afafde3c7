"""The words of a claim in their paragraph: the sentence, and what stands around it."""

from __future__ import annotations

from typing import NamedTuple

from herodotus.exports.paragraphs import paragraphs
from herodotus.language.segments import sentence_words
from herodotus.model import Claim, Report

#: Of what stands around a sentence, so many characters are shown on each side.
AROUND = 900


class InContext(NamedTuple):
    """A claim's words, piece by piece, as they follow each other in the report.

    Attributes:
        number: the number of the paragraph; 0 is a header.
        before: what stands before the sentence.
        opening: the sentence up to the words of the claim.
        words: the words of the claim.
        closing: the rest of the sentence.
        after: what stands after it.
        cut: whether the paragraph begins, and ends, beyond what is shown.
    """

    number: int
    before: str
    opening: str
    words: str
    closing: str
    after: str
    cut: tuple[bool, bool]


def in_context(claim: Claim, report: Report) -> InContext:
    """The words of a claim in its sentence, and the sentence in its paragraph.

    >>> from herodotus.model import NondisclosureClaim
    >>> text = "He said so. Two men died on Sunday. It rained."
    >>> claim = NondisclosureClaim(start=12, end=24, evidence="Two men died")
    >>> in_context(claim, Report.of(text))[1:6]
    ('He said so. ', '', 'Two men died', ' on Sunday.', ' It rained.')
    """
    text = report.text
    start, end, number = claim.start, claim.end, 0
    for paragraph in paragraphs(report):
        if paragraph.end > claim.start and paragraph.start < claim.end:
            if not number:
                number = paragraph.number
            start = min(start, paragraph.start)
            end = max(end, paragraph.end)
    first, last = claim.start, claim.end
    for words in sentence_words(text, (start, end)):
        begins, ends = words[0][0], words[-1][1]
        if ends > claim.start and begins < claim.end:
            first, last = min(first, begins), max(last, ends)
    left, right = max(start, first - AROUND), min(end, last + AROUND)
    return InContext(
        number,
        text[left:first],
        text[first : claim.start],
        text[claim.start : claim.end],
        text[claim.end : last],
        text[last:right],
        (left > start, right < end),
    )
