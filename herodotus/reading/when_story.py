"""The day of the event that a report leads with: that of all that has no other day."""

from __future__ import annotations

from datetime import date, timedelta

from herodotus.reading.asides import is_of_aftermath, is_of_dateline
from herodotus.reading.relevance import is_conflict_word
from herodotus.reading.scene import Scene
from herodotus.reading.times import Timex
from herodotus.reading.tree import Tree
from herodotus.reading.when_times import (
    follows_since,
    is_of_other,
    is_of_speech,
    said_day,
)

#: A day this far behind the report is another story than the one it tells.
RECENT = timedelta(days=31)


def day_told(scene: Scene) -> tuple[date | None, date | None]:
    """The day of the event; where none is told, that on which somebody speaks of it."""
    day = scene.report.date
    start, end = story_day(scene)
    if start is None and end is None:
        said = [said_day(tree, scene) for tree in scene.trees[:6]]
        first = next((d for d in said if d is not None), day)
        return first, first
    return start, end


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
            if is_of_speech(timex, tree) or follows_since(timex, scene):
                continue
            if is_of_other(timex, tree) or is_of_dateline(timex, scene):
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
