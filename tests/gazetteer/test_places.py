"""Where places are."""

import math

import pytest

from herodotus.gazetteer import (
    canonical_place,
    find_place,
    is_country,
    places_named,
)


def kilometres(lat: float, lon: float, lat2: float, lon2: float) -> float:
    a, b = math.radians(lat), math.radians(lat2)
    east = math.radians(lon2 - lon)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(east)
    return 6371 * math.acos(max(-1.0, min(1.0, cosine)))


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon", "precision"),
    [
        ("Terter", "AZE", 40.34, 46.93, 1),
        ("Talish", "AZE", 40.39, 46.81, 1),
        ("Xankəndi", "AZE", 39.82, 46.75, 1),
        ("Gaza", "PSE", 31.4, 34.35, 4),
        ("Idlib province", "SYR", 35.8, 36.7, 4),
        ("Slavyansk", "UKR", 48.85, 37.6, 1),
        ("Mogadishu", "SOM", 2.04, 45.34, 1),
        ("Medellin", "COL", 6.25, -75.57, 1),
        ("al-Qaim", "IRQ", 34.37, 41.09, 1),
        ("Kandahar province", "AFG", 31.6, 65.7, 4),
        ("northern Syria", "SYR", 36.5, 39.0, 5),
        ("Burma", "MMR", 21, 96, 6),
        ("Hama", "SYR", 35.13, 36.75, 1),
    ],
)
def test_where(name: str, country: str, lat: float, lon: float, precision: int) -> None:
    place = find_place(name)
    assert place is not None
    assert (place.country, place.precision) == (country, precision)
    assert kilometres(place.lat, place.lon, lat, lon) < 120


def test_near_decides_between_namesakes() -> None:
    libyan, lebanese = find_place("Tripoli"), find_place("Tripoli", near={"LBN"})
    assert libyan is not None
    assert lebanese is not None
    assert (libyan.country, lebanese.country) == ("LBY", "LBN")
    american = find_place("Georgia", near={"USA"})
    assert american is not None
    assert american.precision == 4


def test_places_of_de_facto_states_keep_both_answers() -> None:
    place = find_place("Stepanakert")
    assert place is not None
    assert (place.country, place.side) == ("AZE", "Nagorno-Karabakh")
    village = find_place("Martuni", near={"XNK"})
    assert village is not None
    assert village.country == "AZE"


def test_unknown_places() -> None:
    assert find_place("Nowhere-on-Sea") is None
    assert find_place("") is None
    assert canonical_place("Nowhere-on-Sea") == "Nowhere-on-Sea"


def test_countries() -> None:
    assert is_country("the Philippines")
    assert is_country("Burma")
    assert not is_country("Gaza")
    assert not is_country("Armenian separatists")


def test_places_named_lists_all_the_likeliest_first() -> None:
    found = places_named("San Miguel")
    assert len({place.country for place in found}) > 3
    assert found[0].country == "SLV"
