"""Shards: the same items, the same shards."""

from __future__ import annotations

import hashlib
import itertools

from hypothesis import given
from hypothesis import strategies as st

from herodotus.engine.shards import cut

words = st.lists(st.text(max_size=3), max_size=60)


def of(item: str) -> str:
    return hashlib.sha256(item.encode()).hexdigest()


@given(words, st.integers(1, 8))
def test_all_items_are_in_shards_in_order(items: list[str], size: int) -> None:
    shards = list(cut(items, of, size=size))
    assert [*itertools.chain(*(shard.items for shard in shards))] == items
    assert all(0 < len(shard.items) <= 4 * size for shard in shards)


@given(words, st.integers(2, 8))
def test_a_name_stands_for_what_is_in_it(items: list[str], size: int) -> None:
    held: dict[str, tuple[str, ...]] = {}
    for shard in (*cut(items, of, size=size), *cut(items[1:], of, size=size)):
        assert held.setdefault(shard.name, shard.items) == shard.items
    assert len(set(held.values())) == len(held)


def test_what_is_put_in_changes_few_shards() -> None:
    items = [f"item {number}" for number in range(1000)]
    before = {shard.name for shard in cut(items, of, size=8)}
    after = {shard.name for shard in cut([*items[:500], "!", *items[500:]], of, size=8)}
    assert len(before) > 60
    assert len(after - before) <= 2


def test_shards_have_the_size_that_is_asked_for_in_the_mean() -> None:
    items = [f"item {number}" for number in range(4000)]
    assert 100 < len(list(cut(items, of, size=32))) < 160
