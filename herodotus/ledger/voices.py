"""Voices in a ledger: near-duplicate reports found and joined as they come in.

Two reports are linked where they share a bucket of their sketches, the sketches leave
it open that they are copies, and their stored texts are copies
(`reconciliation.duplicates`). Each of these is a matter of the two reports alone, and a
voice is all that links hold together, named by its least key. So voices are the same
whatever the order in which reports came, one by one or by the thousand.

Nothing that makes this quick changes which reports hang together:

- Within one voice nothing is compared; a link to any one of its reports is enough. Of
  a thousand copies that share all buckets the first is compared, not all.
- The same words in the same order are a link without looking.
- Reports that share a bucket but are unlike (one form, filled in every day) are told
  apart by their sketches, and their texts are not fetched.

What remains grows with the square of a family of reports that are too unlike to be
copies and too like to be kept apart by their buckets. No limit is put on it, since a
limit would let the order of reports decide; some thousands take seconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from herodotus.ledger.tables import bands as bands_table
from herodotus.ledger.tables import reports
from herodotus.ledger.tables import sketches as sketches_table
from herodotus.reconciliation.duplicates import (
    ALGORITHM,
    Links,
    Sketch,
    bands,
    copied,
    may_be_copies,
    shingled,
    sketches,
)


def join_voices(
    connection: Connection, new_reports: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """Sketch new reports and put each into its voice; the voices whose names changed.

    Runs within a write transaction, which no other writer runs beside, after the
    reports have been stored, each as a voice of its own (`reports.voice` its key).
    Reports that have been sketched before are passed over.

    Args:
        new_reports: key and text of each.

    Returns:
        the former name of each voice that was joined to another, with its new one.
    """
    made_by = connection.scalar(select(sketches_table.c.algorithm).limit(1))
    if made_by not in (None, ALGORITHM):
        return join_anew(connection)
    renamed: dict[str, str] = {}
    for batch in _batches(new_reports, _BATCH):
        joined = _Joining(connection, batch).joined()
        for former, voice in renamed.items():
            renamed[former] = joined.get(voice, voice)
        renamed |= joined
    return renamed


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

#: How many of a voice's reports are compared at once where its first are no copies.
_MEMBERS = 50

#: Questions in plain SQL: the numbers of some thousand buckets stand in them as they
#: are, which costs a tenth of what it costs to bind them.
_MEMBERS_OF = (
    "SELECT bands.bucket, reports.voice, bands.report"
    " FROM bands JOIN reports ON reports.key = bands.report"
    " WHERE bands.band = {band} AND bands.bucket IN ({buckets})"
)
_VOICES_IN = (
    "SELECT bands.bucket, reports.voice, min(bands.report), count(*)"
    " FROM bands JOIN reports ON reports.key = bands.report"
    " WHERE bands.band = {band} AND bands.bucket IN ({buckets})"
    " GROUP BY bands.bucket, reports.voice"
)

_Item = TypeVar("_Item")
_Bucket = tuple[int, int]  # band and bucket


def _batches(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _stored(connection: Connection, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The texts of reports, a batch at a time."""
    for batch in _batches(keys, _BATCH):
        wanted = select(reports.c.key, reports.c.text).where(reports.c.key.in_(batch))
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
        self.buckets: dict[_Bucket, list[str]] = defaultdict(list)
        for key, sketch in self.new.items():
            for place in enumerate(bands(sketch)):
                self.buckets[place].append(key)

    def joined(self) -> dict[str, str]:
        """Find the links, store the sketches, rename voices; old names with new."""
        if not self.new:
            return {}
        self._among_themselves()
        self._with_the_ledger()
        self._store()
        renamed = self.links.renamed()
        if renamed:
            self.connection.execute(
                update(reports)
                .where(reports.c.voice == bindparam("former"))
                .values(voice=bindparam("name")),
                [{"former": old, "name": new} for old, new in renamed.items()],
            )
        return renamed

    def _among_themselves(self) -> None:
        met: dict[str, set[str]] = defaultdict(set)
        for keys in self.buckets.values():
            for number, key in enumerate(keys[1:], 1):
                met[key].update(keys[:number])
        for key in self.new:
            for other in met.get(key, ()):
                if self._joined(key, other) or not self._may_be(key, other):
                    continue
                if self._are_copies(key, other):
                    self.links.join(key, other)

    def _with_the_ledger(self) -> None:
        """Compare with the first report of each voice met, then with its others."""
        first: dict[tuple[str, str], set[str]] = defaultdict(set)
        more: dict[tuple[str, str], list[_Bucket]] = defaultdict(list)
        for place, voice, report, count in self._voices_met():
            for key in self.buckets[place]:
                first[key, voice].add(report)
                if count > 1:
                    more[key, voice].append(place)
        self._rounds({pair: sorted(reports) for pair, reports in first.items()})
        open_pairs = {pair: at for pair, at in more.items() if not self._joined(*pair)}
        if open_pairs:
            wanted = {
                (*place, voice) for (_, voice), at in open_pairs.items() for place in at
            }
            members = self._members(wanted)
            self._rounds(
                {
                    (key, voice): sorted(
                        set().union(*(members[*place, voice] for place in at))
                        - first[key, voice]
                    )
                    for (key, voice), at in open_pairs.items()
                }
            )

    def _rounds(self, waiting: dict[tuple[str, str], list[str]]) -> None:
        """Compare new reports with those of a voice until one is a copy, or none is."""
        while waiting:
            turn = {pair: members[:_MEMBERS] for pair, members in waiting.items()}
            self._fetch_sketches(m for members in turn.values() for m in members)
            likely = {
                pair: [member for member in members if self._may_be(pair[0], member)]
                for pair, members in turn.items()
            }
            self._fetch_texts(m for members in likely.values() for m in members)
            for (key, voice), members in likely.items():
                for member in members:
                    if self._joined(key, voice):
                        break
                    if self._are_copies(key, member):
                        self.links.join(key, voice)
            waiting = {
                pair: members[_MEMBERS:]
                for pair, members in waiting.items()
                if len(members) > _MEMBERS and not self._joined(*pair)
            }

    def _joined(self, one: str, other: str) -> bool:
        return self.links.voice(one) == self.links.voice(other)

    def _may_be(self, one: str, other: str) -> bool:
        return may_be_copies(self.sketches[one], self.sketches[other])

    def _are_copies(self, one: str, other: str) -> bool:
        if self.sketches[one].words == self.sketches[other].words:
            return True
        return copied(self._shingled(one), self._shingled(other))

    def _shingled(self, key: str) -> frozenset[str]:
        if key not in self.shingles:
            self.shingles[key] = shingled(self.texts[key])
        return self.shingles[key]

    def _sketched(self, keys: Sequence[str]) -> set[str]:
        column = sketches_table.c.report
        return set(self.connection.scalars(select(column).where(column.in_(keys))))

    def _voices_met(self) -> Iterator[tuple[_Bucket, str, str, int]]:
        """The voices in the buckets of the new: the first report of each, how many."""
        numbers: dict[int, set[int]] = defaultdict(set)
        for number, bucket in self.buckets:
            numbers[number].add(bucket)
        for number, buckets in numbers.items():
            found = self._in_buckets(number, buckets, _VOICES_IN)
            for bucket, voice, report, count in found:
                yield (number, bucket), voice, report, count

    def _members(
        self, wanted: set[tuple[int, int, str]]
    ) -> dict[tuple[int, int, str], set[str]]:
        """All reports of the ledger in these buckets, of these voices."""
        numbers: dict[int, set[int]] = defaultdict(set)
        for number, bucket, _ in wanted:
            numbers[number].add(bucket)
        found: dict[tuple[int, int, str], set[str]] = defaultdict(set)
        for number, buckets in numbers.items():
            rows = self._in_buckets(number, buckets, _MEMBERS_OF)
            for bucket, voice, report in rows:
                if (number, bucket, voice) in wanted:
                    found[number, bucket, voice].add(report)
        return found

    def _in_buckets(
        self, number: int, buckets: Iterable[int], asked: str
    ) -> Iterator[tuple[Any, ...]]:
        """What a question answers of the buckets of one band."""
        for values in _batches(sorted(buckets), _VALUES):
            said = asked.format(band=number, buckets=", ".join(map(str, values)))
            yield from map(tuple, self.connection.exec_driver_sql(said))

    def _fetch_sketches(self, keys: Iterable[str]) -> None:
        table = sketches_table.c
        missing = sorted(set(keys) - self.sketches.keys())
        for batch in _batches(missing, _VALUES):
            asked = select(
                table.report, table.algorithm, table.signature, table.shingles
            ).where(table.report.in_(batch))
            for report, *made in self.connection.execute(asked):
                self.sketches[report] = Sketch(*made)

    def _fetch_texts(self, keys: Iterable[str]) -> None:
        missing = sorted(set(keys) - self.texts.keys())
        self.texts.update(_stored(self.connection, missing))

    def _store(self) -> None:
        self.connection.execute(
            insert(sketches_table),
            [{"report": key, **sketch._asdict()} for key, sketch in self.new.items()],
        )
        rows = [
            (band, bucket, key)
            for (band, bucket), keys in sorted(self.buckets.items())
            for key in keys
        ]
        if rows:
            mark = "?" if self.connection.dialect.paramstyle == "qmark" else "%s"
            self.connection.exec_driver_sql(
                "INSERT INTO bands (band, bucket, report)"
                f" VALUES ({mark}, {mark}, {mark})",
                rows,
            )
