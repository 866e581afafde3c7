"""The data files hold together."""

import re
from collections import Counter, defaultdict
from importlib.resources import files

from herodotus.gazetteer import known_conflicts
from herodotus.gazetteer.actors import countries, namings
from herodotus.gazetteer.folding import fold, key
from herodotus.gazetteer.tables import listed, rows, toml

KINDS = {
    *("rebel", "jihadist", "militia", "paramilitary", "cartel", "separatist"),
    *("coalition", "mercenary", "gang"),
}


def test_every_country_has_its_code_once() -> None:
    codes = Counter(country.iso3 for country in countries().values())
    assert len(codes) > 200
    assert all(re.fullmatch(r"[A-Z]{3}", code) for code in codes)
    assert [code for code, times in codes.items() if times > 1] == []


def test_every_country_lies_on_the_map() -> None:
    for country in countries().values():
        assert -90 <= country.lat <= 90
        assert -180 <= country.lon <= 180
        assert not country.within or country.within in {
            other.iso3 for other in countries().values()
        }


def test_every_state_has_people_and_a_seat() -> None:
    bare = [
        country.actor.name
        for country in countries().values()
        if country.status == "state" and not country.adjectives
    ]
    assert len(bare) < 8  # islands and dwarf states, by their name only


def test_groups_are_known_by_country_and_kind() -> None:
    codes = {country.iso3 for country in countries().values()}
    groups = rows("armed_groups.tsv")
    assert len(groups) >= 400
    for group in groups:
        assert set(group["countries"].split()) <= codes, group["name"]
        assert group["countries"], group["name"]
        assert group["kind"] in KINDS, group["name"]
    names = Counter(group["name"] for group in groups)
    assert [name for name, times in names.items() if times > 1] == []


def test_a_name_that_two_groups_share_can_be_told_apart() -> None:
    claims: dict[str, list[dict[str, str]]] = defaultdict(list)
    for group in rows("armed_groups.tsv"):
        written = {key(group["name"])}
        written |= {key(alias) for alias in listed(group["aliases"])}
        written |= {f"={word}" for word in listed(group["acronyms"])}
        for words in written:
            claims[words].append(group)
    for words, groups in claims.items():
        places = [frozenset(group["countries"].split()) for group in groups]
        assert len(set(places)) == len(places), words


def test_a_state_shares_no_name_with_another() -> None:
    claims: dict[str, set[str]] = defaultdict(set)
    for naming in namings():
        if naming.actor.kind == "state":
            claims[key(naming.words)].add(naming.actor.name)
    assert {words for words, names in claims.items() if len(names) > 1} == set()


def test_parties_of_conflicts_are_known() -> None:
    known = {naming.actor.name for naming in namings()} | set(countries())
    strange = {
        party
        for conflict in known_conflicts()
        for party in (*conflict.a, *conflict.b)
        if party not in known
    }
    assert len(known_conflicts()) >= 120
    # Parties of one war that have no name of their own.
    assert strange <= {
        *("protesters", "bandits", "farmers", "jihadists", "military junta"),
        *("Alawite insurgents", "Shiite rebels", "Anjouan", "Cobras", "Ninjas"),
        *("Cocoyes", "26th of July Movement", "Supreme Soviet supporters"),
    }


def test_conflicts_begin_before_they_end() -> None:
    for conflict in known_conflicts():
        assert conflict.end is None or conflict.start <= conflict.end, conflict.name
        assert conflict.a, conflict.name
        assert conflict.b, conflict.name
        assert not set(conflict.a) & set(conflict.b), conflict.name
    names = Counter(conflict.name for conflict in known_conflicts())
    assert [name for name, times in names.items() if times > 1] == []


def test_places_lie_in_known_countries() -> None:
    codes = {country.iso3 for country in countries().values()}
    for row in rows("places.tsv"):
        assert row["country"] in codes | {""}, row["name"]
        if not row["country"]:  # of no one state: seas, ranges, parts of the world
            assert row["precision"] != "6", row["name"]
        assert 1 <= int(row["precision"]) <= 7
        assert -90 <= float(row["lat"]) <= 90
        assert -180 <= float(row["lon"]) <= 180


def test_institutions_form_names_with_their_state() -> None:
    data = toml("institutions.toml")
    for entry in data["institution"]:
        assert "{state}" in entry["form"]
    for entry in data["named"]:
        assert entry["state"] in countries(), entry["name"]


def test_every_data_file_says_where_it_comes_from() -> None:
    for name in (
        *("countries.tsv", "armed_groups.tsv", "peoples.tsv", "conflicts.tsv"),
        *("places.tsv", "institutions.toml", "news_agencies.toml", "traps.toml"),
    ):
        text = (files("herodotus") / "data" / name).read_text(encoding="utf-8")
        head = "".join(line for line in text.splitlines()[:8] if line[:1] == "#")
        assert "Source:" in head or "compiled for this project" in head, name


def test_folding_moves_no_character() -> None:
    for text in ("Tərtər’s – Élysée İstanbul ẞ ﬁ", "𐐷 Niño", "a\u00a0b"):
        assert len(fold(text)) == len(text)
