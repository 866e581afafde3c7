"""Who did it, by the words of a clause; and who "the rebels" of a report are."""

from __future__ import annotations

import calendar

from herodotus.gazetteer import Actor, resolve_actor
from herodotus.reading.mentions import Mention
from herodotus.reading.scene import Scene
from herodotus.reading.terms import lexicon, listed
from herodotus.reading.tree import Tree

_BEARING = ("amod", "compound", "nmod:poss", "nmod", "flat", "acl", "obl", "obl:agent")
_CALENDAR = {*calendar.month_name, *calendar.day_name}


def perpetrator(mention: Mention, tree: Tree, scene: Scene) -> Actor | None:
    """Who did it: the agent named in the clause, its possessor or its adjective."""
    if mention.agent is None:
        return None
    level = [mention.agent]
    while level:
        for i in level:  # "Colombia's rebel band" is the rebels', not Colombia's
            if tree.lemmas[i] in lexicon(
                "victims.toml", "non_state"
            ) and not scene.actors_in(*tree.extent([i])):
                party = armed_party(tree.lemmas[i], scene)
                if party is not None:
                    return Actor(name=party, kind="armed_group", side=party)
        for i in level:
            for actor_mention in scene.actors_in(*tree.extent([i])):
                if actor_mention.actor.side is not None:
                    return actor_mention.actor
            if tree.tokens[i].upos == "PRON":  # "it killed 12 militants"
                number = scene.sentence_of(tree.sentence.start)
                meant = scene.references.actor_of(number, i)
                if meant is not None and meant.side is not None:
                    return meant
        level = [
            j
            for i in level
            for j in tree.below(i, *_BEARING)
            if _is_by(tree, j)
            or not (is_place_of(tree, j) or tree.tokens[j].deprel.startswith("obl"))
        ]
    return None


def agent_side(mention: Mention, tree: Tree, scene: Scene) -> str | None:
    """The side of who did it, by the agent of the clause or the attack's adjective."""
    actor = perpetrator(mention, tree, scene)
    return actor.side if actor is not None else None


def _is_by(tree: Tree, i: int) -> bool:
    case = tree.first(i, "case")
    return case is not None and tree.lemmas[case] in {"by", "from"}


def is_place_of(tree: Tree, i: int) -> bool:
    """Whether a name is only where it happened ("soldiers in Mali")."""
    case = tree.first(i, "case")
    return case is not None and tree.lemmas[case] in {
        "in", "at", "near", "on", "across", "inside", "into", "with", "against", "to",
        "between", "over", "along", "outside", "around", "towards", "by",
    }  # fmt: skip


def armed_party(
    lemma: str, scene: Scene, *, but: frozenset[str | None] = frozenset()
) -> str | None:
    """Who "rebels" or "militants" are in this report; none of those in `but`.

    A group named early or often; else the party in the report's fullest wording:
    "pro-Russian separatists" rather than "rebels", "jihadists" rather than "gunmen".
    """
    leading = scene.leading_groups or scene.groups[:1]
    for actor in leading:
        side = actor.side or actor.name
        if side not in but:
            return side
    parties = listed("victims.toml", "parties")
    vague = lemma in lexicon("victims.toml", "vague_parties")
    words = parties if vague else (lemma, *parties)
    wordings = [w for word in words if (w := _wording(word, scene)) is not None]
    for wording in [*wordings, _wording(lemma, scene) or lemma]:
        party = resolve_actor(wording)
        if party is not None and (party.side or party.name) not in but:
            return party.side or party.name
    return None


def _wording(lemma: str, scene: Scene) -> str | None:
    """How the report calls a party, in its fullest words."""
    bare = None
    for number, i in scene.places_of.get(lemma, ()):
        tree = scene.trees[number]
        below = [
            j
            for j in tree.below(i, "amod", "compound")
            if j < i and _is_name_like(tree.tokens[j].text)
        ]
        if below:
            start, _ = tree.extent(below)
            return scene.report.text[start : tree.tokens[i].end]
        text = tree.tokens[i].text
        bare = bare or (text if text.endswith("s") else f"{text}s")
    return bare


def _is_name_like(word: str) -> bool:
    """Whether a modifier names a party: "Tuareg", "pro-Russian"; no month or day."""
    return (word[:1].isupper() and word not in _CALENDAR) or "-" in word
