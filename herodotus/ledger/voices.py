"""Voices in a ledger: near-duplicate reports found and joined as they come in.

Two reports are linked where they share a bucket of their sketches, the sketches leave
it open that they are copies, and their stored texts have one wording
(`reconciliation.duplicates`). Each of these is a matter of the two reports alone, and
what links hold together is a family, named by its least key. Figures part a family into
voices, again by what is in it and nothing else (`reconciliation.updates`). So voices
are the same whatever the order in which reports came, one by one or by the thousand.

Nothing that makes this quick changes which reports hang together:

- Within one family nothing is compared; a link to any one of its reports is enough. Of
  a thousand copies that share all buckets the first is compared, not all.
- The same words in the same order are a link without looking.
- Reports that share a bucket but are unlike (one form, filled in every day) are told
  apart by their sketches, all at once, and their texts are not fetched.

What remains grows with the square of a number of reports that are too unlike to be
copies and too like to be kept apart by their buckets. No limit is put on it, since a
limit would let the order of reports decide; some thousands take seconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice
from typing import TypeVar

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    select,
    update,
)

from herodotus.ledger.inserting import insert_rows, insert_values
from herodotus.ledger.scoping import among
from herodotus.ledger.tables import bands as bands_table
from herodotus.ledger.tables import reports
from herodotus.ledger.tables import sketches as sketches_table
from herodotus.reconciliation.voices.duplicates import (
    ALGORITHM,
    Crowd,
    Links,
    Sketch,
    bands,
    copied,
    may_be_copies,
    same_opening,
    shingled,
    sketches,
)
from herodotus.reconciliation.voices.updates import Member, parted


def join_voices(
    connection: Connection, new_reports: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """Sketch new reports and put each into its voice; the reports whose voice changed.

    Runs within a write transaction, which no other writer runs beside, after the
    reports have been stored, each as a voice of its own (`reports.voice` its key).
    Reports that have been sketched before are passed over.

    Args:
        new_reports: key and text of each.

    Returns:
        the key of each report that now counts with another voice, and that voice.
    """
    made_by = connection.scalar(select(sketches_table.c.algorithm).limit(1))
    if made_by not in (None, ALGORITHM):
        return join_anew(connection)
    moved: dict[str, str] = {}
    for batch in _batches(new_reports, _BATCH):
        moved |= _Joining(connection, batch).joined()
    return moved


def join_anew(connection: Connection) -> dict[str, str]:
    """Make all sketches and voices of a ledger again from its texts.

    For a ledger whose sketches were made in another way than they are now; what it
    comes to is what adding all reports one by one comes to.
    """
    connection.execute(delete(bands_table))
    connection.execute(delete(sketches_table))
    connection.execute(update(reports).values(voice=reports.c.key))
    keys = connection.scalars(select(reports.c.key).order_by(reports.c.key)).all()
    return join_voices(connection, _stored(connection, keys))


#: So many reports are joined in one go: few statements, little in memory.
_BATCH = 500

#: So many values go into one condition: all databases take so many.
_VALUES = 5_000

#: How many of a family's reports are compared at once where its first are no copies.
_MEMBERS = 50

#: In plain SQL: the numbers of some thousand buckets stand in it as they are, which
#: costs a tenth of what it costs to bind them.
_IN_BUCKETS = (
    "SELECT bucket, report FROM bands WHERE band = {band} AND bucket IN ({buckets})"
)

#: Where a new report meets more than so many, they are compared all at once.
_CROWD = 30

_Item = TypeVar("_Item")
_Bucket = tuple[int, int]  # band and bucket


def _batches(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _stored(connection: Connection, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The texts of reports, a batch at a time."""
    for batch in _batches(keys, _BATCH):
        its = among(connection, reports.c.key, batch)
        wanted = select(reports.c.key, reports.c.text).where(its)
        for row in connection.execute(wanted).all():
            yield row.key, row.text


