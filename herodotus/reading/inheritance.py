"""What a count leaves unsaid because the count before it has said it.

"Five soldiers were killed and eight hurt": the eight are soldiers too. A bare number,
"two others" or "the dead" take side and status from the victims told before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from herodotus.model import CasualtyClaim, VictimStatus
from herodotus.reading.mentions import Mention
from herodotus.reading.terms import lexicon
from herodotus.reading.tree import Tree
from herodotus.reading.victims import Victims
from herodotus.reading.when import When

#: So many characters between two counts of one list.
_LIST = 80
#: A count so many times larger than any told before is of others too.
_FAR_MORE = 20
_ALL_SIDES = re.compile(r"\b(?:on|from|of) (?:all|both) sides\b", re.IGNORECASE)
_RANKS = re.compile(
    r"\b(?:in|among|from|within) (?:its|their|the|his) (?:\w+ )?"
    r"(?:military|army|ranks|troops|forces|soldiers|fighters)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Told:
    """A count told earlier in the report."""

    mention: Mention
    victims: Victims
    sentence: int
    paragraph: int
    background: bool
    period: When
    party: str | None = None
    state_forces: bool = False
    worded: VictimStatus = "unknown"
    claim: CasualtyClaim | None = None


def inherit(
    mention: Mention,
    tree: Tree,
    victims: Victims,
    earlier: Sequence[Told],
    *,
    sentence: int,
    paragraph: int,
    words: str,
    party: str | None,
    agent: str | None,
    crosses_border: bool,
    background: bool,
    national: bool = False,
    running: bool = False,
) -> Victims:
    """The victims with what the counts before them lend.

    A `running` total takes in more than the dead of the attacks told before it: these
    do not say that all were civilians.
    """
    lemma = tree.lemmas[mention.noun]
    bare = (
        lemma in lexicon("victims.toml", "bare")
        or tree.tokens[mention.noun].upos == "NUM"
    )
    same = next((t for t in reversed(earlier) if _same(t.mention, mention)), None)
    if same is not None:
        victims = _fill(victims, same.victims, sure=True)
    if bare and victims.status == "unknown":
        if _RANKS.search(words):
            victims = replace(victims, status="combatant")
        source = _source(
            earlier,
            sentence,
            paragraph,
            far=lemma in lexicon("victims.toml", "sums"),
            party=party,
        )
        if source is not None:
            victims = _fill(victims, source)
    elif bare and (victims.side is None or victims.inferred):
        source = _source(earlier, sentence, paragraph, far=False, party=party)
        if source is not None and source.status == victims.status:
            victims = _fill(victims, source)
    if victims.status == "unknown" and national and _is_listed(mention, earlier):
        victims = replace(victims, status="combatant")
    if victims.inferred and lemma in lexicon("victims.toml", "state_forces"):
        sure = [
            t.victims
            for t in earlier
            if not t.background
            and t.victims.status == "combatant"
            and not t.victims.inferred
            and t.state_forces
            and t.victims.side != agent
        ]
        if sure:  # the soldiers told of before
            victims = _fill(victims, sure[-1])
    if victims.side is None and victims.inferred and crosses_border and not background:
        sides = {
            t.victims.side
            for t in earlier
            if not t.background
            and (t.victims.status == "combatant") == (victims.status == "combatant")
        }
        if len(sides) == 1:
            victims = replace(victims, side=sides.pop())
    if victims.status == "unknown" and (
        victims.side == "both" or _is_over_all(mention, earlier)
    ):
        victims = replace(victims, status="mixed")
    if victims.status == "unknown" and lemma in {"people", "person"}:
        known = [t for t in earlier if not t.background and not t.mention.part]
        most = max((t.mention.low or 0 for t in known), default=0)
        within = (mention.low or 0) <= _FAR_MORE * most and not background
        within = within and _ALL_SIDES.search(words) is None
        if running and not any(t.period.counting == "cumulative" for t in known):
            within = within and (mention.low or 0) <= most
        if within and all(t.victims.status == "civilian" for t in known):
            victims = replace(victims, status="civilian")
    return victims


def _is_listed(mention: Mention, earlier: Sequence[Told]) -> bool:
    """Whether nationals stand in one list with soldiers: "45 soldiers, 10 Saudis"."""
    last = next((t for t in reversed(earlier) if not t.mention.part), None)
    return (
        last is not None
        and last.victims.status == "combatant"
        and last.mention.trigger == mention.trigger
        and last.mention.end <= mention.end
        and 0 <= mention.number[0] - last.mention.number[1] <= _LIST
    )


def of_whole(victims: Victims, whole: Told, noun: str) -> Victims:
    """The victims of a sub-count, called by a `noun`, in the light of their total.

    Women, officers and medics among so many soldiers are soldiers, and officers among
    civilians are civilians; who is called a civilian is one.
    """
    status = victims.status
    if status == "unknown" and whole.victims.status in {"combatant", "civilian"}:
        status = whole.victims.status
    if whole.worded == "combatant" and noun != "civilian":
        status = "combatant"
    side = victims.side
    if status == whole.victims.status and (side is None or victims.inferred):
        side = whole.victims.side or side
    elif side is None and whole.victims.status in {"unknown", "mixed"}:
        side = whole.victims.side if whole.victims.side != "both" else None
    return Victims(side, status, victims.inferred)


def _is_over_all(mention: Mention, earlier: Sequence[Told]) -> bool:
    """Whether a toll is larger than all told before, of soldiers and of civilians."""
    told = [t for t in earlier if not t.background]
    kinds = {t.victims.status for t in told if t.mention.outcome == mention.outcome}
    most = max((t.mention.low or 0 for t in told), default=0)
    both = {"combatant", "civilian"} <= kinds
    return mention.toll and both and (mention.low or 0) > most


def _source(
    earlier: Sequence[Told],
    sentence: int,
    paragraph: int,
    *,
    far: bool,
    party: str | None,
) -> Victims | None:
    """The victims that a bare count goes on about."""
    whole = [t for t in earlier if not t.mention.part and not t.background]
    here = [t.victims for t in whole if t.sentence == sentence]
    if here:
        return here[-1] if len({v.status for v in here}) == 1 else None
    near = [
        t.victims
        for t in earlier
        if t.paragraph == paragraph and t.sentence >= sentence - 1
    ]
    if near:
        return near[-1] if len({v.status for v in near}) == 1 else None
    last = next((t for t in reversed(whole) if t.mention.rule != "role"), None)
    if not far and last is not None and sentence - last.sentence <= 1:
        if party is None or last.party in {None, party}:
            return last.victims
    if far and whole:
        sides = {t.victims.side for t in whole if t.victims.side is not None}
        if len(sides) == 1:
            return next(t.victims for t in whole if t.victims.side is not None)
        same = [t for t in whole if t.party == party and party is not None]
        if same:
            return same[-1].victims
        if len({t.victims.status for t in whole}) == 1:
            return Victims(None, whole[0].victims.status)
    return None


def _fill(victims: Victims, source: Victims, *, sure: bool = False) -> Victims:
    """Unknowns filled in; what is known stays.

    A side that was only inferred gives way to that of the source, unless the source
    is to be `sure` and was inferred itself.
    """
    status = source.status if victims.status == "unknown" else victims.status
    is_open = victims.side is None or (
        victims.inferred and not (sure and source.inferred)
    )
    side = source.side if is_open and source.side is not None else victims.side
    return Victims(side, status, victims.inferred)


def _same(told: Mention, mention: Mention) -> bool:
    """Whether two counts are the same figure of the same outcome."""
    return (
        told.outcome == mention.outcome
        and told.low == mention.low
        and (mention.low or 0) > 2
    )
