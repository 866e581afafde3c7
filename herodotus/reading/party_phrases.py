"""The noun phrases that tell of parties: what they count, and the words around it."""

from __future__ import annotations

from herodotus.reading.tree import Tree

#: What a noun counts ("hundreds of protesters"): the party is what is counted.
_COUNTING = {
    "hundred", "thousand", "dozen", "score", "number", "group", "member", "majority",
    "million", "handful", "pair", "couple", "ten", "lot", "some", "one", "many", "most",
    "several", "few", "all", "crowd", "wave", "series", "column", "element", "unit",
    "band", "rest", "remnant", "part", "half", "two", "three", "four", "five", "each",
    "both", "none", "any", "kind", "type", "contingent", "team", "fighter", "section",
}  # fmt: skip


def coordinated(tree: Tree, token: int) -> list[int]:
    """A noun and those joined to it by "and"."""
    found = [token]
    for here in found:
        for i in tree.below(here, "conj"):
            if tree.tokens[i].upos in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}:
                found.append(i)
    return sorted(found)


def counted(tree: Tree, head: int) -> int:
    """The noun that a number or a collective counts, else the head itself."""
    for _ in range(3):
        if tree.lemmas[head] not in _COUNTING and tree.tokens[head].upos != "NUM":
            return head
        inner = next(
            (
                i
                for i in tree.below(head, "nmod")
                if (case := tree.first(i, "case")) is not None
                and tree.lemmas[case] in {"of", "from"}
            ),
            None,
        )
        if inner is None:
            return head
        head = inner
    return head


def modifiers_of(tree: Tree, head: int) -> tuple[str, ...]:
    """The words before a noun that tell its kind, nearest last."""
    found: list[str] = []
    for i in tree.below(head, "compound", "amod", "nmod:desc"):
        if i < head:
            for j in [*tree.below(i, "compound"), i]:
                found += [tree.lemmas[j], tree.tokens[j].text.lower()]
    return tuple(found)


def as_name(words: str) -> str:
    """Words of a report as a name: single spaces, no punctuation around them."""
    return " ".join(words.split()).strip(" .,;:!?'\"“”‘’()-–—") or words


def case_of(tree: Tree, i: int) -> str | None:
    """The preposition before a noun."""
    case = tree.first(i, "case")
    return tree.lemmas[case] if case is not None else None


def core_before(tree: Tree, head: int) -> list[int]:
    """A noun with the adjectives and nouns before it."""
    before = tree.below(head, "compound", "amod", "nmod:desc")
    found = [j for i in before if i < head for j in tree.under(i) if j < head]
    return sorted({*found, head})
