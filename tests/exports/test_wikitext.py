"""Wikitext: balanced, escaped, and no figure without its footnote."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.exports.view import View
from herodotus.exports.wikitext import FOOTNOTES, escaped, export_wikitext
from herodotus.model import Account, Face
from tests.exports.views import WAR, view


def text(of: View | None = None) -> str:
    return export_wikitext(of or view()).content.decode("utf-8")


def test_braces_and_references_balance() -> None:
    box = text()
    assert box.count("{{") == box.count("}}")
    assert box.count("[[") == box.count("]]") == 0
    opened = len(re.findall(r'<ref name="[^"]+">', box))
    assert opened == box.count("</ref>") > 0


def test_the_casualties_of_each_camp_have_their_parameter() -> None:
    box = text()
    assert box.startswith("{{Infobox military conflict\n")
    for place, words in (
        (1, "400 combatants killed"),
        (2, "103 combatants killed"),
        (3, "97 combatants and civilians killed"),
    ):
        line = next(
            part for part in box.splitlines() if part.startswith(f"| casualties{place}")
        )
        assert words in line
    assert "''by the other side (Armenia):'' 400" in box
    assert "''by its own account:'' combatants killed: not disclosed" in box


def test_every_figure_has_a_footnote_and_a_date() -> None:
    for line in text().splitlines():
        if line.startswith("| casualties"):
            for cell in line.split(" = ", 1)[1].split("<br />"):
                if not cell.startswith("'''"):
                    assert "<ref name=" in cell
                    assert "{{as of|2020|9|" in cell


def test_a_footnote_has_the_words_and_where_they_were_published() -> None:
    box = text()
    assert "|quote=84 of its soldiers had been killed since Sunday}}" in box
    assert "|url=https://example.org/news?id=3%7C4 |" in box
    assert "|date=2020-09-30 " in box
    assert "claims/" in box


def test_signs_of_other_peoples_words_do_nothing() -> None:
    box = text()
    assert "{{update}}" not in box
    assert "&#123;&#123;update&#125;&#125;" in box
    assert "Example &#91;Post&#93;" in box


def test_a_footnote_that_is_named_twice_is_written_once() -> None:
    whole = view()
    one = whole.account.faces[0]
    again = one.model_copy(update={"teller": "third"})
    account = whole.account.model_copy(update={"faces": (one, again)})
    box = text(View(account, whole.tellings))
    for claim in one.claims:
        assert box.count(f'<ref name="claim-{claim}">') == 1
        assert box.count(f'<ref name="claim-{claim}" />') == 1


def test_footnotes_left_out_are_told() -> None:
    whole = view()
    many = tuple(whole.by_claim)[: FOOTNOTES + 2]
    face = whole.account.faces[0].model_copy(update={"claims": many})
    account = Account(policy="default", faces=(face,))
    exported = export_wikitext(View(account, whole.tellings))
    assert exported.content.count(b"<ref name=") == FOOTNOTES
    losses = {loss.what: loss.number for loss in exported.losses}
    assert losses[f"footnotes beyond {FOOTNOTES} a figure"] == 2


def test_what_the_box_has_no_room_for_is_told() -> None:
    losses = {loss.what: loss.number for loss in export_wikitext(view()).losses}
    assert losses["claims of history: they are not counted"] == 1
    assert losses["claims of arms, ground and events: the box is of casualties"] == 13


def test_each_conflict_has_its_own_box() -> None:
    face = view().account.faces[0]
    other = face.model_copy(update={"conflict": "Gaza war", "side": "Israel"})
    account = Account(policy="default", faces=(face, other))
    box = text(View(account, view().tellings))
    assert box.count("{{Infobox military conflict") == 2
    assert "| conflict = Gaza war" in box
    assert f"| conflict = {WAR}" in box


def test_sides_that_do_not_face_each_other_have_no_box() -> None:
    face = view().account.faces[0].model_copy(update={"conflict": None})
    faces = tuple(face.model_copy(update={"side": side}) for side in ("X", "Y", "Z"))
    exported = export_wikitext(
        View(Account(policy="default", faces=faces), view().tellings)
    )
    assert exported.content == b""
    losses = {loss.what: loss.number for loss in exported.losses}
    what = "claims of no known conflict of two sides: they have no box"
    assert losses[what] == 3 * len(face.claims)


def test_nothing_to_say_is_an_empty_file() -> None:
    assert export_wikitext(View(Account(policy="default"), ())).content == b""


@given(st.text())
def test_no_text_opens_or_closes_anything(words: str) -> None:
    safe = escaped(words)
    for sign in ("{", "}", "[", "]", "|", "<", ">", "''", "~~", "__", "\n"):
        assert sign not in safe


@pytest.mark.parametrize("teller", ["own", "enemy", "third", "reporter"])
def test_every_teller_has_words(teller: str) -> None:
    face = Face.model_validate(
        {**view().account.faces[0].model_dump(), "teller": teller}
    )
    account = Account(policy="default", faces=(face,))
    assert "103 combatants killed" in text(View(account, view().tellings))
