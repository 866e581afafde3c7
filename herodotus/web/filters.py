"""Filters: what an address asks for, the same on every page and in the API.

The names are those of the command line: `side`, `outcome`, `said_by`, `since`, ...;
`Filters` is a `Scope` that is read from an address, and `Links` writes addresses that
keep what is asked for. A name that no page knows is an error, not a filter that is
silently passed over.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlencode

from pydantic import BaseModel, BeforeValidator, Field

from herodotus.exports import wording
from herodotus.model import Scope, VictimStatus
from herodotus.model.scope import AnyOutcome, Kind

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _iso(value: object) -> object:
    """A day as it is written here; not the seconds since 1970, for instance."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("a day is written as 2020-09-28")
    return value


def _said(value: object) -> object:
    """Yes or no as addresses have it."""
    if isinstance(value, str) and value not in ("true", "false"):
        raise ValueError("either true or false")
    return value


def _storable(value: object) -> object:
    """Words without the character NUL, which no database takes, and nothing holds."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


Words = Annotated[str, Field(max_length=500), BeforeValidator(_storable)]
Day = Annotated[date, BeforeValidator(_iso)]
Flag = Annotated[bool, BeforeValidator(_said)]
PolicyName = Annotated[str, Field(max_length=60, pattern=r"^[A-Za-z0-9_-]+$")]


class Filters(Scope):
    """Which claims an address asks for; what it leaves out is not asked for."""

    conflict: Words | None = Field(
        default=None, description="a known conflict: its name, or a part of it"
    )
    side: Words | None = Field(
        default=None, description="whose people, arms or ground; or `both`"
    )
    kind: Kind | None = Field(default=None, description="the kind of claim")
    outcome: AnyOutcome | None = Field(default=None, description="what became of them")
    status: VictimStatus | None = Field(default=None, description="whom")
    said_by: Words | None = Field(
        default=None, description="the party, institution or speaker, or a part of it"
    )
    place: Words | None = Field(
        default=None, description="where it happened: a part of the place's name"
    )
    country: Words | None = Field(
        default=None, description="where it happened: ISO 3166 code of the country"
    )
    publisher: Words | None = Field(default=None, description="the outlet")
    since: Day | None = Field(
        default=None, description="what happened on this day or later"
    )
    until: Day | None = Field(
        default=None, description="what happened on this day or before"
    )
    as_of: Day | None = Field(
        default=None, description="only what had been published by this day"
    )
    text: Words | None = Field(
        default=None,
        description='words of the report or the claim: words, "a phrase", OR, -without',
    )
    report: Words | None = Field(
        default=None, description="the key or id of one report"
    )
    background: Flag | None = Field(
        default=None, description="history alone (true), or news alone (false)"
    )
    denied: Flag | None = Field(
        default=None, description="only, or without, what somebody disputes"
    )
    review: Literal["open", "accepted", "rejected", "edited", "merged"] | None = Field(
        default=None, description="what reviewers decided"
    )
    confidence: float | None = Field(
        default=None,
        ge=0,
        le=1,
        allow_inf_nan=False,
        description="claims of which the reader is at least so sure",
    )

    @property
    def scope(self) -> Scope:
        """The scope alone, without what else the address asks for."""
        return Scope.model_construct(
            **{name: getattr(self, name) for name in Scope.model_fields}
        )


class ReckonedFilters(Filters):
    """Filters of pages that show figures: by which policy they are made."""

    policy: PolicyName = Field(
        default="default", description="the policy by which claims become figures"
    )


class Chosen(BaseModel):
    """A filter that is set, in words, and the address without it."""

    name: str
    value: str
    without: str


class Links:
    """Addresses that keep what this one asks for.

    >>> links = Links("/claims", Filters(side="Mali", background=False))
    >>> links.to("/account", place="Gao"), links.here(side=None)
    ('/account?side=Mali&place=Gao&background=false', '/claims?background=false')
    """

    def __init__(self, path: str, asked: Filters) -> None:
        self.path = path
        self.asked = asked

    def to(self, path: str, **changes: object) -> str:
        """Another page of the same claims, but for some changes."""
        kept = {name: getattr(self.asked, name) for name in Scope.model_fields}
        return address(path, kept | changes)

    def here(self, **changes: object) -> str:
        """This page again with some changes, from its beginning."""
        kept = self.asked.model_dump(exclude_defaults=True)
        kept.pop("after", None)
        return address(self.path, kept | changes)

    def face(self, ending: str) -> str:
        """What this page shows as `json` or `csv`."""
        kept = self.asked.model_dump(exclude_defaults=True)
        return address(f"{self.path}.{ending}", kept)

    def whole(self, ending: str) -> str:
        """All that the filters take in, not this page alone."""
        kept = self.asked.model_dump(exclude_defaults=True)
        return address(f"{self.path}.{ending}", kept | {"after": None, "limit": None})

    def carried(self, own: Collection[str] = ()) -> Iterator[tuple[str, str]]:
        """What a form keeps of the address beside its own fields: names and values."""
        for name, value in self.asked.model_dump(exclude_defaults=True).items():
            if name not in own and name != "after" and value is not None:
                yield name, _written(value)

    @property
    def chosen(self) -> Iterator[Chosen]:
        """The filters that are set, each with a way to take it back."""
        for name in Scope.model_fields:
            value = getattr(self.asked, name)
            if value is not None:
                without = self.here(**{name: None})
                said = NAMES.get(name, name)
                yield Chosen(name=said, value=in_words(name, value), without=without)


#: What filters are called on pages, where another word than their name says it.
NAMES = {
    "said_by": "said by",
    "as_of": "as it was known on",
    "status": "of whom",
    "text": "words",
    "confidence": "at least so sure",
    "review": "reviewed",
}


def in_words(name: str, value: object) -> str:
    """The value of a filter as pages show it.

    >>> in_words("outcome", "killed_or_injured"), in_words("background", False)
    ('killed or injured', 'no')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if name == "outcome":
        return wording.OUTCOMES.get(str(value), str(value))
    if name == "status":
        return wording.STATUSES.get(str(value), str(value))
    return str(value)


def address(path: str, query: Mapping[str, Any]) -> str:  # any plain values
    """An address with a query; what is `None` is left out.

    >>> address("/claims", {"side": "Mali", "denied": True, "place": None})
    '/claims?side=Mali&denied=true'
    """
    said = {name: _written(one) for name, one in query.items() if one is not None}
    return f"{path}?{urlencode(said, quote_via=quote)}" if said else path


def _written(value: object) -> str:
    """A value as addresses have it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
