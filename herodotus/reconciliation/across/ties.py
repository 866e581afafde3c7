"""How figures of different reports stand to each other.

The relations are those within a report (`relations`), read off days, parties and places
instead of words:

* a party's total told again `repeats`; its later total `supersedes` the one before,
  unless it only says less exactly what that one said: then it is `consistent_with` it;
* an increment is `part_of` its party's next total, and `adds_to` the one before;
* totals of two parties as of one day are `consistent_with` each other, or one
  `contradicts` the other; so does one that is lower than another's of the day before;
* the toll of an attack is `part_of` the total that takes in its day;
* a total of both sides, or of soldiers and civilians, holds those of one as of its day,
  and `sums` them where they come to it.

Each figure is tied to few others, by keys and by day: never all to all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from herodotus.model import Relation, RelationType, Telling
from herodotus.reconciliation.across.chains import Chain, Point, agrees, chains_of
from herodotus.reconciliation.across.clusters import Cluster
from herodotus.reconciliation.across.lines import Tally
from herodotus.reconciliation.across.survey import Survey, survey
from herodotus.reconciliation.across.wider import ties_of_wholes
from herodotus.reconciliation.across.words import Word
from herodotus.reconciliation.within.implied import Tie

#: For so many days a total may be compared with another party's earlier one.
_CLOSE = 2

#: Of how many parties the totals are compared with each other, the most told first.
_MOST_PARTIES = 6


def relate_across(tellings: Iterable[Telling]) -> list[Telling]:
    """The tellings as they are, with the relations between reports added.

    Relations within a report stay. The order of the tellings makes no difference to
    the relations; they come back in the order in which they were given.
    """
    given = list(tellings)
    return with_ties(given, ties_of(survey(given)))


def with_ties(tellings: Sequence[Telling], ties: Iterable[Tie]) -> list[Telling]:
    """Tellings whose claims have more relations, each once."""
    made: dict[tuple[RelationType, str], Relation] = {}
    more: dict[str, list[Relation]] = {}
    for kind, source, target in sorted(ties):
        relation = made.get((kind, target))
        if relation is None:
            relation = made[kind, target] = Relation(type=kind, claim=target)
        more.setdefault(source, []).append(relation)
    found = []
    for telling in tellings:
        claim = telling.claim
        new = more.get(claim.id)
        if new is not None:
            told = claim.relations
            relations = (*told, *(tie for tie in new if tie not in told))
            claim = claim.model_copy(update={"relations": relations})
            telling = telling._replace(claim=claim)
        found.append(telling)
    return found


def ties_of(surveys: Iterable[Survey]) -> set[Tie]:
    """All relations between claims of different reports."""
    found: set[Tie] = set()
    for one in surveys:
        if not one.theatre.is_of_several():
            continue
        for line, tally in one.tallies.items():
            found.update(_of_chains(tally.chains))
            for told in _by_scope(one.lines[line]):
                found.update(_of_chains(list(chains_of(told).values())))
            found.update(_of_attacks(tally))
        found.update(ties_of_wholes(one))
    return found


def _by_scope(words: Iterable[Word]) -> Iterable[list[Word]]:
    """The running totals of towns, and those since another day than the war's first."""
    scopes: dict[tuple[int | None, str | None], list[Word]] = {}
    for word in words:
        if word.kind == "total" and word.scope != (None, None):
            scopes.setdefault(word.scope, []).append(word)
    return scopes.values()


def _of_chains(chains: Sequence[Chain]) -> Iterator[Tie]:
    for chain in chains:
        for point in (*chain.totals, *chain.increments):
            yield from _repeats(point.words)
        yield from _through_time(chain.totals)
        yield from _increments(chain)
    if len(chains) > 1:
        yield from _between_parties(chains)


def _repeats(words: Sequence[Word]) -> Iterator[Tie]:
    head = words[0]
    for word in words[1:]:
        if word.card != head.card:
            yield "repeats", word.id, head.id


def _through_time(totals: Sequence[Point]) -> Iterator[Tie]:
    for older, newer in pairwise(totals):
        one, other = older.head, _elsewhere(newer, older.head)
        if other is None:
            continue
        if not other.exact and agrees(one, other):
            yield "consistent_with", other.id, one.id
        elif one.vague and agrees(one, other):
            yield "consistent_with", one.id, other.id
        else:
            yield "supersedes", other.id, one.id


def _increments(chain: Chain) -> Iterator[Tie]:
    for point in chain.increments:
        whole = chain.total_from(point.day)
        before = chain.total_by(point.day - 1)
        if whole is not None and not whole.head.vague:
            more = _elsewhere(point, whole.head)
            if more is not None and more.low <= whole.head.high:
                yield "part_of", more.id, whole.head.id
        if before is not None and not before.head.vague:
            more = _elsewhere(point, before.head)
            if more is not None:
                yield "adds_to", more.id, before.head.id


