"""No character of a report acts on the screen that a table of ours is shown on."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from herodotus.exports.acled import export_acled
from herodotus.exports.claims_csv import export_csv
from herodotus.exports.ged import export_ged
from herodotus.exports.hxl import export_hxl
from herodotus.exports.plover import export_plover
from herodotus.exports.view import Exported, View
from herodotus.exports.visible import HIDDEN
from tests.exports.war import terter

#: A colour for the terminal, a bell, and an order to write from right to left.
SHARP = "\x1b[31mred\x07 \u202eleft"
SHOWN = "⟨U+001B⟩[31mred⟨U+0007⟩ ⟨U+202E⟩left"


def sharp(view: View) -> View:
    """The view with such words wherever a report may have put its own."""
    claims = {"evidence": SHARP, "place": SHARP, "attributed_to": SHARP}
    cards = {"publisher": SHARP, "title": SHARP, "url": f"https://x.org/{SHARP}"}
    return dataclasses.replace(
        view,
        tellings=tuple(
            telling._replace(
                claim=telling.claim.model_copy(update=claims),
                card=telling.card.model_copy(update=cards),
            )
            for telling in view.tellings
        ),
        episodes=tuple(
            episode.model_copy(update={"place": SHARP, "conflict": SHARP})
            for episode in view.episodes
        ),
    )


@pytest.mark.parametrize(
    "export", [export_csv, export_hxl, export_ged, export_acled, export_plover]
)
def test_hidden_characters_are_named_in_every_table(
    export: Callable[[View], Exported],
) -> None:
    content = export(sharp(terter())).content.decode("utf-8")
    assert len(content.splitlines()) > 1
    assert SHOWN in content
    assert [sign for sign in HIDDEN.findall(content) if sign != "\r"] == []
