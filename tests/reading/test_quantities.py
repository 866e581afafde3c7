"""Counts are found with their bounds; numbers that count nothing are not found."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.reading.quantities import Quantity, find_quantities
from herodotus.reading.quantities_exclusions import Candidate, exclusion
from herodotus.reading.quantities_lexicon import lexicon
from herodotus.reading.quantities_numbers import number_at


def counts(text: str) -> list[Quantity]:
    """The quantities of a text without its articles."""
    return [q for q in find_quantities(text) if q.form != "article"]


def only(text: str) -> Quantity:
    """The one quantity of a text that is no article."""
    found = counts(text)
    assert len(found) == 1, [text[q.start : q.end] for q in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        # as it stands
        ("32 soldiers", 32, 32),
        ("2,000 people", 2000, 2000),
        ("1 200 people", 1200, 1200),
        ("1\u202f200 people", 1200, 1200),
        ("1.200 people", 1200, 1200),
        ("1,00,000 people", 100_000, 100_000),
        ("1.5 million people", 1_500_000, 1_500_000),
        ("2.5m people", 2_500_000, 2_500_000),
        ("5 lakh people", 500_000, 500_000),
        ("thirty thousand men", 30_000, 30_000),
        ("two hundred and twelve bodies", 212, 212),
        ("two and a half million refugees", 2_500_000, 2_500_000),
        ("a million and a half refugees", 1_500_000, 1_500_000),
        ("a dozen soldiers", 12, 12),
        ("three dozen soldiers", 36, 36),
        ("half a dozen soldiers", 6, 6),
        ("a half-dozen soldiers", 6, 6),
        ("a couple of villagers", 2, 2),
        ("both soldiers were killed", 2, 2),
        ("zero casualties", 0, 0),
        ("a total of 32 people", 32, 32),
        ("which adds up to 59 dead", 59, 59),
        ("whose dead now number 555", 555, 555),
        # open above
        ("at least 14 people", 14, None),
        ("at least four people", 4, None),
        ("no fewer than 6 people", 6, None),
        ("No less than six people", 6, None),
        ("a minimum of 6 people", 6, None),
        ("32 or more people", 32, None),
        ("50+ people", 50, None),
        ("20-plus people", 20, None),
        ("more than 50 people", 51, None),
        ("more than a dozen people", 13, None),
        ("over a hundred people", 101, None),
        ("above 20 people", 21, None),
        ("beyond 20 dead", 21, None),
        ("in excess of 1.5 million people", 1_500_001, None),
        ("more than one soldier", 2, None),
        # open below
        ("up to 30 people", 0, 30),
        ("as many as 50 people", 0, 50),
        ("possibly 50 people", 0, 50),
        ("possibly as many as 50 people", 0, 50),
        ("no more than five people", 0, 5),
        ("fewer than 10 people", 0, 9),
        ("less than a dozen people", 0, 11),
        # between
        ("between 12 and 14 soldiers", 12, 14),
        ("12 to 14 soldiers", 12, 14),
        ("from 20 to as many as 30 people", 20, 30),
        ("30-40 people", 30, 40),
        ("30–40 people", 30, 40),
        ("15-20,000 refugees", 15_000, 20_000),
        ("two or three men", 2, 3),
        ("three to five hundred men", 300, 500),
        ("two to three hundred thousand people", 200_000, 300_000),
        ("at least 30 to 40 civilians", 30, None),
        ("up to 30 or 40 civilians", 0, 40),
        # vague
        ("dozens of people", 24, None),
        ("scores of people", 40, None),
        ("hundreds of people", 200, None),
        ("thousands of people", 2000, None),
        ("tens of thousands of people", 20_000, None),
        ("hundreds of thousands of people", 200_000, None),
        ("several people", 3, None),
        ("many people", 3, None),
        ("numerous people", 3, None),
        ("a number of people", 3, None),
        ("a few people", 3, None),
        ("a handful of people", 3, None),
        ("several hundred people", 300, None),
        ("dozens or even hundreds of people", 24, None),
        ("an unknown number of people", 1, None),
        # none
        ("no casualties", 0, 0),
        ("nobody died", 0, 0),
        ("no one died", 0, 0),
        ("none died", 0, 0),
        ("not a single soldier died", 0, 0),
    ],
)
def test_bounds_follow_the_conventions(text: str, low: int, high: int | None) -> None:
    quantity = only(text)
    assert (quantity.low, quantity.high) == (low, high)
    assert not quantity.approx


@pytest.mark.parametrize(
    "hedge",
    [
        "about", "some", "around", "nearly", "almost", "roughly", "approximately",
        "close to", "an estimated", "nearing",
    ],
)  # fmt: skip
def test_hedged_numbers_are_approximate(hedge: str) -> None:
    text = f"The blasts killed {hedge} 40 people."
    quantity = only(text)
    assert (quantity.low, quantity.high, quantity.approx) == (40, 40, True)
    assert text[quantity.start : quantity.end] == f"{hedge} 40"


@pytest.mark.parametrize("text", ["40 or so people", "40-odd people", "30-some men"])
def test_hedges_may_follow(text: str) -> None:
    assert only(text).approx


def test_a_couple_of_dozen_is_about_two_dozen() -> None:
    quantity = only("a couple of dozen men")
    assert (quantity.low, quantity.high, quantity.approx) == (24, 24, True)


@pytest.mark.parametrize(
    ("text", "words", "number"),
    [
        ("They say at least 14 died.", "at least 14", "14"),
        ("Between 12 and 14 died.", "Between 12 and 14", "12 and 14"),
        ("Fully 15 more died.", "15 more", "15"),
        ("Then another two died.", "another two", "two"),
        ("Then a further 15 died.", "a further 15", "15"),
        ("At least another 15 died.", "At least another 15", "15"),
        ("Still two others died.", "two others", "two"),
        ("Then scores of others fled.", "scores of others", "scores"),
        ("More than a dozen died.", "More than a dozen", "a dozen"),
        ("A total of at least 32 died.", "A total of at least 32", "32"),
        ("Some sixty or so died.", "Some sixty or so", "sixty"),
        ("It killed AT\nLEAST THREE people.", "AT\nLEAST THREE", "THREE"),
    ],
)
def test_the_phrase_holds_its_modifiers(text: str, words: str, number: str) -> None:
    quantity = only(text)
    assert text[quantity.start : quantity.end] == words
    assert text[quantity.number_start : quantity.number_end] == number


@pytest.mark.parametrize(
    ("text", "more", "others"),
    [
        ("15 more soldiers", True, False),
        ("another 15 soldiers", True, False),
        ("a further 15 soldiers", True, False),
        ("an additional 15 soldiers", True, False),
        ("dozens more were hurt", True, False),
        ("many more were hurt", True, False),
        ("two others were hurt", False, True),
        ("two other soldiers", False, True),
        ("several others", False, True),
        ("15 soldiers", False, False),
        ("15 more than last year", False, False),
    ],
)
def test_additions_and_others_are_marked(text: str, more: bool, others: bool) -> None:
    quantity = only(text)
    assert (quantity.more, quantity.others) == (more, others)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("32 men", "digits"),
        ("two men", "words"),
        ("a hundred men", "words"),
        ("several men", "vague"),
        ("several hundred men", "vague"),
        ("no men", "none"),
    ],
)
def test_the_form_tells_how_it_is_written(text: str, form: str) -> None:
    assert only(text).form == form


def test_articles_are_ones_of_their_own_form() -> None:
    text = "A soldier and another man saw an officer."
    found = find_quantities(text)
    assert [text[q.start : q.end] for q in found] == ["A", "another", "an"]
    assert [(q.low, q.high, q.form) for q in found] == [(1, 1, "article")] * 3
    assert [q.more for q in found] == [False, True, False]


@pytest.mark.parametrize(
    "text", ["a lot", "a total", "a third of it", "a day", "an hour"]
)
def test_articles_that_count_nothing(text: str) -> None:
    assert find_quantities(text) == ()


def test_capitals_read_like_other_copy() -> None:
    text = "ABOUT 50 PEASANTS WERE SEIZED; SEVEN\nOTHERS AND TWENTY-ONE MEN FLED."
    found = counts(text)
    assert [(q.low, q.approx, q.others) for q in found] == [
        (50, True, False),
        (7, False, True),
        (21, False, False),
    ]


def test_a_change_is_two_numbers_and_no_range() -> None:
    found = counts("The toll rose from 17 to 19.")
    assert [(q.low, q.high) for q in found] == [(17, 17), (19, 19)]


@pytest.mark.parametrize(
    "text",
    [
        "on 28 September", "on Sept. 28", "on Sept. 28-29", "between 3 and 5 October",
        "SAN SALVADOR, 3 JAN 90 --", "May 12, 2014", "on 2020-09-28", "on 28.09.2020",
        "in 2016", "since 1994, when", "the 2014 war", "in 2014 rebels fled", "the 90s",
        "in the 1990s", "from 2003-2011", "in 1990-91", "between 2011 and 2014",
        "at 4:30 pm", "at 6 p.m.", "at 6pm", "(1330 GMT)", "at 0600", "at six o'clock",
        "from 6 to 9 p.m.", "24-hour", "two-day", "two days", "forty kilometres",
        "hundreds of metres", "two more days", "two hours' drive", "two to three weeks",
        "aged 34", "aged between 5 and 12", "34-year-old", "34 years old",
        "Jane Roe, 31, died", "Jane Roe (31) died", "boy of 12", "children under 18",
        "$50", "$5 million", "Rs 500,000", "5 million euros", "thousands of dollars",
        "$2,000-3,000", "50%", "50 per cent", "10 to 15 percent", "two thirds",
        "40 km", "25 miles", "155-mm", "120 mm", "120mm", "7.62 mm", "magnitude 7.7",
        "T-72", "Su-25", "F-16", "M23", "MH17", "AK 47", "Resolution 1325",
        "resolutions 242 and 338", "Highway 1", "No. 4", "no. 4", "Flight 17",
        "Phase Two", "World War Two", "won 3-1", "won 3 to 1", "by a vote of 14 to 1",
        "the 93rd brigade", "the second day", "the twenty-third man", "24/7", "9/11",
        "COVID-19", "page 12", "007", "555-0100", "per 100,000", "one in five",
        "one another", "one day", "at one point", "one of the largest", "this one",
        "one by one", "number one", "one-off", "how many", "so many", "in as many days",
        "settle scores", "no longer", "No, he said", "both men and women",
        "multiple rocket launchers", "(2)", "1. The parties agreed",
    ],
)  # fmt: skip
def test_what_counts_nothing_is_left_out(text: str) -> None:
    assert counts(text) == []


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("killed 2016 people", 2016),
        ("some 2000 troops", 2000),
        ("2000 people died", 2000),
        ("at least 1122 were hurt", 1122),
        ("On 12 May, 15 soldiers died", 15),
        ("In September 20 soldiers were killed", 20),
        ("In Donetsk, 12, including three", 12),
        ("more than 50 men", 51),
        ("a family of six", 6),
        ("a five-member family", 5),
        ("a 200-strong mob", 200),
        ("three T-72 tanks", 3),
        ("two 120mm mortars", 2),
        ("said that one soldier fell", 1),
        ("one of the soldiers", 1),
        ("two time bombs", 2),
        ("lost 10-15 fighters", 10),
        ("a toll of 19", 19),
        ("The wounded number 21", 21),
    ],
)
def test_what_looks_like_it_but_counts(text: str, low: int) -> None:
    assert counts(text)[0].low == low


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("on [28] September", "date"),
        ("in [2016] they", "year"),
        ("at [1330] GMT", "clock"),
        ("aged [34] and", "age"),
        ("cost $[50] each", "money"),
        ("some [40] km off", "measure"),
        ("a T-[72] tank", "glued"),
        ("a [24]-hour curfew", "compound"),
        ("on Highway [1] near", "designator"),
        ("won [3-1] there", "score"),
        ("the sum ([5]) is", "bracketed"),
        ("[1]. The first", "listing"),
        ("agent [007] fled", "code"),
        ("about [two] thirds", "fraction"),
        ("with [one] another", "pronoun"),
    ],
)
def test_each_exclusion_has_its_name(text: str, name: str) -> None:
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    words = plain[start:end]
    figures = words[0].isdigit()
    candidate = Candidate(
        text=plain,
        start=start,
        end=end,
        kind="figures" if figures else "words",
        word=words.split("-")[0].lower(),
        value=int(words.split("-")[0]) if figures else 1 + (words == "two"),
        is_range="-" in words,
        before=(),
    )
    assert exclusion(candidate) == name


def test_no_phrase_runs_across_a_blank_line() -> None:
    text = "They fled from about\n\n30 men were hurt."
    assert not only(text).approx


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    check_order(text, find_quantities(text))


_WORDS = """
at_least up_to more_than between from to and or another a_further some no both of
12 14 2,000 1.5 2016 30-40 3-1 0 one two twenty hundred thousand million dozen half
dozens scores several many a_few a an others more or_so -plus % $ ( ) , . - – couple
people killed km May September aged year-old GMT No.
"""
_PIECES = [*(word.replace("_", " ") for word in _WORDS.split()), "\n", "\n\n"]


@given(
    st.lists(st.sampled_from(_PIECES), max_size=25), st.sampled_from([" ", "", "  "])
)
def test_any_heap_of_number_words_can_be_read(words: list[str], gap: str) -> None:
    text = gap.join(words)
    check_order(text, find_quantities(text))
    check_order(text.upper(), find_quantities(text.upper()))


def check_order(text: str, found: tuple[Quantity, ...]) -> None:
    end = 0
    for quantity in found:
        assert end <= quantity.start <= quantity.number_start
        assert quantity.number_start < quantity.number_end <= quantity.end <= len(text)
        assert quantity.low is not None
        assert quantity.low >= 0
        assert quantity.high is None or quantity.low <= quantity.high
        end = quantity.end


@given(st.integers(min_value=0, max_value=999_999))
def test_numbers_in_words_come_back(value: int) -> None:
    words = spelled(value)
    for text in (words, words.upper(), words.replace(" and ", " ")):
        quantity = only(f"It killed {text} people.")
        assert (quantity.low, quantity.high) == (value, value)
        assert quantity.number_end - quantity.number_start == len(text)


@given(st.integers(min_value=0, max_value=9_999_999))
def test_grouped_figures_come_back(value: int) -> None:
    assert only(f"It displaced {value:,} people.").low == value


_ONES = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def spelled(value: int) -> str:
    """A number in English words."""
    ones, tens = _ONES.split(), _TENS.split()
    if value < 20:
        return ones[value]
    if value < 100:
        word = tens[value // 10 - 2]
        return word if value % 10 == 0 else f"{word}-{ones[value % 10]}"
    if value < 1000:
        rest = value % 100
        head = f"{ones[value // 100]} hundred"
        return head if rest == 0 else f"{head} and {spelled(rest)}"
    rest = value % 1000
    head = f"{spelled(value // 1000)} thousand"
    if rest == 0:
        return head
    return f"{head} {'and ' if rest < 100 else ''}{spelled(rest)}"


def test_every_vague_word_of_the_data_is_found_as_written() -> None:
    for phrase, low in lexicon().vague.items():
        number = number_at(f"{phrase} people", 0)
        assert number is not None, phrase
        assert (number.low, number.high, number.end) == (low, None, len(phrase))


def test_every_modifier_of_the_data_is_taken_with_its_number() -> None:
    for phrase in lexicon().before:
        if re.match(r"[\w]", phrase):
            text = f"it hit {phrase} 44 people"
            assert text[only(text).start :].startswith(phrase), phrase


def test_a_hedge_inside_a_range_makes_it_approximate() -> None:
    quantity = only("between about 12 and 14 soldiers")
    assert (quantity.low, quantity.high, quantity.approx) == (12, 14, True)
    assert quantity.start == 0


@pytest.mark.parametrize("text", ["dozenſ", "2 mıllion", "five mıllıon", "hundredſ"])
def test_letters_that_only_fold_to_ours_are_read_without_fail(text: str) -> None:
    check_order(text, find_quantities(text))


def test_a_tag_is_no_sign_of_greater() -> None:
    text = "gunmen <b>killed</b> six people"
    assert (only(text).low, only(text).high) == (6, 6)
    assert (only("losses > 100").low, only("losses > 100").high) == (101, None)


@pytest.mark.parametrize(
    "piece",
    ["5 to ", "1 000 ", "5, ", "a few ", "two hundred and ", "at least ", "\n", "5"],
)
def test_time_grows_with_length_only(piece: str) -> None:
    started = time.perf_counter()
    find_quantities(piece * 8_000)
    assert time.perf_counter() - started < 6
