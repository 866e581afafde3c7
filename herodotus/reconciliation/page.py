"""The words around the figures of one report: what stands between two claims."""

from __future__ import annotations

import re
from collections.abc import Iterable

from herodotus.model import CasualtyClaim
from herodotus.reconciliation.cues import has_cue, has_others

_UNSEEN = "\0"


class Page:
    """One report as far as it is known: its text, or the evidence of its claims.

    Where the text is not given, the page is laid out from the evidence; what stands
    between two pieces of evidence is then unknown, and counts as another sentence.
    """

    def __init__(self, claims: Iterable[CasualtyClaim], text: str | None = None):
        claims = list(claims)
        self.text = _lay_out(claims) if text is None else text
        self.claims = sorted(claims, key=position)
        self._breaks = _breaks(self.text)
        self._rank = {claim.id: rank for rank, claim in enumerate(self.claims)}
        self._sentence = {
            claim.id: self._sentence_of(number_start(claim)) for claim in self.claims
        }

    def same_sentence(self, one: CasualtyClaim, other: CasualtyClaim) -> bool:
        """Whether two numbers stand in one sentence."""
        return self._sentence[one.id] == self._sentence[other.id]

    def between(self, one: CasualtyClaim, other: CasualtyClaim) -> str:
        """The words from after one number to the end of the next."""
        first, second = sorted((one, other), key=position)
        return self.text[number_end(first) : number_end(second)]

    def lead_in(self, claim: CasualtyClaim) -> str:
        """The words of the sentence before a number, from the figure before it on."""
        start, end = self._sentence[claim.id]
        before = self._previous(claim)
        if before is not None and self._sentence[before.id] == (start, end):
            start = max(start, number_end(before))
        return self.text[start : number_end(claim)]

    def run_up(self, claim: CasualtyClaim) -> str:
        """The words of the sentence before a number, past figures of other outcomes.

        In "the toll stands at 17 dead and 60 wounded" both figures are of the toll.
        """
        start, end = self._sentence[claim.id]
        for other in self.claims[: self._rank[claim.id]]:
            if other.outcome == claim.outcome and self._sentence[other.id] == (
                start,
                end,
            ):
                start = max(start, number_end(other))
        return self.text[start : number_end(claim)]

    def follow_up(self, claim: CasualtyClaim, reach: int = 40) -> str:
        """The few words of the sentence that follow a number, up to the next figure."""
        end = min(self._sentence[claim.id][1], number_end(claim) + reach)
        rank = self._rank[claim.id]
        if rank + 1 < len(self.claims):
            end = min(end, max(number_start(self.claims[rank + 1]), number_end(claim)))
        return self.text[number_end(claim) : end]

    def is_elsewhere(self, claim: CasualtyClaim) -> bool:
        """Whether the words put those counted in another place or attack."""
        return has_cue("elsewhere", self.lead_in(claim) + self.follow_up(claim, 60))

    def is_separate(self, claim: CasualtyClaim) -> bool:
        """Whether the words set those counted apart from people counted before.

        In "killed five and wounded 23 others" the others are other than the killed:
        that says nothing of people wounded elsewhere.
        """
        lead_in = self.lead_in(claim)
        before_number = lead_in[: len(lead_in) - len(claim.text)]
        beside = " ".join(
            (*before_number.split()[-2:], claim.text, *self._next_words(claim, 2))
        )
        if self.is_elsewhere(claim):
            return True
        clause = f"{before_number} {' '.join(self._next_words(claim, 4))}"
        if not (has_others(beside) or has_cue("besides", clause)):
            return False
        before = self._previous(claim)
        if before is None or not self.same_sentence(before, claim):
            return True
        return before.outcome == claim.outcome

    def sets_apart(self, earlier: CasualtyClaim, later: CasualtyClaim) -> bool:
        """Whether a later figure is set apart from an earlier one.

        "Four died. Youths first killed two herders, then another man": the other man
        is other than the two, which says nothing of the four.
        """
        if not self.is_separate(later):
            return False
        before = self._previous(later)
        if before is None or before is earlier or self.same_sentence(earlier, later):
            return True
        if not self.same_sentence(before, later) or before.outcome != later.outcome:
            return True
        return self.sets_apart(earlier, before)

    def _next_words(self, claim: CasualtyClaim, count: int) -> list[str]:
        return self.follow_up(claim).split()[:count]

    def _previous(self, claim: CasualtyClaim) -> CasualtyClaim | None:
        rank = self._rank[claim.id]
        return self.claims[rank - 1] if rank else None

    def _sentence_of(self, offset: int) -> tuple[int, int]:
        start, end = 0, len(self.text)
        for stop in self._breaks:
            if stop > offset:
                return start, stop
            start = stop
        return start, end


def number_start(claim: CasualtyClaim) -> int:
    """Where the number phrase of a claim begins in the report."""
    return claim.start + max(claim.evidence.find(claim.text), 0)


def number_end(claim: CasualtyClaim) -> int:
    """Where the number phrase of a claim ends in the report."""
    if claim.text and claim.text in claim.evidence:
        return number_start(claim) + len(claim.text)
    return claim.start


def position(claim: CasualtyClaim) -> tuple[int, int, int, str]:
    """Where a claim stands in reading order; total, so that input order is nothing."""
    return number_start(claim), claim.start, claim.end, claim.id


def _lay_out(claims: list[CasualtyClaim]) -> str:
    page = [_UNSEEN] * max((claim.end for claim in claims), default=0)
    for claim in claims:
        page[claim.start : claim.start + len(claim.evidence)] = claim.evidence
    return "".join(page)


def _breaks(text: str) -> list[int]:
    return [
        found.end()
        for found in _SENTENCE_END.finditer(text)
        if found["stop"] is None or not _ABBREVIATED.search(text[: found.start()][-8:])
    ]


_SENTENCE_END = re.compile(
    r"(?P<stop>[.!?])[”\"’')\]]*(?:\s+(?=[“\"‘'`(\[]*[A-Z0-9\0])|\0+)|\n+|\0{2,}"
    r"|(?<=[a-z]{2})[.!?](?=[“\"‘`]*[A-Z][a-z])"  # a space was lost
)
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Lt|Gen|Col|Sgt|Maj|Capt|Brig|St|No|Jan|Feb|Mar|Apr|Aug"
    r"|Sept?|Oct|Nov|Dec)$"
)
