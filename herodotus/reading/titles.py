"""The office beside a name, in the report's own words: "Sandoval, the mayor of Brak".

An office stands before a name ("Kenyan military spokesman Colonel Paul Njuguna"), in
apposition on either side of it, or after "of" ("Dr. Haddad of the Red Crescent"). It
is read along the line of the text: parsers often hang these words wrongly.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from herodotus.gazetteer import by_state_names, state_of
from herodotus.reading.terms import table
from herodotus.reading.tree import Tree

if TYPE_CHECKING:
    from herodotus.reading.scene import Scene


class Title(NamedTuple):
    """The tokens of an office, its chief noun first among equals, and its words."""

    tokens: tuple[int, ...]
    noun: int
    words: str


def title_of(scene: Scene, tree: Tree, inside: list[int]) -> Title | None:
    """The office beside a name whose tokens are `inside`."""
    ranks, before = ranks_before(tree, inside[0])
    for tokens in (
        _in_front(scene, tree, before),
        _set_off(tree, before, inside),
        _behind(tree, inside[-1]),
    ):
        noun = _chief_noun(tree, tokens)
        if noun is not None:
            words = worded(scene, tree, tokens)
            if not is_rank(words):
                return Title(tuple(tokens), noun, words)
    return _belonging(scene, tree, inside[-1], ranks)


def untitled(name: str) -> str:
    """A name without the ranks before it.

    >>> untitled("Lt. Gen. Prosper Avril"), untitled("R Adm Daniel Hagari")
    ('Prosper Avril', 'Daniel Hagari')
    >>> untitled("General")
    'General'
    """
    words = name.split()
    while len(words) > 1 and _is_rank(words[0]):
        words = words[1:]
    return " ".join(words)


def is_rank(words: str) -> bool:
    """Whether words are a rank and nothing more.

    >>> is_rank("major general"), is_rank("army chief")
    (True, False)
    """
    return all(_is_rank(word) for word in words.split())


def office_nouns() -> frozenset[str]:
    """The nouns that head an office, by lemma."""
    return _words("nouns")


def is_local(words: str) -> bool:
    """Whether an office is one of a town or a district, not of a state.

    >>> is_local("district police chief"), is_local("interior minister")
    (True, False)
    """
    return bool(set(words.lower().split()) & _words("local"))


def is_of_state(words: str) -> bool:
    """Whether an office is one that only states have.

    >>> is_of_state("defence minister"), is_of_state("rebel commander")
    (True, False)
    """
    return bool(set(words.lower().split()) & _words("state"))


def worded(scene: Scene, tree: Tree, tokens: list[int]) -> str:
    """An office's words, short: "the chief of Mali's army" is "Mali army chief".

    States stand under their names for their adjectives; what is no name is in small
    letters.
    """
    names = scene.references.names_in(tree.sentence.start, tree.sentence.end)
    first: list[str] = []
    rest: list[str] | None = None
    aside = False
    for i in tokens:
        token = tree.tokens[i]
        aside = token.text == "(" or (aside and token.text != ")")
        if aside or token.upos in _UNSAID or token.text in _POSSESSIVES | {")"}:
            continue
        if rest is None and first and tree.lemmas[i] in {"of", "for"}:
            rest = []
            continue
        named = any(n.start < token.end and token.start < n.end for n in names)
        (first if rest is None else rest).append(_small(token.text, named=named))
    whose = " ".join(rest or ())
    state = state_of(whose) if whose else None
    words = " ".join([state.name if state else whose, *first]).strip()
    return by_state_names(words.replace(" - ", "-"))


def _small(word: str, *, named: bool) -> str:
    """A word of an office in small letters, unless it is a name."""
    if named or not word[1:].islower() or state_of(word) is not None:
        return word
    return word.lower()


# -- where an office stands ------------------------------------------------------------


def ranks_before(tree: Tree, first: int) -> tuple[list[str], int]:
    """The ranks before a name, and the token before them."""
    found = []
    here = first - 1
    while here >= 0:
        text = tree.tokens[here].text
        if text in {"-", "."} or _is_rank(text):
            found.append(text.lower().rstrip("."))
            here -= 1
            continue
        break
    return found, here


def _in_front(scene: Scene, tree: Tree, last: int) -> list[int]:
    """ "Kenyan military spokesman" right before a name and its ranks."""
    found: list[int] = []
    here = last
    times = scene.times_in(tree.sentence.start, tree.sentence.end)
    # a rank may be the office itself ("army chief General X", "police chief X")
    while here + 1 < len(tree) and _is_rank(tree.tokens[here + 1].text):
        if tree.lemmas[here + 1] not in _words("nouns") or _is_plain_rank(
            tree, here + 1
        ):
            break
        here += 1
    while here >= 0:
        token = tree.tokens[here]
        if token.upos in _COMPOUND or token.text in _POSSESSIVES or token.text == "-":
            if token.upos == "VERB" and token.deprel not in {"amod", "compound"}:
                break
            if any(t.start < token.end and token.start < t.end for t in times):
                break
            if found and _is_before_title(tree, here, found[0]):
                break
            found.append(here)
            here -= 1
            continue
        if token.upos == "PRON" and token.deprel == "nmod:poss":
            found.append(here)
        break
    found.reverse()
    if not found or not _heads_office(tree, found[-1]):
        return []
    return found


def _is_before_title(tree: Tree, i: int, last: int) -> bool:
    """Whether a word in small letters stands before a title in capitals.

    "In an announcement President Aliyev", but "acting President Turchynov".
    """
    text = tree.tokens[i].text
    if not tree.tokens[last].text[0].isupper() or not text[0].islower():
        return False
    return tree.tokens[i].upos == "NOUN" and tree.tokens[i + 1].text != "-"


def _is_plain_rank(tree: Tree, i: int) -> bool:
    return tree.lemmas[i] in {"general", "commander", "inspector", "imam", "judge"}


def _set_off(tree: Tree, last: int, inside: list[int]) -> list[int]:
    """ "The chairman of the council, X, said": an office before a comma."""
    if last < 1 or tree.tokens[last].text != ",":
        return []
    found = []
    here = last - 1
    while here >= 0:
        if not _is_of_office(tree, here):
            break
        found.append(here)
        here -= 1
    found.reverse()
    while found and tree.tokens[found[0]].upos in {"ADP", "CCONJ", "PART"}:
        found = found[1:]
    if not found:
        return []
    if _chief_noun(tree, found) is None:  # "the office of the ombudsman, X"
        cut = max(
            (n for n, i in enumerate(found) if tree.lemmas[i] == "of"), default=-1
        )
        return found[cut + 1 :] if cut >= 0 else []
    before = tree.tokens[found[0] - 1] if found[0] else None
    if before is not None and before.upos == "ADP":
        if tree.lemmas[found[0] - 1] not in {"by", "to"}:
            return []  # "after meeting the president, X said"
    if before is not None and before.upos == "VERB":
        if before.lemma.lower() not in _GIVING_THE_WORD:
            return []
    return found


def _behind(tree: Tree, last: int) -> list[int]:
    """ "X, acting health minister in the interim cabinet, said"."""
    here = last + 1
    if here >= len(tree) or tree.tokens[here].text != ",":
        return []
    found: list[int] = []
    here += 1
    while here < len(tree) and tree.tokens[here].text != "(":
        if not _is_of_office(tree, here):
            break
        found.append(here)
        here += 1
    return found


def _is_of_office(tree: Tree, i: int) -> bool:
    """Whether a word can stand in the phrase of an office."""
    token = tree.tokens[i]
    if token.upos not in _PHRASE and token.text not in _INNER:
        return False
    if token.upos == "VERB" and token.deprel not in {"amod", "compound"}:
        return False
    return token.upos != "ADP" or token.lemma.lower() in _JOINING


def _belonging(scene: Scene, tree: Tree, last: int, ranks: list[str]) -> Title | None:
    """ "Dr. Haddad of the Red Crescent"."""
    here = last + 1
    if here >= len(tree) or tree.lemmas[here] not in {"of", "from", "at"}:
        return None
    found = []
    for i in range(here + 1, len(tree)):
        token = tree.tokens[i]
        if token.upos not in _COMPOUND | {"DET"} and token.text not in _POSSESSIVES:
            break
        found.append(i)
    nouns = [i for i in found if tree.tokens[i].upos in {"NOUN", "PROPN"}]
    if not nouns or not any(tree.tokens[i].text[0].isupper() for i in nouns):
        return None
    if scene.toponyms_in(*tree.extent(nouns)) and tree.lemmas[here] == "from":
        return None  # where somebody comes from is no office
    professions = table("offices.toml")["ranks"]["professions"]
    profession = next((professions[rank] for rank in ranks if rank in professions), "")
    words = f"{worded(scene, tree, found)} {profession}".strip()
    return Title(tuple(found), nouns[-1], words)


def _chief_noun(tree: Tree, tokens: list[int]) -> int | None:
    """The noun of an office: the last one before its first preposition."""
    nouns: list[int] = []
    for i in tokens:
        token = tree.tokens[i]
        if token.upos == "ADP" and nouns:
            break
        if token.text == "(":
            break
        if token.upos in {"NOUN", "PROPN", "ADJ"}:
            nouns.append(i)
    offices = [i for i in nouns[-2:] if _heads_office(tree, i)]
    return offices[-1] if offices else None


def _heads_office(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    return {tree.lemmas[i], token.text.lower()} & _words("nouns") != set()


def _is_rank(word: str) -> bool:
    return word.lower().replace(".", "") in _words("ranks")


@cache
def _words(name: str) -> frozenset[str]:
    data = table("offices.toml")
    words = data["ranks"]["words"] if name == "ranks" else data["offices"][name]
    return frozenset(words)


_COMPOUND = {"NOUN", "PROPN", "ADJ", "NUM", "VERB"}
_PHRASE = _COMPOUND | {"DET", "ADP", "CCONJ", "PART"}
_POSSESSIVES = {"'s", "’s", "'", "’"}
_UNSAID = {"DET", "PART", "PRON"}
_INNER = _POSSESSIVES | {"-", "(", ")", "its", "their", "his", "her", "Its", "Their"}
_JOINING = {"of", "for", "in", "at", "to", "from", "with", "by", "on"}
_GIVING_THE_WORD = {"say", "tell", "add", "announce", "write", "report", "state"}
