"""A count that answers one told before: "The RSF gave the number as 31".

A second figure for one attack, or an older state of a running total ("On Wednesday its
count stood at 726"), names neither people nor place nor day: these are those of the
count that it answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from herodotus.model import CasualtyClaim, Outcome
from herodotus.reading.inheritance import Told
from herodotus.reading.mentions import Mention
from herodotus.reading.scene import Scene
from herodotus.reading.terms import terms
from herodotus.reading.tree import Tree
from herodotus.reading.victim_status import worded_status
from herodotus.reading.victims import Victims
from herodotus.reading.when import When
from herodotus.reading.when_times import event_time, own_times

#: So many sentences after a count its answer follows.
_NEAR = 2
#: A figure for the same attack is at most so many times larger or smaller.
_ORDER = 3


def carried(told: Sequence[Told], sentence: int) -> Outcome | None:
    """What a number of nothing else counts in a sentence: what was counted last."""
    last = _last(told, sentence)
    return last[0].mention.outcome if last else None


def answered(
    mention: Mention,
    tree: Tree,
    told: Sequence[Told],
    sentence: int,
    *,
    paragraph: int,
    party: str | None,
) -> Told | None:
    """The count that another figure is given for; None where it stands for itself."""
    if mention.part or mention.more:
        return None
    status = worded_status(mention, tree)
    last = [
        t
        for t in _last(told, sentence)
        if t.mention.outcome == mention.outcome
        and status in {"unknown", t.victims.status}
    ]
    own = next((t for t in last if t.party == party and _runs(t)), None)
    if mention.bare:
        return own or (last[0] if last else None)
    if own is not None and _is_ones_own(mention, tree):
        return own
    if party is None or not _is_given(mention, tree):
        return None
    rivals = [
        t
        for t in last
        if t.paragraph == paragraph and t.party != party and not _runs(t)
    ]
    return rivals[0] if rivals and _is_near(rivals[0].mention, mention) else None


def in_time(
    period: When, mention: Mention, other: Told, tree: Tree, scene: Scene
) -> When:
    """The period of a count that answers another.

    A running total at a day of its own stands at that day: "on Wednesday it was 726".
    """
    then = other.period
    if not _runs(other):
        return period if period.dated and period.counting == "event" else then
    day = event_time(own_times(mention, tree, scene))
    if day is None or day.until is None:
        return replace(then, dated=False)
    start = then.start
    if start is not None and start > day.until:
        return period
    return replace(then, end=day.until, dated=True)


def of_those(victims: Victims, other: Told) -> Victims:
    """The victims of a count that answers another: the same people."""
    if victims.status not in {"unknown", other.victims.status}:
        return victims
    return other.victims


def in_place(
    claim: CasualtyClaim, other: Told, tree: Tree, scene: Scene
) -> CasualtyClaim:
    """A claim at the place of the one that it answers, unless it names its own."""
    of = other.claim
    if of is None:
        return claim
    known: dict[str, object] = {
        "cause": claim.cause or of.cause,
        "perpetrator": claim.perpetrator or of.perpetrator,
    }
    if claim.victims in {"people", "civilians", "combatants"}:
        known["victims"] = of.victims
    if not scene.toponyms_in(tree.sentence.start, tree.sentence.end):
        known |= {
            "place": of.place,
            "lat": of.lat,
            "lon": of.lon,
            "place_precision": of.place_precision,
        }
    return claim.model_copy(update=known)


def _last(told: Sequence[Told], sentence: int) -> list[Told]:
    """The counts of the last sentence before that has any; the dead come first."""
    whole = [
        t
        for t in told
        if not t.mention.part
        and (_runs(t) or not t.background)
        and 0 < sentence - t.sentence <= _NEAR
    ]
    last = [t for t in whole if t.sentence == whole[-1].sentence]
    return sorted(last, key=lambda t: t.mention.outcome != "killed")


def _is_ones_own(mention: Mention, tree: Tree) -> bool:
    """Whether a toll is called that of who speaks: "its toll had stood at 863"."""
    owner = tree.below(mention.trigger, "nmod:poss")
    return mention.toll and any(tree.lemmas[i] in terms().toll_owned for i in owner)


def _is_given(mention: Mention, tree: Tree) -> bool:
    """Whether somebody gives a toll that is known of: "put the dead at 28"."""
    head = tree.tokens[mention.trigger].head
    known = any(
        tree.lemmas[i] in terms().toll_owned for i in tree.below(mention.trigger, "det")
    )
    return (
        mention.toll
        and known
        and head >= 0
        and tree.lemmas[head] in terms().toll_giving
    )


def _is_near(one: Mention, other: Mention) -> bool:
    low, high = sorted((one.low or 0, other.low or 0))
    return low > 0 and high <= _ORDER * low


def _runs(told: Told) -> bool:
    return told.period.counting == "cumulative"
