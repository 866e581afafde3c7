"""The page: every claim anchored, every character escaped, offsets exact."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from importlib.resources import files

import pytest

from herodotus.exports.html import page
from herodotus.model import (
    Account,
    Claim,
    ControlClaim,
    EventClaim,
    Failure,
    NondisclosureClaim,
    Party,
    Reading,
)
from herodotus.reconciliation import reconcile
from tests.markup import Page
from tests.samples import casualty, front, karabakh, reading_of

Known = Callable[[], tuple[Reading, Account]]


def page_of(reading: Reading) -> tuple[str, Page]:
    text = page([(reading, reconcile(reading.claims))])
    return text, Page(text)


@pytest.mark.parametrize("known", [karabakh, front])
def test_every_claim_has_its_words_and_its_card(known: Known) -> None:
    reading, account = known()
    seen = Page(page([(reading, account)]))
    assert len(seen.ids) == len(set(seen.ids))
    for place, claim in enumerate(reading.claims, start=1):
        assert f"r1-c{place}" in seen.ids
        assert f"r1-c{place}-words" in seen.ids
        assert f"#r1-c{place}-words" in seen.links
        assert seen.marked[f"r1-c{place}"] == claim.evidence.replace("\n", "")


def test_what_was_done_stands_in_tables_that_lead_to_the_words() -> None:
    reading, account = front()
    raw = page([(reading, account)])
    seen = Page(raw)
    for title in ("Materiel", "Control", "Events"):
        assert f"<caption>{title}</caption>" in raw
    for place in range(1, len(reading.claims) + 1):
        assert seen.links.count(f"#r1-c{place}-words") >= 3  # two on the card
    for words in ("3 tanks destroyed", "Azerbaijan ↔ Armenia", "hypothetical"):
        assert raw.count(words) >= 2  # on the card, and in its table
    assert "ACLED: Shelling/artillery/missile attack; CAMEO 194" in raw
    assert "another party, or not stated" in raw
    assert "Account" not in re.findall(r"<caption>(\w+)", raw)


def test_hostile_parties_are_escaped() -> None:
    text = "They shelled the town."
    evil = '"><script>alert(1)</script>\u202e'
    party = Party(name=evil, country=evil, sector=evil)
    claims: list[Claim] = [
        EventClaim(
            start=5,
            end=12,
            evidence="shelled",
            plover=evil,
            plover_mode=evil,
            cameo=evil,
            acled_sub_event_type=evil,
            weapon=evil,
            initiators=(party,),
            targets=(party, party),
        ),
        ControlClaim(start=0, end=4, evidence="They", action="lost", by=evil),
    ]
    raw, _ = page_of(reading_of(text, claims))
    assert "<script" not in raw
    assert "\u202e" not in raw


def test_every_link_within_the_page_leads_somewhere() -> None:
    reading, account = karabakh()
    seen = Page(page([(reading, account), (reading, account)]))
    inside = [link[1:] for link in seen.links if link.startswith("#")]
    assert set(inside) <= set(seen.ids)
    assert len(inside) > 40


def test_the_whole_text_is_there() -> None:
    reading, account = karabakh()
    seen = Page(page([(reading, account)]))
    lines = [line for line in reading.report.text.split("\n") if line.strip()]
    assert seen.paragraphs == lines


def test_nothing_is_fetched_and_nothing_runs() -> None:
    reading, account = karabakh()
    text, seen = page_of(reading)
    assert "script" not in seen.tags
    assert not [link for link in seen.links if link.startswith(("http", "//"))]
    assert "url(" not in text
    assert "@import" not in text
    assert "default-src 'none'" in text
    assert account.balance


def test_the_same_reading_gives_the_same_page() -> None:
    assert page([karabakh()]) == page([karabakh()])


def test_astral_characters_and_crossing_claims() -> None:
    text = (
        "Day 🇦🇲 of 🕊️: 𝟛 men 👨‍👩‍👧 died & <b>two\u202e women</b> fell.\n\n"
        "Then é\u0301 \x1b[31m5 were hurt.\n"
    )
    claims: list[Claim] = [
        casualty(text, "𝟛 men 👨‍👩‍👧 died & <b>two", low=3, high=3),
        casualty(text, "died & <b>two\u202e women</b> fell", low=2, high=2),
        casualty(text, "two\u202e women", low=2, high=2, text="two"),
        casualty(text, "two\u202e women</b> fell.\n\nThen é\u0301", low=2, high=2),
        casualty(text, "\x1b[31m5 were hurt", low=5, high=5, outcome="injured"),
    ]
    reading = reading_of(text, claims)
    raw, seen = page_of(reading)
    assert "<b>two" not in raw
    assert "\u202e" not in raw
    assert "\x1b" not in raw
    for place, claim in enumerate(reading.claims, start=1):
        words = claim.evidence.replace("\n", "")
        assert seen.marked[f"r1-c{place}"] == words
    assert "".join(seen.paragraphs) == text.replace("\n", "")


def test_hostile_fields_are_escaped() -> None:
    text = "Six people were killed, the mayor said."
    evil = '"><script>alert(1)</script>\u202e'
    fields = {"attributed_to": evil, "victim_side": evil, "place": evil, "cause": evil}
    claim = casualty(text, "Six people were killed", low=6, high=6, **fields)
    silent = NondisclosureClaim(start=0, end=3, evidence="Six", side=evil)
    known = {"id": evil, "title": evil, "publisher": evil, "url": "javascript:alert(1)"}
    reading = reading_of(text, [claim, silent], **known)
    failure = Failure(id=evil, error="EmptyInput", message=evil)
    account = reconcile(reading.claims)
    raw = page([(reading, account)], failures=[failure])
    assert "<script" not in raw
    assert "javascript:" not in raw
    assert "\u202e" not in raw
    Page(raw)


def test_half_a_surrogate_pair_is_shown_by_its_code() -> None:
    text = "He saw \ud83d two dead men."
    reading = reading_of(text, [casualty(text, "\ud83d two dead", low=2, high=2)])
    raw, seen = page_of(reading)
    raw.encode("utf-8")
    assert "⟨U+D83D⟩" in raw
    assert seen.marked["r1-c1"] == "\ud83d two dead"


def test_background_is_shown_and_said_not_to_count() -> None:
    reading, _ = karabakh()
    raw, _ = page_of(reading)
    assert "background, not counted" in raw
    assert raw.count("background") > 2


def test_unknown_is_not_zero() -> None:
    reading, account = karabakh()
    raw = page([(reading, account)])
    assert "unknown, not zero" in raw
    assert re.search(r'class="n best"><a href="#r1-c\d-words">\?</a>', raw)


def test_several_reports_and_failures() -> None:
    reading, account = karabakh()
    failure = Failure(id="b07", error="EmptyInput", message="b07: there is no text")
    raw = page([(reading, account), (reading, account)], failures=[failure])
    seen = Page(raw)
    assert {"r1", "r2", "r2-c1-words"} <= set(seen.ids)
    assert "there is no text" in raw


def test_a_report_without_claims_is_a_page_too() -> None:
    reading = reading_of("The ministers met.", [], date=date(2020, 1, 1))
    seen = Page(page([(reading, Account(policy="default"))]))
    assert seen.paragraphs == ["The ministers met."]


def _colours(mode: str) -> dict[str, str]:
    """The colours that the style sheet names, in the light, dark or printed page."""
    sheet = files("herodotus").joinpath("exports/templates/page.css").read_text("utf-8")
    light, dark, printed = re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)
    block = light + {"light": "", "dark": dark, "print": printed}[mode]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block))


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark", "print"])
def test_contrast_is_aa(mode: str) -> None:
    """WCAG 2.2, 1.4.3: text 4.5 to 1; 1.4.11: lines that carry meaning 3 to 1."""
    colours = _colours(mode)
    for ground in ("paper", "card"):
        for text in ("ink", "soft", "link", "good", "bad"):
            assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    for side in ("1", "2", "3", "4", "5", "6", "both", "none"):
        tint, edge = colours[f"tint-{side}"], colours[f"edge-{side}"]
        assert _contrast(colours["ink"], tint) >= 5.5, side  # a pattern lies over it
        assert _contrast(colours["card"], edge) >= 4.5, side
        assert _contrast(edge, tint) >= 3, side
