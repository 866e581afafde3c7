"""How the figures of one report stand to each other.

The names of the relations are those of the contract (docs/codebook.md). A relation
runs from the claim that has it to the claim it names:

* `repeats`: the same figure for the same people, told again;
* `part_of`: its people are among the other's: a sub-count, or an increment within the
  running total of the same party;
* `sums`: the total of the others; its parts `adds_to` each other;
* `adds_to`: people besides those of the other;
* `supersedes`: told in place of the other, an earlier or mistaken figure;
* `consistent_with`: another wording or another party's, which does not disagree;
* `contradicts`: exact figures from two sources that cannot both be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from herodotus.model import CasualtyClaim, Claim, MaterielClaim, Relation
from herodotus.reconciliation.cues import has_cue, opens_with
from herodotus.reconciliation.figures import (
    comparable,
    fits_within,
    is_exact,
    is_vague,
    named,
    near,
    overlap,
    same_figure,
)
from herodotus.reconciliation.parties import Parties
from herodotus.reconciliation.within.corrections import corrected, replaced
from herodotus.reconciliation.within.implied import Tie, most_direct, one_to_one
from herodotus.reconciliation.within.materiel import find_materiel_ties
from herodotus.reconciliation.within.page import Page, position
from herodotus.reconciliation.within.scope import (
    Fit,
    compare,
    is_individual,
    is_of_a_war_and_a_town,
    is_subgroup,
    other_description,
    periods_meet,
    places_apart,
    two_towns,
)
from herodotus.reconciliation.within.sums import find_sums

#: A sign after which a sentence lists those it has just counted.
_LIST_OPENS = re.compile(r"[:—–(]| - ")

#: Words between a toll and what raised it: "to 14 after the deaths of two".
_BY_MEANS_OF = re.compile(r"\b(?:with|after|following|as)\b", re.IGNORECASE)
_POSSIBLE = re.compile(r"\b(?:may|might|could|would)\b", re.IGNORECASE)

#: How many claims back a claim is compared; further apart, figures stand alone.
_REACH = 60


def relate(claims: Iterable[Claim], *, text: str | None = None) -> tuple[Claim, ...]:
    """The claims of one report in reading order, each with its relations to others.

    With the text of the report, the words between figures count as well; without it
    only the words that the claims quote. Relations that the claims had are made anew.
    Claims of casualties and of materiel have relations; claims of other kinds none.
    """
    given = {claim.id: claim for claim in claims}
    casualties = sorted(
        (claim for claim in given.values() if isinstance(claim, CasualtyClaim)),
        key=position,
    )
    materiel = [claim for claim in given.values() if isinstance(claim, MaterielClaim)]
    ties = find_ties(casualties, text=text) | find_materiel_ties(materiel)
    mine: dict[str, list[Relation]] = {claim_id: [] for claim_id in given}
    for kind, source, target in sorted(ties):
        mine[source].append(Relation(type=kind, claim=target))
    return tuple(
        claim.model_copy(update={"relations": tuple(mine[claim.id])})
        for claim in sorted(given.values(), key=_reading_order)
    )


def find_ties(
    casualties: Sequence[CasualtyClaim], *, text: str | None = None
) -> frozenset[Tie]:
    """All relations between casualty claims that stand in reading order."""
    page, parties = Page(casualties, text), Parties(casualties)
    ties: set[Tie] = set()
    for rank, later in enumerate(casualties):
        for earlier in casualties[max(0, rank - _REACH) : rank]:
            tie = _tie(earlier, later, page, parties)
            if tie is not None:
                ties.add(tie)
    ties = one_to_one(most_direct(ties), casualties)
    sums = find_sums(casualties, ties, page)
    inside = {frozenset(tie[1:]) for tie in sums if tie[0] == "sums"}
    kept = {t for t in ties if t[0] != "adds_to" or frozenset(t[1:]) not in inside}
    return frozenset(kept | sums)


def _tie(
    earlier: CasualtyClaim, later: CasualtyClaim, page: Page, parties: Parties
) -> Tie | None:
    """The relation of two claims of which one stands before the other."""
    if earlier.background != later.background or not periods_meet(earlier, later):
        return None
    fit = compare(earlier, later)
    if fit in (Fit.APART, Fit.CROSSED):
        return None
    anew = replaced(earlier, later, page)
    if anew is not None:
        return anew
    if two_towns(earlier, later):
        return _of_two_towns(earlier, later, page)
    if places_apart(earlier, later) and not _told_twice(earlier, later, page):
        return _told_within(earlier, later, page)
    if parties.enemy_only(earlier, later):
        return _rival(earlier, later, fit)
    if _are_rival_totals(earlier, later, page, parties):
        return _rival(earlier, later, fit)
    if "denies" in (earlier.stance, later.stance):
        differ = not parties.same_voice(earlier, later)
        return ("contradicts", later.id, earlier.id) if differ else None
    if _adds_up(earlier, later, page):
        return _increment(earlier, later, page, parties)
    worded = corrected(earlier, later, page, parties)
    worded = worded or _told_within(earlier, later, page)
    if worded is not None:
        return worded
    if fit is not Fit.SAME:
        part, whole = (earlier, later) if fit is Fit.NARROWER else (later, earlier)
        if part.outcome != whole.outcome and not page.same_sentence(part, whole):
            return None
        return _part(part, whole) if not is_vague(part) else None
    apart = page.sets_apart(earlier, later) and parties.same_voice(earlier, later)
    if (apart or page.spot(later).is_elsewhere) and not _retold(earlier, later, page):
        return "adds_to", later.id, earlier.id
    if is_vague(earlier) or is_vague(later):
        return _vague(earlier, later)
    if overlap(earlier, later):
        return _agreeing(earlier, later, page, parties)
    return _differing(earlier, later, page, parties)


def _rival(earlier: CasualtyClaim, later: CasualtyClaim, fit: Fit) -> Tie | None:
    """A party on its enemy's losses, beside any other voice on them."""
    if fit is not Fit.SAME or "new" in (earlier.counting, later.counting):
        return None
    if is_individual(earlier) or is_individual(later):
        return None
    if not _surely_same(earlier, later):
        return None
    if is_of_a_war_and_a_town(earlier, later):
        return None
    if not overlap(earlier, later) and not near(earlier, later):
        return "contradicts", later.id, earlier.id
    if is_vague(earlier) and is_vague(later):
        return None
    return "consistent_with", later.id, earlier.id


