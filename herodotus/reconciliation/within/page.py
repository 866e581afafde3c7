"""The words around the figures of one report: what stands between two claims."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from herodotus.model import CasualtyClaim
from herodotus.reconciliation.cues import has_cue, has_others

_UNSEEN = "\0"


@dataclass(frozen=True)
class Spot:
    """Where the number of one claim stands, and the words that lead up to it.

    Attributes:
        start: where the number phrase begins.
        end: where it ends.
        sentence: the sentence that it stands in.
        lead_in: the words of the sentence from the figure before it to its end.
        run_up: the same from the last figure of its own outcome, so that in "the toll
            stands at 17 dead and 60 wounded" both figures are of the toll.
        is_elsewhere: whether the words put those counted in another place or attack.
        is_separate: whether they set them apart from people counted before.
    """

    start: int
    end: int
    sentence: tuple[int, int]
    lead_in: str
    run_up: str
    is_elsewhere: bool
    is_separate: bool


class Page:
    """One report as far as it is known: its text, or the evidence of its claims.

    Where the text is not given, the page is laid out from the evidence; what stands
    between two pieces of evidence is then unknown, and counts as another sentence.
    """

    def __init__(self, claims: Iterable[CasualtyClaim], text: str | None = None):
        self.claims = sorted(claims, key=position)
        self.text = _lay_out(self.claims) if text is None else text
        self._breaks = _breaks(self.text)
        self._rank = {claim.id: rank for rank, claim in enumerate(self.claims)}
        self._sentences = [self._sentence_of(number_start(c)) for c in self.claims]
        self._spots = {
            claim.id: self._spot(rank, claim) for rank, claim in enumerate(self.claims)
        }

    def spot(self, claim: CasualtyClaim) -> Spot:
        """Where the number of a claim stands."""
        return self._spots[claim.id]

    def same_sentence(self, one: CasualtyClaim, other: CasualtyClaim) -> bool:
        """Whether two numbers stand in one sentence."""
        return self.spot(one).sentence == self.spot(other).sentence

    def between(self, one: CasualtyClaim, other: CasualtyClaim) -> str:
        """The words from after one number to the end of the next."""
        first, second = sorted((self.spot(one), self.spot(other)), key=_start)
        return self.text[first.end : second.end]

    def gap(self, earlier: CasualtyClaim, later: CasualtyClaim) -> str:
        """The words between two numbers."""
        return self.text[self.spot(earlier).end : self.spot(later).start]

    def before(self, claim: CasualtyClaim) -> str:
        """The words of the sentence that lead up to a number, without it."""
        spot = self.spot(claim)
        return spot.lead_in[: len(spot.lead_in) - (spot.end - spot.start)]

    def follow_up(self, claim: CasualtyClaim, reach: int) -> str:
        """The few words of the sentence that follow a number, up to the next figure."""
        return self._after(self._rank[claim.id], reach)

    def sets_apart(self, earlier: CasualtyClaim, later: CasualtyClaim) -> bool:
        """Whether a later figure is set apart from an earlier one.

        "Four died. Youths first killed two herders, then another man": the other man
        is other than the two, which says nothing of the four.
        """
        while self.spot(later).is_separate:
            rank = self._rank[later.id]
            if rank == 0 or self.same_sentence(earlier, later):
                return True
            before = self.claims[rank - 1]
            if before is earlier or before.outcome != later.outcome:
                return True
            if not self.same_sentence(before, later):
                return True
            later = before
        return False

    def _spot(self, rank: int, claim: CasualtyClaim) -> Spot:
        start, end = number_start(claim), number_end(claim)
        sentence = self._sentences[rank]
        before = self._last_figure(rank)
        lead_in = self.text[max(sentence[0], before or 0) : end]
        own = self._last_figure(rank, claim.outcome)
        run_up = self.text[max(sentence[0], own or 0) : end]
        is_elsewhere = has_cue("elsewhere", lead_in + self._after(rank, 60))
        return Spot(
            start=start,
            end=end,
            sentence=sentence,
            lead_in=lead_in,
            run_up=run_up,
            is_elsewhere=is_elsewhere,
            is_separate=self._is_separate(rank, lead_in, is_elsewhere=is_elsewhere),
        )

    def _is_separate(self, rank: int, lead_in: str, *, is_elsewhere: bool) -> bool:
        """Whether the words set those counted apart from people counted before.

        In "killed five and wounded 23 others" the others are other than the killed:
        that says nothing of people wounded elsewhere.
        """
        if is_elsewhere:
            return True
        claim = self.claims[rank]
        before_number = lead_in[: len(lead_in) - len(claim.text)]
        after = self._after(rank, 60).split()
        beside = (*before_number.split()[-2:], claim.text, *after[:2])
        clause = f"{before_number} {' '.join(after[:7])}"
        if not (has_others(" ".join(beside)) or has_cue("besides", clause)):
            return False
        if rank == 0 or self._sentences[rank - 1] != self._sentences[rank]:
            return True
        return self.claims[rank - 1].outcome == claim.outcome

    def _last_figure(self, rank: int, outcome: str | None = None) -> int | None:
        """Where the last figure before one ends, in its sentence."""
        for place in range(rank - 1, -1, -1):
            if self._sentences[place] != self._sentences[rank]:
                return None
            if outcome is None or self.claims[place].outcome == outcome:
                return number_end(self.claims[place])
        return None

    def _after(self, rank: int, reach: int) -> str:
        start = number_end(self.claims[rank])
        end = min(self._sentences[rank][1], start + reach)
        if rank + 1 < len(self.claims):
            end = min(end, max(number_start(self.claims[rank + 1]), start))
        return self.text[start:end]

    def _sentence_of(self, offset: int) -> tuple[int, int]:
        place = bisect_right(self._breaks, offset)
        start = self._breaks[place - 1] if place else 0
        end = self._breaks[place] if place < len(self._breaks) else len(self.text)
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


def _start(spot: Spot) -> tuple[int, int]:
    return spot.start, spot.end


def _lay_out(claims: list[CasualtyClaim]) -> str:
    page = [_UNSEEN] * max((claim.end for claim in claims), default=0)
    for claim in claims:
        page[claim.start : claim.start + len(claim.evidence)] = claim.evidence
    return "".join(page)


def _breaks(text: str) -> list[int]:
    return [
        found.end()
        for found in _SENTENCE_END.finditer(text)
        if found["stop"] is None
        or not _ABBREVIATED.search(text[max(0, found.start() - 8) : found.start()])
    ]


_SENTENCE_END = re.compile(
    r"(?P<stop>[.!?])[”\"’')\]]*(?:\s+(?=[“\"‘'`(\[]*[A-Z0-9\0])|\0+)|\n+|\0{2,}"
    r"|(?<=[a-z]{2})[.!?](?=[“\"‘`]*[A-Z][a-z])"  # a space was lost
)
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Lt|Gen|Col|Sgt|Maj|Capt|Brig|St|No|Jan|Feb|Mar|Apr|Aug"
    r"|Sept?|Oct|Nov|Dec)$"
)
