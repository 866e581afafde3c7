"""Every figure of an account leads down to the words of its claims."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from herodotus.model import Account, Card, Telling, Toll
from herodotus.model.reason import Reason, Role
from herodotus.reconciliation.review.reasons import behind, reasons
from tests.samples import karabakh


def told() -> tuple[list[Telling], Account]:
    reading, account = karabakh()
    card = Card(
        key="k",
        id=reading.report.id,
        sha256=reading.report.sha256,
        date=reading.report.date,
    )
    return [Telling(claim, card, "k") for claim in reading.claims], account


def nodes(reason: Reason) -> Iterator[Reason]:
    yield reason
    for child in reason.children:
        yield from nodes(child)


def toll_of(account: Account, side: str, status: str) -> Toll:
    (found,) = (t for t in account.tolls if (t.side, t.status) == (side, status))
    return found


def tree(side: str, status: str) -> Reason:
    tellings, account = told()
    toll = toll_of(account, side, status)
    return reasons(toll, bound="best", account=account, tellings=tellings)


def roles(reason: Reason) -> list[tuple[Role, int | None]]:
    return [(child.role, child.value) for child in reason.children]


def test_a_total_is_shown_with_its_parts_and_what_each_holds_already() -> None:
    (total,) = (child for child in tree("both", "mixed").children[:1])
    assert (total.role, total.value) == ("counted", 97)
    assert roles(total) == [("part", 84), ("part", 10), ("part", 3)]
    assert ("within", 26) in roles(total.children[0])


def test_a_side_that_is_silent_has_no_best_and_its_enemy_only_raises() -> None:
    found = tree("Azerbaijan", "combatant")
    assert found.value is None
    assert roles(found)[:2] == [("raises", 400), ("silent", None)]


def test_history_of_the_same_report_is_named_as_not_counted() -> None:
    found = tree("both", "mixed")
    (aside,) = (child for child in found.children if child.role == "aside")
    assert (aside.value, aside.note) == (30000, "background")


def test_a_part_is_checked_against_the_total_that_is_stated() -> None:
    found = tree("Nagorno-Karabakh", "combatant")
    (check,) = (child for child in found.children if child.role == "check")
    assert (check.value, check.note) == (97, "84 + 10 + 3 = 97")


def test_every_leaf_ends_in_the_words_of_its_claim() -> None:
    tellings, account = told()
    by_id = {telling.claim.id: telling.claim for telling in tellings}
    for toll in account.tolls:
        found = reasons(toll, bound="low", account=account, tellings=tellings)
        below = [node for node in nodes(found) if node is not found]
        assert below
        for node in below:
            assert node.claim is not None
            assert node.quote == by_id[node.claim].evidence


def test_no_claim_is_told_twice_below_a_figure_but_as_a_check() -> None:
    tellings, account = told()
    for toll in account.tolls:
        found = reasons(toll, bound="high", account=account, tellings=tellings)
        names = [node.claim for node in nodes(found) if node.role != "check"]
        assert len(names) == len(set(names))


def test_the_order_of_the_tellings_makes_no_difference() -> None:
    tellings, account = told()
    toll = toll_of(account, "both", "mixed")
    there = reasons(toll, bound="best", account=account, tellings=tellings)
    back = reasons(toll, bound="best", account=account, tellings=tellings[::-1])
    assert there == back


def test_a_claim_shows_what_it_is_part_of() -> None:
    tellings, account = told()
    (more,) = (t.claim.id for t in tellings if t.claim.evidence.startswith("26 more"))
    found = behind(more, account=account, tellings=tellings)
    assert (found.role, found.value) == ("counted", 26)
    assert roles(found) == [("within", 84)]
    assert found.children[0].note == "part of"


def test_a_claim_that_is_not_there_is_said_to_be_missing() -> None:
    tellings, account = told()
    with pytest.raises(KeyError):
        behind("nothing", account=account, tellings=tellings)
