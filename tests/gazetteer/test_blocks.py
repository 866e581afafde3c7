"""A table of places in blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.errors import DataFileError
from herodotus.gazetteer.blocks import Entry, Table, pack
from herodotus.gazetteer.folding import key

NAMES = st.text(alphabet="abcdeéñ- ", min_size=1, max_size=8).filter(
    lambda name: bool(key(name))
)
ENTRIES = st.builds(
    Entry,
    name=NAMES.map(str.strip).filter(bool),
    lat=st.integers(-90_000, 90_000).map(lambda n: n / 1000),
    lon=st.integers(-180_000, 180_000).map(lambda n: n / 1000),
    iso2=st.sampled_from(["AZ", "US"]),
    admin1=st.sampled_from(["", "57", "TX"]),
    precision=st.integers(1, 7),
    population=st.integers(0, 10**7),
    geonameid=st.integers(0, 10**7),
    others=st.tuples(NAMES),
)


@given(st.lists(ENTRIES, max_size=30))
def test_what_is_packed_is_found_under_each_name(entries: list[Entry]) -> None:
    table = Table(pack(entries, header="# here", divisions={}), file="here")
    assert table.size == len(set(entries))
    for entry in entries:
        for name in (entry.name, *entry.others):
            plain = [one._replace(others=()) for one in table.named(key(name))]
            assert entry._replace(others=()) in plain
        if entry.geonameid:
            found = table.by_geonameid(entry.geonameid)
            assert found is not None
            assert found.geonameid == entry.geonameid
    assert table.named("no such name") == []


@given(
    st.lists(ENTRIES, max_size=10).flatmap(
        lambda e: st.tuples(st.just(e), st.permutations(e))
    )
)
def test_order_does_not_matter(both: tuple[list[Entry], list[Entry]]) -> None:
    one, other = (pack(each, header="# here", divisions={}) for each in both)
    assert one == other


def test_many_blocks_are_searched_by_halves() -> None:
    entries = [Entry(f"town {n}", 1.0, 2.0, "US", "", 1, n, n) for n in range(1, 5000)]
    table = Table(pack(entries, header="# here", divisions={}), file="here")
    for n in (1, 777, 1024, 4999):
        assert [one.population for one in table.named(f"town {n}")] == [n]


@pytest.mark.parametrize("data", [b"", b"# only a header\n", b"\x00\x01", b"# x\n{}\n"])
def test_a_file_that_is_no_table_is_named(data: bytes) -> None:
    with pytest.raises(DataFileError, match=r"towns\.places"):
        Table(data, file="towns.places")


def test_a_damaged_block_is_named() -> None:
    entry = Entry("Terter", 40.3, 46.9, "AZ", "57", 1, 20_000, 1)
    data = pack([entry], header="# here", divisions={})
    table = Table(data[:-8] + b"damaged!", file="towns.places")
    with pytest.raises(DataFileError, match=r"towns\.places"):
        table.named("terter")
