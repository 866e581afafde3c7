"""Which place names say where it happened, and which only who, whence or whither.

"Officials in Goma said", "a unit from Perm", "flown to the hospital in Vladikavkaz",
"25 km west of Mekele": none of these is where the fighting was.
"""

from __future__ import annotations

import re
from dataclasses import replace

from herodotus.reading.relevance import is_conflict_word
from herodotus.reading.scene import Scene, Toponym, once_a_scene
from herodotus.reading.speech import speech
from herodotus.reading.terms import lexicon, listed, terms
from herodotus.reading.tree import Tree

_CASES = {
    "in", "at", "near", "on", "around", "outside", "above", "below", "beyond",
    "opposite", "toward", "inside", "across", "of", "over", "along", "close",
    "towards", "to", "into", "throughout", "within", "between", "by", "off",
}  # fmt: skip
_LOOSE = {
    "obl", "root", "dep", "parataxis", "nmod:unmarked", "obl:unmarked", "obj", "nmod",
}  # fmt: skip
_SIDES_OF = {
    "north", "south", "east", "west", "northeast", "northwest", "southeast",
    "southwest", "kilometer", "kilometre", "km", "mile", "outskirts",
}  # fmt: skip
_AWAY_FROM = re.compile(
    r"\b(?:north|south|east|west|(?:north|south)-?(?:east|west)|kilomet(?:er|re)s?|km|"
    r"miles?|hometown|home town) (?:of|from) (?:the )?$",
    re.IGNORECASE,
)


@once_a_scene
def located(tree: Tree, scene: Scene) -> tuple[list[Toponym], list[Toponym]]:
    """The places of a sentence that say where something is: the firm and the loose.

    What lies between two places is at neither; a part of a town that the gazetteer does
    not know is in the town; wounded are flown away from where they were wounded.
    """
    found = [
        _as_wide(t, tree, scene)
        for t in scene.toponyms_in(tree.sentence.start, tree.sentence.end)
        if is_location(t, tree, scene)
    ]
    firm = [t for t in found if not _is_loose(t, found, tree)]
    return firm, [t for t in found if t not in firm]


def is_tied(toponym: Toponym, tree: Tree) -> bool:
    """Whether a place hangs on a word of violence or of casualty."""
    over = tree.above(_head(toponym, tree))
    return any(
        tree.lemmas[i] in terms().all_lemmas or is_conflict_word(tree.lemmas[i])
        for i in over
    )


def grain(toponym: Toponym) -> int:
    """How exact a place is: UCDP's where_prec, and guesses where it is not known."""
    if toponym.is_country:
        return 9
    if is_wide(toponym):
        if toponym.place is not None:
            return max(3, toponym.place.precision)
        kind = toponym.name.lower().rstrip(" ,.")
        return 3 if kind.endswith(listed("grounds.toml", "districts")) else 4
    if toponym.place is not None:
        return max(1, toponym.place.precision)
    if toponym.name.lower().endswith(listed("grounds.toml", "sites")):
        return 3
    return 2


def is_wide(toponym: Toponym) -> bool:
    """Whether a place is larger than a town: UCDP where_prec 3 and up."""
    if toponym.place is not None and toponym.place.precision >= 3:
        return True
    return toponym.name.lower().rstrip(" ,.").endswith(listed("grounds.toml", "wide"))


def is_location(toponym: Toponym, tree: Tree, scene: Scene) -> bool:
    """Whether a place name says where, rather than who."""
    at = tree.at(toponym.start, toponym.end)
    if not at or (toponym.place is None and toponym.name in scene.surnames):
        return False
    if scene.report.text[toponym.end : toponym.end + 1] == "-":
        return False  # "the Peshawar-bound train"
    if toponym.place is None and _is_no_name(toponym, at, tree):
        return False
    for mention in scene.actors_in(toponym.start, toponym.end):
        if mention.form == "demonym" or mention.actor.kind not in {"state", "people"}:
            return False
    head = next((i for i in at if tree.tokens[i].head not in at), at[-1])
    if _is_of_speaker(head, tree):
        return False
    case = tree.first(head, "case")
    if case is not None and tree.tokens[head].deprel == "nmod:poss":
        over = tree.tokens[head].head  # "Mogadishu's popular beach", no state's army
        if tree.lemmas[over] in lexicon("grounds.toml", "kin"):
            return False  # "the capture of El Chapo's son"
        return not toponym.is_country and not _is_of_speaker(over, tree)
    if case is not None and tree.lemmas[case] in {"from", "out"}:
        over = tree.tokens[head].head  # "withdrew from Jenin" after the raid there
        return over >= 0 and tree.lemmas[over] in lexicon("grounds.toml", "leaving")
    if case is not None:
        return tree.lemmas[case] in _CASES
    relation = tree.tokens[head].deprel
    towns = {"town", "village", "city", "settlement", "district", "suburb"}
    if any(tree.lemmas[i] in towns for i in tree.below(head, "appos")):
        return True
    if relation == "compound":
        over = tree.tokens[head].head
        return not toponym.is_country and _lends_name(tree, over)
    if relation in {"appos", "conj", "flat", "list"}:
        over = tree.tokens[head].head
        return over < 0 or tree.tokens[over].deprel not in {"nsubj", "nsubj:pass"}
    return relation in _LOOSE