def _are_rival_totals(
    earlier: CasualtyClaim, later: CasualtyClaim, page: Page, parties: Parties
) -> bool:
    """Whether two parties each give their own total of the same people.

    The smaller is no part of the larger: each counts all that it knows of.
    """
    first, second = _counted(earlier), _counted(later)
    running = earlier.counting == later.counting == "cumulative"
    return (
        (running or _of_one_attack(earlier, later, page))
        and first == second
        and None not in (earlier.attributed_to, later.attributed_to)
        and not parties.same_voice(earlier, later)
        and not page.same_sentence(earlier, later)
        and not (is_subgroup(earlier, later) or is_subgroup(later, earlier))
        and not other_description(earlier, later)
    )


def _of_one_attack(earlier: CasualtyClaim, later: CasualtyClaim, page: Page) -> bool:
    """Whether a second toll of one attack is given, and not the first one raised."""
    run_up = page.spot(later).run_up
    return (
        earlier.counting == later.counting == "event"
        and earlier.date_end == later.date_end is not None
        and earlier.place is not None
        and has_cue("total", run_up)
        and not has_cue("revision", run_up)
    )


def _counted(claim: CasualtyClaim) -> tuple[object, ...]:
    """Whose losses, where and since when a running total counts."""
    return claim.victim_side, claim.victim_status, claim.date_start, claim.place


