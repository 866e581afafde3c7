"""Bringing a ledger up to the version of this program, step by step.

Alembic runs the steps, each in a transaction of its own, under the same lock as all
that writes: of several processes that start at once, one makes the tables and the
others find them made. The version stands in the table `herodotus_version`.
"""

from __future__ import annotations

import logging
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from herodotus.errors import NewerLedger, NoLedger, NotALedger
from herodotus.ledger.database import migrating, reading
from herodotus.ledger.tables import metadata

#: The version that this program reads and writes.
HEAD = "0006"

_VERSION = "herodotus_version"
_STEPS = Path(__file__).parent / "migrations"

_log = logging.getLogger(__name__)


def bring_up_to_date(engine: Engine, where: str, *, create: bool = True) -> None:
    """Make the tables of a new ledger, change those of an old one.

    Raises:
        NoLedger: there are no tables, and none are to be made.
        NotALedger: there are tables of something else.
        NewerLedger: a later version of this program made the ledger.
    """
    with reading(engine) as connection:
        if (version := version_of(connection, where)) == HEAD:
            return
    if version is None and not create:
        raise NoLedger(
            f"{where} is empty: `herodotus add` makes a ledger there",
            where=where,
        )
    while version != HEAD:
        with migrating(engine) as connection:
            version = version_of(connection, where)  # another process may have been
            if version != HEAD:
                version = _step(connection, version)


def version_of(connection: Connection, where: str) -> str | None:
    """The version of the tables of a ledger; `None` where there are no tables."""
    names = set(inspect(connection).get_table_names())
    if _VERSION in names:
        version = connection.scalar(text(f"SELECT version_num FROM {_VERSION}"))
        if version is None:
            return None
        if str(version) > HEAD:
            raise NewerLedger(
                f"{where} was made by a newer version of Herodotus ({version}; this "
                f"one knows {HEAD}): pip install --upgrade herodotus",
                where=where,
            )
        return str(version)
    others = (
        names if connection.dialect.name == "sqlite" else names & set(metadata.tables)
    )
    if others:
        raise NotALedger(
            f"{where} is no ledger: it has tables of something else "
            f"({', '.join(sorted(others)[:3])}). Name another file or database",
            where=where,
        )
    return None


def _step(connection: Connection, version: str | None) -> str:
    """Take the one step that follows on a version; the version after it."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationStep
    from alembic.script import ScriptDirectory

    steps = ScriptDirectory(str(_STEPS))
    following = {
        step._normalized_down_revisions: step for step in steps.walk_revisions()
    }
    step = following[(version,) if version else ()]
    context = MigrationContext.configure(
        connection,
        opts={
            "fn": lambda _, __: [
                MigrationStep.upgrade_from_script(steps.revision_map, step)
            ],
            "target_metadata": metadata,
            "render_as_batch": True,
            "version_table": _VERSION,
        },
    )
    with Operations.context(context):
        context.run_migrations()
    _log.info("the ledger is at version %s", step.revision)
    return step.revision