def _is_no_name(toponym: Toponym, at: list[int], tree: Tree) -> bool:
    """Whether a name that no table holds is a thing ("a Humvee") or who speaks."""
    first, behind = at[0], at[-1] + 1
    if any(tree.lemmas[j] in {"a", "an"} for i in at for j in tree.below(i, "det")):
        return True
    if tree.first(at[-1], "case") is not None or behind + 1 >= len(tree):
        return False
    commas = first > 0 and tree.lemmas[first - 1] == tree.lemmas[behind] == ","
    said = tree.lemmas[behind + 1] if commas else tree.lemmas[behind]
    return said in speech().stance and " " in toponym.name.strip()


def _is_of_speaker(i: int, tree: Tree) -> bool:
    """Whether a place belongs to who speaks: "officials in Goma said"."""
    for over in tree.above(i):
        token = tree.tokens[over]
        if token.deprel in {"nsubj", "obl:agent"} and token.head >= 0:
            return tree.lemmas[token.head] in speech().stance
        if token.upos == "VERB":
            return False
    return False


def _lends_name(tree: Tree, over: int) -> bool:
    """Whether what a place lends its name to was there: "the Jenin raid"."""
    lemma = tree.lemmas[over]
    return (
        lemma in lexicon("grounds.toml", "wide")
        or lemma in lexicon("grounds.toml", "named_after")
        or lemma in lexicon("grounds.toml", "sites")
        or tree.tokens[over].upos == "PROPN"
        or lemma in lexicon("grounds.toml", "acts")
    )


def _as_wide(toponym: Toponym, tree: Tree, scene: Scene) -> Toponym:
    """A name with the kind of place behind it: "Pulwama district" is no town.

    What is a province once in a report is one wherever the bare name stands.
    """
    at = tree.at(toponym.start, toponym.end)
    behind = at[-1] + 1 if at else len(tree)
    kinds = lexicon("grounds.toml", "wide")
    if behind >= len(tree) or tree.lemmas[behind] not in kinds:
        if toponym.place is None or toponym.name not in scene.wide_names:
            return toponym
        behind = at[-1]
    if toponym.place is None:
        return replace(toponym, name=f"{toponym.name} {tree.tokens[behind].text}")
    wide = toponym.place._replace(precision=max(3, toponym.place.precision))
    return replace(toponym, place=wide)


def _head(toponym: Toponym, tree: Tree) -> int:
    at = tree.at(toponym.start, toponym.end)
    return next((i for i in at if tree.tokens[i].head not in at), at[-1])


def _is_loose(toponym: Toponym, others: list[Toponym], tree: Tree) -> bool:
    head = _head(toponym, tree)
    token = tree.tokens[head]
    over = token.head
    for i in [head, over] if token.deprel == "conj" else [head]:
        case = tree.first(i, "case") if i >= 0 else None
        if case is not None and tree.lemmas[case] in {"between", "to"}:
            word = tree.lemmas[tree.tokens[i].head] if tree.tokens[i].head >= 0 else ""
            if tree.lemmas[case] == "between" or word in lexicon(
                "grounds.toml", "transport"
            ):
                return True
        if case is not None and tree.lemmas[case] in {"toward", "towards"}:
            return True  # "advanced towards Bakhtaran"
    if over >= 0 and tree.lemmas[over] in lexicon("grounds.toml", "audience"):
        verb = tree.tokens[over].head
        if verb >= 0 and tree.lemmas[verb] in speech().stance:
            return True  # "told a news conference in Moscow"
    if _AWAY_FROM.search(_lead(toponym, tree)):
        return True
    if token.deprel == "obl" and over >= 0 and tree.tokens[over].upos == "VERB":
        lemma = tree.lemmas[over]
        if lemma in speech().stance and lemma not in lexicon("grounds.toml", "counted"):
            return True  # "told reporters in Kinshasa"
    case = tree.first(head, "case")
    if case is not None and tree.lemmas[case] == "of" and over >= 0:
        if tree.lemmas[over] in _SIDES_OF:
            return True
    if any(
        tree.lemmas[i] in lexicon("grounds.toml", "care")
        for i in [head, *list(tree.above(head))[:2]]
    ):
        return True
    if toponym.place is not None:
        return False
    at = tree.at(toponym.start, toponym.end)
    behind = tree.lemmas[at[-1] + 1] if at[-1] + 1 < len(tree) else ""
    if behind in lexicon("grounds.toml", "buildings"):
        return True
    if behind in lexicon("grounds.toml", "landforms") and len(others) > 1:
        return True
    within = lexicon("grounds.toml", "within_town")
    if within.intersection(toponym.name.lower().split()):
        return True
    if over >= 0 and tree.lemmas[over] in listed("grounds.toml", "sites"):
        return token.deprel == "compound" and any(t.place is not None for t in others)
    owners = {j for i in at for j in tree.below(i, "nmod:poss")}
    return any(
        other.place is not None
        and not other.is_country
        and owners & set(tree.at(other.start, other.end))
        for other in others
    )


def _lead(toponym: Toponym, tree: Tree) -> str:
    """The few words before a place name."""
    first = tree.at(toponym.start, toponym.end)[0]
    return " ".join(t.text for t in tree.tokens[max(0, first - 4) : first]) + " "