def _surely_same(earlier: CasualtyClaim, later: CasualtyClaim) -> bool:
    """Whether nothing but the figures tells the people of two claims apart."""
    if earlier.victim_side is not None and earlier.victim_side == later.victim_side:
        return True
    here = earlier.victim_side, earlier.victim_status
    return here == (later.victim_side, later.victim_status)


def _of_two_towns(
    earlier: CasualtyClaim, later: CasualtyClaim, page: Page
) -> Tie | None:
    """People of two towns are other people, unless the words themselves tie them."""
    return _told_among(earlier, later, page)


def _adds_up(earlier: CasualtyClaim, later: CasualtyClaim, page: Page) -> bool:
    """Whether one is an increment beside the other.

    "Eight more died. A father and his daughter were shot." tells of two of the eight:
    an event told after a larger increment is told within it.
    """
    if "new" not in (earlier.counting, later.counting):
        return False
    if (named(later) or 0) >= (named(earlier) or 0):
        return True
    if earlier.counting == "new":
        return later.counting != "event" or has_cue("former", page.spot(later).lead_in)
    return earlier.counting != "event" or page.sets_apart(earlier, later)


def _told_twice(earlier: CasualtyClaim, later: CasualtyClaim, page: Page) -> bool:
    """Whether a figure comes back in another sentence, the place told otherwise."""
    return (
        same_figure(earlier, later)
        and not is_individual(later)
        and not page.same_sentence(earlier, later)
        and not page.sets_apart(earlier, later)
    )


def _increment(
    earlier: CasualtyClaim, later: CasualtyClaim, page: Page, parties: Parties
) -> Tie | None:
    """A figure that is added to an earlier toll, beside another figure."""
    if earlier.counting == later.counting:
        told_again = same_figure(earlier, later) and _retold(earlier, later, page)
        return ("repeats", later.id, earlier.id) if told_again else None
    more, toll = (earlier, later) if earlier.counting == "new" else (later, earlier)
    if not parties.same_voice(more, toll) or is_vague(toll):
        return None
    if toll.counting == "cumulative" or has_cue("total", page.spot(toll).run_up):
        return _part(more, toll)
    if toll is earlier:
        return "adds_to", more.id, toll.id
    return _part(more, toll) if has_cue("revision", page.spot(toll).run_up) else None


def _told_within(
    earlier: CasualtyClaim, later: CasualtyClaim, page: Page
) -> Tie | None:
    """A sub-count: "including seven children", "14 people – three soldiers, ..."."""
    near_by = page.same_sentence(earlier, later)
    small, large = sorted((earlier, later), key=lambda claim: named(claim) or 0)
    if named(small) == named(large):
        return None
    if large is later and not is_vague(earlier) and _is_toll(later, page):
        return _part(earlier, later)
    if large is earlier and near_by and _is_toll(earlier, page):
        if _BY_MEANS_OF.search(page.between(earlier, later)):
            return _part(later, earlier)
    return _told_among(earlier, later, page)


def _told_among(earlier: CasualtyClaim, later: CasualtyClaim, page: Page) -> Tie | None:
    """A sub-count that words such as "including" put in, or a list after a dash."""
    lead_in, near_by = page.spot(later).lead_in, page.same_sentence(earlier, later)
    small, large = sorted((earlier, later), key=lambda claim: named(claim) or 0)
    if named(small) == named(large):
        return None
    if not near_by and not _opens_breakdown(lead_in):
        return None
    between = page.between(earlier, later) if near_by else lead_in
    included = has_cue("inclusion", between + page.follow_up(later, 24))
    listed = near_by and _LIST_OPENS.search(between[: -len(later.text) or None])
    if not included and not (listed and large is earlier):
        return None
    if is_subgroup(large, small):
        return None
    return None if other_description(small, large) else _part(small, large)


def _is_toll(claim: CasualtyClaim, page: Page) -> bool:
    """Whether the words make a figure the sum so far: "has risen to nine"."""
    run_up = page.spot(claim).run_up
    if _POSSIBLE.search(run_up):
        return False
    return has_cue("total", run_up) or has_cue("revision", run_up)


