"""Each claim once: what a headline, a lead and a quotation all say is one claim.

The same number of the same victims, by the same side, is told once however often the
report says it. The same number by two sides, or at two places, stays two claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from herodotus.gazetteer import resolve_actor
from herodotus.model import CasualtyClaim, LossClaim, NondisclosureClaim

#: A rounded headline ("over 500") may stand for a count up to this much larger.
_ROUNDED = 1.25
_AT_LEAST = re.compile(r"\b(?:at least|no (?:fewer|less) than|or more)\b", re.I)
_OTHERS = re.compile(r"\b(?:also|another|others?|further|second|third)\b", re.I)


def headline_end(text: str, start: int = 0) -> int:
    """Where the headlines over a report's prose end; `start` where there are none.

    >>> headline_end("Two soldiers killed\\n\\nTwo soldiers were killed.")
    19
    """
    end, position = start, start
    for line in text[start:].split("\n")[:8]:
        stripped = line.strip()
        if len(stripped) > 160 or re.search(r"[.!?][”\"'’]*$", stripped):
            break
        if stripped:
            end = position + len(line)
        position += len(line) + 1
    return end if text[end:].strip() else start


def once(claims: Iterable[LossClaim], headline: int) -> list[LossClaim]:
    """The claims in text order, without those that repeat another.

    `headline` is where the headlines over the report's prose end.
    """
    told: dict[tuple[str, int | None], list[LossClaim]] = {}
    above: list[LossClaim] = []  # in the headlines, where figures are rounded
    for claim in sorted(claims, key=lambda c: (c.start, c.end)):
        low = claim.low if isinstance(claim, CasualtyClaim) else None
        same = told.setdefault((claim.outcome, low), [])
        twin = next((k for k in above + same if _repeats(k, claim, headline)), None)
        if twin is not None and not _gives_way(twin, claim, headline):
            continue
        if twin is not None:
            (above if twin in above else same).remove(twin)
            if twin.start < headline <= claim.start:
                claim = _as_headed(claim, twin)
        (above if claim.start < headline else same).append(claim)
    kept = [*above, *(claim for same in told.values() for claim in same)]
    return sorted(kept, key=lambda c: (c.start, c.end))


def _as_headed(claim: LossClaim, headed: LossClaim) -> LossClaim:
    """A figure for which nobody answers, as the word of whom the headline gives."""
    low = claim.low if isinstance(claim, CasualtyClaim) else None
    exact = isinstance(headed, CasualtyClaim) and headed.low == low
    if not exact or claim.attributed_to is not None or headed.attributed_to is None:
        return claim
    fields = ("attributed_to", "speaker", "attribution_cue", "stance", "relayed_by")
    return claim.model_copy(update={name: getattr(headed, name) for name in fields})


def _repeats(first: LossClaim, second: LossClaim, headline: int) -> bool:
    """Whether two claims of one report are one: same count, victims and voice."""
    if isinstance(first, NondisclosureClaim) or isinstance(second, NondisclosureClaim):
        return (
            isinstance(first, NondisclosureClaim)
            and isinstance(second, NondisclosureClaim)
            and (first.side, first.victim_status) == (second.side, second.victim_status)
        )
    if first.outcome != second.outcome or first.background != second.background:
        return False
    if first.start < headline:
        return first.low == second.low or _rounds(first, second)
    return (
        first.low == second.low
        and (first.rule == "part") == (second.rule == "part")
        and _same_victims(first, second)
        and _same_place(first, second)
        and _same_days(first, second)
        and not _adds(second)
        and _same_voice(first, second)
    )


def _rounds(headline: CasualtyClaim, claim: CasualtyClaim) -> bool:
    """Whether a headline's open or rough figure stands for an exact one below it."""
    if headline.low is None or claim.low is None:
        return False
    rough = headline.approx or headline.high is None
    return rough and headline.low <= claim.low + 1 <= headline.low * _ROUNDED


def _same_victims(first: CasualtyClaim, second: CasualtyClaim) -> bool:
    """Whether two claims can be of the same people, for all they say."""
    sides = {first.victim_side, second.victim_side} - {None}
    kinds = {first.victim_status, second.victim_status} - {"unknown"}
    if len(sides) > 1 or len(kinds) > 1:
        return False
    if first.low == first.high == 1:
        return first.victims.lower() == second.victims.lower()
    if first.high == second.high:
        return True
    least = first if first.high is None else second
    return least.high is None and bool(_AT_LEAST.search(least.text))


def _same_place(first: CasualtyClaim, second: CasualtyClaim) -> bool:
    """Whether no two towns tell the claims apart."""
    one, other = first.place, second.place
    if one is None or other is None or one == other:
        return True
    fine = [c.place_precision in {None, 1, 2} for c in (first, second)]
    return not all(fine)


def _same_days(first: CasualtyClaim, second: CasualtyClaim) -> bool:
    """Whether the periods meet, as far as both are known."""
    one = (first.date_start or first.date_end, first.date_end or first.date_start)
    other = (second.date_start or second.date_end, second.date_end or second.date_start)
    if None in one or None in other:
        return True
    return one[0] <= other[1] and other[0] <= one[1]  # type: ignore[operator]


def _adds(claim: CasualtyClaim) -> bool:
    """Whether the words say that these are others ("a second bomb", "also killed")."""
    return claim.counting == "new" or bool(_OTHERS.search(claim.evidence))


def _same_voice(first: CasualtyClaim, second: CasualtyClaim) -> bool:
    """Whether one side, or nobody in particular, answers for both."""
    one, other = first.attributed_to, second.attributed_to
    if one is None or other is None:
        told = (first.victim_side, first.victim_status)
        return one == other or told == (second.victim_side, second.victim_status)
    if one in other or other in one:
        return True
    sides = []
    for party, speaker in ((one, first.speaker), (other, second.speaker)):
        actor = None if party == speaker else resolve_actor(party)
        sides.append(actor.side if actor is not None else None)
    if sides[0] is not None and sides[1] is not None:
        return sides[0] == sides[1]
    # A person whose office is not told beside the name speaks for the side before.
    return second.speaker is not None and one != first.speaker


def _gives_way(first: LossClaim, second: LossClaim, headline: int) -> bool:
    """Whether the later telling is the one to keep: prose, and a named voice."""
    if first.start < headline:
        return True
    if first.attributed_to is None:
        return second.attributed_to is not None
    return (
        first.speaker is None
        and second.speaker is not None
        and (first.attributed_to in (second.attributed_to or ""))
    )
