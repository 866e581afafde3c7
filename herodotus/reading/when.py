"""When it happened, how it counts, and whether it is history.

The day of an event comes from a time expression of its own clause; failing that from
its sentence, then from the event that the report tells of. A day on which somebody
merely spoke is no day of an event. Running totals reach from the start of the war, or
from the "since" of the sentence, to the day they were given. Precision codes are UCDP
GED's `date_prec`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from herodotus.model import Counting
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
from herodotus.reading.times import Timex, ucdp_date_precision
from herodotus.reading.tree import Tree

#: A day this far behind the report is another story than the one it tells.
RECENT = timedelta(days=31)

#: So long is a war young: its toll from the first day on is news, and no history.
_YOUNG = timedelta(days=400)
_SUPERLATIVE = re.compile(
    r"\b(?:deadliest|worst|biggest|bloodiest|largest|first|highest|heaviest|fiercest|"
    r"most \w+|not (?:been )?(?:seen|known|recorded)|unseen|unmatched|unprecedented)"
    r"\b[^,;]*\bsince\b",
    re.IGNORECASE,
)
#: What stands before the day that a total reaches to.
_AS_OF = re.compile(
    r"\b(?:as (?:of|at)|up (?:to|until)|until|through"
    r"|from the (?:start|beginning|outbreak) (?:of [\w' ]{1,30} )?(?:to|until))\s+$",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"(?:the )?same (?:day|morning|afternoon|evening|night)", re.IGNORECASE
)
_SO_FAR = re.compile(r"\b(?:so far|to date|until now|up to now)\b", re.IGNORECASE)
_RUNNING = re.compile(
    r"\b(?:so far|to date|until now|up to now|in total|in all|altogether|total of|"
    r"since|overall|combined)\b",
    re.IGNORECASE,
)
_REMAINS = {"body", "remains", "remain", "corpse", "cadaver"}
_HISTORY = re.compile(
    r"\b(?:over|for|in|of|past|last|two|three|four|five|six|several) decades\b"
    r"|\b(?:war|conflict|insurgency) (?:that|which) (?:ended|raged)\b"
    r"|-year(?:-old|-long)? (?:\w+ )?(?:war|conflict|insurgency|rebellion)\b",
    re.IGNORECASE,
)


_THOSE = re.compile(
    r"\b(?:during|in|over|at) (?:those|that|the same) (?:\w+[ -]){0,2}"
    r"(?:days?|weeks?|months?|years?|time|war|fighting|conflict|clashes|battle|period)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class When:
    """The period of a claim, how its count relates to others, and if it is history.

    `dated` is false where the sentence gives no time of its own.
    """

    start: date | None
    end: date | None
    precision: int | None
    counting: Counting
    background: bool
    dated: bool = True


def when(mention: Worded, tree: Tree, scene: Scene) -> When:
    """The period, counting and background flag of one mention."""
    day = scene.report.date
    own = _own_times(mention, tree, scene)
    sentence = scene.report.text[tree.sentence.start : tree.sentence.end]
    then = _then(mention, tree, own)
    since = _since(tree, scene) if then is None else None
    said = _said_day(tree, scene) or day
    event = then or _event_time(
        [t for t in own if not _follows_since(t, scene) and not _is_of_record(t, scene)]
    )
    running = scene.running_since
    until = _until(mention, tree, event, said, scene) if then is None else None
    counting: Counting = "event"
    start: date | None
    end: date | None
    if mention.more:
        counting = "new"
        start, end = (event.begin, event.until) if event else (said, said)
    elif since is not None:
        counting = "cumulative"
        near = running is not None and abs((since - running).days) <= 14
        start, end = running if near else since, said
    elif until is not None:
        counting = "cumulative"
        start, end = running, until
    elif event is not None and not (mention.toll and running and scene.crosses_border):
        start, end = event.begin, event.until
        if _is_span(start, end) or (
            start != end and start == running and "day" in event.text.lower().split()
        ):
            counting = "cumulative"
    elif _is_running(mention, tree, sentence, scene):
        counting = "cumulative"
        start, end = running, said
    else:
        start, end = _story_day(scene)
    background = _is_background(mention, tree, scene, start, end, counting)
    if counting == "cumulative" and event is not None and since is None and background:
        counting = "event"
    if start is not None and end is not None and start > end:
        start, end = end, start
    dated = event is not None or since is not None
    return When(start, end, _precision(start, end), counting, background, dated)


def _until(
    mention: Worded, tree: Tree, event: Timex | None, said: date | None, scene: Scene
) -> date | None:
    """The day to which a total of a young war reaches, where the words say it is one.

    "As of Friday" tells the day itself; "so far" and "in the war", with the count, say
    that a day beside it is that of something else.
    """
    if scene.running_since is None or mention.more:
        return None
    text = scene.report.text
    if event is not None and event.until is not None:
        before = text[max(tree.sentence.start, event.start - 60) : event.start]
        if _AS_OF.search(before) and event.until >= scene.running_since:
            return event.until
        if event.until < scene.running_since:
            return None  # "killed in the war of the early 1990s" is of another one
    clause = set(tree.under(mention.trigger))
    so_far = _SO_FAR.search(text, tree.sentence.start, tree.sentence.end)
    if so_far is not None and clause.intersection(tree.at(*so_far.span())):
        return said
    return said if _is_in_the_war(mention, tree, scene) else None


def _is_in_the_war(mention: Worded, tree: Tree, scene: Scene) -> bool:
    """Whether a count is of those killed "in the war", and in none that is dated."""
    for i in tree.below(mention.trigger, "nmod", "obl"):
        if tree.lemmas[i] not in {"war", "conflict"}:
            continue
        case, article = tree.first(i, "case"), tree.first(i, "det")
        inside = case is not None and tree.lemmas[case] in {"in", "during"}
        if inside and article is not None and tree.lemmas[article] in {"the", "this"}:
            return not scene.times_in(*tree.extent(tree.under(i)))
    return False


def _is_of_record(timex: Timex, scene: Scene) -> bool:
    """Whether a time is that which a record goes back to: "not seen since 1973"."""
    lead = scene.report.text[max(0, timex.start - 90) : timex.start].split(". ")[-1]
    return _SUPERLATIVE.search(lead) is not None


def _then(mention: Worded, tree: Tree, own: list[Timex]) -> Timex | None:
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


def adds_to_the_told(mention: Worded, tree: Tree) -> bool:
    """Whether "two more" come on top of a toll, rather than of the counts just told.

    "The attack killed nine; a further four were hurt" is one attack; "two more bodies
    were found", "bringing the toll to 11" add.
    """
    tolled = terms().toll_nouns & set(tree.lemmas)
    return bool(tolled or {"body", "corpse"} & set(tree.lemmas))


@once_a_scene
def those_days(tree: Tree, scene: Scene) -> When | None:
    """The history that a sentence goes on about: "during those four days"."""
    words = scene.report.text[tree.sentence.start : tree.sentence.end]
    number = scene.sentence_of(tree.sentence.start)
    day = scene.report.date
    if number == 0 or day is None or _THOSE.search(words) is None:
        return None
    before = scene.trees[number - 1].sentence
    for timex in scene.times_in(before.start, before.end):
        start, end = timex.begin, timex.until
        if end is not None and day - end > RECENT:
            return When(start, end, _precision(start, end), "event", background=True)
    return None


def story_day(scene: Scene) -> tuple[date | None, date | None]:
    """The day of the event that the report leads with.

    In the opening any day on which something happened, also one longer ago if it is
    told in full; further down only one that points back to it ("Friday's ambush").
    Where the opening knows no more than a week, the week.
    """
    day = scene.report.date
    week: tuple[date | None, date | None] = (None, None)
    for index, tree in enumerate(scene.trees[:10]):
        for timex in scene.times_in(tree.sentence.start, tree.sentence.end):
            if timex.begin is None or timex.until is None:
                continue
            if _is_of_speech(timex, tree) or _follows_since(timex, scene):
                continue
            if _is_of_other(timex, tree) or is_of_dateline(timex, scene):
                continue
            if is_of_aftermath(timex, tree):
                continue
            far = RECENT.days if index < 2 and _is_dated(timex) else 14
            if day is not None and not -2 <= (day - timex.until).days <= far:
                continue
            if (timex.until - timex.begin).days > 3:
                if index < 2 and (timex.until - timex.begin).days <= 7:
                    week = week if week[0] else (timex.begin, timex.until)
                continue
            near = index < 4 or (index == 4 and _is_dated(timex))
            if near or _is_possessive(timex, tree) or _is_violent(timex, tree):
                return timex.begin, timex.until
    return week


def _is_dated(timex: Timex) -> bool:
    """Whether a time names a day of the calendar ("November 9")."""
    return any(character.isdigit() for character in timex.text)


def _is_violent(timex: Timex, tree: Tree) -> bool:
    """Whether a date is that of an act of war ("on May 5 rockets hit the town")."""
    if not _is_dated(timex):
        return False
    heads = {tree.tokens[i].head for i in tree.at(timex.start, timex.end)}
    return any(
        tree.tokens[i].upos == "VERB" and is_conflict_word(tree.lemmas[i])
        for i in heads
        if i >= 0
    )


def _is_possessive(timex: Timex, tree: Tree) -> bool:
    at = tree.at(timex.start, timex.end)
    return any(tree.tokens[i].deprel == "nmod:poss" for i in at)


def _story_day(scene: Scene) -> tuple[date | None, date | None]:
    day = scene.report.date
    start, end = story_day(scene)
    if start is None and end is None:
        said = [_said_day(tree, scene) for tree in scene.trees[:6]]
        first = next((d for d in said if d is not None), day)
        return first, first
    return start, end


def _own_times(mention: Worded, tree: Tree, scene: Scene) -> list[Timex]:
    """Times that hang on the mention's clause, nearest first; speech days left out."""
    found = []
    for timex in scene.times_in(tree.sentence.start, tree.sentence.end):
        if timex.type == "SET" or (timex.begin is None and timex.until is None):
            continue
        if _is_of_speech(timex, tree) and not _inside_clause(timex, mention, tree):
            continue
        if _is_of_other(timex, tree) or _is_of_aftermath(timex, mention, tree):
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


