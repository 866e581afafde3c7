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
from herodotus.reading.mentions import Worded
from herodotus.reading.scene import Scene, once_a_scene
from herodotus.reading.terms import lexicon, terms
from herodotus.reading.times import Timex, ucdp_date_precision
from herodotus.reading.tree import Tree
from herodotus.reading.when_story import RECENT, day_told, story_day
from herodotus.reading.when_times import (
    counted_since,
    event_time,
    follows_since,
    is_of_record,
    own_times,
    said_day,
    time_gone_on_about,
)

#: So long is a war young: its toll from the first day on is news, and no history.
_YOUNG = timedelta(days=400)

#: What stands before the day that a total reaches to.
_AS_OF = re.compile(
    r"\b(?:as (?:of|at)|up (?:to|until)|until|through|by"
    r"|from the (?:start|beginning|outbreak) (?:of [\w' ]{1,30} )?(?:to|until))\s+$",
    re.IGNORECASE,
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
    own = own_times(mention, tree, scene)
    sentence = scene.report.text[tree.sentence.start : tree.sentence.end]
    then = time_gone_on_about(mention, tree, own)
    since = counted_since(tree, scene) if then is None else None
    said = said_day(tree, scene) or day
    event = then or event_time(
        [t for t in own if not follows_since(t, scene) and not is_of_record(t, scene)]
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
        start, end = running, _standing(event, running) or said
    else:
        start, end = day_told(scene)
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


def _standing(event: Timex | None, running: date | None) -> date | None:
    """The day beside a toll of the war, at which it stood: "put it at 1,982 on …"."""
    if event is None or running is None or event.begin is None:
        return None
    return event.until if event.begin == event.until and event.begin > running else None


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
        years = {t.begin.year for t in own_times(mention, tree, scene) if t.begin}
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
    own = own_times(mention, tree, scene)
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
