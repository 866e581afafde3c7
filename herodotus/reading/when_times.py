"""Which times of a sentence are those of a count, and which are of something else.

A day on which somebody merely spoke, on which the dead were dug out or on which an
election was held is no day of an event.
"""

from __future__ import annotations

import re
from datetime import date

from herodotus.reading.asides import (
    is_of_aftermath,
    is_of_dateline,
    is_of_publishing,
    is_of_what_is_told,
)
from herodotus.reading.mentions import Worded
from herodotus.reading.relevance import is_conflict_word
from herodotus.reading.scene import Scene, once_a_scene
from herodotus.reading.speech import speech
from herodotus.reading.terms import lexicon, terms
from herodotus.reading.times import Timex
from herodotus.reading.tree import Tree

_SUPERLATIVE = re.compile(
    r"\b(?:deadliest|worst|biggest|bloodiest|largest|first|highest|heaviest|fiercest|"
    r"most \w+|not (?:been )?(?:seen|known|recorded)|unseen|unmatched|unprecedented)"
    r"\b[^,;]*\bsince\b",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"(?:the )?same (?:day|morning|afternoon|evening|night)", re.IGNORECASE
)


def own_times(mention: Worded, tree: Tree, scene: Scene) -> list[Timex]:
    """Times that hang on the mention's clause, nearest first; speech days left out."""
    found = []
    for timex in scene.times_in(tree.sentence.start, tree.sentence.end):
        if timex.type == "SET" or (timex.begin is None and timex.until is None):
            continue
        if is_of_speech(timex, tree) and not _inside_clause(timex, mention, tree):
            continue
        if is_of_other(timex, tree) or _is_of_aftermath(timex, mention, tree):
            continue
        if is_of_dateline(timex, scene):
            continue
        if is_of_aftermath(timex, tree) and not mention.more:
            continue
        found.append(_same_day(timex, scene))
    place = mention.number[0]

    def distance(timex: Timex) -> tuple[int, int]:
        inside = 1 if _inside_clause(timex, mention, tree) else 2
        at = tree.at(timex.start, timex.end)
        if any(tree.tokens[i].head == mention.trigger for i in at):
            inside = 0
        return inside, min(abs(timex.start - place), abs(timex.end - mention.end))

    return sorted(found, key=distance)


def _inside_clause(timex: Timex, mention: Worded, tree: Tree) -> bool:
    clause = set(tree.under(mention.trigger))
    return bool(clause.intersection(tree.at(timex.start, timex.end)))


def _same_day(timex: Timex, scene: Scene) -> Timex:
    """ "The same day" as the last that something happened on, not as the report's."""
    if not _SAME.fullmatch(timex.text):
        return timex
    for before in reversed(scene.times_in(0, timex.start)):
        tree = scene.trees[scene.sentence_of(before.start)]
        if before.begin is None or before.begin != before.until:
            continue
        if not (is_of_speech(before, tree) or is_of_dateline(before, scene)):
            return timex._replace(begin=before.begin, until=before.until)
    return timex


def is_of_speech(timex: Timex, tree: Tree) -> bool:
    """Whether a time tells when somebody spoke rather than when it happened."""
    at = tree.at(timex.start, timex.end)
    if not at or is_of_what_is_told(timex, tree):
        return False
    if is_of_publishing(timex, tree):
        return True
    head = next((i for i in at if tree.tokens[i].head not in at), at[0])
    over = tree.tokens[head].head
    if over < 0 or any(tree.lemmas[i] == "by" for i in tree.below(head, "case")):
        return False  # "had verified 780 deaths by 17 March": the day of the count
    lemma = tree.lemmas[over]
    if lemma in speech().stance and lemma not in speech().weak:
        return tree.tokens[over].upos == "VERB"
    if tree.tokens[over].deprel == "acl" and tree.tokens[over].head >= 0:
        lemma = tree.lemmas[tree.tokens[over].head]  # "an interview aired on Friday"
    return lemma in speech().nouns