def _same_day(timex: Timex, scene: Scene) -> Timex:
    """ "The same day" as the last that something happened on, not as the report's."""
    if not _SAME.fullmatch(timex.text):
        return timex
    for before in reversed(scene.times_in(0, timex.start)):
        tree = scene.trees[scene.sentence_of(before.start)]
        if before.begin is None or before.begin != before.until:
            continue
        if not (_is_of_speech(before, tree) or is_of_dateline(before, scene)):
            return timex._replace(begin=before.begin, until=before.until)
    return timex


def _is_of_other(timex: Timex, tree: Tree) -> bool:
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
    if head not in over:
        return tree.lemmas[head] in terms().all_lemmas and mention.start < timex.start
    path = over[: over.index(head)]
    return any(
        tree.lemmas[mark] == "after" for i in path for mark in tree.below(i, "mark")
    )


def _inside_clause(timex: Timex, mention: Worded, tree: Tree) -> bool:
    clause = set(tree.under(mention.trigger))
    return bool(clause.intersection(tree.at(timex.start, timex.end)))


def _is_of_speech(timex: Timex, tree: Tree) -> bool:
    """Whether a time tells when somebody spoke rather than when it happened."""
    at = tree.at(timex.start, timex.end)
    if not at or is_of_what_is_told(timex, tree):
        return False
    if is_of_publishing(timex, tree):
        return True
    head = next((i for i in at if tree.tokens[i].head not in at), at[0])
    over = tree.tokens[head].head
    if over < 0:
        return False
    lemma = tree.lemmas[over]
    if lemma in speech().stance and lemma not in speech().weak:
        return tree.tokens[over].upos == "VERB"
    if tree.tokens[over].deprel == "acl" and tree.tokens[over].head >= 0:
        lemma = tree.lemmas[tree.tokens[over].head]  # "an interview aired on Friday"
    return lemma in speech().nouns


