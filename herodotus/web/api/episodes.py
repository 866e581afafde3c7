"""Episodes over HTTP: the events that claims tell of, each under an address of its own.

An episode is gathered from all claims of its conflict, whatever else an address asks
for, so that it is the same one from wherever one comes to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field

from herodotus.errors import NotInLedger
from herodotus.exports.episode import citation, title
from herodotus.exports.record import csv_line
from herodotus.ledger import Ledger
from herodotus.model import Episode, Scope, Toll
from herodotus.reconciliation import load_policy
from herodotus.web.answer import CSV, lines, record
from herodotus.web.cache import kept
from herodotus.web.choosing import too_much
from herodotus.web.evidence import Evidence, evidence
from herodotus.web.filters import Filters, ReckonedFilters, Words, address
from herodotus.web.given import Here

router = APIRouter(tags=["episodes"])

#: So many are on a page.
LENGTH = 50

Id = Annotated[Words, Path(description="an episode's id, or that of one of its claims")]

COLUMNS = ("id", "title", "conflict", "place", "country", "lat", "lon",
           "place_precision", "date_start", "date_end", "date_precision", "a", "b",
           "type", "side", "status", "outcome", "low", "best", "high", "said_by",
           "undisclosed", "policy", "claims", "reports", "permalink")  # fmt: skip

#: What an episode is gathered from; all else that is asked for only narrows the list.
_GATHERED = ("conflict", "as_of")


class EpisodesAsked(ReckonedFilters):
    """Which episodes are asked for."""

    limit: int = Field(default=LENGTH, ge=1, le=1000, description="so many episodes")
    skip: int = Field(
        default=0, ge=0, le=1_000_000, description="without so many at the beginning"
    )


class EpisodeTold(Episode):
    """An episode, how to cite it, and the words behind it."""

    title: str
    policy: str
    permalink: str = Field(description="where the episode is cited")
    citation: str
    evidence: dict[str, Evidence] = Field(
        description="the words of its claims, by their ids"
    )


class EpisodeRow(Episode):
    """An episode in a list."""

    title: str
    permalink: str = Field(description="where the episode is cited")


class EpisodesPage(BaseModel):
    """The episodes of the filters, the latest first."""

    total: int = Field(description="how many there are")
    policy: str
    episodes: list[EpisodeRow]
    next: str | None = Field(description="the address of the next page")


class Listed(NamedTuple):
    """The episodes of one page, and how many there are in all."""

    episodes: tuple[Episode, ...]
    total: int


@router.get("/episodes.json", response_model=EpisodesPage)
def episodes_json(
    request: Request, ledger: Here, asked: Annotated[EpisodesAsked, Query()]
) -> Response:
    """List the events that claims tell of, the latest first."""

    def answer() -> Response:
        found = listed(ledger, asked)
        ends = asked.skip + asked.limit
        onward = asked.model_dump(exclude_defaults=True) | {"skip": ends}
        more = found.total > ends
        base = request.app.state.site.base
        content = EpisodesPage(
            total=found.total,
            policy=asked.policy,
            episodes=[
                EpisodeRow.model_construct(
                    **dict(one),
                    title=title(one),
                    permalink=permalink_of(one, asked, base=base),
                )
                for one in found.episodes
            ],
            next=address("/episodes.json", onward) if more else None,
        )
        return record(content)

    return kept(request, answer)


@router.get("/episodes.csv", response_class=Response, responses=CSV)
def episodes_csv(
    request: Request, ledger: Here, asked: Annotated[EpisodesAsked, Query()]
) -> Response:
    """Download the episodes of the filters: a line for each of their tolls."""
    base = request.app.state.site.base
    every = fitting(ledger, asked)
    return lines(_lines(every, asked, base=base), name="episodes.csv")


@router.get("/episodes/{id}.json", response_model=EpisodeTold)
def episode_json(
    request: Request, ledger: Here, id: Id, asked: Annotated[ReckonedFilters, Query()]
) -> Response:
    """One episode by its id, or by that of one of its claims, to be cited."""

    def answer() -> Response:
        return record(told(ledger, id, asked, base=request.app.state.site.base))

    return kept(request, answer)


@router.get("/episodes/{id}.csv", response_class=Response, responses=CSV)
def episode_csv(
    request: Request, ledger: Here, id: Id, asked: Annotated[ReckonedFilters, Query()]
) -> Response:
    """Download one episode: a line for each of its tolls."""
    one = episode_named(ledger, id, asked)
    base = request.app.state.site.base
    return lines(_lines([one], asked, base=base), name="episode.csv")


def told(ledger: Ledger, id: str, asked: ReckonedFilters, *, base: str) -> EpisodeTold:
    """An episode with how to cite it and the words behind it."""
    one = episode_named(ledger, id, asked)
    where = permalink_of(one, asked, base=base)
    words = evidence(ledger, set(one.claims), base=base)
    last = max((said.day for said in words.values() if said.day), default=None)
    return EpisodeTold.model_construct(
        **dict(one),
        title=title(one),
        policy=asked.policy,
        permalink=where,
        citation=citation(one, policy=asked.policy, permalink=where, last=last),
        evidence=words,
    )


def fitting(ledger: Ledger, asked: ReckonedFilters) -> tuple[Episode, ...]:
    """The episodes with a claim that the filters take in, the latest first."""
    rules = load_policy(asked.policy)
    found = ledger.episodes(_gathered(asked), policy=rules)
    narrowing = asked.scope.model_dump(exclude_none=True).keys() - set(_GATHERED)
    if narrowing:
        ids = {telling.claim.id for telling in ledger.tellings(asked.scope)}
        found = tuple(one for one in found if not ids.isdisjoint(one.claims))
    return found[::-1]


def listed(ledger: Ledger, asked: EpisodesAsked) -> Listed:
    """The episodes of one page."""
    found = fitting(ledger, asked)
    return Listed(found[asked.skip : asked.skip + asked.limit], len(found))


def episode_named(ledger: Ledger, id: str, asked: ReckonedFilters) -> Episode:
    """The episode with this id, or with this claim.

    Raises:
        NotInLedger: there is none.
    """
    rules = load_policy(asked.policy)
    for scope in _scopes(ledger, id, asked):
        for one in ledger.episodes(scope, policy=rules):
            if id in (one.id, *one.claims):
                return one
    raise NotInLedger(f"{id} is no episode of this ledger: check its id", episode=id)


def permalink_of(episode: Episode, asked: ReckonedFilters, *, base: str) -> str:
    """Where an episode is cited: its conflict says where to look for it."""
    policy = asked.policy if asked.policy != "default" else None
    query = {
        "conflict": episode.conflict,
        "as_of": asked.as_of,
        "policy": policy,
    }
    return base + address(f"/episodes/{episode.id}", query)


def _gathered(asked: Filters) -> Scope:
    return Scope(**{name: getattr(asked, name) for name in _GATHERED})


def _scopes(ledger: Ledger, id: str, asked: Filters) -> Iterator[Scope]:
    """Where an episode may be, the likeliest first."""
    as_of = asked.as_of
    if asked.conflict is not None:
        yield _gathered(asked)
    claim = ledger.named([id]).get(id)
    if claim is not None and claim.conflict is not None:
        yield Scope(conflict=claim.conflict, as_of=as_of)
    if not too_much(ledger, Filters()):
        yield Scope(as_of=as_of)
        return
    (conflicts,) = ledger.claims().facets(["conflict"])
    for name, _ in conflicts.values:
        yield Scope(conflict=name, as_of=as_of)


def _lines(
    episodes: Sequence[Episode], asked: ReckonedFilters, *, base: str
) -> Iterator[bytes]:
    yield csv_line(COLUMNS)
    for one in episodes:
        row: dict[str, Any] = one.model_dump(mode="json", exclude={"tolls"})
        row |= {
            "title": title(one),
            "a": "; ".join(one.a),
            "b": "; ".join(one.b),
            "reports": " ".join(one.reports),
            "claims": " ".join(one.claims),
            "policy": asked.policy,
            "permalink": permalink_of(one, asked, base=base),
        }
        tolls: Sequence[Toll | None] = one.tolls or (None,)
        for toll in tolls:
            if toll is not None:
                row |= toll.model_dump(
                    mode="json",
                    include={"side", "status", "outcome", "low", "best", "high"},
                )
                row |= {
                    "said_by": "; ".join(toll.said_by),
                    "undisclosed": toll.undisclosed,
                    "claims": " ".join(toll.reasons),
                }
            yield csv_line([row.get(name) for name in COLUMNS])
