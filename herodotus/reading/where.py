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
from herodotus.reading.speech import speech
from herodotus.reading.terms import terms
from herodotus.reading.toponym_choice import lies_in
from herodotus.reading.tree import Tree
from herodotus.reading.victims import Victims
from herodotus.reading.when import When
from herodotus.reading.when_story import RECENT

_OPENING = 8
#: A place that no violence is tied to stands so many sentences further down.
_UNTIED = 3
#: What stands before the place that a sentence opens on.
_OPENING_IN = re.compile(
    r"\W*(?:in|at|near|outside|around|across|over)\s[^,;]*", re.IGNORECASE
)
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
    own = _within(usable, set(tree.under(mention.trigger)), tree)
    there = None if own else _there(mention, tree, scene)
    near = (
        _finest(own, mention)
        or there
        or _around(usable, mention, tree)
        or _finest(_of_others(usable, mention, tree), mention)
    )
    if period.counting == "cumulative" and _is_long(period):
        if near is None or (near.is_country and victims is None):
            return _ground(scene, victims)
        if near.is_country and scene.running_since is None:
            return _spot(near)
    if period.counting in {"cumulative", "new"} and scene.running_since is not None:
        if near is not None and not near.is_country and (near in own or there):
            return _spot(near)
        return _ground(scene, victims)
    if near is None and not period.background:
        near = _just_told(mention, tree, scene)
    if near is not None and not near.is_country:
        return _spot(_refined(near, mention, period, scene))
    if period.background:
        return _spot(near) if near is not None else _ground(scene, None)
    if near is not None and near in own:  # "1,200 people in Israel", further down
        if scene.sentence_of(mention.start) > _lead(scene) + 1:
            return _spot(near)
    story = story_place(scene)
    if scene.crosses_border and (near is None or near.is_country):
        if scene.running_since is not None and (story is None or grain(story) >= 3):
            return _ground(scene, victims)
    if story is not None and (near is None or _lies_in(story, near)):
        return _spot(story)
    near = near or _finest(loose, mention)
    return _spot(near) if near is not None else _country(scene)


def _within(found: list[Toponym], clause: set[int], tree: Tree) -> list[Toponym]:
    return [t for t in found if clause & set(tree.at(t.start, t.end))]


def _around(found: list[Toponym], mention: Worded, tree: Tree) -> Toponym | None:
    """The place of the clause that the mention's is coordinated with or hangs on.

    "Jets bombed the capital after a missile struck a base in Marib and killed 45": the
    next clause up has the place, and none that is coordinated further on.
    """
    below = mention.trigger
    for over in tree.above(mention.trigger):
        if tree.lemmas[over] in speech().stance:
            return None
        clause = set(tree.under(over))
        for other in tree.below(over, "conj"):
            if other != below and tree.tokens[other].start > mention.end:
                clause -= set(tree.under(other))
        near = _finest(
            [t for t in _within(found, clause, tree) if not t.is_country], mention
        )
        if near is not None:
            return near
        below = over
    return None


def _of_others(found: list[Toponym], mention: Worded, tree: Tree) -> list[Toponym]:
    """The places but those of another count: "killed eight, and a ninth died in X"."""
    taken: set[int] = set()
    for over in [mention.trigger, *tree.above(mention.trigger)]:
        for other in tree.below(over, "conj"):
            if tree.lemmas[other] in terms().all_lemmas:
                if tree.tokens[other].start > mention.end:
                    taken |= set(tree.under(other))
    return [t for t in found if not taken & set(tree.at(t.start, t.end))]


def _refined(near: Toponym, mention: Worded, period: When, scene: Scene) -> Toponym:
    """A province, made exact by the town of the story that it leads with."""
    story = story_place(scene)
    if story is None or not is_wide(near) or grain(story) >= 3:
        return near
    here, there = (scene.sentence_of(t.start) for t in (mention, story))
    if here > _lead(scene) or not _lies_in(story, near):
        return near
    if here != there:
        tree = scene.trees[there]
        towns = {t.name for t in located(tree, scene)[0] if grain(t) < 3}
        if period.background or len(towns) > 1 or _has_count(story, tree):
            return near
    if near.place is not None and story.place is not None:
        if here == there and near.place.precision < 5:
            return near  # "bombed Kandahar after a rocket killed 14 in Helmand"
        return story if lies_in(story.place, near.place) else near
    return story


def _has_count(toponym: Toponym, tree: Tree) -> bool:
    """Whether a place is that of a count of its own: "20 of them died in Saqba".

    "200 others were hurt in Saqba" goes on about those told before.
    """
    for over in tree.above(tree.at(toponym.start, toponym.end)[0]):
        if tree.lemmas[over] in terms().all_lemmas:
            clause = tree.under(over)
            if any(tree.tokens[i].upos == "NUM" for i in clause):
                return not any(tree.lemmas[i] == "other" for i in clause)
    return False


def _just_told(mention: Worded, tree: Tree, scene: Scene) -> Toponym | None:
    """The place of the sentence before, where that opens on one of its own.

    "In Bor, 58 people were killed. Ten of the attackers died" is about Bor.
    """
    number = scene.sentence_of(mention.start)
    if number <= _lead(scene):
        return None
    if scene.paragraph_of[number] != scene.paragraph_of[number - 1]:
        return None
    before = scene.trees[number - 1]
    firm, _ = located(before, scene)
    for toponym in firm:
        lead = scene.report.text[before.sentence.start : toponym.start]
        if not toponym.is_country and _OPENING_IN.fullmatch(lead):
            return toponym
    return None


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
    led = [t for t in _led_with(scene) if any(t == row[1] for row in found)]
    if led:
        found = [row for row in found if _is_of_lead(row[1], led, scene)]
    return min(found, key=lambda row: row[0])[1] if found else None


@once_a_scene
def _lead(scene: Scene) -> int:
    """How many sentences the headline and the lead are."""
    text = scene.report.text
    for number, tree in enumerate(scene.trees):
        words = text[tree.sentence.start : tree.sentence.end].rstrip(" \n\"'”’)")
        if tree.sentence.start >= scene.report.body_start and words[-1:] in {*".!?"}:
            return number + 1
    return 1


def _led_with(scene: Scene) -> list[Toponym]:
    """The places, finer than a country, of the sentences that a report leads with."""
    return [
        toponym
        for tree in scene.trees[: _lead(scene)]
        for toponym in located(tree, scene)[0]
        if not toponym.is_country and is_tied(toponym, tree)
    ]


def _is_of_lead(toponym: Toponym, led: list[Toponym], scene: Scene) -> bool:
    """Whether a place further down can be where the story is: in what it leads with.

    One that has a count of its own, that a sentence opens on ("In Saqba, reporters
    saw ...") or that lies elsewhere is that of another event.
    """
    number = scene.sentence_of(toponym.start)
    if number < _lead(scene):
        return True
    tree = scene.trees[number]
    before = scene.report.text[tree.sentence.start : toponym.start]
    if _has_count(toponym, tree) or _OPENING_IN.fullmatch(before):
        return False
    place = toponym.place
    return place is None or any(
        t.place is None or t.place == place or lies_in(place, t.place) for t in led
    )


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
        key=lambda t: (
            t.is_country,
            grain(t) if is_wide(t) else 0,
            abs(t.start - mention.number[1]),
        ),
    )


def _lies_in(fine: Toponym, coarse: Toponym) -> bool:
    """Whether a fine place can lie in a coarse one, as far as is known."""
    if fine.place is None or coarse.place is None:
        return True
    return not coarse.place.country or fine.place.country == coarse.place.country
