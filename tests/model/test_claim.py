"""Claims: frozen, in bounds, and named by what they say."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from herodotus.model import CasualtyClaim, Claim, NondisclosureClaim, Relation

SHA = "ab" * 32


def killed(**fields: Any) -> CasualtyClaim:
    known: dict[str, Any] = {"start": 0, "end": 15, "evidence": "32 men were hit"}
    known |= {"outcome": "killed", "text": "32", "low": 32, "high": 32}
    return CasualtyClaim(**known | fields)


def test_a_claim_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(killed(), "low", 31)  # noqa: B010 - a checker sees the plain form


def test_low_is_never_above_high() -> None:
    with pytest.raises(ValidationError, match="low 33 is above high 32"):
        killed(low=33)


@pytest.mark.parametrize("wrong", [{"low": -1}, {"place_precision": 8}, {"start": -1}])
def test_a_value_outside_its_scale_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        killed(**wrong)


@pytest.mark.parametrize(("low", "high"), [(None, None), (24, None), (None, 5), (0, 0)])
def test_a_bound_may_be_open(low: int | None, high: int | None) -> None:
    claim = killed(low=low, high=high)
    assert (claim.low, claim.high) == (low, high)


def test_the_id_follows_from_report_words_and_what_is_said() -> None:
    first = killed().identified(SHA)
    assert first.id == killed().identified(SHA).id
    others = [
        killed().identified("cd" * 32),
        killed(start=1).identified(SHA),
        killed(victim_side="Armenia").identified(SHA),
        killed(high=None).identified(SHA),
    ]
    assert len({first.id, *(other.id for other in others)}) == 5


def test_the_id_does_not_depend_on_relations_or_on_the_rule() -> None:
    tied = killed(relations=(Relation(type="part_of", claim="x"),), rule="passive")
    assert tied.identified(SHA).id == killed().identified(SHA).id


def test_an_id_outlives_an_id() -> None:
    first = killed().identified(SHA)
    assert first.identified(SHA).id == first.id


def test_a_claim_survives_json() -> None:
    adapter: TypeAdapter[Claim] = TypeAdapter(Claim)
    silence = NondisclosureClaim(start=0, end=4, evidence="Baku", side="Azerbaijan")
    for claim in (killed().identified(SHA), silence.identified(SHA)):
        again = adapter.validate_json(claim.model_dump_json())
        assert again == claim
        assert type(again) is type(claim)


@given(st.text(st.characters(codec=None)))
def test_any_words_can_be_evidence_and_be_named(words: str) -> None:
    claim = killed(evidence=words, end=len(words)).identified(SHA)
    assert len(claim.id) == 16


def test_a_claim_names_its_voice_and_its_words() -> None:
    claim = killed(attributed_to="Mali", attribution_cue="said", relayed_by="Reuters")
    assert claim.attribution.party == "Mali"
    assert claim.attribution.cue == "said"
    assert claim.attribution.relayed_by == "Reuters"
    assert claim.attribution.stance == "asserts"
    assert (claim.span.start, claim.span.end) == (claim.start, claim.end)
    assert claim.span.quote == claim.evidence