def _event_time(times: list[Timex]) -> Timex | None:
    for timex in times:
        if timex.type == "DURATION" and timex.begin is None:
            continue
        if timex.begin is not None or timex.until is not None:
            return timex
    return None


def _follows_since(timex: Timex, scene: Scene) -> bool:
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


def _since(tree: Tree, scene: Scene) -> date | None:
    """The first day of a total that the sentence counts "since" then."""
    for timex in scene.times_in(tree.sentence.start, tree.sentence.end):
        if timex.begin is not None and _follows_since(timex, scene):
            return timex.begin
    words = scene.report.text[tree.sentence.start : tree.sentence.end]
    since = re.search(r"(?i)\bsince\b", words) and not _SUPERLATIVE.search(words)
    if scene.running_since is not None and since:
        return scene.running_since
    return None


@once_a_scene
def _said_day(tree: Tree, scene: Scene) -> date | None:
    """The day on which the sentence has somebody speak."""
    for timex in scene.times_in(tree.sentence.start, tree.sentence.end):
        if _is_of_speech(timex, tree) and timex.until is not None:
            if timex.begin == timex.until:
                return timex.until
    return None


def _is_span(start: date | None, end: date | None) -> bool:
    return start is not None and end is not None and 7 <= (end - start).days <= 62