def _between_parties(chains: Sequence[Chain]) -> Iterator[Tie]:
    """Totals of several parties as of one day, or of days close to each other."""
    most_told = sorted(
        (chain for chain in chains if chain.totals),
        key=lambda chain: (-len(chain.totals), chain.party or ""),
    )[:_MOST_PARTIES]
    for rank, chain in enumerate(most_told):
        for other in most_told[rank + 1 :]:
            yield from _two_parties(chain, other)


def _two_parties(one: Chain, other: Chain) -> Iterator[Tie]:
    for mine, theirs in ((one, other), (other, one)):
        for point in mine.totals:
            rival = theirs.total_by(point.day)
            if rival is None or rival.day < point.day - _CLOSE:
                continue
            if rival.day == point.day and mine is other:
                continue  # seen from the other side
            yield from _rivals(rival, point)


def _rivals(earlier: Point, later: Point) -> Iterator[Tie]:
    """Two parties' totals, the later not before the other; a toll may grow."""
    first = earlier.head
    second = _elsewhere(later, first)
    if second is None or (first.vague and second.vague):
        return
    if earlier.day != later.day:
        if second.high < first.low and not agrees(first, second):
            yield "contradicts", second.id, first.id
        return
    if second.order < first.order:
        first, second = second, first
    if agrees(first, second):
        yield "consistent_with", second.id, first.id
    elif None not in (first.party, second.party) or _nearly(first, second):
        yield "contradicts", second.id, first.id


def _nearly(one: Word, other: Word) -> bool:
    """Whether a reporter's figure is near enough to be one of the same people."""
    small, large = sorted((one.figure, other.figure))
    return large * 4 <= small * 5


def _of_attacks(tally: Tally) -> Iterator[Tie]:
    chains = {chain.party: chain for chain in tally.chains if chain.totals}
    widest = max(
        (chain for chain in chains.values() if chain.totals[0].head.voice != "enemy"),
        key=lambda chain: (len(chain.totals), chain.party or ""),
        default=None,
    )
    for attack in tally.clusters:
        if not attack.running:
            yield from _one_attack(attack)
        heads = [entry.head for entry in attack.newest()]
        for head in heads:
            chain = chains.get(head.party, widest)
            whole = chain.total_from(attack.end) if chain is not None else None
            if whole is not None and _fits(head, whole.head):
                yield "part_of", head.id, whole.head.id
        largest = max(heads, key=lambda head: (head.figure, head.order))
        for word in attack.inside:
            if _fits(word, largest):
                yield "part_of", word.id, largest.id


def _one_attack(attack: Cluster) -> Iterator[Tie]:
    """What several reports say of one attack: each party's words, then the parties'."""
    last: dict[str | None, Word] = {}
    first: dict[tuple[str | None, int, int], Word] = {}
    alone = _told_alone(attack)
    for word in attack.words:
        key = (word.party, word.low, word.high)
        same, before = first.get(key), last.get(word.party)
        if same is not None and same.card != word.card:
            yield "repeats", word.id, same.id
        elif before is not None and before.card != word.card:
            single = (word.party, word.card) in alone
            if single and (before.party, before.card) in alone:
                vaguer = not word.exact and agrees(before, word)
                yield "consistent_with" if vaguer else "supersedes", word.id, before.id
        if same is None:
            first[key] = word
        last[word.party] = word
    said = list(last.values())[:_MOST_PARTIES]
    for rank, second in enumerate(said):
        for one in said[:rank]:
            if one.card == second.card or (one.vague and second.vague):
                continue
            if not {(one.party, one.card), (second.party, second.card)} <= alone:
                continue
            earlier, later = (
                (one, second) if one.order < second.order else (second, one)
            )
            if agrees(earlier, later):
                yield "consistent_with", later.id, earlier.id
            elif min(one.figure, second.figure) > 1:
                yield "contradicts", later.id, earlier.id


def _told_alone(attack: Cluster) -> set[tuple[str | None, str]]:
    """The parties and reports that give one figure for an attack."""
    figures: dict[tuple[str | None, str], set[tuple[int, int]]] = {}
    for word in attack.words:
        figures.setdefault((word.party, word.card), set()).add((word.low, word.high))
    return {key for key, told in figures.items() if len(told) == 1}


def _elsewhere(point: Point, other: Word) -> Word | None:
    """The first word of a point that stands in another report than a word."""
    return next((word for word in point.words if word.card != other.card), None)


def _fits(part: Word, whole: Word) -> bool:
    """Whether a figure of one report can be among those of another's."""
    if part.card == whole.card or part.low > whole.high:
        return False
    return whole.vague or part.figure <= whole.figure
