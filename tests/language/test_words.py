"""Words: what stands together and what apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.language.words import word_spans


def split(text: str) -> str:
    return " ".join(text[start:end] for start, end in word_spans(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They didn't flee.", "They did n't flee ."),
        ("They can’t, won’t, cannot.", "They ca n’t , wo n’t , can not ."),
        ("Armenia's army", "Armenia 's army"),
        ("the rebels' guns", "the rebels ' guns"),
        ("We're sure it'll fall", "We 're sure it 'll fall"),
        ("Eye-witness reports", "Eye - witness reports"),
        ("anti-tank and pro-Russian", "anti-tank and pro-Russian"),
        ("Lt. Gen. Petrov of St. Petersburg", "Lt. Gen. Petrov of St. Petersburg"),
        ("the U.S.-led force", "the U.S. - led force"),
        ("at 9 a.m. on Sept. 28", "at 9 a.m. on Sept. 28"),
        ("3,750 men, 5.5% and $1.2bn", "3,750 men , 5.5 % and $ 1.2 bn"),
        ("155mm shells, 10km away", "155 mm shells , 10 km away"),
        ("the 1980s, the 19th, 9/11", "the 1980s , the 19th , 9/11"),
        ("Shi'ite and Ba’athist", "Shi'ite and Ba’athist"),
        ("O'Brien said “32 killed.”", "O'Brien said “ 32 killed . ”"),
        ("Battalion No. 3 said no.", "Battalion No. 3 said no ."),
        ("See https://example.org/a?b=1.", "See https://example.org/a?b=1 ."),
        ("Well... (perhaps)", "Well ... ( perhaps )"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert split(text) == words


def test_a_stretch_of_text_keeps_the_offsets_of_the_whole() -> None:
    text = "Nobody died. Two fled."
    assert [text[s:e] for s, e in word_spans(text, 13)] == ["Two", "fled", "."]
    assert word_spans(text, 13)[0] == (13, 16)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_no_word_overlaps_another_and_none_holds_space_at_its_ends(text: str) -> None:
    last = 0
    for start, end in word_spans(text):
        assert last <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        last = end


@given(st.text(alphabet="aB1'’.,-“” \n$%u", max_size=40))
def test_every_sign_but_space_is_in_a_word(text: str) -> None:
    covered = {place for start, end in word_spans(text) for place in range(start, end)}
    assert covered == {i for i, sign in enumerate(text) if not sign.isspace()}
