"""Sectors and countries of actors, in PLOVER's terms."""

from __future__ import annotations

import pytest

from herodotus.gazetteer import (
    actor_country,
    actor_sector,
    armed_group,
    noun_sector,
    resolve_actor,
)
from herodotus.gazetteer.actors import namings
from herodotus.gazetteer.sectors import recognised

#: PLOVER manual (draft 0.8), primary and secondary sectors.
SECTORS = {
    *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK"),
    *("AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP"),
    *("PRE", "REL", "SOC"),
}


@pytest.mark.parametrize(
    ("noun", "modifiers", "sector"),
    [
        ("soldier", (), "MIL"),
        ("official", ("intelligence",), "SPY"),
        ("commander", ("rebel",), "REB"),
        ("group", ("human", "rights"), "SOC"),
        ("minister", ("defence",), "GOV"),  # a minister stays one
        ("family", ("army",), "CVL"),
        ("Gunmen".lower(), (), "UAF"),
        ("rebels", (), "REB"),  # a plural that the lemmatiser took for a name
        ("bridge", (), None),
    ],
)
def test_a_noun_has_the_sector_of_its_people(
    noun: str, modifiers: tuple[str, ...], sector: str | None
) -> None:
    assert noun_sector(noun, modifiers=modifiers) == sector


@pytest.mark.parametrize(
    ("name", "sector", "country"),
    [
        ("the Iraqi government forces", "MIL", "IRQ"),
        ("Kenyan police", "COP", "KEN"),
        ("the Knesset of Israel", "LEG", "ISR"),
        ("the Sinaloa Cartel", "CRM", "MEX"),
        ("Anti-Balaka", "PRM", "CAF"),
        ("al-Shabaab", "REB", "SOM"),
        ("the European Union", None, "IGO"),
        ("Human Rights Watch", None, "NGO"),
        ("Reuters", "JRN", "GBR"),
        ("Somaliland", None, "SOM"),
    ],
)
def test_an_actor_has_a_sector_and_a_country(
    name: str, sector: str | None, country: str
) -> None:
    actor = resolve_actor(name)
    assert actor is not None
    assert actor_sector(actor) == sector
    assert actor_country(actor) == country


def test_every_known_actor_has_a_sector_that_plover_knows() -> None:
    for naming in namings():
        sector = actor_sector(naming.actor)
        assert sector is None or sector in SECTORS, naming.actor.name
        if naming.actor.kind == "armed_group":
            assert sector in {"REB", "PRM", "CRM", "MIL"}, naming.actor.name


def test_codes_are_those_of_recognised_states() -> None:
    for naming in namings():
        code = actor_country(naming.actor)
        if code is not None and naming.actor.kind == "armed_group":
            group = armed_group(naming.actor.name)
            if group is not None:
                assert code == recognised(group.countries[0])