def _opens_breakdown(lead_in: str) -> bool:
    """Whether a sentence begins with people counted before: "The dead included"."""
    return opens_with("breakdown", lead_in) and has_cue("inclusion", lead_in)


def _agreeing(
    earlier: CasualtyClaim, later: CasualtyClaim, page: Page, parties: Parties
) -> Tie | None:
    """Two figures for people who may be the same, which can both be right."""
    one_voice = parties.same_voice(earlier, later)
    one_source = earlier.attributed_to == later.attributed_to
    if not _retold(earlier, later, page):
        return ("adds_to", later.id, earlier.id) if one_voice else None
    if same_figure(earlier, later) and one_voice:
        return "repeats", later.id, earlier.id
    if is_subgroup(later, earlier):
        return _part(later, earlier)
    if is_subgroup(earlier, later):
        return _part(earlier, later)
    if other_description(earlier, later):
        return None
    if not comparable(earlier, later, times=1.25 if one_source else 2):
        return _smaller_in_larger(earlier, later)
    return "consistent_with", later.id, earlier.id


def _differing(
    earlier: CasualtyClaim, later: CasualtyClaim, page: Page, parties: Parties
) -> Tie | None:
    """Two figures for people who may be the same, which cannot both be right."""
    if is_subgroup(later, earlier) and _part(later, earlier):
        return _part(later, earlier)
    if is_subgroup(earlier, later) and _part(earlier, later):
        return _part(earlier, later)
    if other_description(earlier, later):
        return None
    two_voices = not parties.same_voice(earlier, later)
    total = has_cue("total", page.spot(later).run_up)
    if page.same_sentence(earlier, later) and not total and not two_voices:
        return "adds_to", later.id, earlier.id
    if near(earlier, later):
        return "consistent_with", later.id, earlier.id
    other_source = None in (earlier.attributed_to, later.attributed_to) and (
        earlier.attributed_to != later.attributed_to
    )
    rivals = two_voices or (other_source and comparable(earlier, later, times=1.25))
    if (
        rivals
        and not is_of_a_war_and_a_town(earlier, later)
        and _surely_same(earlier, later)
        and is_exact(earlier)
        and is_exact(later)
        and not is_individual(earlier)
        and not is_individual(later)
    ):
        return "contradicts", later.id, earlier.id
    return _smaller_in_larger(earlier, later)


def _smaller_in_larger(earlier: CasualtyClaim, later: CasualtyClaim) -> Tie | None:
    """A report that tells of fewer afterwards tells of some of the same people."""
    small, large = sorted((earlier, later), key=lambda claim: named(claim) or 0)
    return None if is_subgroup(large, small) else _part(small, large)


def _vague(earlier: CasualtyClaim, later: CasualtyClaim) -> Tie | None:
    """A word of size beside another figure for people who may be the same."""
    word, figure = (earlier, later) if is_vague(earlier) else (later, earlier)
    if is_subgroup(word, figure):
        return _part(word, figure)
    if is_subgroup(figure, word) or other_description(word, figure):
        return None
    if not overlap(earlier, later):
        return None
    return "consistent_with", word.id, figure.id


def _part(part: CasualtyClaim, whole: CasualtyClaim) -> Tie | None:
    return ("part_of", part.id, whole.id) if fits_within(part, whole) else None


def _retold(earlier: CasualtyClaim, later: CasualtyClaim, page: Page) -> bool:
    """Whether a later figure may tell an earlier one again.

    Within one sentence two figures count two groups; afterwards the same figure comes
    back, unless the words set it apart.
    """
    if page.same_sentence(earlier, later):
        return same_figure(earlier, later) and later.text.lower() in ("both", "all")
    if is_individual(later) and is_individual(earlier):
        return not page.sets_apart(earlier, later)
    return same_figure(earlier, later) or not page.sets_apart(earlier, later)


def _reading_order(claim: Claim) -> tuple[int, int, int, str]:
    if isinstance(claim, CasualtyClaim):
        return position(claim)
    return claim.start, claim.start, claim.end, claim.id