def is_of_other(timex: Timex, tree: Tree) -> bool:
    """Whether a time belongs to something peaceful ("Sunday's elections")."""
    at = tree.at(timex.start, timex.end)
    for i in at:
        token = tree.tokens[i]
        if token.deprel == "nmod:poss" and token.head >= 0:
            what = tree.tokens[token.head]
            if what.lemma.lower() in lexicon("grounds.toml", "acts"):
                return False
            return not is_conflict_word(what.text)
    return False


def _is_of_aftermath(timex: Timex, mention: Worded, tree: Tree) -> bool:
    """Whether a time is that of something else than the count's own clause.

    "Rescuers dug on Wednesday after bombers struck, killing 250"; "two died, and a
    third died this morning".
    """
    at = tree.at(timex.start, timex.end)
    head = next((tree.tokens[i].head for i in at if tree.tokens[i].head not in at), -1)
    if head < 0 or head == mention.trigger or tree.tokens[head].upos != "VERB":
        return False
    over = [mention.trigger, *tree.above(mention.trigger)]
    if mention.toll and head in tree.under(mention.trigger):
        return False  # "the number of civilians killed at 1,982 on Thursday"
    if head not in over:
        return tree.lemmas[head] in terms().all_lemmas and mention.start < timex.start
    path = over[: over.index(head)]
    return any(
        tree.lemmas[mark] == "after" for i in path for mark in tree.below(i, "mark")
    )


def event_time(times: list[Timex]) -> Timex | None:
    """The nearest time that has a day, first or last."""
    for timex in times:
        if timex.type == "DURATION" and timex.begin is None:
            continue
        if timex.begin is not None or timex.until is not None:
            return timex
    return None


@once_a_scene
def said_day(tree: Tree, scene: Scene) -> date | None:
    """The day on which the sentence has somebody speak."""
    for timex in scene.times_in(tree.sentence.start, tree.sentence.end):
        if is_of_speech(timex, tree) and timex.until is not None:
            if timex.begin == timex.until:
                return timex.until
    return None


def counted_since(tree: Tree, scene: Scene) -> date | None:
    """The first day of a total that the sentence counts "since" then."""
    for timex in scene.times_in(tree.sentence.start, tree.sentence.end):
        if timex.begin is not None and follows_since(timex, scene):
            return timex.begin
    words = scene.report.text[tree.sentence.start : tree.sentence.end]
    since = re.search(r"(?i)\bsince\b", words) and not _SUPERLATIVE.search(words)
    if scene.running_since is not None and since:
        return scene.running_since
    return None


def follows_since(timex: Timex, scene: Scene) -> bool:
    """Whether a time opens a period ("since fighting erupted on 3 May")."""
    lead = scene.report.text[max(0, timex.start - 90) : timex.start]
    if "since" not in lead.lower():
        return timex.relation == "since"
    if _SUPERLATIVE.search(lead.split(". ")[-1]):
        return False
    if timex.relation == "since":
        return True
    before = scene.report.text[max(0, timex.start - 70) : timex.start]
    return bool(re.search(r"(?i)\bsince\s+(?:[\w-]+\s+){0,9}$", before))


def is_of_record(timex: Timex, scene: Scene) -> bool:
    """Whether a time is that which a record goes back to: "not seen since 1973"."""
    lead = scene.report.text[max(0, timex.start - 90) : timex.start].split(". ")[-1]
    return _SUPERLATIVE.search(lead) is not None


def time_gone_on_about(mention: Worded, tree: Tree, own: list[Timex]) -> Timex | None:
    """The time that a "when" clause goes on about: "since 1994, when 12 died"."""
    for i, lemma in enumerate(tree.lemmas):
        if lemma != "when" or i < 2:
            continue
        clause = tree.tokens[i].head
        if clause >= 0 and mention.trigger in [clause, *tree.under(clause)]:
            before = tree.tokens[i - 1]
            end = tree.tokens[i - 2].end if before.text == "," else before.end
            return next((t for t in own if t.end == end), None)
    return None
