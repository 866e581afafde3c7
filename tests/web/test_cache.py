"""Answers kept in memory: bounded, each asker's own copy."""

from __future__ import annotations

from fastapi import Response

from herodotus.web.cache import Cache


def test_what_is_kept_has_a_limit_and_the_oldest_goes() -> None:
    cache = Cache(100)
    for name in range(10):
        cache.put(name, Response(b"x" * 20))
    assert len(cache) == 5
    assert cache.get(0) is None
    assert cache.get(9) is not None


def test_what_is_asked_for_stays() -> None:
    cache = Cache(100)
    for name in range(10):
        cache.put(name, Response(b"x" * 20))
        assert cache.get(0) is not None
    assert cache.get(5) is None


def test_what_is_too_large_is_not_kept() -> None:
    cache = Cache(100)
    cache.put("large", Response(b"x" * 30))
    assert cache.get("large") is None


def test_nobody_changes_what_others_get() -> None:
    cache = Cache(1000)
    cache.put("page", Response(b"words", headers={"ETag": '"a"'}))
    first = cache.get("page")
    assert first is not None
    first.headers["Set-Cookie"] = "secret"
    again = cache.get("page")
    assert again is not None
    assert again.body == b"words"
    assert again.headers["etag"] == '"a"'
    assert "set-cookie" not in again.headers
