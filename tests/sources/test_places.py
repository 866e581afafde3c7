"""Names of places in datelines."""

from __future__ import annotations

import pytest

from herodotus.sources.places import as_place, match_place


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("GORIS", "Goris"),
        ("Goris", "Goris"),
        ("PORT-AU-PRINCE", "Port-au-Prince"),
        ("AL-QAIM", "Al-Qaim"),
        ("DEIR EZ-ZOR", "Deir ez-Zor"),
        ("EL FASHER", "El Fasher"),
        ("RIO DE JANEIRO", "Rio de Janeiro"),
        ("N'DJAMENA", "N'Djamena"),
        ("N’DJAMENA", "N’Djamena"),
        ("SANA'A", "Sana'a"),
        ("WASHINGTON DC", "Washington DC"),
        ("WASHINGTON, D.C.", "Washington, D.C."),
        ("SÃO TOMÉ", "São Tomé"),
        ("DHAKA/YANGON", "Dhaka/Yangon"),
    ],
)
def test_a_place_is_written_in_title_case(printed: str, written: str) -> None:
    assert as_place(printed) == written


def test_a_sentence_is_no_place() -> None:
    assert match_place("Goris was shelled", 0) is None
    assert match_place("The Army Of The North Said So Today", 0) is None
    assert match_place("10 soldiers", 0) is None
