"""What every export takes and gives: a view of a ledger, and a file with its losses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from herodotus.exports.permalink import LOCAL, permalink
from herodotus.model import Account, Card, Episode, Telling


class Loss(NamedTuple):
    """What a format cannot hold: what it is, how many, and claims to look up.

    `claims` are examples, not all of them.
    """

    what: str
    number: int
    claims: tuple[str, ...] = ()


class Exported(NamedTuple):
    """A file for another program, and all that it does not hold."""

    content: bytes
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True)
class View:
    """One scope of a ledger under one policy: what the exports are made from.

    Attributes:
        account: what the claims come to.
        tellings: the claims, each with the report that tells it.
        episodes: the events that the claims are about.
        policy: the name of the policy behind the account and the episodes.
        base: the address before every permalink.
    """

    account: Account
    tellings: tuple[Telling, ...]
    episodes: tuple[Episode, ...] = ()
    policy: str = "default"
    base: str = LOCAL

    @cached_property
    def by_claim(self) -> dict[str, Telling]:
        """The tellings by the id of their claim."""
        return {telling.claim.id: telling for telling in self.tellings}

    @cached_property
    def cards(self) -> dict[str, Card]:
        """The reports behind the tellings, by their key."""
        return {telling.card.key: telling.card for telling in self.tellings}

    def found(self, claims: Iterable[str]) -> list[Telling]:
        """The tellings of these claim ids, in their order; others are passed over."""
        return [self.by_claim[claim] for claim in claims if claim in self.by_claim]

    def permalink(self, claim: str) -> str:
        """Where a claim can be looked up."""
        return permalink(claim, base=self.base)