def _is_running(mention: Worded, tree: Tree, sentence: str, scene: Scene) -> bool:
    """Whether a count without a day of its own is a total of the war so far.

    In a young war between states a toll is a running one unless it is laid to one
    attack: an agent that is no war, or a place of its own.
    """
    if mention.agent is not None and _has_gone_on(mention.agent, mention, tree):
        return True
    if scene.running_since is None or scene.report.date == scene.running_since:
        return False
    if _RUNNING.search(sentence) or (mention.toll and scene.crosses_border):
        return True
    if not scene.crosses_border or tree.lemmas[mention.trigger] in _REMAINS:
        return False  # bodies are found in one place
    if mention.agent is not None and tree.lemmas[mention.trigger] != "lose":
        return tree.lemmas[mention.agent] in lexicon("grounds.toml", "war")
    if any(
        tree.lemmas[j] == "when"
        for i in tree.below(mention.trigger, "advcl")
        for j in tree.below(i, "mark", "advmod")
    ):
        return False  # "were hurt when their post was bombed"
    return not any(
        t.place is not None and t.place.precision <= 2
        for t in scene.toponyms_in(tree.sentence.start, tree.sentence.end)
    )


def _has_gone_on(agent: int, mention: Worded, tree: Tree) -> bool:
    """Whether a war "has killed" or "has cost": a total of it so far."""
    if tree.lemmas[agent] not in lexicon("grounds.toml", "wars"):
        return False
    below = tree.below(mention.trigger, "aux")
    return any(tree.tokens[i].text.lower() in {"has", "have"} for i in below)


def _is_background(
    mention: Worded,
    tree: Tree,
    scene: Scene,
    start: date | None,
    end: date | None,
    counting: Counting,
) -> bool:
    day = scene.report.date
    if day is None or end is None:
        sentence = scene.report.text[tree.sentence.start : tree.sentence.end]
        years = {t.begin.year for t in _own_times(mention, tree, scene) if t.begin}
        explicit = any(str(year) in sentence for year in years)
        return explicit or (bool(_HISTORY.search(sentence)) and start is None)
    if scene.running_since is not None and start == scene.running_since:
        return False
    war = scene.conflict
    if war is not None and start is not None and abs(start - war.start) <= RECENT:
        if day - war.start <= _YOUNG or (scene.crosses_border and war.end is None):
            return False  # the toll of this very war
    if day - end > RECENT:
        return True
    story = story_day(scene)[0]
    if start is not None and story is not None and end < story - timedelta(days=6):
        return True
    if start is not None and day - start > RECENT and counting == "cumulative":
        return True
    own = _own_times(mention, tree, scene)
    told_before = any(
        t.text.lower().startswith("earlier") and t.until == end for t in own
    )
    if told_before and story is not None and end < story:
        return True
    clause = scene.report.text[
        max(tree.sentence.start, mention.start - 80) : mention.end + 80
    ]
    return bool(_HISTORY.search(clause))


def _precision(start: date | None, end: date | None) -> int | None:
    if start is None and end is None:
        return None
    return ucdp_date_precision(start, end)
