"""Addresses on the command line, and `herodotus source` after the page is gone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from herodotus.cli import main
from herodotus.ledger import Ledger
from tests.samples import KARABAKH
from tests.sources.server import Web, page, send, serving

pytestmark = pytest.mark.usefixtures("by_hand")


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as served:
        served.answers["/karabakh"] = lambda handler: send(
            handler, KARABAKH.encode(), kind="text/plain; charset=utf-8"
        )
        yield served


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger and an archive for the time of a test; no waiting between requests."""
    from herodotus.sources.fetch import Manners

    monkeypatch.setattr("herodotus.reading.READER", "by hand")
    monkeypatch.setenv("HERODOTUS_LEDGER", str(tmp_path / "ledger.db"))
    monkeypatch.setenv("HERODOTUS_ARCHIVE", str(tmp_path / "pages"))
    usual = Manners.from_environment

    def hurried(*, private: bool = False) -> Manners:
        from dataclasses import replace

        return replace(usual(private=private), pause=0.0, retries=0)

    monkeypatch.setattr(Manners, "from_environment", hurried)
    return tmp_path


ELSEWHERE = "https://news.example/a"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


def test_a_page_of_this_machine_is_read_only_where_that_is_allowed(web: Web) -> None:
    url = f"{web.url}/karabakh"
    refused = run("read", url, "--json")
    assert refused.exit_code == 3
    assert "--allow-private" in refused.stderr
    assert web.asked == []
    result = run("read", url, "--json", "--allow-private")
    assert result.exit_code == 0, result.stderr
    row = json.loads(result.stdout)
    assert row["report"]["url"] == url
    assert len(row["claims"]) > 1


def test_reading_a_page_keeps_nothing_of_it(web: Web, here: Path) -> None:
    run("read", f"{web.url}/karabakh", "--allow-private")
    assert list(here.iterdir()) == []


def test_the_source_of_a_claim_is_shown_after_the_page_is_gone(web: Web) -> None:
    url = f"{web.url}/karabakh"
    added = run("add", url, "--allow-private")
    assert added.exit_code == 0, added.stderr
    web.answers.clear()
    with Ledger() as ledger:
        (card,) = ledger.reports()
        claim = ledger.tellings()[0].claim.id
    for name in (claim, claim[:8], card.id, url):
        result = run("source", name)
        assert result.exit_code == 0, result.stderr
        assert url in result.stdout
        assert KARABAKH.strip() in result.stdout
    assert run("source", claim, "--raw").stdout_bytes == KARABAKH.encode()
    headers = run("source", claim, "--headers").stdout
    assert "200 OK" in headers
    assert "content-type: text/plain; charset=utf-8" in headers


def test_the_copy_that_the_report_was_read_from_is_chosen(web: Web) -> None:
    url = f"{web.url}/karabakh"
    run("add", url, "--allow-private")
    with Ledger() as ledger:
        (card,) = ledger.reports()
    web.answers["/karabakh"] = page("Corrected")
    run("add", url, "--allow-private")
    assert KARABAKH.strip() in run("source", card.id).stdout
    assert KARABAKH.strip() not in run("source", url).stdout
    assert run("source", url, "--at", "2020-09-30").exit_code == 3


def test_what_was_never_fetched_is_not_in_the_archive(here: Path) -> None:
    (here / "report.txt").write_text(KARABAKH, "utf-8")
    run("add", here / "report.txt")
    result = run("source", "report.txt")
    assert result.exit_code == 0
    assert result.stdout.startswith("report.txt\nthe text that the ledger keeps\n")
    assert KARABAKH in result.stdout
    for asked in (["report.txt", "--headers"], ["report.txt", "--raw"], [ELSEWHERE]):
        result = run("source", *asked)
        assert result.exit_code == 3
        assert "only what was fetched" in result.stderr
    assert run("source", "f" * 16).exit_code == 3


def test_signs_that_act_on_the_screen_are_shown_and_not_obeyed(web: Web) -> None:
    lead = "Two people died.\u202e\x1b[2J No more."
    web.answers["/a"] = lambda handler: send(
        handler, page(lead=lead), X_Odd="\x1b[31mred"
    )
    run("add", f"{web.url}/a", "--allow-private")
    for form in ((), ("--headers",)):
        shown = run("source", f"{web.url}/a", *form).stdout
        assert not {"\u202e", "\x1b"} & set(shown)


def test_a_feed_is_followed_as_far_as_is_said(web: Web) -> None:
    items = "".join(f"<item><link>{web.url}/{i}</link></item>" for i in range(5))
    web.answers["/feed"] = (
        f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
    )
    web.answers |= {f"/{i}": page(f"Day {i}", f"{i + 2} died.") for i in range(5)}
    result = run("add", f"{web.url}/feed", "--allow-private", "--limit", 2, "--json")
    assert json.loads(result.stdout)["new"] == 2
    assert web.paths() == ["/feed", "/0", "/1"]
