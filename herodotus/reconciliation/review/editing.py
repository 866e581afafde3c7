"""What a reviewer may change of a claim, field by field, and what may stand there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import isfinite
from types import UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import ValidationError

from herodotus.model import Claim, Party
from herodotus.model.columns import COLUMNS_OF, KINDS
from herodotus.reconciliation.review.decisions import FIXED

#: What is written into a field.
Form = Literal[
    "words", "number", "decimal", "day", "yes_or_no", "choice", "lines", "parties"
]

#: The fields that most often are wrong, in the order in which they are asked.
_FIRST = (
    "low",
    "high",
    "approx",
    "outcome",
    "counting",
    "victim_side",
    "victim_status",
    "side",
    "item",
    "fate",
    "owner_side",
    "action",
    "by",
    "perpetrator",
    "place",
    "date_start",
    "date_end",
    "attributed_to",
    "stance",
    "background",
)


class EditableField(NamedTuple):
    """A field that a reviewer may set anew.

    Attributes:
        name: its name, as in the codebook.
        form: what is written into it.
        choices: the values that it may have, where they are few.
        may_be_unknown: whether it may be left empty.
    """

    name: str
    form: Form
    choices: tuple[str, ...] = ()
    may_be_unknown: bool = False


def editable_fields(kind: str) -> tuple[EditableField, ...]:
    """The fields of one kind of claim that a reviewer may change.

    >>> [field.name for field in editable_fields("nondisclosure")][:3]
    ['outcome', 'victim_status', 'side']
    >>> editable_fields("casualty")[0]
    EditableField(name='low', form='number', choices=(), may_be_unknown=True)
    """
    names = [name for name in COLUMNS_OF[kind] if name not in FIXED]
    names.sort(key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
    fields = KINDS[kind].model_fields
    return tuple(_field(name, fields[name].annotation) for name in names)


def written(claim: Claim, field: EditableField) -> str:
    """What stands in a field as a person writes it; empty is unknown.

    >>> from herodotus.model import NondisclosureClaim
    >>> silent = NondisclosureClaim(start=0, end=1, evidence="x", background=True)
    >>> written(silent, EditableField("background", "yes_or_no"))
    'yes'
    """
    value = getattr(claim, field.name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field.form in _SEVERAL:
        return "\n".join(_line(one) for one in value)
    return str(value)


def changes_written(
    claim: Claim, form: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, str]]:
    """What a filled-in form changes of a claim, and what is wrong, by field.

    Fields that are not in the form, or stand as they did, are not changed. The values
    are plain JSON, as a decision keeps them.
    """
    changes: dict[str, Any] = {}  # any value of a claim's fields
    for field in editable_fields(claim.kind):
        if field.name in form:
            said = form[field.name].replace("\r\n", "\n").strip()
            if said != written(claim, field).strip():
                changes[field.name] = _value(said, field)
    return changes, wrong_changes(claim, changes)


def wrong_changes(claim: Claim, changes: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with changes of a claim, by the name of the field.

    What is wrong with the claim as a whole stands at `low`, or at the first field.
    """
    known = {field.name for field in editable_fields(claim.kind)}
    wrong = {name: "this cannot be changed" for name in changes if name not in known}
    for name, value in changes.items():
        if isinstance(value, float) and not isfinite(value):
            wrong[name] = "write a number"
        elif name.startswith("date_") and not isinstance(value, str | None):
            if name != "date_precision":
                wrong[name] = "write a day as 2020-09-28"
    if wrong:
        return wrong
    values = {**claim.model_dump(), **changes}
    try:
        made = type(claim).model_validate(values)
    except ValidationError as problem:
        for one in problem.errors():
            name = str(one["loc"][0]) if one["loc"] else _whole(claim, changes)
            wrong.setdefault(name, _said(one["type"], one["msg"], one.get("ctx", {})))
        return wrong
    if made.date_start and made.date_end and made.date_start > made.date_end:
        name = "date_end" if "date_end" in changes else "date_start"
        wrong[name] = "the last day is before the first"
    return wrong


def _field(name: str, annotation: Any) -> EditableField:
    """What a field takes, from its type."""
    parts = [annotation]
    if get_origin(annotation) in (Union, UnionType):
        parts = list(get_args(annotation))
    unknown = type(None) in parts
    parts = [part for part in parts if part is not type(None)]
    choices = tuple(
        value
        for part in parts
        if get_origin(part) is Literal
        for value in get_args(part)
    )
    if choices:
        return EditableField(name, "choice", choices, unknown)
    (kind,) = parts
    if get_origin(kind) is tuple:
        one = get_args(kind)[0]
        return EditableField(name, "parties" if one is Party else "lines", (), True)
    return EditableField(name, _FORMS[kind], (), unknown)


#: The forms that take a value a line.
_SEVERAL = ("lines", "parties")

_FORMS: dict[Any, Form] = {
    str: "words",
    int: "number",
    float: "decimal",
    date: "day",
    bool: "yes_or_no",
}


def _value(said: str, field: EditableField) -> Any:
    """The JSON value of what is written; what cannot be one stays as it is written."""
    if field.form in _SEVERAL:
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        return [_party(line) for line in lines] if field.form == "parties" else lines
    if not said and (field.may_be_unknown or field.form != "words"):
        return None
    if field.form == "yes_or_no":
        return {"yes": True, "no": False}.get(said, said)
    if field.form in ("number", "decimal"):
        plain = said.replace(",", "").replace("\u202f", "").replace(" ", "")
        try:
            return int(plain) if field.form == "number" else float(plain)
        except ValueError:
            return said
    return said


def _line(one: object) -> str:
    """One of several values as a line; a party as "name / ISO3 / sector"."""
    if isinstance(one, Party):
        return " / ".join(part or "" for part in (one.name, one.country, one.sector))
    return str(one)


def _party(line: str) -> dict[str, str | None]:
    name, country, sector, *_ = (*(part.strip() for part in line.split("/")), "", "")
    return {"name": name, "country": country or None, "sector": sector or None}


def _whole(claim: Claim, changes: Mapping[str, Any]) -> str:
    if "low" in changes and "high" not in changes:
        return "low"
    return "high" if "high" in changes else next(iter(changes), claim.kind)


def _said(kind: str, message: str, limits: Mapping[str, Any]) -> str:
    """A message of the model in words for a form.

    >>> _said("value_error", "Value error, low 9 is above high 7", {})
    'low 9 is above high 7'
    >>> _said("int_parsing", "Input should be ...", {})
    'write a whole number'
    """
    plain = _MESSAGES.get(kind)
    if plain is None:
        return message.removeprefix("Value error, ").replace("Input", "this")
    return plain.format_map(limits)


_MESSAGES = {
    "int_parsing": "write a whole number",
    "int_type": "this cannot be empty",
    "float_parsing": "write a number",
    "float_type": "write a number",
    "bool_parsing": "choose yes or no",
    "bool_type": "choose yes or no",
    "literal_error": "choose one of {expected}",
    "string_type": "this cannot be empty",
    "date_from_datetime_parsing": "write a day as 2020-09-28",
    "date_parsing": "write a day as 2020-09-28",
    "date_type": "write a day as 2020-09-28",
    "greater_than_equal": "this has to be {ge} or more",
    "less_than_equal": "this has to be {le} or less",
}
