"""Questions as callers put them: fields of a scope, checked, in words of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from pydantic import ValidationError

from herodotus.errors import ScopeProblem
from herodotus.model import Outcome, Scope


def asked_for(scope: Scope | None, filters: Mapping[str, Any]) -> Scope:
    """A scope with the fields that are given beside it.

    A `kind` that is an outcome means that: `kind="killed"`.

    >>> asked_for(Scope(side="Mali"), {"kind": "killed"}).model_dump(exclude_none=True)
    {'side': 'Mali', 'outcome': 'killed'}

    Raises:
        ScopeProblem: a field is none of a scope's, or has a value that it cannot have.
    """
    asked = dict(filters)
    if asked.get("kind") in get_args(Outcome):
        asked["outcome"] = asked.pop("kind")
    base = scope.model_dump(exclude_none=True) if scope is not None else {}
    return scope_of({**base, **asked})


def scope_of(fields: Mapping[str, Any]) -> Scope:
    """The scope with these fields.

    >>> scope_of({"as_of": "2020-09-28"}).as_of
    datetime.date(2020, 9, 28)

    Raises:
        ScopeProblem: a field is none of a scope's, or has a value that it cannot have.
    """
    try:
        return Scope.model_validate(fields)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        field, value = str(first["loc"][0]), first["input"]
        raise ScopeProblem(
            f"{field}: {_wrong(value, first['type'], first.get('ctx', {}))}",
            field=field,
            value=value,
        ) from problem


def _wrong(value: object, kind: str, context: Mapping[str, Any]) -> str:
    """What is wrong with a value, by pydantic's name for the mistake."""
    if kind == "extra_forbidden":
        known = ", ".join(Scope.model_fields)
        return f"there is no such thing to ask by; there are {known}"
    if kind.startswith("date"):
        return f"{value!r} is no day: write it as YYYY-MM-DD, as in 2020-09-28"
    if kind == "literal_error":
        known = str(context["expected"]).replace("'", "").replace(" or ", ", ")
        return f"{value!r} is none of {known}"
    what = kind.partition("_")[0]
    return f"{value!r} {_NO.get(what, 'cannot stand here')}"


#: What a value is not, by the type that its field has.
_NO = {
    "float": "is no number",
    "bool": "is neither True nor False",
    "string": "is no text",
}
