"""From counts to claims: each with its side, voice, place and day."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from herodotus.gazetteer import state_of
from herodotus.model import CasualtyClaim, LossClaim, VictimStatus
from herodotus.reading.answering import answered, carried, in_place, in_time, of_those
from herodotus.reading.casualties import find_casualties
from herodotus.reading.inheritance import Told, inherit, of_whole
from herodotus.reading.mentions import Mention
from herodotus.reading.nondisclosure import find_silences, may_be_silent
from herodotus.reading.perpetrators import agent_side, perpetrator
from herodotus.reading.phrases import Phrases
from herodotus.reading.relevance import has_other_cause, tells_of_violence
from herodotus.reading.scene import Scene, persons_in
from herodotus.reading.speech import speech
from herodotus.reading.telling import Telling, located, said, told_at
from herodotus.reading.terms import by_letter, lexicon, people, table, terms
from herodotus.reading.tree import Tree
from herodotus.reading.victims import (
    Victims,
    is_national,
    on_the_ground,
    them_in,
    who,
)
from herodotus.reading.voices import Voice, Voices
from herodotus.reading.when import When, adds_to_the_told, those_days, when
from herodotus.reading.where import where

#: The counts that a bare number may go on about: those the report opens with, and the
#: last ones before it.
_FIRST, _LAST = 10, 60
#: So many characters lie between two counts of one list.
_JOINED = 30
#: A total so many times smaller than another may be of one attack.
_ORDER = 2


def casualty_claims(telling: Telling, *, aside: bool = False) -> list[LossClaim]:
    """The casualty and nondisclosure claims of one report, in text order.

    In a report that leads `aside` from armed conflict only a sentence that tells of
    violence itself has any.
    """
    scene = telling.scene
    text = scene.report.text
    found: list[LossClaim] = []
    tolls = _Tolls(telling)
    quantities = telling.quantities
    for number, tree in enumerate(scene.trees):
        if scene.is_header(tree):
            continue
        counted = bool(terms().all_lemmas.intersection(tree.lemmas))
        if not (counted or may_be_silent(tree)):
            continue
        start, end = tree.sentence.start, tree.sentence.end
        if has_other_cause(text[start:end]):
            continue
        if aside and not tells_of_violence(text[start:end]):
            continue
        silences = list(find_silences(tree, scene))
        found += [silence.claim(scene) for silence in silences]
        if counted:
            inside = [q for q in quantities if start <= q.start < end]
            mentions = find_casualties(
                Phrases(tree, inside, persons_in(scene, tree)),
                carried=carried(tolls.told, number),
            )
            spoken = [m for m in mentions if not any(s.covers(m) for s in silences)]
            found += [c for m in spoken if (c := tolls.claim(m, number))]
    found.sort(key=lambda claim: claim.start)
    return _by_parts(found, tolls.fighters)


class _Tolls:
    """The counts told so far: each is read in the light of those before."""

    def __init__(self, telling: Telling) -> None:
        self.scene = telling.scene
        self.telling = telling
        self.told: list[Told] = []
        self.outcomes: set[str] = set()
        self.fighters: set[tuple[int, int, str]] = set()

    def claim(self, mention: Mention, number: int) -> CasualtyClaim | None:
        """The claim of a count in sentence `number`; None for one told before."""
        alone = mention.form == "single" and mention.low == 1
        if alone and mention.outcome in self.outcomes:
            return None  # somebody of those already counted
        scene, tree = self.scene, self.scene.trees[number]
        paragraph = scene.paragraph_of[number]
        period = self._period(mention, tree, paragraph)
        voice = self._voice(mention, tree, period)
        rival = answered(
            mention,
            tree,
            self.told,
            number,
            paragraph=paragraph,
            party=voice.party if voice is not None else None,
        )
        if rival is not None:
            period = in_time(period, mention, rival, tree, scene)
        own = who(mention, tree, scene, voice, background=period.background)
        agent = agent_side(mention, tree, scene)
        victims = inherit(
            mention,
            tree,
            own,
            [*self.told[:_FIRST], *self.told[_FIRST:][-_LAST:]],
            sentence=number,
            paragraph=paragraph,
            words=scene.report.text[tree.sentence.start : tree.sentence.end],
            party=voice.party if voice is not None else None,
            agent=agent,
            crosses_border=scene.crosses_border,
            background=period.background,
            national=is_national(mention, tree, scene),
            running=period.counting == "cumulative",
        )
        whole = self._whole(mention, tree, number)
        if whole is not None:
            lemma = tree.lemmas[mention.noun]
            victims = of_whole(victims, whole, lemma)
            period = replace(period, counting=whole.period.counting)
        if rival is not None:
            victims = of_those(victims, rival)
        if victims.side is None and period.counting == "cumulative":
            victims = on_the_ground(victims, scene)
        denied = self.telling.is_denied(
            mention.number[0],
            mention.end,
            voice,
            losers=victims.side if victims.status == "combatant" else None,
            doers=frozenset({agent} if agent is not None else ()),
            background=period.background,
        )
        claim = _casualty(mention, tree, scene, voice, victims, period, denied=denied)
        if rival is not None:
            claim = in_place(claim, rival, tree, scene)
        self.outcomes.add(claim.outcome)
        led = mention.part and tree.first(mention.noun, "case") is not None
        if own.status == "combatant" and not led:  # "24 of them by commandos"
            self.fighters.add(_key(claim))
        self.told.append(
            Told(
                mention=mention,
                victims=victims,
                sentence=number,
                paragraph=paragraph,
                background=claim.background,
                period=period,
                party=claim.attributed_to,
                state_forces=tree.lemmas[mention.noun]
                in lexicon("victims.toml", "state_forces"),
                worded=own.status,
                claim=claim,
            )
        )
        return claim

    def _whole(self, mention: Mention, tree: Tree, number: int) -> Told | None:
        """The count that a sub-count is of: "9 of them", "among the dead were two"."""
        if mention.whole is not None:
            same = (t for t in reversed(self.told) if t.sentence == number)
            return next((t for t in same if t.mention.number == mention.whole), None)
        case = tree.first(mention.trigger, "case")
        if case is None or tree.lemmas[case] not in {"among", "amongst"}:
            return None
        last = next((t for t in reversed(self.told) if not t.mention.part), None)
        if last is None or last.sentence < number - 1 or last.mention.toll:
            return None
        fits = last.mention.outcome == mention.outcome and not last.background
        less = (mention.low or 0) <= (last.mention.low or 0)
        return last if fits and less else None

    def _period(self, mention: Mention, tree: Tree, paragraph: int) -> When:
        """The period of a count; history goes on to the end of its paragraph."""
        period = when(mention, tree, self.scene)
        if period.counting == "new" and self.scene.running_since is None:
            told = [t for t in self.told if not t.background]
            if told and not adds_to_the_told(mention, tree):
                return replace(told[-1].period, counting="event")
        listed = self._listed(mention, tree)
        if listed is not None:
            return listed.period
        if not period.dated:
            then = those_days(tree, self.scene)
            if then is not None:
                return then
            if period.counting == "event" and self._is_rival(mention):
                since = self.scene.running_since
                end = self.scene.report.date
                return replace(period, counting="cumulative", start=since, end=end)
        if not period.dated and self.told:
            whole = [t for t in self.told if t.mention.outcome == mention.outcome]
            if whole and (mention.part or mention.rule == "role"):
                return whole[-1].period  # "five women are among the dead"
            last = self.told[-1]
            if last.paragraph == paragraph and last.background:
                return last.period
            then = last.period
            if last.paragraph == paragraph and then.dated and not mention.toll:
                if then.counting == "event" and not (mention.more or then.background):
                    return then  # "… and 27 were wounded" in the same ambush
        return period

    def _listed(self, mention: Mention, tree: Tree) -> Told | None:
        """The running total that a count goes on with: "863 killed and 3,531 hurt"."""
        last = next((t for t in reversed(self.told) if not t.mention.part), None)
        if last is None or last.period.counting != "cumulative":
            return None
        if mention.more or mention.part or last.sentence != self._sentence(tree):
            return None
        agent = mention.agent  # of one attack, where it is no war
        if agent is not None and tree.lemmas[agent] not in lexicon(
            "grounds.toml", "war"
        ):
            return None
        between = self.scene.report.text[self.told[-1].mention.end : mention.start]
        own = self.scene.times_in(mention.end, tree.sentence.end)
        joined = 0 < len(between) <= _JOINED and " and " in between
        return last if joined and not own else None

    def _is_rival(self, mention: Mention) -> bool:
        """Whether a count is another total of what a running total told already.

        In a young war one of the same outcome and the same order, with no day of its
        own, is of the whole war as well.
        """
        if self.scene.running_since is None or mention.part or mention.more:
            return False
        totals = [
            t.mention.low
            for t in self.told
            if t.period.counting == "cumulative"
            and t.mention.outcome == mention.outcome
            and not (t.background or t.mention.part)
        ]
        least = max((low for low in totals if low is not None), default=0) / _ORDER
        return least > 0 and (mention.low or 0) >= least

    def _sentence(self, tree: Tree) -> int:
        return self.scene.sentence_of(tree.sentence.start)

    def _voice(self, mention: Mention, tree: Tree, period: When) -> Voice | None:
        """Who answers for a count; a party goes on only about its own people."""
        voice = _voice(mention, tree, self.telling.voices)
        taken_up = them_in(mention, tree) is not None
        if voice is None or taken_up:
            return voice
        if voice.continued and voice.side is not None:
            whose = who(mention, tree, self.scene, None, background=period.background)
            told_on = whose.side is None and state_of(voice.side) is not None
            if whose.side != voice.side and not told_on:
                return None
        return voice


def _key(claim: CasualtyClaim) -> tuple[int, int, str]:
    return claim.start, claim.end, claim.text


def _by_parts(
    claims: list[LossClaim], fighters: set[tuple[int, int, str]]
) -> list[LossClaim]:
    """A whole whose parts are of two sides, or of two kinds, is told of both.

    `fighters` are the claims whose own words tell of combatants.
    """
    told = list(claims)
    for i, claim in enumerate(told):
        if not isinstance(claim, CasualtyClaim):
            continue
        parts: list[CasualtyClaim] = []
        for other in told[i + 1 :]:
            if not isinstance(other, CasualtyClaim) or other.rule != "part":
                break
            parts.append(other)
        if claim.victim_side is None:
            if len({part.victim_side for part in parts} - {None}) > 1:
                claim = claim.model_copy(update={"victim_side": "both"})
        if any(_tells_apart(part, claim, fighters) for part in parts):
            claim = claim.model_copy(update={"victim_status": "mixed"})
        told[i] = claim
    return told


def _tells_apart(
    part: CasualtyClaim, whole: CasualtyClaim, fighters: set[tuple[int, int, str]]
) -> bool:
    """Whether a part says that the whole was of both kinds: "40 of them soldiers".

    Women and children may be all civilians there were; so many civilians, or so many
    soldiers, out of a larger number are not.
    """
    if whole.rule == "part" or part.low is None or part.low >= (whole.low or 0):
        return False
    if " of them" not in part.evidence and " of whom" not in part.evidence:
        return False
    if part.victim_status == "combatant":
        return _key(part) in fighters and _key(whole) not in fighters
    return "civilian" in part.victims.lower()


def _voice(mention: Mention, tree: Tree, voices: Voices) -> Voice | None:
    """Who answers for a count; a "reported" toll is nobody's in particular."""
    voice = voices.at(mention.number[0])
    if mention.toll:
        for i in tree.below(mention.trigger, "amod"):
            if tree.lemmas[i] == "report" or tree.tokens[i].text == "reported":
                return Voice(None, None, None, "reported", "asserts", None)
        if _is_sum(mention, tree):
            return None
    return voice


