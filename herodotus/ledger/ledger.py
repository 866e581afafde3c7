"""Ledger: readings and decisions in, the same and accounts of them out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import func, select

from herodotus.errors import DecisionProblem
from herodotus.ledger import queries
from herodotus.ledger.answers import kept_or_made
from herodotus.ledger.asking import asked_for
from herodotus.ledger.database import (
    open_engine,
    place_of,
    reading,
    shown,
    writing,
)
from herodotus.ledger.deciding import add_decision
from herodotus.ledger.finding import claim_like
from herodotus.ledger.keys import failure_key, report_key
from herodotus.ledger.migration import bring_up_to_date
from herodotus.ledger.rows import (
    decision_of,
    failure_of,
    is_of_input,
    refuse_unstorable,
    report_of,
    storable,
)
from herodotus.ledger.shelf import Shelf, report_named
from herodotus.ledger.tables import decisions, failures, readings, reports
from herodotus.ledger.turns import state_of, turn
from herodotus.ledger.writing import (
    Added,
    add_named,
    came_before,
    claim_rows,
    insert_new,
    known_keys,
    named,
)
from herodotus.model import (
    Account,
    Card,
    Decision,
    Dispute,
    Episode,
    Failure,
    Reading,
    Report,
    Scope,
    Step,
    Telling,
)
from herodotus.reconciliation.review.decisions import edited

if TYPE_CHECKING:
    from types import TracebackType

    from herodotus.ledger.cited import Cited
    from herodotus.ledger.claims import Claims
    from herodotus.ledger.rights import Rights
    from herodotus.ledger.summary import Summary
    from herodotus.reconciliation import Policy
    from herodotus.reconciliation.review.explaining import Explained


_Answer = TypeVar("_Answer")


class Ledger:
    """A ledger of readings, in a file or in a PostgreSQL database.

    It only grows: reports, readings, decisions and failures are added and never
    changed, and adding the same again changes nothing, from any number of processes at
    once. What is added is on the disk when the method returns.

    A question is about a `Scope`, which may be given by its fields:
    `ledger.account(conflict="Nagorno-Karabakh", as_of=date(2020, 10, 1))`.

    >>> from herodotus.model import Reading, Report
    >>> with Ledger(":memory:") as ledger:
    ...     report = Report.of("Two died.", publisher="Alpha")
    ...     ledger.add(Reading(report=report, reader="by hand"))
    ...     ledger.add(Reading(report=report, reader="by hand"))
    ...     [card.publisher for card in ledger.reports()]
    True
    False
    ['Alpha']
    """

    def __init__(self, where: str | Path | None = None, *, create: bool = True) -> None:
        """Open a ledger, and bring it up to the version of this program.

        Args:
            where: a path, or a URL such as `postgresql://user@host/database`; without
                it, what HERODOTUS_LEDGER says, else a file in the user's data folder.
            create: whether to make one where none is.

        Raises:
            LedgerProblem: it cannot be used; the message says why and what to do.
        """
        url = place_of(where)
        self.where = shown(url)
        self._engine = open_engine(url, create=create)
        try:
            bring_up_to_date(self._engine, self.where, create=create)
        except BaseException:
            self._engine.dispose()
            raise

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or the server."""
        self._engine.dispose()

    # What comes in

    def knows(self, report: Report, reader: str) -> bool:
        """Whether this reader's reading of the report is there already."""
        question = (
            select(reports)
            .join(readings, readings.c.report == reports.c.key)
            .where(reports.c.key == report_key(report), readings.c.reader == reader)
            .limit(1)
        )
        with reading(self._engine) as connection:
            row = connection.execute(question).mappings().first()
        return row is not None and came_before(dict(row), report)

    def knows_id(self, id: str, reader: str) -> bool:
        """Whether this reader's reading of a report that came with this id is there."""
        question = (
            select(readings.c.key)
            .join(reports, readings.c.report == reports.c.key)
            .where(reports.c.id == id, readings.c.reader == reader)
            .limit(1)
        )
        with reading(self._engine) as connection:
            return connection.scalar(question) is not None

    def refused(self, id: str) -> Failure | None:
        """The failure that an input of this id came to by what it is itself.

        A report that is in order, and that the reader failed on, may be tried again.
        """
        question = select(failures).where(failures.c.id == id).order_by(failures.c.key)
        with reading(self._engine) as connection:
            rows = connection.execute(question).mappings().all()
        return next(
            (failure_of(row) for row in rows if is_of_input(row["error"])), None
        )

    def add(self, reading: Reading) -> bool:
        """Add one reading; whether it is new."""
        return self.add_all([reading]).new == 1

    def add_all(self, readings: Iterable[Reading]) -> Added:
        """Add readings, all of them or, where that fails, none.

        Raises:
            InputError: a text holds what no database can store.
        """
        kept = datetime.now(UTC)
        given = [named(reading) for reading in readings]
        with reading(self._engine) as connection:
            known = known_keys(connection, given)
        new = {one.key: one for one in given if one.key not in known}
        rows = {key: claim_rows(one, kept) for key, one in new.items()}
        with writing(self._engine) as connection:
            return add_named(connection, given, rows, kept)

    def fail(self, failure: Failure) -> None:
        """Note that a report could not be read; it may be tried again."""
        self.fail_all([failure])

    def fail_all(self, given: Iterable[Failure]) -> None:
        """Note which reports could not be read."""
        kept = datetime.now(UTC)
        said = map(storable, given)
        rows = [
            {"key": failure_key(one), "kept": kept, **one.model_dump()} for one in said
        ]
        with writing(self._engine) as connection:
            insert_new(connection, failures, rows)
            turn(connection, ())

    def decide(self, decision: Decision) -> bool:
        """Add a reviewer's decision; whether it is new.

        Raises:
            NotInLedger: there is no such claim, or none such to merge it into.
            DecisionProblem: a claim is to be merged into itself, or edited to what no
                claim of its kind can say.
        """
        made = decision if decision.id else decision.identified()
        refuse_unstorable(made)
        if made.into == made.claim:
            raise DecisionProblem(
                f"{made.claim} cannot be merged into itself", claim=made.claim
            )
        if made.changes and (told := self.find_claim(made.claim)) is not None:
            edited(told.claim, made)
        with writing(self._engine) as connection:
            return add_decision(connection, made, where=self.where)

    # What is there

    def reports(self, scope: Scope | None = None, **filters: Any) -> list[Card]:
        """The reports, without their texts, by day; of a scope, those that tell of it.

        A scope that asks for nothing but a day (`as_of`) takes in reports without
        claims too.
        """
        with reading(self._engine) as connection:
            return queries.cards(connection, asked_for(scope, filters))

    def report(self, name: str) -> Report:
        """The report with this key or id, with its text.

        Raises:
            NotInLedger: there is none.
        """
        with reading(self._engine) as connection:
            return report_of(report_named(connection, name, where=self.where))

    @property
    def shelf(self) -> Shelf:
        """The reports to look along, page by page, and to take one by one."""
        return Shelf(lambda: reading(self._engine), self.where)

    def find_claim(self, name: str) -> Telling | None:
        """The claim of this id, or of an id that begins so, as it was read.

        Raises:
            NotInLedger: several claims' ids begin so.
        """
        with reading(self._engine) as connection:
            return claim_like(connection, name, where=self.where)

    def named(self, ids: Collection[str]) -> dict[str, Telling]:
        """The claims with these ids, edited as reviewers would have them, by id.

        Those that they rejected or merged are there too; of a claim that several
        reports hold it is the earliest.
        """
        with reading(self._engine) as connection:
            return queries.named(connection, ids)

    def decisions(self, claim: str | None = None) -> list[Decision]:
        """What reviewers decided, of one claim or of all, in order."""
        question = select(decisions).order_by(decisions.c.moment, decisions.c.id)
        if claim is not None:
            question = question.where(decisions.c.claim == claim)
        with reading(self._engine) as connection:
            return [decision_of(row) for row in connection.execute(question).mappings()]

    def failures(self) -> list[Failure]:
        """The reports that could not be read, and have not been read since."""
        since = (
            select(readings.c.key)
            .join(reports, reports.c.key == readings.c.report)
            .where(reports.c.id == failures.c.id, readings.c.kept >= failures.c.kept)
        )
        question = (
            select(failures)
            .where(~since.exists())
            .order_by(failures.c.id, failures.c.key)
        )
        with reading(self._engine) as connection:
            return [failure_of(row) for row in connection.execute(question).mappings()]

    def __len__(self) -> int:
        """How many reports there are."""
        with reading(self._engine) as connection:
            return connection.scalar(select(func.count()).select_from(reports)) or 0

    # What it says

    def tellings(self, scope: Scope | None = None, **filters: Any) -> list[Telling]:
        """The claims of a scope as their newest readings have them.

        Reviewers' decisions are applied, and copies of one wire are told once.
        """
        with reading(self._engine) as connection:
            return queries.tellings(connection, asked_for(scope, filters))

    def told(self, scope: Scope | None = None, **filters: Any) -> list[Telling]:
        """The claims of a scope as they were read, whatever reviewers decided."""
        with reading(self._engine) as connection:
            return queries.told(connection, asked_for(scope, filters))

    def told_near(
        self,
        reports: Collection[str],
        *,
        kinds: Collection[str],
        since: date | None = None,
    ) -> list[Telling]:
        """The claims of reports with these keys, and those that they stand beside.

        These are the claims of their copies, and, as far as they are of these `kinds`
        and began on the day `since` or later, of the wars that they tell of; all as
        they were read, whatever reviewers decided.
        """
        with reading(self._engine) as connection:
            return queries.told_near(connection, reports, kinds=kinds, since=since)

    def claims(
        self,
        scope: Scope | None = None,
        *,
        sort: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        after: tuple[str, str] | None = None,
        **filters: Any,
    ) -> Claims:
        """The claims of a scope, one by one, to look at or to make a table of.

        Args:
            scope: which claims; or its fields one by one, where `kind` may be an
                outcome too: `ledger.claims(side="Azerbaijan", kind="killed")`.
            sort: `date` of the event, `reported`, `number`, `confidence`, `place`,
                `side`, `said_by`, `conflict`, `kind`, or `match`: claims whose own
                words are asked for first. A minus before it turns it round.
            limit: so many at most.
            offset: without so many at the beginning.
            after: only those behind this one in the order: the key of its report, and
                its id.
            filters: fields of a scope.

        Raises:
            UnknownConflict: no known conflict is called so.
            ValueError: there is no such order.
        """
        from herodotus.ledger.claims import Claims

        return Claims(
            lambda: reading(self._engine),
            asked_for(scope, filters),
            sort=sort,
            limit=limit,
            offset=offset,
            after=after,
        )

    def cited(self, claims: Collection[str]) -> dict[str, Cited]:
        """The words behind claims, by the ids of these; the first report of each."""
        from herodotus.ledger.cited import cited

        with reading(self._engine) as connection:
            return cited(connection, claims)

    def account(
        self,
        scope: Scope | None = None,
        *,
        policy: str | Policy = "default",
        **filters: Any,
    ) -> Account:
        """What the claims of a scope come to, side by side, with the reasons."""
        from herodotus.reconciliation.accounts.account import account_of
        from herodotus.reconciliation.accounts.policies import load_policy

        rules = load_policy(policy)
        return self._answered(
            ("account", rules.model_dump_json()),
            Account,
            lambda tellings: account_of(tellings, policy=rules),
            asked_for(scope, filters),
        )

    def series(self, scope: Scope | None = None, **filters: Any) -> tuple[Step, ...]:
        """The running tolls of a scope as they were told, step by step."""
        from herodotus.reconciliation.series.steps import series

        return self._answered(
            ("series",), tuple[Step, ...], series, asked_for(scope, filters)
        )

    def disputes(
        self, scope: Scope | None = None, **filters: Any
    ) -> tuple[Dispute, ...]:
        """The claims of a scope that cannot both be right."""
        from herodotus.reconciliation.across.ties import relate_across
        from herodotus.reconciliation.disputes.pairs import disputes

        return self._answered(
            ("disputes",),
            tuple[Dispute, ...],
            lambda tellings: disputes(relate_across(tellings)),
            asked_for(scope, filters),
        )

    def episodes(
        self,
        scope: Scope | None = None,
        *,
        policy: str | Policy = "default",
        **filters: Any,
    ) -> tuple[Episode, ...]:
        """What the claims of a scope are about: the rows of an event data set."""
        from herodotus.reconciliation.accounts.policies import load_policy
        from herodotus.reconciliation.events.episodes import episodes

        rules = load_policy(policy)
        return self._answered(
            ("episodes", rules.model_dump_json()),
            tuple[Episode, ...],
            lambda tellings: episodes(tellings, policy=rules),
            asked_for(scope, filters),
        )

    def explain(
        self,
        what: str,
        scope: Scope | None = None,
        *,
        policy: str | Policy = "default",
        **filters: Any,
    ) -> Explained:
        """Why figures of an account are what they are, down to the words of claims.

        Args:
            what: the address of a figure such as `best.Azerbaijan.civilian.killed`,
                parts of which may be left out; or a claim's id, or its beginning,
                which is explained among the claims of its conflict.
            scope: which claims the account is made from.
            policy: how it is made.
            filters: fields of a scope.

        Raises:
            NotInLedger: several claims' ids begin so.
        """
        from herodotus.reconciliation.accounts.policies import load_policy
        from herodotus.reconciliation.review.explaining import (
            Explained,
            explain_claim,
            explain_figures,
        )

        rules = load_policy(policy)
        asked = asked_for(scope, filters)
        question = ("explain", what, rules.model_dump_json())
        claim = self.find_claim(what)
        if claim is None:
            return self._answered(
                question,
                Explained,
                lambda tellings: explain_figures(what, tellings, policy=rules),
                asked,
            )
        near: dict[str, str] = {"report": claim.card.key}
        if claim.conflict is not None:
            near = {"conflict": claim.conflict}
        return self._answered(
            (*question, claim.claim.id),
            Explained,
            lambda tellings: explain_claim(claim, tellings, policy=rules),
            asked.model_copy(update=near),
        )

    def state(self, scope: Scope | None = None, **filters: Any) -> str:
        """What the answers of a scope follow from: another word after any change.

        Of a scope that names a conflict, only what concerns that one changes it.
        """
        with reading(self._engine) as connection:
            return state_of(connection, asked_for(scope, filters))

    def _answered(
        self,
        question: tuple[str, ...],
        of: Any,  # the type of the answer
        make: Callable[[list[Telling]], _Answer],
        scope: Scope,
    ) -> _Answer:
        """What is made of the tellings of a scope; see `ledger.answers`."""
        with reading(self._engine) as connection:
            following = (
                *question,
                scope.model_dump_json(),
                state_of(connection, scope),
            )

            def made() -> tuple[_Answer, int]:
                tellings = queries.tellings(connection, scope)
                return make(tellings), len(tellings)

            return kept_or_made(following, of, made)

    # Its keeping

    @property
    def rights(self) -> Rights:
        """Who may use it when it is served, and what they did."""
        from herodotus.ledger.rights import Rights

        return Rights(self._engine, self.where)

    def summary(self) -> Summary:
        """How much of what there is, from which days, by which readers."""
        from herodotus.ledger.summary import summed_up

        with reading(self._engine) as connection:
            return summed_up(connection)

    def check(self) -> list[str]:
        """What is wrong with the ledger, one sentence each; none, where it is whole."""
        from herodotus.ledger.checking import problems

        with reading(self._engine) as connection:
            return list(problems(connection))

    def digest(self) -> str:
        """A hash of all that it holds, whatever the order and moment of its coming.

        Two ledgers of the same digest, in whatever databases, hold the same.
        """
        from herodotus.ledger.copying import digest

        with reading(self._engine) as connection:
            return digest(connection)

    def refresh(self) -> None:
        """Make all that is derived anew: voices, conflicts, countries, search."""
        from herodotus.ledger.checking import refresh

        with writing(self._engine) as connection:
            refresh(connection)

    def backup(self, path: str | Path) -> None:
        """Write all of the ledger, as it is now, into a new file, an SQLite ledger.

        Raises:
            LedgerUnwritable: there is such a file already, or it cannot be written.
        """
        from herodotus.ledger.copying import back_up_file, free

        path = free(Path(path))
        if self._engine.dialect.name == "sqlite":
            back_up_file(self._engine, path)
            return
        with (
            TemporaryDirectory(prefix="herodotus-") as folder,
            Ledger(Path(folder) / "ledger.db") as target,
        ):
            self.copy_to(target)
            back_up_file(target._engine, path)

    def copy_to(self, target: Ledger) -> dict[str, int]:
        """Copy all into an empty ledger, verified; how many rows each table has."""
        from herodotus.ledger.copying import copy_ledger

        return copy_ledger(self._engine, target._engine, where=target.where)
