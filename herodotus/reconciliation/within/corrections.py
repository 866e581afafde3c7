"""Figures told in place of others: "rose from 31 to 84", "13, not 30 as first told"."""

from __future__ import annotations

import re

from herodotus.model import CasualtyClaim
from herodotus.reconciliation.cues import has_cue
from herodotus.reconciliation.figures import is_vague, named
from herodotus.reconciliation.parties import Parties
from herodotus.reconciliation.within.implied import Tie
from herodotus.reconciliation.within.page import Page
from herodotus.reconciliation.within.scope import Fit, compare, is_subgroup


def replaced(earlier: CasualtyClaim, later: CasualtyClaim, page: Page) -> Tie | None:
    """The tie of two numbers of one phrase, of which one replaces the other."""
    if not page.same_sentence(earlier, later) or not _for_same(earlier, later):
        return None
    before, between = page.before(earlier), page.gap(earlier, later)
    if _FROM.search(before) and _TO_NEXT.search(between):  # "from 31 to 84"
        return None if has_cue("spread", before) else _supersedes(later, earlier)
    if _TO.search(before) and _FROM_NEXT.search(between):  # "to 84 from 31"
        return _supersedes(earlier, later)
    if _MOVED_TO.search(before) and _FROM_LATER.search(between):
        return _supersedes(earlier, later)  # "lowered to 84 the number killed, from 91"
    if _MOVED_FROM.search(before) and _TO_LATER.search(between):
        return _supersedes(later, earlier)  # "revised from 91, as first told, to 84"
    if _NOT.search(before) and _BUT_NEXT.search(between):  # "not 30 but 13"
        return _supersedes(later, earlier)
    if _NOT_NEXT.search(between):  # "13, not 30"
        return _supersedes(earlier, later)
    return None


def corrected(
    earlier: CasualtyClaim, later: CasualtyClaim, page: Page, parties: Parties
) -> Tie | None:
    """The tie of two figures of which words such as "an earlier toll" date one back."""
    spot, spot_before = page.spot(later), page.spot(earlier)
    first_is_old = has_cue("former", spot_before.lead_in)
    last_is_old = has_cue("former", spot.lead_in)
    revised = has_cue("revision", spot.run_up)
    if not (first_is_old or last_is_old or revised) or not _for_same(earlier, later):
        return None
    if page.same_sentence(earlier, later):
        if first_is_old:
            return _supersedes(later, earlier)
        return _supersedes(earlier, later) if last_is_old else None
    if is_vague(earlier) or is_vague(later):
        return None
    alike = earlier.counting == later.counting and parties.same_voice(earlier, later)
    if last_is_old:
        return _supersedes(earlier, later) if alike else None
    if _is_dated_back(earlier, later):
        return None  # how it stood then was right then
    fewer = (named(later) or 0) < (named(earlier) or 0)
    total = first_is_old and alike and has_cue("total", spot.run_up)
    return _supersedes(later, earlier) if total or (fewer and revised) else None


def _is_dated_back(earlier: CasualtyClaim, later: CasualtyClaim) -> bool:
    """Whether a running total told later stood at an earlier day: "it was 726"."""
    running = earlier.counting == later.counting == "cumulative"
    first, last = earlier.date_end, later.date_end
    return running and first is not None and last is not None and last < first


def _for_same(earlier: CasualtyClaim, later: CasualtyClaim) -> bool:
    """Whether both figures may be for the same people, so that one is wrong or old."""
    return (
        named(earlier) != named(later)
        and compare(earlier, later) is Fit.SAME
        and not is_subgroup(earlier, later)
        and not is_subgroup(later, earlier)
    )


def _supersedes(newer: CasualtyClaim, older: CasualtyClaim) -> Tie:
    return "supersedes", newer.id, older.id


#: "an earlier toll of" and the like, which may stand before a number.
_TOLL_OF = r"(?:\s+(?:an?|the|its)(?:\s+[\w’'-]+){1,3}\s+of)?\s*$"
_WORDS = r"^(?:\s+[\w’'-]+){0,8}?"

_FROM = re.compile(rf"\bfrom{_TOLL_OF}", re.IGNORECASE)
_FROM_NEXT = re.compile(rf"{_WORDS},?\s+from{_TOLL_OF}", re.IGNORECASE)
_TO = re.compile(rf"\bto{_TOLL_OF}", re.IGNORECASE)
_TO_NEXT = re.compile(rf"{_WORDS},?\s+to{_TOLL_OF}", re.IGNORECASE)
#: A figure that somebody moves to another, with more words between the two.
_MOVED = (
    r"\b(?:lower|revis|cut|reduc|rais|correct|chang|updat|adjust|scal)\w*\b[^;]{0,60}?"
)
_ABOUT = r"(?:\s+(?:the|an?|its|some|about|around|nearly|earlier|initial|previous))*"
_MOVED_TO = re.compile(rf"{_MOVED}\bto{_ABOUT}\s*$", re.IGNORECASE)
_MOVED_FROM = re.compile(rf"{_MOVED}\bfrom{_ABOUT}\s*$", re.IGNORECASE)
_FROM_LATER = re.compile(rf"^[^;]{{0,120}}?\bfrom{_ABOUT}\s*$", re.IGNORECASE)
_TO_LATER = re.compile(rf"^[^;]{{0,80}}?\bto{_ABOUT}\s*$", re.IGNORECASE)
_NOT = re.compile(rf"\bnot{_TOLL_OF}", re.IGNORECASE)
_BUT_NEXT = re.compile(rf"{_WORDS},?\s+but{_TOLL_OF}", re.IGNORECASE)
_NOT_NEXT = re.compile(
    rf"{_WORDS}(?:\s*[,;(–—-]+\s*(?:and\s+)?not|\s+and\s+not"
    rf"|,?\s+(?:rather\s+than|instead\s+of)){_TOLL_OF}",
    re.IGNORECASE,
)