def _is_sum(mention: Mention, tree: Tree) -> bool:
    """Whether the reporter adds up ("raised its toll …, bringing the total to 40")."""
    for over in tree.above(mention.trigger):
        token = tree.tokens[over]
        if token.deprel == "advcl" and token.head >= 0:
            return tree.lemmas[token.head] in speech().weak
    return False


def _casualty(
    mention: Mention,
    tree: Tree,
    scene: Scene,
    voice: Voice | None,
    victims: Victims,
    period: When,
    *,
    denied: bool,
) -> CasualtyClaim:
    text = scene.report.text
    spot = where(mention, tree, scene, period=period, victims=victims)
    actor = perpetrator(mention, tree, scene)
    by = actor.side or actor.name if actor is not None else None
    if by is None and voice is not None and _is_pronoun(mention.agent, tree):
        by = voice.side  # "said that it had killed …"
    if by is None and victims.side not in {None, "both"}:
        enemies = scene.enemies(victims.side)
        by = enemies[0] if enemies else None
    if by == victims.side:
        by = None
    start, end = _evidence(mention, tree)
    return CasualtyClaim(
        start=start,
        end=end,
        evidence=text[start:end],
        outcome=mention.outcome,
        low=mention.low,
        high=mention.high,
        approx=mention.approx,
        text=text[mention.number[0] : mention.number[1]],
        counting=period.counting,
        victims=_noun_words(mention, tree, victims.status),
        victim_side=victims.side,
        victim_status=victims.status,
        perpetrator=by,
        cause=cause(text[tree.sentence.start : tree.sentence.end]),
        background=period.background,
        denied=denied,
        rule=mention.rule,
        **located(spot),
        **told_at(period),
        **said(voice),
    )