class _Joining:
    """One batch of new reports on its way into the voices of a ledger."""

    def __init__(self, connection: Connection, batch: Sequence[tuple[str, str]]):
        self.connection = connection
        self.links = Links[str]()
        self.sketches: dict[str, Sketch] = {}
        known = self._sketched([key for key, _ in batch])
        self.texts = {key: words for key, words in batch if key not in known}
        made = sketches(self.texts.values())
        self.new = dict(zip(self.texts, made, strict=True))
        self.sketches |= self.new
        self.shingles: dict[str, frozenset[str]] = {}
        self.crowd: Crowd[str] | None = None
        self.like_new: dict[str, set[str]] = {}
        self.buckets: dict[_Bucket, list[str]] = defaultdict(list)
        for key, sketch in self.new.items():
            for place in bands(sketch):
                self.buckets[place].append(key)

    def joined(self) -> dict[str, str]:
        """Find the links, store the sketches, part families; who moved where."""
        if not self.new:
            return {}
        self._among_themselves()
        self._with_the_ledger()
        self._store()
        renamed = self.links.renamed()
        former = renamed.keys() - self.new.keys()
        if former:
            self.connection.execute(
                update(sketches_table)
                .where(sketches_table.c.family == bindparam("former"))
                .values(family=bindparam("name")),
                [{"former": old, "name": renamed[old]} for old in sorted(former)],
            )
        return self._parted(set(renamed.values()))

    def _parted(self, families: set[str]) -> dict[str, str]:
        """Part families into voices, and note which reports belong to another now."""
        held: dict[str, list[Member]] = defaultdict(list)
        before: dict[str, str] = {}
        table = sketches_table.c
        for some in _batches(sorted(families), _VALUES):
            asked = (
                select(
                    table.family,
                    reports.c.voice,
                    reports.c.key,
                    reports.c.day,
                    table.algorithm,
                    table.signature,
                    table.shingles,
                    table.figures,
                )
                .join_from(sketches_table, reports)
                .where(table.family.in_(some))
            )
            for family, voice, key, day, *made in self.connection.execute(asked):
                held[family].append(Member(key, day, Sketch(*made)))
                before[key] = voice
        moved = {
            key: voice
            for members in held.values()
            for key, voice in parted(members).items()
            if before[key] != voice
        }
        if moved:
            self.connection.execute(
                update(reports)
                .where(reports.c.key == bindparam("moving"))
                .values(voice=bindparam("into")),
                [{"moving": key, "into": voice} for key, voice in moved.items()],
            )
        return moved

    def _among_themselves(self) -> None:
        """Link the new with each other, bucket by bucket, each pair once."""
        apart: set[tuple[str, str]] = set()
        for keys in dict.fromkeys(map(tuple, self.buckets.values())):
            families: list[list[str]] = []
            crowded = len(keys) > _CROWD
            seen: set[str] = set()
            for key in keys if len(keys) > 1 else ():
                own, others = [key], []
                like = self._like_new(key) if crowded else None
                if like is not None and like.isdisjoint(seen):
                    families.append(own)
                    seen.add(key)
                    continue
                seen.add(key)
                for family in families:
                    if self._joined(key, family[0]) or self._meet(
                        key,
                        [m for m in family if m in like]
                        if like is not None
                        else family,
                        apart,
                    ):
                        family.extend(own)
                        own = family
                    else:
                        others.append(family)
                families = [own, *others]

    def _like_new(self, key: str) -> set[str]:
        """The new reports of which this may be a copy, by their sketches."""
        if key not in self.like_new:
            self.crowd = self.crowd or Crowd(self.new)
            self.like_new[key] = self.crowd.may_be_copies_of(self.new[key])
        return self.like_new[key]

    def _meet(
        self, key: str, family: Sequence[str], apart: set[tuple[str, str]]
    ) -> bool:
        for member in family:
            pair = (key, member) if key < member else (member, key)
            if pair in apart:
                continue
            if self._may_be(key, member) and self._have_one_wording(key, member):
                self.links.join(key, member)
                return True
            apart.add(pair)
        return False

    def _with_the_ledger(self) -> None:
        """Compare with the first report of each family met, then with its others."""
        met = self._met()
        many = [found for found in met.values() if len(found) > _CROWD]
        crowd = self._crowd({first for found in many for first, *_ in found.values()})
        first: dict[tuple[str, str], list[str]] = {}
        others: dict[tuple[str, str], list[str]] = {}
        for key, found in met.items():
            like: Set[str] | None = None
            if len(found) > _CROWD:
                like = crowd.may_be_copies_of(self.sketches[key])
            for family, members in found.items():
                if like is None or members[0] in like:
                    first[key, family] = members[:1]
                if len(members) > 1:
                    others[key, family] = members[1:]
        self._rounds(first)
        self._rounds(others)

    def _met(self) -> dict[str, dict[str, list[str]]]:
        """For each new report, by family, those of the ledger that share a bucket."""
        held = self._in_buckets(self.buckets)
        family = self._families({key for keys in held.values() for key in keys})
        places: dict[str, list[_Bucket]] = defaultdict(list)
        for place, keys in self.buckets.items():
            if place in held:
                for key in keys:
                    places[key].append(place)
        met: dict[str, dict[str, list[str]]] = {}
        for key, at in places.items():
            found: dict[str, list[str]] = defaultdict(list)
            for report in sorted(set().union(*(held[place] for place in at))):
                found[family[report]].append(report)
            met[key] = found
        return met

    def _rounds(self, waiting: dict[tuple[str, str], list[str]]) -> None:
        """Compare new reports with those of a family until one is linked, or none."""
        while waiting:
            turn = {
                pair: members[:_MEMBERS]
                for pair, members in waiting.items()
                if not self._joined(*pair)
            }
            self._fetch_sketches(m for members in turn.values() for m in members)
            likely = self._likely(turn)
            self._fetch_texts(m for members in likely.values() for m in members)
            for (key, family), members in likely.items():
                for member in members:
                    if self._joined(key, family):
                        break
                    if self._have_one_wording(key, member):
                        self.links.join(key, family)
            waiting = {
                pair: members[_MEMBERS:]
                for pair, members in waiting.items()
                if len(members) > _MEMBERS and not self._joined(*pair)
            }

    def _likely(
        self, turn: Mapping[tuple[str, str], Sequence[str]]
    ) -> dict[tuple[str, str], list[str]]:
        """Of the reports to compare with, those that may be copies, by sketches."""
        found = {
            pair: [member for member in members if self._may_be(pair[0], member)]
            for pair, members in turn.items()
        }
        return {pair: members for pair, members in found.items() if members}

    def _crowd(self, keys: Set[str]) -> Crowd[str]:
        self._fetch_sketches(keys)
        return Crowd({key: self.sketches[key] for key in sorted(keys)})

    def _joined(self, one: str, other: str) -> bool:
        return self.links.voice(one) == self.links.voice(other)

    def _may_be(self, one: str, other: str) -> bool:
        return may_be_copies(self.sketches[one], self.sketches[other])

    def _have_one_wording(self, one: str, other: str) -> bool:
        if self.sketches[one].words == self.sketches[other].words:
            return True
        return copied(
            self._shingled(one),
            self._shingled(other),
            opening=same_opening(self.sketches[one], self.sketches[other]),
        )

    def _shingled(self, key: str) -> frozenset[str]:
        if key not in self.shingles:
            self.shingles[key] = shingled(self.texts[key])
        return self.shingles[key]

    def _sketched(self, keys: Sequence[str]) -> set[str]:
        column = sketches_table.c.report
        return set(self.connection.scalars(select(column).where(column.in_(keys))))

    def _in_buckets(self, places: Collection[_Bucket]) -> dict[_Bucket, list[str]]:
        """The reports of the ledger in these buckets."""
        numbers: dict[int, list[int]] = defaultdict(list)
        for number, bucket in places:
            numbers[number].append(bucket)
        found: dict[_Bucket, list[str]] = {}
        for number, buckets in numbers.items():
            for values in _batches(sorted(buckets), _VALUES):
                said = _IN_BUCKETS.format(
                    band=number, buckets=", ".join(map(str, values))
                )
                for bucket, report in self.connection.exec_driver_sql(said).all():
                    found.setdefault((number, bucket), []).append(report)
        return found

    def _families(self, keys: Set[str]) -> dict[str, str]:
        """The family of each of these reports of the ledger."""
        table = sketches_table.c
        found: dict[str, str] = {}
        for some in _batches(sorted(keys), _VALUES):
            asked = select(table.report, table.family).where(
                among(self.connection, table.report, some)
            )
            found.update(
                (row[0], row[1]) for row in self.connection.execute(asked).all()
            )
        return found

    def _fetch_sketches(self, keys: Iterable[str]) -> None:
        table = sketches_table.c
        missing = sorted(set(keys) - self.sketches.keys())
        for batch in _batches(missing, _VALUES):
            asked = select(
                table.report,
                table.algorithm,
                table.signature,
                table.shingles,
                table.figures,
            ).where(among(self.connection, table.report, batch))
            for report, *made in self.connection.execute(asked):
                self.sketches[report] = Sketch(*made)

    def _fetch_texts(self, keys: Iterable[str]) -> None:
        missing = sorted(set(keys) - self.texts.keys())
        self.texts.update(_stored(self.connection, missing))

    def _store(self) -> None:
        insert_rows(
            self.connection,
            sketches_table,
            (
                {"report": key, "family": self.links.voice(key), **sketch._asdict()}
                for key, sketch in sorted(self.new.items())
            ),
        )
        insert_values(
            self.connection,
            bands_table,
            sorted(
                (*place, key) for place, keys in self.buckets.items() for key in keys
            ),
        )
