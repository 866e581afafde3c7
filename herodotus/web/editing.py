"""The form of a claim's fields: what stands in each, what may, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from fastapi import Request, Response

from herodotus.exports import wording
from herodotus.exports.sentence import sentence
from herodotus.model import Claim
from herodotus.reconciliation.review.editing import (
    EditableField,
    editable_fields,
    written,
)
from herodotus.web.answer import page

#: So many fields are shown at once; the others can be opened.
FIRST = 14

#: What the fields of claims are called on pages.
TITLES = {
    "low": "Lowest number",
    "high": "Highest number",
    "approx": "Only about so many",
    "outcome": "What became of them",
    "counting": "What is counted",
    "victim_side": "Whose people",
    "victim_status": "Of what status",
    "side": "Whose losses",
    "owner_side": "Whose arms",
    "by": "By whom",
    "perpetrator": "Done by",
    "place": "Place",
    "date_start": "First day",
    "date_end": "Last day",
    "attributed_to": "Who says it",
    "stance": "How the source stands to it",
    "background": "History, not news",
    "denied": "Disputed in the report",
    "lat": "Latitude",
    "lon": "Longitude",
    "place_precision": "Precision of the place, 1 to 7",
    "date_precision": "Precision of the days, 1 to 5",
    "speaker": "The person who says it",
    "attribution_cue": "The word of saying",
    "relayed_by": "Relayed by",
    "text": "The number as worded",
    "victims": "The people as worded",
    "initiators": "Who acts: name / country / sector, one a line",
    "targets": "Who suffers: name / country / sector, one a line",
    "contexts": "Contexts, one a line",
}

_CHOICES: dict[str, Mapping[str, str]] = {
    "outcome": wording.OUTCOMES,
    "victim_status": wording.STATUSES,
    "counting": {
        "new": "added to an earlier toll",
        "cumulative": "a running total",
        "event": "the toll of one event",
    },
}


class FormField(NamedTuple):
    """One field of the form.

    Attributes:
        name: its name in the codebook.
        title: what it is called here.
        form: what is written into it (`reconciliation.review.editing`).
        value: what stands in it.
        choices: what it may be, each with its words.
        unknown: whether it may be left empty.
        wrong: what is wrong with it.
    """

    name: str
    title: str
    form: str
    value: str
    choices: tuple[tuple[str, str], ...]
    unknown: bool
    wrong: str | None


def form_of(
    claim: Claim,
    given: Mapping[str, str] | None = None,
    wrong: Mapping[str, str] | None = None,
) -> list[FormField]:
    """The fields of a claim as a form; with what was written, and what is wrong."""
    return [
        _field(field, claim, given or {}, wrong or {})
        for field in editable_fields(claim.kind)
    ]


def again(
    request: Request,
    claim: Claim,
    given: Mapping[str, str],
    wrong: Mapping[str, str],
    *,
    onward: str,
    signs: str | None,
) -> Response:
    """The form once more, with what is wrong at its fields."""
    shown: dict[str, Any] = {
        "claim": claim,
        "says": sentence(claim),
        "fields": form_of(claim, given, wrong),
        "first": FIRST,
        "unchanged": wrong.get(""),
        "onward": onward,
        "signs": signs,
    }
    return page(request, "edit.html", shown, status=422, Cache_Control="no-store")


def _field(
    field: EditableField,
    claim: Claim,
    given: Mapping[str, str],
    wrong: Mapping[str, str],
) -> FormField:
    words = _CHOICES.get(field.name, {})
    choices = field.choices
    if field.form == "yes_or_no":
        choices = ("no", "yes")
    return FormField(
        name=field.name,
        title=TITLES.get(field.name, field.name.replace("_", " ").capitalize()),
        form=field.form,
        value=given.get(field.name, written(claim, field)),
        choices=tuple((one, words.get(one, one)) for one in choices),
        unknown=field.may_be_unknown,
        wrong=wrong.get(field.name),
    )
