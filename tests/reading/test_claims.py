"""From mentions to claims: named, in place, once, and each with its rule."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from herodotus.model import CasualtyClaim, Claim
from herodotus.reading import Reader
from herodotus.reading.casualty_claims import cause
from herodotus.reading.repeats import headline_end
from herodotus.sources import report_from_text

Read = Callable[[str], list[CasualtyClaim]]

ARTICLES = sorted((Path(__file__).parents[1] / "articles").glob("*/article.txt"))
RULES = {
    *("act", "befall", "state", "phrase", "count", "role", "toll", "part"),
    *("undivided", "ellipsis", "word order", "nondisclosure"),
    *("materiel act", "materiel loss", "ground act", "ground noun"),
    *("front act", "front noun"),
    *("event verb", "event operator", "event demand", "event noun"),
}


def read(path: Path, reader: Reader) -> tuple[str, tuple[Claim, ...]]:
    text = path.read_text("utf-8")
    return text, reader.read(report_from_text(text)).claims


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.parent.name)
def test_claims_stand_in_their_article(path: Path, reader: Reader) -> None:
    text, claims = read(path, reader)
    assert [c.start for c in claims] == sorted(c.start for c in claims)
    for claim in claims:
        assert claim.evidence
        assert text[claim.start : claim.end] == claim.evidence
        assert claim.rule in RULES
        if isinstance(claim, CasualtyClaim):
            assert claim.text in text
            assert claim.low is not None
            assert claim.high is None or claim.low <= claim.high
            assert claim.date_start is None or claim.date_end is not None
            if claim.date_start is not None and claim.date_end is not None:
                assert claim.date_start <= claim.date_end
        assert (claim.lat is None) == (claim.lon is None)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.parent.name)
def test_reading_twice_changes_nothing(path: Path, reader: Reader) -> None:
    _, first = read(path, reader)
    _, second = read(path, reader)
    assert first == second
    assert len({claim.id for claim in first}) == len(first)


def test_the_id_follows_from_the_report_too(tolls: Read) -> None:
    text = "BAKU, 2 October 2020 - Shelling killed three civilians in Ganja."
    (claim,) = tolls(text)
    (other,) = tolls(text + " ")
    assert claim.evidence == other.evidence
    assert claim.id != other.id
    assert tolls(text)[0].id == claim.id


def test_offsets_count_code_points_beyond_the_first_plane(tolls: Read) -> None:
    plain = "BAKU, 2 October 2020 - Shelling killed three civilians in Ganja."
    (claim,) = tolls(plain)
    signs = "\U0001f54a\U0001f1e6\U0001f1ff \U00010348"
    text = plain.replace(" - ", f" - {signs} ")
    (moved,) = tolls(text)
    assert text[moved.start : moved.end] == moved.evidence == claim.evidence
    assert moved.start == claim.start + len(signs) + 1


def test_a_headline_and_its_lead_are_one_claim(tolls: Read) -> None:
    text = (
        "Bomb kills 17 in Baghdad market\n\n"
        "BAGHDAD, 3 May 2013 - A bomb killed 17 people in a market in Baghdad on "
        "Friday, police said."
    )
    (claim,) = tolls(text)
    assert claim.start > text.index("\n")
    assert claim.attributed_to == "Iraq police"


def test_a_lead_and_its_quotation_are_one_claim(tolls: Read) -> None:
    found = tolls(
        "KABUL, 3 May 2013 - A bomb killed eight soldiers in Kabul, the army said.\n\n"
        "The army said the bomb was hidden in a car. Eight soldiers were killed, it "
        "said."
    )
    assert [claim.low for claim in found] == [8]


def test_two_numbers_for_one_thing_are_two_claims(tolls: Read) -> None:
    found = tolls(
        "KABUL, 3 May 2013 - A bomb killed eight soldiers in Kabul, the army said. The "
        "Taliban said that 20 soldiers were killed."
    )
    assert [claim.low for claim in found] == [8, 20]
    assert found[0].attributed_to != found[1].attributed_to


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Bomb kills 17 in market\n\nA bomb killed 17 people.", 23),
        ("A bomb killed 17 people.\n\nNobody claimed the attack.", 0),
        ("A bomb killed 17 people", 0),
        ("\n\nRaid kills six\nSoldiers killed six men.", 16),
        ("x" * 200 + "\nA bomb killed 17 people.", 0),
        ("", 0),
    ],
)
def test_a_headline_is_a_short_line_without_a_stop(text: str, end: int) -> None:
    assert headline_end(text) == end


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Artillery fire killed two farmers.", "shelling"),
        ("An air strike killed two farmers.", "air strike"),
        ("A car bomb killed two farmers.", "car bomb"),
        ("Two farmers were killed.", None),
    ],
)
def test_the_cause_is_what_the_sentence_says(sentence: str, told: str | None) -> None:
    assert cause(sentence) == told