def _is_pronoun(agent: int | None, tree: Tree) -> bool:
    return agent is not None and tree.tokens[agent].upos == "PRON"


def _evidence(mention: Mention, tree: Tree) -> tuple[int, int]:
    """The words of the claim: the count, the victims and the clause that joins them."""
    tokens = tree.at(mention.start, mention.end)
    tokens += [
        i
        for i in tree.below(mention.trigger, "aux", "aux:pass", "cop", "advmod")
        if tree.tokens[i].upos != "PUNCT"
    ]
    start, end = tree.extent(tokens)
    return min(start, mention.start), max(end, mention.end)


_OF_STATUS = {"civilian": "civilians", "combatant": "combatants"}


def _noun_words(mention: Mention, tree: Tree, status: VictimStatus) -> str:
    """The victims as the report calls them, without the count; else by their status."""
    lemma = tree.lemmas[mention.noun]
    if lemma not in people() or lemma in terms().toll_of | terms().toll_nouns:
        if tree.tokens[mention.noun].upos != "PROPN":
            return _OF_STATUS.get(status, "people")
    noun = tree.tokens[mention.noun]
    if mention.number[0] <= noun.start < mention.number[1]:  # "a woman and child"
        said = [tree.tokens[i] for i in tree.at(*mention.number)]
        return " ".join(
            t.text for t in said if t.upos not in {"DET", "NUM", "PRON", "ADP"}
        )
    words = [
        tree.tokens[i]
        for i in tree.core(mention.noun)
        if tree.tokens[i].upos
        not in {"DET", "NUM", "PRON", "PUNCT", "ADP", "PART", "AUX"}
        and tree.tokens[i].end <= max(noun.end, mention.victims[1])
        and not mention.number[0] <= tree.tokens[i].start < mention.number[1]
    ]
    return " ".join(t.text for t in words) or noun.text


@cache
def _causes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = table("causes.toml")["cause"]
    return tuple(
        (
            row["name"],
            re.compile(rf"\b(?:{by_letter(row['words'])})"),
        )
        for row in rows
    )


@lru_cache(maxsize=64)  # each count of a sentence asks
def cause(sentence: str) -> str | None:
    """What the sentence says killed or hurt the victims.

    >>> cause("Artillery fire killed two farmers.")
    'shelling'
    """
    said = sentence.lower()
    return next((name for name, words in _causes() if words.search(said)), None)
