"""Filters in addresses: what is written is what is read."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from herodotus.model import Scope
from herodotus.web.filters import Filters, Links

WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20
).filter(str.strip)
FILTERS = st.builds(
    Filters,
    side=st.none() | WORDS,
    said_by=st.none() | WORDS,
    outcome=st.none() | st.sampled_from(["killed", "killed_or_injured"]),
    since=st.none() | st.dates(),
    denied=st.none() | st.booleans(),
    confidence=st.none() | st.floats(0, 1),
)


def test_filters_are_those_of_a_scope() -> None:
    assert list(Filters.model_fields) == list(Scope.model_fields)
    assert all(one.description for one in Filters.model_fields.values())


@given(FILTERS)
def test_an_address_leads_back_to_the_filters(asked: Filters) -> None:
    address = urlsplit(Links("/claims", asked).to("/account"))
    assert address.path == "/account"
    assert Filters.model_validate(dict(parse_qsl(address.query))) == asked


@given(FILTERS)
def test_taking_every_filter_back_leads_to_everything(asked: Filters) -> None:
    links = Links("/claims", asked)
    chosen = list(links.chosen)
    assert len(chosen) == len(asked.model_dump(exclude_none=True))
    for one in chosen:
        assert len(list(parse_qsl(urlsplit(one.without).query))) == len(chosen) - 1


@pytest.mark.parametrize(
    "asked",
    [{"since": "0"}, {"since": "2020-9-1"}, {"denied": "1"}, {"colour": "red"}],
)
def test_what_no_filter_is_is_refused(asked: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Filters.model_validate(asked)


def test_what_no_database_holds_is_found_nowhere() -> None:
    assert Filters(side="a\0b").side == "a\ufffdb"
    assert Filters(since=date(2020, 9, 27)).scope == Scope(since=date(2020, 9, 27))
