"""What stands on which page of a bundle, known before any page is made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from herodotus.exports import wording
from herodotus.exports.bundle_pages import paged
from herodotus.exports.two_sided import TELLERS, OneLoss, behind, facings, figure, where
from herodotus.exports.view import View
from herodotus.model import Claim, Telling, Toll, fingerprint

#: So many lines a page, and so many claims a figure, at most.
PAGE, CLAIMS = 150, 100

_FILE_NAME = re.compile(r"[0-9A-Za-z_-]{1,80}")


class Figure(NamedTuple):
    """A figure of the account: its name, what it says, and the claims behind it."""

    key: tuple[object, ...]
    title: str
    value: str
    claims: tuple[str, ...]


class Plan:
    """What stands on which page, known before any page is made."""

    def __init__(self, view: View, *, with_text: bool) -> None:
        self.view = view
        self.with_text = with_text
        self.claims = {key: told.claim for key, told in view.by_claim.items()}
        self.facings = facings(view.account)
        self.by_report: dict[str, list[Telling]] = {}
        for telling in view.tellings:
            self.by_report.setdefault(telling.card.key, []).append(telling)
        for told in self.by_report.values():
            told.sort(key=lambda t: (t.claim.start, t.claim.end, t.claim.id))
        self.words = {
            claim: f"{self.report_path(key)}#r1-{name}-words"
            for key, told in self.by_report.items()
            for claim, name in wording.labels(t.claim for t in told).items()
            if with_text
        }
        self.figures = [
            found
            for place, facing in enumerate(self.facings)
            for loss in facing.losses
            for found in _of_loss(place, loss, self.claims)
        ]
        sizes = [min(len(found.claims), CLAIMS) + 1 for found in self.figures]
        self.figure_pages = paged(self.figures, size=PAGE, weights=sizes)
        self.figure_at = {
            found.key: (page, place)
            for page, group in enumerate(self.figure_pages, start=1)
            for place, found in enumerate(group, start=1)
        }
        self.claim_pages = paged(list(view.tellings), size=PAGE)
        self.claim_at = {
            telling.claim.id: page
            for page, group in enumerate(self.claim_pages, start=1)
            for telling in group
        }

    def figure(self, key: tuple[object, ...]) -> str:
        """Where a figure stands with its claims."""
        page, place = self.figure_at[key]
        return f"figures-{page}.html#f{place}"

    def claim(self, claim: str) -> str:
        """Where a claim has its entry; nowhere if it is none of the view's."""
        page = self.claim_at.get(claim)
        return f"claims-{page}.html#c-{claim}" if page else ""

    def report_path(self, key: str) -> str:
        """The page of a report."""
        return f"reports/{self.name(key)}.html"

    def name(self, key: str) -> str:
        """The key of a report as a name for files and anchors."""
        return key if _FILE_NAME.fullmatch(key) else fingerprint(key)[:32]


def _of_loss(
    place: int, loss: OneLoss, claims: Mapping[str, Claim]
) -> Iterator[Figure]:
    side = wording.side(loss.side) if loss.side else "side not stated"
    title = f"{side}: {loss.what}"
    kind = (place, loss.side, loss.status, loss.outcome)
    for teller, words in TELLERS.items():
        face = loss.faces.get(teller)
        if face is not None:
            name = f"{title}, {words}"
            yield Figure(
                (*kind, teller), name, figure(face), behind(loss, teller, claims)
            )
    for number, toll in enumerate(loss.tolls):
        when = wording.period(toll.period.start, toll.period.end)
        parts = (title, "low / best / high", where(toll), when)
        name = ", ".join(filter(None, parts))
        yield Figure((*kind, number), name, bounds(toll, claims), toll.reasons)


def bounds(toll: Toll, claims: Mapping[str, Claim]) -> str:
    """Low, best and high of a toll, and whether the side itself is silent."""
    words = " / ".join(wording.bounds(toll, claims))
    return f"{words}, not disclosed by the side itself" if toll.undisclosed else words
