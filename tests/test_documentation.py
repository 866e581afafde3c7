"""The documents keep up with the program."""

from __future__ import annotations

import re
import subprocess
import sys
import typing
from pathlib import Path

import pytest
from pydantic import BaseModel

from herodotus import model
from herodotus.exports.record import csv_columns, failure_record
from herodotus.model.columns import COLUMNS, TELLING_COLUMNS
from herodotus.model.report import Provenance

ROOT = Path(__file__).parents[1]
CODEBOOK = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")

MODELS = (
    model.Account,
    model.Balance,
    model.CasualtyClaim,
    model.ControlClaim,
    model.Dispute,
    model.Episode,
    model.EventClaim,
    model.Failure,
    model.MaterielClaim,
    model.NondisclosureClaim,
    model.Party,
    model.Period,
    model.Reading,
    model.Relation,
    model.Report,
    model.Scope,
    model.Span,
    model.Step,
    model.Toll,
)

VALUES = {
    "stance": model.Stance,
    "outcome": model.Outcome,
    "counting": model.Counting,
    "victim_status": model.VictimStatus,
    "relations": model.RelationType,
    "item": model.Item,
    "fate": model.Fate,
    "action": model.Action,
    "modality": model.Modality,
    "date_from": Provenance,
}


def section(title: str) -> str:
    """A section of the codebook, down to the next of its rank."""
    found = re.search(rf"(?ms)^(#+) {title}\n(.*?)(?=^\1 |\Z)", CODEBOOK)
    assert found, f"the codebook has no section {title}"
    return found.group(2)


SECTIONS: dict[str, type[BaseModel]] = {
    "Report": model.Report,
    "Claim": model.CasualtyClaim,
    "Nondisclosure": model.NondisclosureClaim,
    "Materiel": model.MaterielClaim,
    "Control": model.ControlClaim,
    "Event": model.EventClaim,
    "Party": model.Party,
    "Account": model.Account,
    "Toll": model.Toll,
    "Balance": model.Balance,
    "Scope": model.Scope,
    "Dispute": model.Dispute,
    "Episode": model.Episode,
    "Flag": model.Flag,
    "Step": model.Step,
}


@pytest.mark.parametrize("noun", MODELS, ids=lambda noun: str(noun.__name__))
def test_every_field_is_in_the_codebook(noun: type[BaseModel]) -> None:
    assert [name for name in noun.model_fields if f"`{name}`" not in CODEBOOK] == []


@pytest.mark.parametrize("title", SECTIONS)
def test_every_field_stands_in_the_section_of_its_noun(title: str) -> None:
    noun = SECTIONS[title]
    is_claim = "evidence" in noun.model_fields
    own = section(title) + (section("Every kind") if is_claim else "")
    fields = noun.model_fields
    assert [name for name in fields if f"`{name}`" not in own] == []


@pytest.mark.parametrize("name", VALUES)
def test_every_value_is_in_the_codebook(name: str) -> None:
    values = typing.get_args(VALUES[name])
    assert values
    assert [value for value in values if f"`{value}`" not in CODEBOOK] == []


def test_every_key_of_a_printed_row_is_in_the_codebook() -> None:
    row = failure_record(model.Failure(id="r1", error="EmptyInput", message="empty"))
    own = section("A printed reading")
    assert [key for key in row if f"`{key}`" not in own] == []


def test_every_column_of_the_claims_table_is_in_the_codebook() -> None:
    plain = {"report", "report_date", "report_place", "report_url"}
    columns = set(csv_columns()) - plain
    assert [name for name in sorted(columns) if f"`{name}`" not in CODEBOOK] == []


def test_every_column_of_claims_of_a_ledger_is_in_the_codebook() -> None:
    own = section("Claims of a ledger")
    beside = [name for name in TELLING_COLUMNS if name not in COLUMNS]
    assert [name for name in beside if f"`{name}`" not in own] == []


def test_every_policy_is_in_the_codebook() -> None:
    folder = ROOT / "herodotus" / "data" / "policies"
    names = sorted(path.stem for path in folder.glob("*.toml"))
    assert names
    assert [name for name in names if f"`{name}`" not in section("Account")] == []


def test_the_reference_of_the_command_line_is_what_the_program_says() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_target_of_make_explains_itself() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"\.PHONY:((?:.*\\\n)*.*)", makefile)
    assert phony
    for target in phony.group(1).replace("\\", " ").split():
        assert re.search(rf"(?m)^{target}:.*## \w", makefile), target


@pytest.mark.parametrize(
    "page",
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")],
    ids=lambda p: str(p.name),
)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_decision_is_in_the_list_of_decisions() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    assert [p.name for p in folder.glob("0*.md") if p.name not in listed] == []
