"""What robots.txt asks for, as RFC 9309 and its examples read it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.sources.robots import CLOSED, OPEN, Rules, robots_rules

SITE = "https://news.example"


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/a", True),
        ("Disallow: /", "/a", False),
        ("Disallow:", "/a", True),
        ("Disallow: /a", "/about", False),
        ("Disallow: /a/", "/a", True),
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("Allow: /a\nDisallow: /a", "/a", True),
        ("Disallow: /*.pdf$", "/x/y.pdf", False),
        ("Disallow: /*.pdf$", "/x/y.pdf?a=1", True),
        ("Disallow: /*/print", "/2020/09/print/7", False),
        ("Disallow: /a*b*c", "/a-c-b", True),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: *", "/a", False),
        ("Disallow: /caf%C3%A9", "/café", False),
        ("Disallow: /%7Euser", "/~user", False),
        ("Disallow: /a%2fb", "/a/b", True),
        ("Disallow: /?s=", "/?s=war", False),
        ("disallow : /a  # why", "/a", False),
        ("Disallow: /robots", "/robots.txt", True),
        ("Disallow: /a*****************************b", "/" + "a" * 3000, True),
    ],
)
def test_the_longest_rule_that_fits_decides(
    rules: str, path: str, allowed: bool
) -> None:
    assert robots_rules("User-agent: *\n" + rules).allow(SITE + path) is allowed


def test_our_own_group_goes_before_that_of_everybody() -> None:
    text = (
        "User-agent: *\nDisallow: /\n\n"
        "User-agent: GoodBot\nUser-agent: Herodotus/1.0\nDisallow: /a\nCrawl-delay: 3\n"
        "Sitemap: https://news.example/map.xml\n"
        "User-agent: other\nDisallow: /b\n"
        "User-agent: herodotus\nDisallow: /c\n"
    )
    rules = robots_rules(text)
    assert rules == Rules(((False, "/a"), (False, "/c")), 3.0)
    assert rules.allow(SITE + "/x")


@pytest.mark.parametrize("delay", ["soon", "-1", "1e9", "", "9" * 99])
def test_a_delay_that_is_no_number_is_none(delay: str) -> None:
    assert robots_rules(f"User-agent: *\nCrawl-delay: {delay}").delay is None


def test_a_page_of_html_forbids_nothing() -> None:
    assert robots_rules("<!doctype html><html><body>Disallow: /</body>") == OPEN


def test_what_is_closed_is_closed() -> None:
    assert not CLOSED.allow(SITE)
    assert OPEN.allow(SITE)


@given(st.text(), st.text())
def test_any_file_is_read_and_any_path_judged(text: str, path: str) -> None:
    rules = robots_rules(f"User-agent: *\nDisallow: {text}\n{text}")
    assert rules.allow(SITE + "/" + path) in {True, False}


@given(st.lists(st.sampled_from("abc"), max_size=8).map("".join))
def test_a_path_fits_itself_and_what_begins_with_it(path: str) -> None:
    rules = robots_rules(f"User-agent: *\nDisallow: /{path}")
    assert not rules.allow(f"{SITE}/{path}")
    assert not rules.allow(f"{SITE}/{path}more")
