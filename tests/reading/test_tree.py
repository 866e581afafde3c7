"""Walks over a sentence's tree, on a tree drawn by hand and on any tree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.language import Sentence, Token
from herodotus.reading.tree import Tree

#: word, lemma, part of speech, head, relation; heads count from 1, 0 is the root
SHELLING = """\
Shelling shelling NOUN 2 nsubj
killed kill VERB 0 root
32 32 NUM 4 nummod
soldiers soldier NOUN 2 obj
of of ADP 7 case
the the DET 7 det
army army NOUN 4 nmod
and and CCONJ 10 cc
five five NUM 10 nummod
farmers farmer NOUN 4 conj
who who PRON 12 nsubj
fled flee VERB 10 acl:relcl
"""


def drawn(rows: str, *, offset: int = 0) -> Tree:
    """A tree from rows of words, as if the words stood at `offset` of a text."""
    tokens = []
    for row in rows.splitlines():
        text, lemma, upos, head, deprel = row.split()
        end = offset + len(text)
        tokens.append(Token(offset, end, text, lemma, upos, int(head) - 1, deprel))
        offset = end + 1
    return Tree(Sentence(tokens[0].start, tokens[-1].end, tuple(tokens)))


@pytest.fixture
def tree() -> Tree:
    return drawn(SHELLING)


def words(tree: Tree, positions: list[int]) -> str:
    return " ".join(tree.tokens[i].text for i in positions)


def test_a_tree_is_as_long_as_its_sentence(tree: Tree) -> None:
    assert len(tree) == 12
    assert tree.lemmas[1] == "kill"


def test_below_are_all_dependents_or_those_asked_for(tree: Tree) -> None:
    assert words(tree, tree.below(1)) == "Shelling soldiers"
    assert words(tree, tree.below(1, "obj")) == "soldiers"
    assert words(tree, tree.below(3, "nummod", "conj")) == "32 farmers"
    assert tree.below(1, "nsubj:pass") == []


def test_first_is_the_first_dependent_or_none(tree: Tree) -> None:
    assert tree.first(1) == 0
    assert tree.first(1, "obj") == 3
    assert tree.first(1, "obl") is None


def test_above_are_the_heads_nearest_first(tree: Tree) -> None:
    assert words(tree, list(tree.above(10))) == "fled farmers soldiers killed"
    assert list(tree.above(1)) == []


def test_under_is_the_subtree_in_text_order(tree: Tree) -> None:
    assert words(tree, tree.under(6)) == "of the army"
    assert tree.under(1) == list(range(12))


def test_the_core_leaves_out_coordinates_and_clauses(tree: Tree) -> None:
    assert words(tree, tree.core(3)) == "32 soldiers of the army"
    assert words(tree, tree.core(9)) == "five farmers"


def test_the_core_leaves_out_its_own_preposition(tree: Tree) -> None:
    assert words(tree, tree.core(6)) == "the army"


def test_conjuncts_are_the_token_and_its_coordinates(tree: Tree) -> None:
    assert words(tree, tree.conjuncts(3)) == "soldiers farmers"
    assert words(tree, tree.conjuncts(9)) == "farmers"


def test_conjuncts_reach_through_a_number_and_its_noun() -> None:
    rows = """\
32 32 NUM 0 root
of of ADP 3 case
soldiers soldier NOUN 1 nmod
and and CCONJ 6 cc
5 5 NUM 6 nummod
civilians civilian NOUN 3 conj
"""
    tree = drawn(rows)
    assert words(tree, tree.conjuncts(0)) == "32 civilians"


def test_offsets_are_those_of_the_text() -> None:
    tree = drawn(SHELLING, offset=100)
    assert tree.extent([3, 2]) == (116, 127)
    assert words(tree, tree.at(116, 127)) == "32 soldiers"
    assert tree.at(0, 100) == []


def test_at_counts_a_token_that_is_only_touched_in_part(tree: Tree) -> None:
    assert words(tree, tree.at(10, 13)) == "killed"
    assert tree.at(15, 16) == []  # the space between two words


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """A tree of any shape, where relations are a few telling ones."""
    size = draw(st.integers(1, 12))
    order = draw(st.permutations(range(size)))
    relations = st.sampled_from(["conj", "nmod", "obj", "acl", "nummod", "case"])
    heads = {order[0]: -1}
    for place, position in enumerate(order[1:], start=1):
        heads[position] = order[draw(st.integers(0, place - 1))]
    rows = [
        f"w{i} w{i} {'NUM' if draw(st.booleans()) else 'NOUN'} {heads[i] + 1} "
        f"{'root' if heads[i] < 0 else draw(relations)}"
        for i in range(size)
    ]
    return drawn("\n".join(rows))


@given(trees())
def test_any_tree_hangs_on_its_root(tree: Tree) -> None:
    everything = list(range(len(tree)))
    root = next(i for i, token in enumerate(tree.tokens) if token.head < 0)
    assert tree.under(root) == everything
    for i in everything:
        above = list(tree.above(i))
        assert (above[-1] if above else i) == root
        assert all(i in tree.under(over) for over in above)


@given(trees())
def test_any_phrase_holds_its_word_and_lies_under_it(tree: Tree) -> None:
    for i in range(len(tree)):
        for walk in (tree.core, tree.conjuncts):
            found = walk(i)
            assert i in found
            assert found == sorted(set(found))
            assert set(found) <= set(tree.under(i))
        start, end = tree.extent(tree.under(i))
        assert set(tree.under(i)) <= set(tree.at(start, end))
