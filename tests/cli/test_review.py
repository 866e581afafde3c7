"""`herodotus review`: keys in, decisions kept, accounts moved."""

from __future__ import annotations

import json
import re
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


def run(ledger: str, *words: str, keys: str = "", by: str = "ann") -> Result:
    arguments = ["review", *words, "--ledger", ledger, "--reviewer", by]
    return CliRunner().invoke(main, arguments, input=keys, catch_exceptions=False)


def flat(printed: str) -> str:
    """What is printed, without the lines and the frame that it is laid out in."""
    return re.sub(r"[\s│]+", " ", printed)


def verdicts(ledger: str) -> list[tuple[str, str]]:
    with Ledger(ledger) as kept:
        return [(one.verdict, one.reviewer) for one in kept.decisions()]


def claim(words: str) -> str:
    reading, _ = karabakh()
    return next(c.id for c in reading.claims if c.evidence.startswith(words))


def test_the_claim_that_moves_most_is_asked_first_with_its_words(ledger: str) -> None:
    printed = flat(run(ledger, keys="q").output)
    assert "about 400 Azerbaijani soldiers had been killed" in printed
    assert "the answer moves a figure by 400" in printed
    assert "decisions would settle 90% of what is open" in printed
    assert verdicts(ledger) == []


def test_each_key_makes_its_decision_and_what_is_decided_is_not_asked(
    ledger: str,
) -> None:
    run(ledger, keys="axsq")
    assert [verdict for verdict, _ in verdicts(ledger)] == ["accept", "reject", "skip"]
    asked = json.loads(run(ledger, "--list", "--json").output)
    with Ledger(ledger) as kept:
        decided = {one.claim for one in kept.decisions() if one.verdict != "skip"}
        skipped = {one.claim for one in kept.decisions() if one.verdict == "skip"}
    names = [row["claim"] for row in asked]
    assert not decided & set(names)
    assert names[-1:] == list(skipped)


def test_a_rejected_claim_leaves_the_account(ledger: str) -> None:
    run(ledger, "--reject", claim("about 400"), "--note", "made up")
    with Ledger(ledger) as kept:
        tolls = {(t.side, t.status): t for t in kept.account().tolls}
        assert tolls["Azerbaijan", "combatant"].high is None
        assert kept.decisions()[0].note == "made up"


def test_undo_takes_the_last_decision_back_and_asks_again(ledger: str) -> None:
    printed = flat(run(ledger, keys="xuq").output)
    assert "Taken back: reject" in printed
    assert [verdict for verdict, _ in verdicts(ledger)] == ["reject", "undo"]
    assert printed.count("about 400 Azerbaijani soldiers had been killed") >= 2


def test_undo_of_a_claim_by_name(ledger: str) -> None:
    name = claim("about 400")
    run(ledger, "--accept", name)
    run(ledger, "--undo", name[:8])
    done = run(ledger, "--undo", name)
    assert done.exit_code == 2
    assert "No decision stands" in done.output


def test_an_edit_sets_fields_and_a_wrong_one_is_refused(ledger: str) -> None:
    name = claim("about 400")
    printed = run(
        ledger, keys="elow=900\n\nelow=300\nhigh=350\napprox=false\n\nq"
    ).output
    assert "Not changed" in printed
    (made,) = (one for one in Ledger(ledger).decisions())
    assert (made.claim, made.changes) == (
        name,
        {"low": 300, "high": 350, "approx": False},
    )
    with Ledger(ledger) as kept:
        tolls = {(t.side, t.status): t for t in kept.account().tolls}
    assert tolls["Azerbaijan", "combatant"].high == 350


def test_a_merge_counts_a_claim_with_another(ledger: str) -> None:
    printed = run(ledger, keys="m1q").output
    assert "Which one?" in printed
    with Ledger(ledger) as kept:
        (made,) = kept.decisions()
        here = {telling.claim.id for telling in kept.tellings()}
    assert made.verdict == "merge"
    assert made.claim not in here
    assert made.into in here


def test_a_second_reviewer_judges_before_the_first_one_is_shown(ledger: str) -> None:
    run(ledger, "--reject", claim("about 400"))
    printed = flat(run(ledger, "--second", keys="a", by="bea").output)
    words, _, after = printed.partition("about 400 Azerbaijani soldiers")
    assert "ann held" not in words
    assert "ann held: reject" in after
    assert run(ledger, "--second", by="bea").output.startswith("Nothing is open")
    assert "reviewers differ" in run(ledger, "--log").output


def test_the_log_says_who_decided_what_and_what_stands(ledger: str) -> None:
    name = claim("about 400")
    run(ledger, "--accept", name)
    run(ledger, "--reject", name, by="bea")
    rows = json.loads(run(ledger, "--log", "--json").output)
    assert [(row["reviewer"], row["stands"]) for row in rows] == [
        ("ann", False),
        ("bea", False),
    ]


def test_reviewers_differ_until_somebody_settles_it(ledger: str) -> None:
    name = claim("about 400")
    run(ledger, "--accept", name)
    assert "No reviewers differ" in run(ledger, "--settle", f"{name}=ann").output
    run(ledger, "--reject", name, by="bea")
    with Ledger(ledger) as kept:
        assert name in {one.claim.id for one in kept.tellings()}
    wrong = run(ledger, "--settle", f"{name}=dan", by="cem")
    assert wrong.exit_code == 2
    assert "these differ: ann, bea" in wrong.output
    done = run(ledger, "--settle", f"{name[:8]}=bea", "--note", "seen", by="cem")
    assert "bea's reject counts" in done.output
    with Ledger(ledger) as kept:
        assert name not in {one.claim.id for one in kept.tellings()}
        last = kept.decisions()[-1]
    assert (last.verdict, last.reviewer, last.note) == ("undo", "cem", "seen")


def test_a_note_cannot_act_on_the_screen(ledger: str) -> None:
    run(ledger, "--reject", claim("about 400"), "--note", "no\x1b]0;pwned\x07\nsuch")
    shown = CliRunner().invoke(
        main, ["review", "--log", "--ledger", ledger], color=True
    )
    assert "(no⟨U+001B⟩]0;pwned⟨U+0007⟩ such)" in shown.output


def test_a_claim_that_is_not_there_cannot_be_judged(ledger: str) -> None:
    done = run(ledger, "--accept", "0123456789abcdef")
    assert done.exit_code == 2
    assert "no claim 0123456789abcdef" in done.output


def test_the_limit_ends_the_sitting(ledger: str) -> None:
    run(ledger, "--limit", "2", keys="aaaa")
    assert len(verdicts(ledger)) == 2
