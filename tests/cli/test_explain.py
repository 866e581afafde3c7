"""`herodotus explain`: from a figure, or a claim, down to the words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from herodotus.cli import main
from herodotus.ledger import Ledger
from tests.samples import karabakh


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    where = str(tmp_path / "war.db")
    reading, _ = karabakh()
    with Ledger(where) as kept:
        kept.add(reading)
    return where


def run(ledger: str, *words: str) -> Result:
    arguments = ["explain", *words, "--ledger", ledger]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def test_a_total_leads_down_to_the_words_of_its_parts(ledger: str) -> None:
    printed = run(ledger, "best.both.killed").output
    assert printed.startswith("97 killed, both sides")
    assert "“84 of its soldiers had been killed since Sunday”" in printed
    assert "within it, not added: 26 more killed" in printed
    assert "checked against the stated total: 84 + 10 + 3 = 97 ✓" in printed
    assert "not counted: about 30,000 killed" in printed


def test_an_unknown_figure_says_who_is_silent(ledger: str) -> None:
    printed = run(ledger, "best.Azerbaijan.combatant").output
    assert printed.startswith("unknown: killed, Azerbaijan, combatants")
    assert "an enemy's claim, for high only: about 400 killed" in printed
    assert "military casualties not announced" in printed


def test_a_claim_is_explained_by_the_beginning_of_its_id(ledger: str) -> None:
    reading, _ = karabakh()
    more = next(c for c in reading.claims if c.evidence.startswith("26 more"))
    printed = run(ledger, more.id[:8]).output
    assert printed.startswith("26 more killed")
    assert "part of: 84 killed" in printed


def test_without_a_name_every_figure_is_listed_with_its_address(ledger: str) -> None:
    lines = run(ledger).output.splitlines()
    addresses = [line.split("\t")[0] for line in lines]
    assert "best.both.mixed.killed" in addresses
    for address in addresses:
        assert run(ledger, address).exit_code == 0


def test_json_holds_the_whole_tree(ledger: str) -> None:
    (tree,) = json.loads(run(ledger, "both", "--json").output)
    assert (tree["role"], tree["value"]) == ("figure", 97)
    reading, _ = karabakh()
    top = tree["children"][0]
    assert top["quote"] == reading.report.text[top["start"] : top["end"]]


def test_a_figure_that_is_not_there_is_a_usage_error_that_helps(ledger: str) -> None:
    done = run(ledger, "best.Mali.killed")
    assert done.exit_code == 2
    assert "no figure best.Mali.killed" in done.output
    assert "best.Armenia.civilian.killed" in done.output


def test_a_figure_of_an_earlier_day_rests_on_what_was_published_by_then(
    ledger: str,
) -> None:
    done = run(ledger, "best.both.killed", "--as-of", "2020-09-28")
    assert done.exit_code == 2
    assert "no figure at all in this scope" in done.output


def test_what_is_explained_is_what_the_account_of_the_same_scope_has(
    ledger: str,
) -> None:
    def account(*scope: str) -> dict[str, bool]:
        done = CliRunner().invoke(
            main, ["account", "--ledger", ledger, "--json", *scope]
        )
        return {
            f"best.{toll['side']}.{toll['status']}.{toll['outcome']}": toll[
                "undisclosed"
            ]
            for toll in json.loads(done.output)["tolls"]
        }

    address = "best.Azerbaijan.combatant.killed"
    for scope, silent in ((), True), (("--kind", "casualty"), False):
        assert account(*scope)[address] is silent
        printed = run(ledger, address, *scope).output
        assert ("military casualties not announced" in printed) is silent
    assert account("--kind", "materiel") == {}
    done = run(ledger, "--kind", "materiel")
    assert "There are no figures in this scope." in done.output
