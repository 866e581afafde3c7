"""What the verbs that work on a ledger take in common."""

from __future__ import annotations

from datetime import date
from typing import get_args

import click
import pytest
from click.testing import CliRunner, Result

from herodotus.cli.options import takes_ledger, takes_scope
from herodotus.errors import NoLedger
from herodotus.model import Kind, Outcome, Scope, VictimStatus


@click.command()
@takes_ledger
@takes_scope
def ask(*, ledger: str, scope: Scope) -> None:
    """Print what is asked for."""
    if ledger == "none.db":
        raise NoLedger("There is none: make one.", where=ledger)
    click.echo(f"{ledger} {scope.model_dump_json(exclude_none=True)}")


def asked(*arguments: str) -> Result:
    return CliRunner().invoke(ask, ["--ledger", "a.db", *arguments])


def scope_of(*arguments: str) -> Scope:
    result = asked(*arguments)
    assert result.exit_code == 0, result.output
    return Scope.model_validate_json(result.stdout.partition(" ")[2])


def test_every_field_of_a_scope_may_be_asked_for() -> None:
    scope = scope_of(
        *("--conflict", "Karabakh", "--side", "Armenia", "--status", "civilian"),
        *("--outcome", "killed", "--kind", "casualty", "--said-by", "Ministry"),
        *("--place", "Ganja", "--country", "AZE", "--publisher", "Alpha"),
        *("--since", "2020-09-27", "--until", "2020-11-10", "--as-of", "2020-10-01"),
        *("--search", "two children", "--report", "r1", "--no-background", "--denied"),
        *("--review", "open", "--confidence", "0.5"),
    )
    said = scope.model_dump(exclude_none=True)
    assert set(said) == set(Scope.model_fields)
    assert (scope.as_of, scope.text) == (date(2020, 10, 1), "two children")
    assert (scope.background, scope.denied) == (False, True)


def test_what_is_not_asked_for_is_left_open() -> None:
    assert scope_of() == Scope()


def test_the_case_of_a_choice_is_no_matter() -> None:
    assert scope_of("--outcome", "Killed").outcome == "killed"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--outcome", "dead"), "killed, injured"),
        (("--since", "yesterday"), "does not match the format"),
        (("--since", "2020-10-02", "--until", "2020-10-01"), "nothing lies in between"),
        (("--confidence", "2"), "not in the range"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(
    arguments: tuple[str, ...], said: str
) -> None:
    result = asked(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_the_help_names_the_choices() -> None:
    said = " ".join(asked("--help").stdout.split()).replace(" ", "")
    for choices in (Kind, Outcome, VictimStatus):
        assert "|".join(get_args(choices)) in said


def test_what_is_wrong_with_a_ledger_is_a_sentence() -> None:
    result = CliRunner().invoke(ask, ["--ledger", "none.db"])
    assert result.exit_code == 3
    assert result.stderr == "There is none: make one.\n"
