"""Full text: any question is one, and both databases find the same by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from herodotus.ledger import Ledger
from herodotus.ledger.database import reading, writing
from herodotus.ledger.question import Phrase, indexed, wanted, words_of
from herodotus.ledger.search import evidence_has, rebuild, report_has
from herodotus.ledger.tables import claims, reports
from herodotus.model import Reading, Report
from tests.ledger.war import killed, week

TEXTS = (
    "Two children died in Nagorno-Karabakh’s north; 1,200 people fled.",
    "TWO men died. Children fled from Şuşa, the children of Shusha.",
    "No drone was seen; the drones had gone. Bombs? Bombers, it said.",
    "Çocuklar ve kadınlar: İzmir, Straße, naïve café, 50% of it_all.",
    "В Харькове погибли двое детей. \U0001f600 شهر",
    "",
    "x" * 200 + " end",
)


def found(ledger: Ledger, question: str) -> set[str]:
    """The ids of the reports that a question finds."""
    with reading(ledger._engine) as connection:
        condition = report_has(reports.c.key, question, connection)
        return set(connection.scalars(select(reports.c.id).where(condition)))


@pytest.fixture
def library(ledger: Ledger) -> Ledger:
    """A ledger of some texts, each under its number."""
    ledger.add_all(
        Reading(
            report=Report.of(text, id=str(number), title=f"Title {number}"),
            reader="r",
        )
        for number, text in enumerate(TEXTS)
    )
    return ledger


CASES = {
    "two children": "01",
    '"two children"': "0",
    '"children two"': "",
    "karabakh": "0",
    "Nagorno-Karabakh": "0",
    "nagornokarabakh": "",
    "1,200": "0",
    "susa": "1",
    "ŞUŞA": "1",
    "susa OR drone": "12",
    "susa | drone": "12",
    "two susa OR drone": "1",
    "died -two": "",
    "fled -men": "0",
    "-died": "23456",
    "-died -drone": "3456",
    "bomb*": "2",
    "bomb": "",
    '"drones had g"*': "2",
    "izmir strasse": "3",
    "naive CAFE": "3",
    "it_all": "3",
    "50%": "3",
    "харькове": "4",
    "ДЕТЕЙ": "4",
    "شهر": "4",
    "title": "0123456",
    '"title 2"': "2",
    '"2 no drone"': "",
    '"title 2" OR susa': "12",
    "x" * 200: "6",
    "x" * 60 + "*": "6",
    "": "0123456",
    "- \" ' ( ) * : ^ NEAR AND NOT OR": "",
    "-": "0123456",
}


@pytest.mark.parametrize("question", CASES)
def test_a_question_finds_the_texts_that_have_its_words(
    library: Ledger, question: str
) -> None:
    assert found(library, question) == set(CASES[question])


QUESTIONS = st.one_of(
    st.text(),
    st.text("ab \"-*|():^+{}'\\&!<>OR\x00\ud800"),
    st.lists(
        st.sampled_from(
            [
                *("two", "children", "died", "OR", "-drone", '"two men"', "-", '"'),
                *("bomb*", "karabakh", '-"it said"', "|", "NOT", "title", "su*"),
            ]
        )
    ).map(" ".join),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=QUESTIONS)
def test_any_question_finds_what_it_says(library: Ledger, question: str) -> None:
    expected = {
        str(number)
        for number, text in enumerate(TEXTS)
        if has([indexed(f"Title {number}"), indexed(text)], question)
    }
    assert found(library, question) == expected


def has(parts: list[list[str]], question: str) -> bool:
    """Whether texts have what a question asks for, word by word."""
    asked = wanted(question)
    return all(
        any(stands(phrase, part) for phrase in group for part in parts)
        for group in asked.every
    ) and not any(stands(phrase, part) for phrase in asked.none for part in parts)


def stands(phrase: Phrase, said: list[str]) -> bool:
    """Whether a phrase stands among these words."""
    *first, last = phrase.words
    for place in range(len(said) - len(first)):
        if said[place : place + len(first)] != first:
            continue
        word = said[place + len(first)]
        if word == last or (phrase.begun and word.startswith(last)):
            return True
    return False


@given(st.text(), st.text())
def test_words_are_the_same_in_any_case(one: str, other: str) -> None:
    assert words_of(f"{one} {other}") == words_of(one) + words_of(other)
    assert all(word.isalnum() for word in words_of(one))


def test_claims_are_found_by_their_own_words(ledger: Ledger) -> None:
    ledger.add_all(week())

    def evidence(question: str) -> set[str]:
        with reading(ledger._engine) as connection:
            condition = evidence_has(
                claims.c.reading, claims.c.ordinal, question, connection
            )
            return set(connection.scalars(select(claims.c.evidence).where(condition)))

    assert evidence("tanks") == {"5 tanks", "Its forces destroyed 5 tanks"}
    assert evidence('"5 tanks" -forces') == {"5 tanks"}
    assert evidence("officials") == set()
    assert len(evidence("-tanks")) == 6


def test_claims_with_the_words_come_before_those_of_their_reports(
    ledger: Ledger,
) -> None:
    ledger.add_all(week())
    listed = [telling.claim.evidence for telling in ledger.claims(text="tanks")]
    assert len(listed) == 5
    assert set(listed[:2]) == {"5 tanks", "Its forces destroyed 5 tanks"}


def test_the_indexes_can_be_made_anew(ledger: Ledger) -> None:
    ledger.add_all(week())
    questions = ["tanks", "ganja", "-war", '"dead in ganja"', "susa"]
    before = [found(ledger, question) for question in questions]
    with writing(ledger._engine) as connection:
        rebuild(connection)
    assert [found(ledger, question) for question in questions] == before


def test_texts_added_later_are_found_too(
    ledger: Ledger, place: Callable[[], str]
) -> None:
    text = "Eleven died."
    one = Reading(report=Report.of(text, id="one"), reader="r-1")
    ledger.add(one)
    ledger.add_all(week())
    claim = killed(text, "Eleven", 11).identified(one.report.sha256)
    ledger.add(one.model_copy(update={"reader": "r-2", "claims": (claim,)}))
    assert found(ledger, "eleven") == {"one"}
    assert [t.claim.evidence for t in ledger.claims(text="eleven")] == ["Eleven"]


def test_a_very_long_text_is_taken_in(ledger: Ledger) -> None:
    text = " ".join(f"word{number} the" for number in range(60_000)) + " end"
    ledger.add(Reading(report=Report.of(text, id="long"), reader="r"))
    assert found(ledger, "word1") == {"long"}
    assert found(ledger, '"word5 the word6"') == {"long"}
    assert found(ledger, "word59999") == set()
