"""A client of the API, to copy: typed, a page long, of the standard library alone.

    herodotus = Client("http://127.0.0.1:8470")
    for claim in herodotus.claims(side="Azerbaijan", outcome="killed"):
        print(claim["low"], claim["attributed_to"], claim["permalink"])
    account = herodotus.account(conflict="Nagorno-Karabakh", policy="ucdp")
    for toll in account["tolls"]:
        words = [account["evidence"][id]["quote"] for id in toll["reasons"]]
        print(toll["side"], toll["low"], toll["best"], toll["high"], words)

Filters have the names of the command line's options. All fields are described in the
codebook, and by the server itself at /openapi.json.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NotRequired, TypedDict, cast
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen


class Claim(TypedDict):
    """What every claim has; each kind has more (docs/codebook.md)."""

    id: str
    kind: str
    report: str
    report_key: str
    start: int
    end: int
    evidence: str
    attributed_to: str | None
    place: str | None
    permalink: str
    reader: str
    outcome: NotRequired[str]
    low: NotRequired[int | None]
    high: NotRequired[int | None]


class Toll(TypedDict):
    """Low, best and high of one side; `reasons` are ids of claims."""

    side: str | None
    status: str
    outcome: str
    low: int | None
    best: int | None
    high: int | None
    reasons: list[str]


class Evidence(TypedDict):
    """The words behind a figure."""

    report: str
    start: int
    end: int
    quote: str
    permalink: str
    reader: str


class Account(TypedDict):
    """What claims come to, under a policy, with the words behind it."""

    policy: str
    tolls: list[Toll]
    evidence: dict[str, Evidence]


class Problem(Exception):
    """What the server says is wrong; `told` has `title`, `status` and `detail`."""

    def __init__(self, told: dict[str, Any]) -> None:
        super().__init__(f"{told['title']}: {told['detail']}")
        self.told = told


class Client:
    """Asks one server; `token` is needed where it is not on this machine."""

    def __init__(self, base: str, *, token: str | None = None) -> None:
        self._base = base.rstrip("/")
        self._headers = {"Accept": "application/json"}
        if token is not None:
            self._headers["Authorization"] = f"Bearer {token}"

    def claims(self, **filters: str) -> Iterator[Claim]:
        """All claims of some filters, page after page."""
        address: str | None = _address("/claims.json", filters)
        while address is not None:
            page = self._ask(address)
            yield from cast(list[Claim], page["claims"])
            address = page["next"]

    def claim(self, id: str) -> Claim:
        """One claim, by its id."""
        return cast(Claim, self._ask(f"/claims/{quote(id, safe='')}.json"))

    def account(self, **filters: str) -> Account:
        """The account of some filters; `policy` is one of them."""
        return cast(Account, self._ask(_address("/account.json", filters)))

    def export(self, file: str, **filters: str) -> bytes:
        """A file for another program, such as `ged.csv`; /exports.json lists them."""
        return self._send(_address(f"/exports/{file}", filters))

    def add(self, text: str, **known: str) -> dict[str, Any]:
        """Have a report read and kept; `date`, `place`, `title`, ... may be known."""
        body = json.dumps({"text": text, **known}).encode()
        answer = self._send("/reports", body)
        return cast(dict[str, Any], json.loads(answer))

    def _ask(self, address: str) -> dict[str, Any]:
        return cast(dict[str, Any], json.loads(self._send(address)))

    def _send(self, address: str, body: bytes | None = None) -> bytes:
        headers = self._headers | ({"Content-Type": "application/json"} if body else {})
        try:
            with urlopen(Request(self._base + address, body, headers)) as answer:
                return cast(bytes, answer.read())
        except HTTPError as error:
            raise Problem(json.loads(error.read())) from error


def _address(path: str, query: dict[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path
