"""`herodotus watch`: the command, with the real reader, and what it refuses."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from herodotus.cli import main
from herodotus.ledger import Ledger
from tests.outlet import MINUTE, START, Clock, Outlet, Story, serving

TEXT = (
    "YEREVAN, Sept 27, 2020 (Wire) - Sixty-two Armenian soldiers were killed near "
    "Hadrut on Sunday, the Armenian Defence Ministry said."
)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is fetched among the files of the test."""
    monkeypatch.setenv("HERODOTUS_DATA", str(tmp_path / "data"))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def watch(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["watch", *map(str, arguments)])


def outlet() -> Outlet:
    stories = [Story("x", ((0, TEXT),), whole=True)]
    return Outlet(Clock(START + 5 * MINUTE), stories)


def test_one_round_with_the_real_reader(place: Path, tmp_path: Path) -> None:
    copy = tmp_path / "told.json"
    program = f"import sys; open({str(copy)!r}, 'ab').write(sys.stdin.buffer.read())"
    rules = ("--when", "killed > 50", "--when", "new party")
    with serving(outlet()) as web:
        result = watch(
            *(web.feed, "--ledger", place, "--once", "--allow-private", "--json"),
            *(*rules, "--command", f"{sys.executable} -c {json.dumps(program)}"),
        )
        asked = len(web.log)
        again = watch(web.feed, "--ledger", place, "--once", "--allow-private", *rules)
        assert len(web.log) == asked  # its time has not come
    assert result.exit_code == again.exit_code == 0, result.stderr
    notices = [json.loads(line) for line in result.stdout.splitlines()]
    parties = [one["about"] for one in notices if one["rule"] == "new party"]
    assert "Armenia" in parties
    assert notices[0]["rule"] == "killed > 50"
    assert len(notices) == 1 + len(parties)
    assert notices[0]["toll"]["best"] == 62
    assert "Sixty-two" in notices[0]["claims"][0]["evidence"]
    assert copy.read_text("utf-8").splitlines() == result.stdout.splitlines()
    assert again.stdout == ""
    assert "1 new report" in result.stderr
    with Ledger(place, create=False) as ledger:
        (card,) = ledger.reports()
        assert card.url == f"{web.url}/x"
        assert card.publisher == "Caucasus Wire"
        assert ledger.account().killed.best == 62
        (claim, *_) = ledger.claims(kind="killed")
    source = ("source", claim.claim.id, "--ledger", str(place), "--raw")
    shown = CliRunner().invoke(main, source)  # the page is gone by now
    assert "Sixty-two Armenian soldiers" in shown.stdout


def test_notices_on_the_terminal_show_the_words(place: Path) -> None:
    with serving(outlet()) as web:
        result = watch(
            *(web.feed, "--ledger", place, "--once", "--allow-private"),
            *("--when", "new claim"),
        )
    assert "new claim: (" in result.stdout
    assert "Caucasus Wire: “Sixty-two Armenian soldiers were killed" in result.stdout


def test_a_watch_ends_well_when_it_is_asked_to(place: Path) -> None:
    with serving(outlet()) as web:
        command = [sys.executable, "-m", "herodotus", "watch", web.feed]
        process = subprocess.Popen(
            [*command, "--ledger", str(place), "--allow-private"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        memory = Path(f"{place}.watch.jsonl")
        while process.poll() is None and '"done"' not in _text(memory):
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert "goes on from here" in said
    with Ledger(place, create=False) as ledger:
        assert len(ledger) == 1
        assert ledger.check() == []


def _text(file: Path) -> str:
    return file.read_text("utf-8") if file.exists() else ""


def test_this_machine_is_not_asked_unless_that_is_allowed(place: Path) -> None:
    with serving(outlet()) as web:
        result = watch(web.feed, "--ledger", place, "--once")
        assert web.log == []
        assert "this machine itself" in result.stderr
        assert "--allow-private" in result.stderr
        assert result.exit_code == 3
        # Nobody was asked: so with leave to, the same command does it at once.
        allowed = watch(web.feed, "--ledger", place, "--once", "--allow-private")
        assert allowed.exit_code == 0
        assert len(web.log) > 1
        number = len(web.log)
        soon = watch(web.feed, "--ledger", place, "--once", "--allow-private")
        assert soon.exit_code == 0
        assert f"Asked not long ago: {web.feed}" in soon.stderr
        assert len(web.log) == number


def test_a_feed_that_is_not_there_is_told_by_the_exit_code(place: Path) -> None:
    with serving(outlet()) as web:
        gone = web.feed.replace("/feed", "/none")
        both = watch(gone, web.feed, "--ledger", place, "--once", "--allow-private")
        assert both.exit_code == 1
        assert f"Not read: {gone}" in both.stderr


REFUSED = {
    "killed much": (("--when", "killed much"), "no such word"),
    "often": (("--every", "10s"), "once a minute at most"),
    "seldom": (("--every", "now and then"), "no length of time"),
    "past": (("--until", "2001-01-01"), "is past"),
    "never": (("--until", "whenever"), "is no moment"),
    "unsigned": (("--webhook", "https://a.example/"), "HERODOTUS_WEBHOOK_SECRET"),
    "elsewhere": (("--webhook", "ftp://a.example/"), "is no address"),
    "quoted": (("--command", "echo 'x"), "is no command"),
    "policy": (("--policy", "nobody's"), "nobody's"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_wrong_usage_is_refused_before_anything_is_asked(
    case: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HERODOTUS_WEBHOOK_SECRET", raising=False)
    options, why = REFUSED[case]
    result = watch("http://127.0.0.1:9/feed", "--ledger", place, *options)
    assert result.exit_code == 2
    assert why in " ".join(result.stderr.split())
    assert not place.exists()


def test_two_watches_of_one_ledger_need_memories_of_their_own(place: Path) -> None:
    from herodotus.sources.memory import Memory

    Ledger(place).close()
    with Memory(Path(f"{place}.watch.jsonl")):
        result = watch("http://127.0.0.1:9/feed", "--ledger", place, "--once")
    assert result.exit_code == 2
    assert "Another watch uses" in result.stderr
