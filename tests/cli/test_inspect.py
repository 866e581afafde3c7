"""`herodotus inspect` with a reader by hand."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from herodotus.cli import main
from tests.samples import EXAMPLES

EXAMPLE = str(EXAMPLES / "karabakh-2020.txt")

pytestmark = pytest.mark.usefixtures("by_hand")


def test_json_is_the_contract() -> None:
    result = CliRunner().invoke(main, ["inspect", EXAMPLE, "--json"])
    assert result.exit_code == 0, result.output
    row = json.loads(result.stdout)
    fields = ["sentences", "timexes", "toponyms", "names", "attributions"]
    assert list(row) == ["id", *fields, "topic", "failure"]
    assert row["failure"] is None


def test_a_failure_keeps_the_shape() -> None:
    result = CliRunner().invoke(main, ["inspect", "gone.txt", "--json"])
    assert result.exit_code == 3
    row = json.loads(result.stdout)
    assert row["sentences"] == []
    assert row["topic"] is None
    assert row["failure"]["message"]


def test_people_see_sentences_things_and_claims() -> None:
    result = CliRunner(env={"COLUMNS": "100"}).invoke(main, ["inspect", EXAMPLE])
    assert result.exit_code == 0, result.output
    text = " ".join(result.stdout.split())
    assert "1 sentence · 9 claims · Armed clash" in text
    assert "39.80, 46.75" in text
    assert "DATE 2020-09-29" in text
    assert "CLAIM not stated: dozens killed in all" in text
