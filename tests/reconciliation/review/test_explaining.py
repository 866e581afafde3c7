"""What is explained in one go is what the whole account, related, would say."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from herodotus.model import Telling
from herodotus.reconciliation.accounts.account import account_of
from herodotus.reconciliation.across.ties import relate_across
from herodotus.reconciliation.disputes.pairs import disputes
from herodotus.reconciliation.review.addresses import Figure
from herodotus.reconciliation.review.explaining import explain_claim, explain_figures
from herodotus.reconciliation.review.reasons import behind, reasons
from herodotus.reconciliation.series.flags import find_flags
from tests.reconciliation.series.test_steps import wars
from tests.reconciliation.tellings import told


@settings(deadline=None, max_examples=40)
@given(wars())
def test_figures_are_explained_as_by_the_whole_account(tellings: list[Telling]) -> None:
    found = explain_figures("best.killed", tellings)
    whole, related = account_of(tellings), relate_across(tellings)
    assert found.account.tolls == whole.tolls
    for about, tree in zip(found.about, found.trees, strict=True):
        assert isinstance(about, Figure)
        assert tree == reasons(
            about.toll, bound=about.bound, account=whole, tellings=related
        )


@settings(deadline=None, max_examples=40)
@given(wars().filter(bool), st.data())
def test_claims_are_explained_as_by_the_whole_account(
    tellings: list[Telling], data: st.DataObject
) -> None:
    claim = data.draw(st.sampled_from(tellings))
    found = explain_claim(claim, tellings)
    whole, related = account_of(tellings), relate_across(tellings)
    assert found.trees == (behind(claim.claim.id, account=whole, tellings=related),)


@settings(deadline=None, max_examples=40)
@given(wars().filter(bool), st.data())
def test_what_concerns_some_claims_is_of_all_there_is(
    tellings: list[Telling], data: st.DataObject
) -> None:
    ids = [telling.claim.id for telling in tellings]
    names = set(data.draw(st.lists(st.sampled_from(ids), max_size=3)))
    related = relate_across(tellings)
    assert disputes(related, of=names) == tuple(
        one for one in disputes(related) if names & {one.one, one.other}
    )
    narrow = find_flags(tellings, of=names)
    assert set(narrow) <= set(find_flags(tellings))
    assert [one for one in narrow if names & {*one.claims}] == [
        one for one in find_flags(tellings) if names & {*one.claims}
    ]


def test_a_figure_that_is_not_there_has_no_tree_but_an_account() -> None:
    found = explain_figures("best.Mali.killed", [told(90, 1)])
    assert (found.about, found.trees) == ((), ())
    assert [toll.best for toll in found.account.tolls] == [90]


def test_a_claim_that_was_left_out_is_explained_among_the_others() -> None:
    rejected = told(900, 1, name="rejected")
    found = explain_claim(rejected, [told(90, 1, name="other")])
    assert found.trees[0].claim == "rejected"
    assert set(found.tellings) == {"rejected"}
