"""Where it happened: the most specific place that the words tie to the casualties.

A place of the count's own clause comes first; then the place of the event that the
report leads with, which often stands a paragraph further down than the toll. A running
total of a war belongs to the war's ground, or to the territory of those who died.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from herodotus.gazetteer import Place, canonical_place, find_place, state_of
from herodotus.reading.locations import grain, is_tied, is_wide, located
from herodotus.reading.mentions import Worded
from herodotus.reading.scene import Scene, Toponym, once_a_scene
from herodotus.reading.tree import Tree
from herodotus.reading.victims import Victims
from herodotus.reading.when import RECENT, When

_OPENING = 8
#: A place that no violence is tied to stands so many sentences further down.
_UNTIED = 3
_THIS_TOWN = re.compile(
    r"\bthis (?:[\w-]+ ){0,2}(?:town|city|village|capital|camp|suburb)\b"
    r"|(?<!said )(?<!reporters )\bhere (?:on|late|early|last|today|overnight)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Spot:
    """A place as written, and the place it resolves to where that is known."""

    name: str | None
    place: Place | None


def where(
    mention: Worded, tree: Tree, scene: Scene, *, period: When, victims: Victims | None
) -> Spot:
    """The place of one mention; nothing where the text ties none to it."""
    usable, loose = located(tree, scene)
    clause = set(tree.under(mention.trigger))
    own = [t for t in usable if clause & set(tree.at(t.start, t.end))]
    near = (
        _finest(own, mention)
        or _there(mention, tree, scene)
        or _finest(usable, mention)
    )
    if period.counting == "cumulative" and near is None and _is_long(period):
        return _ground(scene, victims)
    if period.counting in {"cumulative", "new"} and scene.running_since is not None:
        if near is not None and not near.is_country and near in own:
            return _spot(near)
        return _ground(scene, victims)
    if near is not None and not near.is_country:
        return _spot(near)
    if period.background:
        return _spot(near) if near is not None else _ground(scene, None)
    story = story_place(scene)
    if scene.crosses_border and (near is None or near.is_country):
        if scene.running_since is not None and (story is None or grain(story) >= 3):
            return _ground(scene, victims)
    if story is not None and (near is None or _lies_in(story, near)):
        return _spot(story)
    near = near or _finest(loose, mention)
    return _spot(near) if near is not None else _country(scene)


def _is_long(period: When) -> bool:
    """Whether a total runs over so long that it is of a war, not of one place."""
    if period.start is None or period.end is None:
        return period.start is None
    return period.end - period.start > RECENT


@once_a_scene
def story_place(scene: Scene) -> Toponym | None:
    """The place of what the report leads with: the first that violence is tied to.

    A town goes before a province, though it stand further down. The dateline is where
    the reporter stands; "this town" makes it the story's.
    """
    skip = scene.report.dateline
    here = _this_town(scene)
    if here is not None:
        return here
    found: list[tuple[tuple[int, int, int, int], Toponym]] = []
    for number, tree in enumerate(scene.trees[:_OPENING]):
        if _is_of_old(tree, scene):
            continue
        firm, _ = located(tree, scene)
        if len({t.name for t in firm if grain(t) < 3}) > 2:
            continue  # "20 died in Khartoum, eight in Omdurman, 11 in Nyala"
        for toponym in firm:
            if skip is not None and skip[0] <= toponym.start < skip[1]:
                continue
            if toponym.start >= scene.report.body_start:
                fine = grain(toponym)
                level = 0 if fine < 3 else 1 if fine < 6 else 2
                tied = is_tied(toponym, tree)
                depth = number if tied else number + _UNTIED
                found.append(((level, depth, fine, toponym.start), toponym))
    return min(found, key=lambda row: row[0])[1] if found else None


def _this_town(scene: Scene) -> Toponym | None:
    """The dateline's place, where the opening speaks of "this border town"."""
    report = scene.report
    opening = report.text[report.body_start : report.body_start + 600]
    said = _THIS_TOWN.search(opening)
    name = (report.place or "").split(",")[0]  # "Bint Jbeil, Lebanon"
    place = find_place(name) if name else None
    if said is None or place is None:
        return None
    start = report.body_start + said.start()
    return Toponym(start, start, name, place)


def _there(mention: Worded, tree: Tree, scene: Scene) -> Toponym | None:
    """What "there" in the mention's clause points back to: the last place told."""
    clause = tree.under(mention.trigger)
    there = [i for i in clause if tree.lemmas[i] == "there"]
    if not any(tree.tokens[i].deprel == "advmod" for i in there):
        return None
    number = scene.sentence_of(mention.start)
    for other in reversed(scene.trees[max(0, number - 2) : number + 1]):
        firm, _ = located(other, scene)
        before = [t for t in firm if t.end <= mention.start and not t.is_country]
        if before:
            return before[-1]
    return None


def _is_of_old(tree: Tree, scene: Scene) -> bool:
    """Whether a sentence tells of times long before the report."""
    day = scene.report.date
    root = next((i for i, t in enumerate(tree.tokens) if t.head < 0), -1)
    ends = [
        t.until
        for t in scene.times_in(tree.sentence.start, tree.sentence.end)
        if t.until is not None
        and any(tree.tokens[i].head == root for i in tree.at(t.start, t.end))
    ]
    return day is not None and bool(ends) and all(day - end > RECENT for end in ends)


def _ground(scene: Scene, victims: Victims | None) -> Spot:
    """The ground of a running total: the victims' own, or that of the war."""
    conflict = scene.conflict
    if conflict is None:
        return _country(scene)
    side = victims.side if victims is not None else None
    if side is not None and victims is not None and victims.status != "combatant":
        if state_of(side) is not None:
            name = side if find_place(side) is not None else conflict.place
            return Spot(name, find_place(name))
    return Spot(conflict.place, find_place(conflict.place))


def _country(scene: Scene) -> Spot:
    """The state on whose ground the report stands, where nothing finer is said."""
    home = scene.home
    if home is None:
        return Spot(None, None)
    place = find_place(home)
    return Spot(home if place is not None else None, place)


def _spot(toponym: Toponym) -> Spot:
    place = toponym.place
    if place is not None:
        return Spot(canonical_place(toponym.name), place)
    name = re.sub(r"\s+(?:village|town|city)$", "", toponym.name.strip(" ,."))
    return Spot(name, toponym.region)


def _finest(found: list[Toponym], mention: Worded) -> Toponym | None:
    if not found:
        return None
    return min(
        found,
        key=lambda t: (t.is_country, is_wide(t), abs(t.start - mention.number[1])),
    )


def _lies_in(fine: Toponym, coarse: Toponym) -> bool:
    """Whether a fine place can lie in a coarse one, as far as is known."""
    if fine.place is None or coarse.place is None:
        return True
    return not coarse.place.country or fine.place.country == coarse.place.country
