"""The same claims under each policy, worked out by hand from the codebooks' rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from herodotus.errors import DataFileError
from herodotus.model import Telling, Toll
from herodotus.reconciliation import account_of, load_policy
from herodotus.reconciliation.accounts.policies import Policy, policy_names
from tests.reconciliation.tellings import day, told

Range = tuple[int | None, int | None, int | None]

CIVILIANS: dict[str, Any] = {
    "victim_side": "Azerbaijan",
    "victim_status": "civilian",
    "perpetrator": "Armenia",
    "counting": "event",
    "place": "Ganja",
    "place_precision": 1,
    "date_start": day(20),
}
BOAST: dict[str, Any] = {
    "victim_side": "Azerbaijan",
    "perpetrator": "Armenia",
    "by": "Armenia Ministry of Defence",
}


def _toll(policy: str | Policy, *tellings: Telling) -> Toll:
    [toll] = account_of(tellings, policy=policy).tolls
    return toll


def _range(toll: Toll) -> Range:
    return toll.low, toll.best, toll.high


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        # "Up to 15" is no claim that nobody was killed: the most conservative is 9.
        ((9,), (9, 9, 9)),
        # Alone it is all that there is.
        ((), (15, 15, 15)),
        # That nobody was killed is a claim like others.
        ((9, 0), (0, 0, 0)),
    ],
)
def test_an_upper_bound_is_not_the_most_conservative_figure(
    others: tuple[int, ...], expected: Range
) -> None:
    up_to = told(0, 20, high=15, text="Up to 15", by="Red Cross", **CIVILIANS)
    told_by_others = [
        told(number, 20, by=f"witness {number}", **CIVILIANS) for number in others
    ]
    assert _range(_toll("acled", up_to, *told_by_others)) == expected


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        # Own admission decides; the other two are within or above.
        ("default", (950, 974, 1200)),
        # UCDP: best is the most reliable, an admission against interest; low and high
        # are the reliable extremes, the enemy's figure only as the highest.
        ("ucdp", (950, 974, 1200)),
        # ACLED: one figure, the most conservative of all that is reported.
        ("acled", (950, 950, 950)),
        # Airwars: minimum and maximum of everything alleged; they differ, so no best.
        ("airwars", (950, None, 1200)),
    ],
)
def test_three_voices_on_one_days_total(policy: str, expected: Range) -> None:
    toll = _toll(
        policy,
        told(974, 29),
        told(950, 29, by="Red Cross"),
        told(1200, 29, by="Azerbaijan Ministry of Defence"),
    )
    assert _range(toll) == expected


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        # Nobody but the enemy counts: unknown is not zero, 24 and more is the top.
        ("default", (0, None, None)),
        # UCDP: always a number; an interested party alone gives best 0, low 0, and the
        # lower bound of "dozens" (two dozen) as high.
        ("ucdp", (0, 0, 24)),
        # ACLED: "dozens" is 12, and there is nothing more conservative.
        ("acled", (12, 12, 12)),
        # Airwars: minimum 24, no maximum is given, so no best.
        ("airwars", (24, None, None)),
    ],
)
def test_a_boast_alone(policy: str, expected: Range) -> None:
    dozens = told(24, 29, high=None, text="dozens of soldiers", **BOAST)
    assert _range(_toll(policy, dozens)) == expected


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        # The victims' own side is believed about its dead, denied or not.
        ("default", (1, 1, 1)),
        # UCDP: an accusation that the accused deny, as in the row of the GED with best
        # 0, low 0 and high 1.
        ("ucdp", (0, 0, 1)),
        ("acled", (1, 1, 1)),
        ("airwars", (1, 1, 1)),
    ],
)
def test_an_accusation_that_is_denied(policy: str, expected: Range) -> None:
    accused = told(1, 20, by="Azerbaijan", denied=True, **CIVILIANS)
    assert _range(_toll(policy, accused)) == expected


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        # Default: a side on its own losses first, whoever they are.
        ("default", (12, 14, 14)),
        # UCDP: one's own civilians are no admission; who takes no part decides.
        ("ucdp", (12, 12, 14)),
        ("acled", (12, 12, 12)),
        ("airwars", (12, None, 14)),
    ],
)
def test_own_civilians_and_a_third_party(policy: str, expected: Range) -> None:
    toll = _toll(
        policy,
        told(14, 20, by="Azerbaijan", report="r1", **CIVILIANS),
        told(12, 20, by="Red Cross", report="r2", **CIVILIANS),
    )
    assert _range(toll) == expected


def test_one_attack_without_a_best_figure_leaves_the_sum_without_one() -> None:
    # Barda: 21 by all; Ganja: 12 or 14. Airwars: 33 to 35, and nothing agreed.
    barda = {**CIVILIANS, "place": "Barda", "date_start": day(31)}
    tellings = [
        told(21, 31, by="Azerbaijan", report="r3", **barda),
        told(14, 20, by="Azerbaijan", report="r1", **CIVILIANS),
        told(12, 20, by="Red Cross", report="r2", **CIVILIANS),
    ]
    assert _range(_toll("airwars", *tellings)) == (33, None, 35)
    assert _range(_toll("default", *tellings)) == (33, 35, 35)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("default", (14, 14, None)),
        # An open figure is coded by its lower bound.
        ("ucdp", (14, 14, 14)),
        ("acled", (14, 14, 14)),
        ("airwars", (14, None, None)),
    ],
)
def test_at_least_fourteen(policy: str, expected: Range) -> None:
    open_figure = told(
        14, 20, by="Azerbaijan", high=None, text="at least 14", **CIVILIANS
    )
    assert _range(_toll(policy, open_figure)) == expected


@pytest.mark.parametrize(
    ("grade", "tellings"),
    [
        # One source.
        ("Weak", [told(13, 20, by="Azerbaijan", **CIVILIANS)]),
        # Two sources, independent of each other.
        (
            "Fair",
            [
                told(13, 20, by="Azerbaijan", report="r1", **CIVILIANS),
                told(13, 20, by="Red Cross", report="r2", **CIVILIANS),
            ],
        ),
        # Forty outlets that relay one party are one source.
        (
            "Weak",
            [
                told(13, 20, by="Azerbaijan", report=f"r{n}", **CIVILIANS)
                for n in range(40)
            ],
        ),
        # Two parties blamed that do not stand together.
        (
            "Contested",
            [
                told(13, 20, by="Azerbaijan", report="r1", **CIVILIANS),
                told(
                    13,
                    20,
                    by="Armenia",
                    report="r2",
                    **{**CIVILIANS, "perpetrator": "Azerbaijan"},
                ),
            ],
        ),
        # The accused deny it.
        ("Contested", [told(13, 20, by="Azerbaijan", denied=True, **CIVILIANS)]),
        # The party that is blamed says so itself.
        (
            "Confirmed",
            [
                told(13, 20, by="Azerbaijan", report="r1", **CIVILIANS),
                told(13, 20, by="Armenia", report="r2", stance="confirms", **CIVILIANS),
            ],
        ),
        # The source takes it back.
        (
            "Discounted",
            [
                told(13, 20, by="Azerbaijan", report="r1", **CIVILIANS),
                told(0, 20, by="Azerbaijan", report="r2", published=22, **CIVILIANS),
            ],
        ),
    ],
)
def test_grades_of_airwars(grade: str, tellings: list[Telling]) -> None:
    toll = _toll("airwars", *tellings)
    assert toll.grade == grade
    assert toll.alleged
    assert _toll("default", *tellings).grade is None


def test_fighters_have_no_grade() -> None:
    assert _toll("airwars", told(974, 29)).grade is None


def test_two_allies_that_are_blamed_are_no_contest() -> None:
    toll = _toll(
        "airwars",
        told(13, 20, by="Azerbaijan", report="r1", **CIVILIANS),
        told(
            13,
            20,
            by="Red Cross",
            report="r2",
            **{**CIVILIANS, "perpetrator": "Nagorno-Karabakh"},
        ),
    )
    assert toll.grade == "Fair"
    assert toll.alleged == ("Armenia", "Nagorno-Karabakh")


OWN_RULES = """
title = "Ours"
version = 1
voices = ["third", "own"]
best = "trusted"
"""


def test_a_policy_of_ones_own_by_its_file(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(OWN_RULES, encoding="utf-8")
    account = account_of(
        [told(974, 29), told(950, 29, by="Red Cross")], policy=str(file)
    )
    assert account.policy == "ours"
    assert [toll.best for toll in account.tolls] == [950]


def test_a_policy_of_ones_own_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HERODOTUS_DATA", str(tmp_path))
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "ours.toml").write_text(OWN_RULES, encoding="utf-8")
    assert load_policy("ours").title == "Ours"
    assert policy_names() == ("acled", "airwars", "default", "ucdp", "ours")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = 'x'\nversion = 1", r"bad\.toml: voices: field required"),
        (
            OWN_RULES + 'high = "lowest"',
            r"bad\.toml: high: input should be 'highest' or 'best'",
        ),
        (OWN_RULES + "hihg = 1", r"bad\.toml: hihg: extra inputs are not permitted"),
        ("voices = [", r"bad\.toml is no TOML"),
        (OWN_RULES + "[words]\ndozens = -12", r"bad\.toml: words\.dozens: .* 0"),
        (OWN_RULES + 'high_only = ["own"]', r"own: either decides or only raises"),
    ],
)
def test_a_wrong_policy_names_file_and_key(
    tmp_path: Path, text: str, message: str
) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=message):
        load_policy(str(file))


def test_a_policy_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"none\.toml cannot be read"):
        load_policy(str(tmp_path / "none.toml"))


def test_every_policy_that_comes_with_herodotus_can_be_read() -> None:
    assert [load_policy(name).name for name in policy_names()] == list(policy_names())
