"""Who says it: from a statement's source to a party, a person and a stance.

The ultimate source counts, not the agency that relays it. A named person is given as
"Name (institution)". Where the report speaks in its own voice the party is None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from herodotus.gazetteer import ActorMention
from herodotus.model import Stance
from herodotus.reading.antecedents import may_take_up
from herodotus.reading.scene import Scene
from herodotus.reading.speakers import Speakers, plain
from herodotus.reading.speakers import Voice as Voice
from herodotus.reading.speech import Interval, Statement, speech
from herodotus.reading.titles import office_nouns

#: Words that take up what the sentence or the statement before them was about.
_BACK = re.compile(
    r"\b(?:of (?:them|these|those|whom)|they|he|she|it)\b", re.IGNORECASE
)
_PICKING_UP = {"it", "they", "he", "she", "this", "both", "all"}
_THIS_MUCH = {"something", "which", "a charge", "an accusation"}
_NEW = re.compile(r"(?:an?|another|one|some|several|other)\s", re.IGNORECASE)
_FROM_WITHIN = {
    "statement", "report", "source", "information", "account", "data", "figure",
    "website", "tally", "count",
}  # fmt: skip
#: So many sentences, or statements, back "she" and "the ministry" are looked for.
_MEMORY = 40
#: So many sentences after a lead who it means is named.
_SOON = 5
#: Sources that a lead leaves unnamed, to name them in the next sentence.
_WATCHING = {
    "monitor", "monitoring group", "rights group", "human rights group", "watchdog",
    "war monitor", "monitors", "rights watchdog", "aid group", "charity",
}  # fmt: skip
#: So many characters may follow the last verb of speech of a sentence ("on Monday.").
_TAIL = 25
#: So many sentences away a body's words before and after a sentence hold it, too.
_NEARBY = 4


class Voices:
    """The statements of a report with their sources settled, ready to be asked."""

    def __init__(self, scene: Scene, statements: Sequence[Statement]) -> None:
        self.scene = scene
        self.speakers = Speakers(scene)
        self.heard: list[tuple[Statement, Voice]] = []
        self._about: dict[int, list[tuple[Statement, Voice]]] = {}
        for statement in statements:
            voice = self._settle(statement)
            if voice is not None:
                self.heard.append((statement, voice))
                for number in self._sentences(statement):
                    self._about.setdefault(number, []).append((statement, voice))

        self._name_those_named_later()

    def _name_those_named_later(self) -> None:
        """Give a lead's "a monitor", "its spokesman" the name that soon follows."""
        for n, (statement, voice) in enumerate(self.heard):
            here = self.scene.sentence_of(statement.cue[0])
            if not self._opens(here):
                break
            named = self._named_later(n) if voice.speaker is None else None
            if named is None:
                continue
            settled = replace(named, cue=voice.cue, stance=voice.stance)
            self.heard[n] = (statement, settled)
            for number in self._sentences(statement):
                pairs = self._about[number]
                self._about[number] = [
                    (s, settled if s is statement else v) for s, v in pairs
                ]

    def _named_later(self, n: int) -> Voice | None:
        """Who, called by name next, an unnamed source of the lead is."""
        scene = self.scene
        statement, voice = self.heard[n]
        if statement.source is None or voice.party is None:
            return None
        tree = scene.trees[scene.sentence_of(statement.source[0])]
        at = tree.at(*statement.source)
        heads = {
            tree.lemmas[i]
            for i in at
            if tree.tokens[i].head not in at
            and tree.tokens[i].text.lower() == tree.lemmas[i]
        }
        here = scene.sentence_of(statement.cue[0])
        for other, later in self.heard[n + 1 :]:
            told = scene.sentence_of(other.cue[0])
            if told - here > _SOON or told == here or later.party is None:
                if told - here > _SOON:
                    break
                continue
            if later.speaker is not None:
                role = set((later.party.partition("(")[2]).rstrip(")").lower().split())
                shared = heads & role & office_nouns()
                sides = {None, voice.party, later.side}
                if shared and (voice.side in sides or later.side is None):
                    return later
            elif later.party[0].isupper() and (
                voice.party in _WATCHING or _is_of_kind(later.party, voice.party)
            ):
                return later if later.side is None else None
        return None

    def at(self, position: int) -> Voice | None:
        """Who answers for the words at a character; None is the reporter."""
        here = self._about.get(self.scene.sentence_of(position), [])
        covering = [(s, v) for s, v in here if s.covers(position)]
        if not covering:
            return self._still_speaking(position)
        statement, voice = min(
            covering, key=lambda pair: (pair[0].size, pair[0].witness)
        )
        if (
            voice.party is None
        ):  # "were reported": by nobody, or by who says so around it
            around = [p for p in covering if p[0].covers(statement.cue[0])]
            named = [p for p in around if p[1].party is not None]
            if named:
                statement, voice = min(named, key=lambda p: (p[0].size, p[0].witness))
            elif statement.source is not None:  # "according to preliminary data"
                return self._still_speaking(position) or voice
        others = [v for s, v in covering if s is not statement]
        relay = next((v.relayed_by for v in others if v.relayed_by), voice.relayed_by)
        if relay != voice.relayed_by:
            voice = replace(voice, relayed_by=relay)
        return voice

    def denials(
        self, start: int, end: int, *, of: Voice | None = None
    ) -> list[tuple[Statement, Voice]]:
        """The denials told in the sentences from one character to another.

        One of what its own sentence says ("something Armenia denies") is, for the
        sentences before, a denial of the accuser's words alone: those of `of`.
        """
        first, last = self.scene.sentence_of(start), self.scene.sentence_of(end)
        return [
            (statement, voice)
            for number in range(first, last + 1)
            for statement, voice in self._about.get(number, [])
            if statement.stance == "denies" and voice.party is not None
            if number == first
            or not self.points_back(statement)
            or (of is not None and of.side in self._accusers(number))
        ]

    def _accusers(self, number: int) -> set[str | None]:
        """The sides that accuse others in a sentence."""
        told = self._about.get(number, ())
        return {voice.side for said, voice in told if said.stance == "accuses"}

    def points_back(self, statement: Statement) -> bool:
        """Whether a denial is of what its own sentence says ("something X denies")."""
        text = self.scene.report.text
        return all(text[a:b].lower() in _THIS_MUCH for a, b in statement.content)

    def _sentences(self, statement: Statement) -> set[int]:
        """The sentences that a statement speaks in or about."""
        found = {self.scene.sentence_of(statement.cue[0])}
        for start, end in statement.content:
            first, last = self.scene.sentence_of(start), self.scene.sentence_of(end - 1)
            found |= set(range(first, last + 1))
        return found

    def _still_speaking(self, position: int) -> Voice | None:
        """The voice that goes on: in a quotation, or further down its paragraph."""
        scene = self.scene
        here = scene.sentence_of(position)
        ending = self._ending(here, position)
        if ending is not None:
            return ending
        quoted = is_quoted(scene.report.text, position)
        paragraph = scene.paragraph_of[here]
        near = [
            pair
            for number in range(max(0, here - _MEMORY), here + 1)
            for pair in self._about.get(number, [])
        ]
        near.sort(key=lambda pair: pair[0].cue, reverse=True)
        for statement, voice in near:
            if voice.party is None or statement.cue[0] > position:
                continue
            told = scene.sentence_of(statement.cue[0])
            if scene.paragraph_of[told] == paragraph and told < here:
                return replace(voice, continued=not quoted)
            if told == here and self._goes_on(statement, position):
                return voice
            if quoted and paragraph - scene.paragraph_of[told] <= 1:
                return voice
            break
        return self._named_next(here) or self._between(position)

    def _ending(self, here: int, position: int) -> Voice | None:
        """Who is named at the end of a sentence for all of it: "A; B, police said"."""
        end = self.scene.trees[here].sentence.end
        after = [
            (s, v) for s, v in self._about.get(here, ()) if position < s.cue[0] < end
        ]
        if not after or len({s.cue[1] for s, _ in after}) > 1:
            return None
        statement, voice = after[0]
        behind = self.scene.report.text[statement.cue[1] : end]
        said = self.scene.report.text[position : statement.cue[0]]
        if voice.party is None or ";" not in said or len(behind) > _TAIL:
            return None
        return voice

    def _goes_on(self, statement: Statement, position: int) -> bool:
        """Whether words behind a semicolon are still about what was said before it.

        "It added that seven soldiers were found; one of them had a wound."
        """
        if not statement.content:
            return False
        start = max(end for _, end in statement.content)
        part = self.scene.report.text[start : position + 40]
        return ";" in part and _BACK.search(part) is not None

    def _named_next(self, here: int) -> Voice | None:
        """The voice that answers for the first sentence where the next one names it.

        "A strike killed two soldiers. It was the other side's, the ministry says."
        """
        scene = self.scene
        after = here + 1
        if after >= len(scene.trees) or not self._opens(here):
            return None
        tree = scene.trees[after]
        if not tree.lemmas or tree.lemmas[0] not in _PICKING_UP:
            return None
        for statement, voice in self._about.get(after, ()):
            if voice.party is not None and statement.covers(tree.tokens[0].start):
                return voice
        return None

    def _opens(self, here: int) -> bool:
        """Whether a sentence is the first of the report's prose."""
        scene = self.scene
        before = scene.trees[:here]
        return not any(tree.lemmas and tree.lemmas[-1] == "." for tree in before)

    def _between(self, position: int) -> Voice | None:
        """The body that speaks shortly before and after a sentence, and none else.

        A person is quoted for what was said; a ministry's statement is told on.
        """
        here = self.scene.sentence_of(position)
        before = after = None
        near = range(here - _NEARBY, here + _NEARBY + 1)
        for n in sorted(n for number in near for n in self._cued.get(number, ())):
            statement, voice = self.heard[n]
            if voice.party is None:
                continue
            if statement.cue[0] < position:
                before = voice
            else:
                after = voice
                break
        if before is None or after is None or before.speaker is not None:
            return None
        return before if before.party == after.party else None

    @cached_property
    def _cued(self) -> dict[int, list[int]]:
        """Which statements have their cue in which sentence, by number."""
        found: dict[int, list[int]] = {}
        for n, (statement, _) in enumerate(self.heard):
            found.setdefault(self.scene.sentence_of(statement.cue[0]), []).append(n)
        return found

    def uttering(self, source: Interval, cue: Interval) -> Voice | None:
        """The voice of somebody whose words are the deed: "vowed", "accused"."""
        words = self.scene.report.text[cue[0] : cue[1]].lower()
        accuses = words.startswith(("accus", "blam", "condemn", "denounc"))
        stance: Stance = "accuses" if accuses else "asserts"
        return self._settle(Statement(source, cue, (), stance, "tree"))

    # -- settling a source -----------------------------------------------------------

    def _settle(self, statement: Statement) -> Voice | None:
        text = self.scene.report.text
        cue = text[statement.cue[0] : statement.cue[1]]
        if statement.source is None:
            return Voice(None, None, None, cue, statement.stance, None)
        words = text[statement.source[0] : statement.source[1]]
        earlier = self._anaphor(words, statement)
        if earlier is not None:
            return Voice(
                earlier.party,
                earlier.speaker,
                earlier.side,
                cue,
                statement.stance,
                earlier.relayed_by,
                earlier.country,
            )
        return self.speakers.named(statement.source, words, cue, statement.stance)

    def _person_meant(self, statement: Statement) -> Voice | None:
        """The person told of before, who has said nothing yet, that "he" stands for."""
        if statement.source is None:
            return None
        number = self.scene.sentence_of(statement.source[0])
        for i in self.scene.trees[number].at(*statement.source):
            where = self.scene.references.antecedent(number, i)
            known = self.scene.references.person(*where) if where is not None else None
            if known is not None:
                cue = self.scene.report.text[slice(*statement.cue)]
                return self.speakers.spoken(known.name, None, cue, statement.stance)
        return None

    def _anaphor(self, words: str, statement: Statement) -> Voice | None:
        """The earlier voice that "she", "the ministry", "its statement" stand for."""
        bare = plain(words).lower()
        if statement.source is None or not self.heard or _NEW.match(words):
            return None
        heard = [
            (s, v)
            for s, v in self.heard[-_MEMORY:]
            if v.party is not None and s.cue[0] < statement.cue[0] and s.source
        ]
        if not heard:
            return None
        if bare in {"he", "she"}:
            people = [v for s, v in heard if v.speaker or self._is_somebody(s)]
            named = None if people else self._person_meant(statement)
            if named is not None:
                return named
            return people[-1] if people else heard[-1][1]
        if bare in {"it", "they"}:
            subject = self._subject_before(statement.source[0])
            subject = subject or self._keeper_before(statement)
            if subject is not None:
                return subject
            others = [v for _, v in heard if not v.speaker]
            return (others or [v for _, v in heard])[-1]
        tokens = bare.split()
        head = tokens[-1] if tokens else ""
        if self.speakers.person(statement.source) is not None:
            return self._same_person(statement.source, heard)
        group = self._group_told(head, tokens, statement.source)
        if group is not None:
            return group
        if head in speech().anaphors | speech().bodies and len(tokens) <= 2:
            mentions = self.scene.actors_in(*statement.source)
            if any(m.actor.side for m in mentions):
                return None
            if head in _FROM_WITHIN | speech().nouns or re.match(
                r"(?i)(its|their|his|her)\b", words
            ):
                return heard[-1][1]
            told = self._side_told(mentions, statement.source)
            for _, voice in reversed(heard):
                if told is not None and voice.side != told:
                    continue  # another side's ministry spoke before
                party = (voice.party or "").lower()
                if head.rstrip("s") in party and tokens[0].rstrip("s") in party:
                    return voice
        return None

    def _is_somebody(self, statement: Statement) -> bool:
        """Whether a source is one person without a name: "a doctor at the hospital"."""
        if statement.source is None:
            return False
        words = self.scene.report.text[slice(*statement.source)]
        if speech().bodies.intersection(plain(words).lower().split()[-1:]):
            return False  # "a doctors' union"
        return re.match(r"(?i)(?:an?|another|one) ", words) is not None

    def _group_told(
        self, head: str, tokens: list[str], source: Interval
    ) -> Voice | None:
        """The group or body that "the group" and "the movement" stand for."""
        if len(tokens) > 1 or not may_take_up(head):
            return None
        number = self.scene.sentence_of(source[0])
        tree = self.scene.trees[number]
        for i in tree.at(*source):
            if tree.lemmas[i] == head and (number, i) in self.scene.references.links:
                actor = self.scene.references.actor_of(number, i)
                if actor is not None:
                    return Voice(
                        actor.name,
                        None,
                        actor.side,
                        None,
                        "asserts",
                        None,
                        actor.country,
                    )
        return None

    def _side_told(self, mentions: list[ActorMention], span: Interval) -> str | None:
        """The side whose forces the sentence of an army or ministry tells of."""
        scene = self.scene
        tree = scene.trees[scene.sentence_of(span[0])]
        actors = [m.actor for m in mentions if m.actor.kind == "institution"]
        return scene.references.in_sentence(actors[0], tree) if actors else None

    def _subject_before(self, position: int) -> Voice | None:
        """The party that is the subject of the sentence "it claimed" stands in."""
        here = self.scene.trees[self.scene.sentence_of(position)]
        for i, token in enumerate(here.tokens):
            if token.deprel != "nsubj" or token.end > position:
                continue
            for mention in self.scene.actors_in(*here.extent(here.core(i))):
                actor = mention.actor
                if actor.kind not in {"agency", "people"} and actor.side:
                    return Voice(actor.name, None, actor.side, None, "asserts", None)
        return None

    def _keeper_before(self, statement: Statement) -> Voice | None:
        """Whose count the sentence of "it said" tells: "the union's count is 822"."""
        if statement.source is None:
            return None
        here = self.scene.trees[self.scene.sentence_of(statement.source[0])]
        for i, token in enumerate(here.tokens):
            if token.deprel != "nsubj" or token.end > statement.source[0]:
                continue
            owner = here.first(i, "nmod:poss")
            if owner is None or here.lemmas[i] not in speech().nouns:
                continue
            span = here.extent(here.core(owner))
            words = self.scene.report.text[slice(*span)]
            if here.lemmas[owner] in speech().bodies | speech().anaphors:
                told = self._anaphor(words, replace(statement, source=span))
                return told or self._called(here.lemmas[owner], statement)
        return None

    def _called(self, noun: str, statement: Statement) -> Voice | None:
        """Who was last heard under a noun: "the UN mission", whose name is the UN's."""
        for before, voice in reversed(self.heard[-_MEMORY:]):
            if before.source is None or before.cue[0] >= statement.cue[0]:
                continue
            words = self.scene.report.text[slice(*before.source)].lower().split()
            if noun in words and voice.party is not None:
                return voice
        return None

    def _same_person(
        self, span: Interval, heard: list[tuple[Statement, Voice]]
    ) -> Voice | None:
        name = self.speakers.person(span)
        for _, voice in reversed(heard):
            if voice.speaker == name:
                return voice
        return None


def is_quoted(text: str, position: int) -> bool:
    """Whether a character stands inside quotation marks of its paragraph.

    >>> is_quoted("“We lost 12 men,” he said.", 9)
    True
    """
    before = text[text.rfind("\n", 0, position) + 1 : position]
    curly = before.count("“") - before.count("”")
    return curly > 0 or before.count('"') % 2 == 1


def _is_of_kind(name: str, words: str) -> bool:
    """Whether a body's name says what an unnamed source was said to be.

    >>> _is_of_kind("Sudan Doctors Union", "doctors' union")
    True
    """
    kind = re.findall(r"[a-z]+", words.lower())
    if words[:1].isupper() or len(kind) < 2 or "of" in kind:
        return False
    said = {word.removesuffix("s") for word in re.findall(r"[a-z]+", name.lower())}
    return {word.removesuffix("s") for word in kind if len(word) > 1} <= said
