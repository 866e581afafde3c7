"""Which reports are copies of one text."""

from __future__ import annotations

import random
import string
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.reconciliation.voices.duplicates import (
    ALGORITHM,
    Crowd,
    Sketch,
    are_copies,
    bands,
    may_be_copies,
    sketch,
    sketches,
    voices,
)

_CHOICE = random.Random(7)
_WORDS = ["".join(_CHOICE.choices(string.ascii_lowercase, k=6)) for _ in range(2000)]


def prose(count: int) -> list[str]:
    """So many words that no other call gives."""
    return _CHOICE.choices(_WORDS, k=count)


def found(one: str, other: str) -> bool:
    """Whether two texts share a bucket, and are copies by sketch and by text."""
    first, second = sketch(one), sketch(other)
    shared = not set(bands(first)).isdisjoint(bands(second))
    return shared and may_be_copies(first, second) and are_copies(one, other)


WIRE = prose(300)


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(WIRE, id="reprint"),
        pytest.param([*prose(12), *WIRE], id="headline"),
        pytest.param([*prose(9), *WIRE[8:]], id="other headline and byline"),
        pytest.param([*WIRE, *prose(25)], id="note to readers"),
        pytest.param(WIRE[:200], id="tail cut"),
        pytest.param([*prose(10), *WIRE[:150]], id="first half"),
        pytest.param(
            [w if n % 40 else "edited" for n, w in enumerate(WIRE)], id="words edited"
        ),
        pytest.param([*prose(20), *WIRE[60:]], id="new first paragraph"),
    ],
)
def test_a_copy_is_found(copy: list[str]) -> None:
    assert found(" ".join(WIRE), " ".join(copy))


def test_two_reports_that_share_their_background_are_no_copies() -> None:
    background = prose(90)
    one, other = [*prose(130), *background], [*prose(110), *background]
    assert not are_copies(" ".join(one), " ".join(other))


def test_two_briefs_that_share_half_of_their_words_are_no_copies() -> None:
    background = prose(40)
    one, other = [*prose(35), *background], [*prose(35), *background]
    assert not are_copies(" ".join(one), " ".join(other))


def test_a_brief_is_a_copy_of_the_round_up_that_has_nearly_all_of_it() -> None:
    brief, others = prose(34), prose(260)
    whole = " ".join([*others[:90], *brief, *others[90:]])
    part = " ".join([*others[:90], *brief[:20], *others[90:]])
    assert are_copies(" ".join(brief), whole)
    assert not are_copies(" ".join(brief), part)


def test_a_line_is_a_copy_of_the_same_line_alone() -> None:
    line = "Armenia says 26 more soldiers were killed"
    assert are_copies(line, line.upper() + ".")
    assert not are_copies(line, "Armenia says 30 more soldiers were killed")
    assert not are_copies(line, line + " " + " ".join(prose(50)))


@pytest.mark.parametrize(
    "opening",
    [
        " date 2020-10-04 Yerevan\n\n",
        "STEPANAKERT, October 4 (Wire) - ",
        "YEREVAN, Oct 4 -- ",
        "Yerevan, 4 October (Another Wire) \u2014 ",
    ],
)
def test_a_dateline_makes_no_other_text(opening: str) -> None:
    text = "Two villages were shelled through the night, the ministry said on Sunday."
    assert sketch(opening + text) == sketch(text)


def test_texts_without_words_are_copies_of_nothing() -> None:
    empty = sketch("")
    assert (empty.shingles, bands(empty)) == (0, ())
    assert not may_be_copies(empty, empty)
    assert not are_copies("", "...")


def test_a_sketch_says_how_it_was_made() -> None:
    assert sketch("some words").algorithm == ALGORITHM


def test_reprints_are_known_by_their_very_words() -> None:
    one, other = sketch(" ".join(WIRE)), sketch(" ".join(WIRE).title() + "!")
    assert one.words == other.words != sketch(" ".join(WIRE[1:])).words


def test_sketches_are_the_same_in_another_process() -> None:
    said = "The same words, and a few more, on any machine."
    code = (
        "from herodotus.reconciliation.voices.duplicates import bands, sketch\n"
        f"print(sketch({said!r}).signature.hex(), bands(sketch({said!r})))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    here = sketch(said)
    assert run.stdout.split(" ", 1) == [here.signature.hex(), f"{bands(here)}\n"]


#: Stored in ledgers: another value here needs another name of the algorithm.
def test_buckets_do_not_change_under_one_name_of_the_algorithm() -> None:
    assert ALGORITHM == "rensa-r2/5w/64+32/figures/2"
    assert bands(sketch("One wire, told by many, is one voice."))[:2] == (
        (0, 1864537204935972133),
        (1, 6081158471835031199),
    )


@given(st.lists(st.text(max_size=60), max_size=6))
def test_many_are_sketched_as_each_alone(texts: list[str]) -> None:
    assert sketches(texts) == [sketch(text) for text in texts]


@given(st.text(max_size=80))
def test_any_text_with_words_is_a_copy_of_itself(text: str) -> None:
    made = sketch(text)
    assert isinstance(made, Sketch)
    assert are_copies(text, text) == may_be_copies(made, made) or not made.shingles
    assert all(0 <= bucket < 2**63 for _, bucket in bands(made))


@given(
    st.lists(st.sampled_from("abcde"), max_size=40),
    st.lists(st.sampled_from("abcde"), max_size=40),
)
def test_neither_is_the_copy_of_the_other_alone(one: list[str], two: list[str]) -> None:
    first, second = " ".join(one), " ".join(two)
    assert are_copies(first, second) == are_copies(second, first)


_KEYS = st.integers(0, 12)


@given(st.lists(st.tuples(_KEYS, _KEYS), max_size=20), st.randoms())
def test_voices_do_not_depend_on_order(
    pairs: list[tuple[int, int]], chance: random.Random
) -> None:
    keys = list(range(13))
    before = voices(keys, pairs)
    mixed = [pair[::-1] if chance.random() < 0.5 else pair for pair in pairs]
    chance.shuffle(mixed)
    chance.shuffle(keys)
    assert voices(keys, mixed) == before
    for one, other in pairs:
        assert before[one] == before[other]
    for key, voice in before.items():
        assert voice <= key
        assert before[voice] == voice


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(2, 90), st.integers(0, 3)),
        min_size=1,
        max_size=12,
    )
)
def test_a_crowd_is_compared_as_each_of_it_would_be(
    cuts: list[tuple[int, int, int]],
) -> None:
    words = [f"word{number}" for number in range(150)]
    opening = ("", "The Chadian army said {} soldiers were killed on Sunday night. ")
    made = {
        number: sketch(
            opening[toll > 0].format(toll + 11) + " ".join(words[start : start + size])
        )
        for number, (start, size, toll) in enumerate(cuts)
    }
    crowd = Crowd(made)
    for one in made.values():
        expected = {key for key, other in made.items() if may_be_copies(one, other)}
        assert crowd.may_be_copies_of(one) == expected
