"""Which figures of a text count, and which changes make an update of a copy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.reconciliation.voices.stated import agreed, changed, stated
from herodotus.reconciliation.voices.stated_packing import packed, unpacked
from herodotus.reconciliation.voices.stated_sentences import tidied

LEAD = "The Chadian army said on Tuesday that {} soldiers were killed near Bol."
REST = " It lost {} vehicles on the road to the lake, officers in the capital said."


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("1,200 men and 1200 women", {1200}),
        ("twelve men and 12 women", {12}),
        ("twenty-one men, two hundred and twelve women", {21, 212}),
        ("twelve hundred rockets, a dozen tanks, two dozen trucks", {1200, 12, 24}),
        ("1.2 million people, 3 thousand houses", {1_200_000, 3000}),
        ("5-7 tanks, 12 000 shells", {5, 7, 12_000}),
        ("on Sept. 28, 2020 and on 3 May", set()),
        ("since 1994, in 2016", set()),
        ("2000 soldiers came", {2000}),
        ("at 10:30, at 7 p.m., for 3 days, within 48 hours", set()),
        ("aged 19 to 24, a 12-year-old, 34 years old", set()),
        ("Ana Lopez, 34, a teacher", set()),
        ("12 km away, 5 percent, $5 million, 300 meters", set()),
        ("a T-72 and 122mm guns in the 21st century", set()),
        ("call +374 10 52 00 00", set()),
        ("at 12 Baker Street, article 5, resolution 2254", set()),
        ("the two sides, 64 comments, one of the men", set()),
    ],
)
def test_what_counts_is_what_counts_people_and_things(
    words: str, values: set[int]
) -> None:
    assert stated(f"They said: {words}.").values == values


@pytest.mark.parametrize("vague", ["dozens of", "several", "hundreds of"])
def test_a_vague_word_is_another_figure_than_a_number(vague: str) -> None:
    assert changed(stated(LEAD.format(vague)), stated(LEAD.format(31)))


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(LEAD.format("12") + REST.format("nine"), id="digits"),
        pytest.param(LEAD.format("at least 12") + REST.format(9), id="hedge"),
        pytest.param(LEAD.format("twelve"), id="cut"),
        pytest.param("Army loses men near Bol\n\n" + LEAD.format(12), id="headline"),
        pytest.param(
            "BOL, March 24 (Wire) - " + LEAD.format(12) + REST.format(9), id="dateline"
        ),
        pytest.param(
            (LEAD.format(12) + REST.format(9)).replace("on Tuesday", "yesterday"),
            id="day",
        ),
        pytest.param(
            (LEAD.format(12) + REST.format(9)).replace("soldiers", "troops"), id="word"
        ),
        pytest.param(
            f"<p>{LEAD.format(12)}</p>\n<p>{REST.format(9)}</p>\n\n31 comments",
            id="page",
        ),
        pytest.param(
            LEAD.format(12) + " The war has cost 30,000 lives since 1994, many of them"
            " in its first winter." + REST.format(9),
            id="context",
        ),
    ],
)
def test_an_edit_changes_no_figure(copy: str) -> None:
    wire = stated(LEAD.format("twelve") + REST.format(9))
    assert not changed(wire, stated(copy))
    assert not changed(stated(copy), wire)


@pytest.mark.parametrize(
    "update",
    [
        pytest.param(LEAD.format(14) + REST.format(9), id="toll"),
        pytest.param(LEAD.format("fourteen") + REST.format(9), id="in words"),
        pytest.param(LEAD.format(12) + REST.format(11), id="below"),
        pytest.param(
            LEAD.format(12).replace("near", "and 30 wounded near") + REST.format(9),
            id="second toll",
        ),
        pytest.param(
            LEAD.format(14) + REST.format(9) + " It had spoken of 12 before.",
            id="the old one told too",
        ),
        pytest.param(
            LEAD.format(14).replace("soldiers", "troops").replace("were", "had been"),
            id="reworded",
        ),
    ],
)
def test_another_figure_is_an_update(update: str) -> None:
    wire = stated(LEAD.format(12) + REST.format(9))
    assert changed(wire, stated(update))
    assert changed(stated(update), wire)


def test_a_text_without_figures_contradicts_none() -> None:
    cut = stated("Fighting went on through the night, and the town of Bol burned down.")
    assert not changed(cut, stated(cut_after("no figure")))
    assert not changed(cut, stated(""))


def cut_after(words: str) -> str:
    return f"Residents spoke of {words} and fled to the islands of the lake at dawn."


def test_what_opens_alike_agrees() -> None:
    wire = stated(LEAD.format(12) + REST.format(9))
    assert agreed(wire, stated(LEAD.format("twelve"))) == 1
    assert agreed(wire, stated(LEAD.format(14))) == 0
    elsewhere = LEAD.replace("Chadian", "Malian").replace("Bol", "Gao")
    assert agreed(wire, stated(elsewhere.format(12))) == 0


def test_print_leaves_no_trace() -> None:
    page = "<p class='x'>Twelve sol\u00addiers&nbsp;were kil-\nled &amp; nine hurt</p>"
    assert " ".join(tidied(page).split()) == "Twelve soldiers were killed & nine hurt"


@given(st.text(max_size=200))
def test_any_text_may_be_asked_and_changes_nothing_of_itself(text: str) -> None:
    figures = stated(text)
    assert unpacked(packed(figures)) == figures
    assert not changed(figures, figures)


_SENTENCES = st.lists(
    st.sampled_from([LEAD, REST.strip()]).flatmap(
        lambda words: st.integers(1, 30).map(words.format)
    ),
    max_size=4,
).map(" ".join)


@given(_SENTENCES, _SENTENCES)
def test_neither_is_the_update_alone(one: str, other: str) -> None:
    first, second = stated(one), stated(other)
    assert changed(first, second) == changed(second, first)
    assert agreed(first, second) == agreed(second, first)
    if changed(first, second):
        assert agreed(first, second) == 0
