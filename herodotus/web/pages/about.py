"""About: what the figures mean, how they are made, and what they do not say."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from herodotus.exports.forms import FORMS
from herodotus.reconciliation import Policy
from herodotus.web.answer import page
from herodotus.web.api.about import about
from herodotus.web.cache import kept
from herodotus.web.given import Here

router = APIRouter(include_in_schema=False)

_VOICES = {
    "own": "the side itself",
    "enemy": "its enemy",
    "third": "third parties",
    "reporter": "the report’s own voice",
}

_BEST = {
    "trusted": "the word of the most trusted voice",
    "lowest": "the lowest figure of those who may decide",
    "agreed": "what all who may decide agree on",
}


@router.get("/about")
def about_page(request: Request, ledger: Here) -> Response:
    """The method, and what this ledger holds."""

    def answer() -> Response:
        told = about(ledger)
        shown = {
            "about": told,
            "policies": [(one, in_words(one)) for one in told.policies],
            "forms": [one for one in FORMS.values() if one.media_type],
            "faces": {"json": "/about.json", "csv": "/about.csv"},
        }
        return page(request, "about.html", shown)

    return kept(request, answer)


def in_words(policy: Policy) -> list[str]:
    """What a policy does, a sentence each."""
    voices = ", then ".join(_VOICES.get(one, one) for one in policy.voices)
    said = [f"Who may decide, the most trusted first: {voices}."]
    said.append(f"Best is {_BEST[policy.best]}; low is the lowest of their figures.")
    if policy.high_only:
        only = ", ".join(_VOICES.get(one, one) for one in policy.high_only)
        said.append(f"Raises high and nothing else: {only}.")
    if policy.contested == "high":
        said.append("An accusation that somebody denies raises high only.")
    if policy.open_high == "low":
        said.append("“At least 14” is 14 at the top, too.")
    if policy.words:
        words = ", ".join(f"{word} = {number}" for word, number in policy.words.items())
        said.append(f"Words of size are fixed numbers: {words}.")
    return said
