"""The situation report: its sections, every figure with its words, nothing as true."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.exports.sitrep import FOOTNOTES, STEPS, escaped, export_sitrep
from herodotus.exports.view import View
from herodotus.model import Account
from tests.exports.views import BASE, view


def text(of: View | None = None) -> str:
    return export_sitrep(of or view()).content.decode("utf-8")


def part(title: str) -> str:
    found = re.search(rf"(?ms)^## {title}\n(.*?)(?=^## |^\[\^1\]|\Z)", text())
    assert found is not None, title
    return found[1]


def test_it_says_what_it_is_about_and_what_a_range_is() -> None:
    report = text()
    assert report.startswith("# Situation report: Nagorno-Karabakh war of 2020\n")
    assert "as of 5 October 2020. 3 reports, 3 voices, 24 claims." in report
    assert "Policy: default." in report
    assert "a range of claims, not a confidence interval" in report
    assert "it does not say what is true" in report


def test_the_two_sides_face_each_other() -> None:
    table = [line for line in part("The two sides").splitlines() if line[:1] == "|"]
    assert table[0] == "| losses | Azerbaijan | Nagorno-Karabakh |"
    assert len({line.count("|") for line in table}) == 1
    own = next(line for line in table if "by its own account" in line)
    assert "combatants killed: not disclosed[^" in own
    assert "combatants killed: 103[^" in own
    ranges = next(line for line in table if "low / best / high" in line)
    assert "? / ? / 400" in ranges
    assert "84 / 103 / 103" in ranges
    assert "Both sides, combatants and civilians killed" in part("The two sides")


def test_the_toll_grows_step_by_step() -> None:
    grown = part("How the toll grew")
    assert "### Nagorno-Karabakh, combatants killed" in grown
    steps = [line for line in grown.splitlines() if "September 2020 |" in line]
    assert [re.search(r"\| (\d+)\[", step)[1] for step in steps] == [  # type: ignore[index]
        "58",
        "84",
        "103",
    ]
    assert "nobody states it" in steps[0]


def test_ground_that_two_sides_claim_is_shown_as_two_claims() -> None:
    contested = part("Contested control")
    assert "Azerbaijan: captured, Jabrayil" in contested
    assert "Armenia Ministry of Defence: repelled, Jabrayil" in contested


def test_what_is_disputed_does_not_add_up_or_is_not_told_has_its_place() -> None:
    assert "about 400 killed in all (Azerbaijan)[^" in part("Contradictions")
    assert "- 97 is less than 103.[^" in part("What does not add up")
    assert "military casualties not announced; unknown, not zero[^" in part(
        "Not disclosed"
    )


def test_every_footnote_that_is_called_is_written_once() -> None:
    report = text()
    called = set(re.findall(r"\[\^(\d+)\](?!:)", report))
    written = re.findall(r"(?m)^\[\^(\d+)\]:", report)
    assert len(written) == len(set(written))
    assert called == set(written)


def test_a_footnote_has_the_words_and_a_permalink() -> None:
    notes = [line for line in text().splitlines() if re.match(r"\[\^\d+\]:", line)]
    for note in notes:
        found = re.search(rf"\[Claim (\w+)\]\({re.escape(BASE)}/claims/(\w+)\)$", note)
        assert found is not None
        assert found[1] == found[2]
        words = view().by_claim[found[1]].claim.evidence
        assert f"“{escaped(words)}”" in note


def test_the_sources_are_the_reports_that_are_quoted() -> None:
    sources = part("Sources")
    assert "https://example.org/news?id=3%7C4" in sources
    assert len(re.findall(r"(?m)^- ", sources)) == 3


def test_reports_that_nothing_is_quoted_from_are_counted() -> None:
    whole = view()
    quiet = tuple(t for t in whole.tellings if t.claim.kind == "event")
    exported = export_sitrep(View(Account(policy="default"), quiet))
    assert "1 further report behind no line here" in exported.content.decode()
    losses = {loss.what: loss.number for loss in exported.losses}
    assert losses == {"reports behind no line of the report": 1}


def test_footnotes_left_out_are_told() -> None:
    whole = view()
    many = tuple(whole.by_claim)[: FOOTNOTES + 3]
    face = whole.account.faces[0].model_copy(update={"claims": many})
    account = Account(policy="default", faces=(face,))
    exported = export_sitrep(View(account, whole.tellings))
    losses = {loss.what: loss.number for loss in exported.losses}
    assert losses[f"footnotes beyond {FOOTNOTES} a figure"] == 3


def test_a_long_growth_is_cut_to_its_latest_steps_and_says_so() -> None:
    whole = view()
    own = next(t for t in whole.tellings if t.claim.evidence.startswith("84 of"))
    many = []
    for more in range(STEPS + 5):
        changes = {"id": f"step{more}", "low": 84 + more, "high": 84 + more}
        many.append(own._replace(claim=own.claim.model_copy(update=changes)))
    exported = export_sitrep(View(Account(policy="default"), tuple(many)))
    told = exported.content.decode()
    assert "5 earlier steps left out." in told
    losses = {loss.what: loss.number for loss in exported.losses}
    assert losses["earlier steps of a toll"] == 5


def test_nothing_to_say_is_said() -> None:
    empty = text(View(Account(policy="default"), ()))
    assert "No losses are told of." in empty
    assert "0 reports" in empty


@given(st.text())
def test_no_text_acts_on_the_report(words: str) -> None:
    safe = escaped(words)
    assert "<" not in safe
    assert "\n" not in safe
    assert re.search(r"(?<!\\)(?:\\\\)*[*_`\[\]|]", safe) is None


@pytest.mark.parametrize("sign", ["{{update}}", "[Post]"])
def test_signs_of_other_peoples_words_are_escaped(sign: str) -> None:
    assert sign not in text()
