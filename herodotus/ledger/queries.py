"""Questions to a ledger: which claims a scope takes in, with their reports."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select
from sqlalchemy.sql.selectable import Select

from herodotus.ledger.rows import card_of, decision_of
from herodotus.ledger.tables import claims, decisions, reports
from herodotus.model import Card, Claim, Decision, Scope, Telling
from herodotus.model.columns import COLUMNS_OF, KINDS

_CARD = ("key", "id", "sha256", "date", "place", "title", "url", "publisher", "agency")


def tellings(connection: Connection, scope: Scope) -> list[Telling]:
    """The claims of a scope, decisions applied, copies within a voice told once."""
    from herodotus.reconciliation.decisions import decided

    return decided(told(connection, scope), all_decisions(connection))


def told(connection: Connection, scope: Scope) -> list[Telling]:
    """The claims of a scope as they were read, whatever reviewers decided."""
    return [_telling(row) for row in connection.execute(_question(scope)).mappings()]


def claims_like(
    connection: Connection, beginning: str, *, limit: int = 6
) -> dict[str, str]:
    """The claims of newest readings whose id begins so, each with its first report."""
    question = (
        select(claims.c.id, func.min(claims.c.report))
        .where(
            claims.c.id >= beginning,
            claims.c.id < beginning + "\uffff",
            claims.c.current,
        )
        .group_by(claims.c.id)
        .order_by(claims.c.id)
        .limit(limit)
    )
    return dict(connection.execute(question).tuples().all())


def all_decisions(connection: Connection) -> list[Decision]:
    """Every decision, in the order in which they were made."""
    made = select(decisions).order_by(decisions.c.moment, decisions.c.id)
    return [decision_of(row) for row in connection.execute(made).mappings()]


def cards(connection: Connection, scope: Scope) -> list[Card]:
    """The reports of a scope, by day, without their texts."""
    names = (*_CARD, "language", "kept")
    question = select(*(reports.c[name] for name in names))
    if scope.model_dump(exclude={"as_of", "publisher", "report"}, exclude_none=True):
        told = select(claims.c.report).where(
            claims.c.report == reports.c.key, claims.c.current, *_conditions(scope)
        )
        question = question.where(told.exists())
    else:
        question = question.where(*_conditions_of_reports(scope))
    question = question.order_by(reports.c.day, reports.c.key)
    return [card_of(row) for row in connection.execute(question).mappings()]


def _question(scope: Scope) -> Select[Any]:
    card = [
        reports.c[name].label(f"report_{name}")
        for name in (*_CARD, "language", "kept", "voice")
    ]
    return (
        select(claims, *card)
        .join(reports, reports.c.key == claims.c.report)
        .where(claims.c.current, *_conditions(scope))
        .order_by(claims.c.day, claims.c.report, claims.c.ordinal)
    )


def _conditions(scope: Scope) -> list[ColumnElement[bool]]:
    """What a scope asks for, as conditions on claims and their reports."""
    asked: list[ColumnElement[bool]] = []
    for name, column in (
        ("conflict", claims.c.conflict),
        ("side", claims.c.about),
        ("place", claims.c.place),
        ("publisher", reports.c.publisher),
    ):
        value = getattr(scope, name)
        if value is not None:
            asked.append(func.lower(column).contains(value.lower(), autoescape=True))
    for name, column in (
        ("kind", claims.c.kind),
        ("outcome", claims.c.outcome),
        ("status", claims.c.victim_status),
        ("country", claims.c.country),
        ("background", claims.c.background),
        ("denied", claims.c.denied),
    ):
        value = getattr(scope, name)
        if value is not None:
            asked.append(column == value)
    if scope.said_by is not None:
        name = scope.said_by.lower()
        asked.append(
            or_(
                func.lower(claims.c.attributed_to).contains(name, autoescape=True),
                func.lower(claims.c.speaker).contains(name, autoescape=True),
            )
        )
    if scope.report is not None:
        asked.append(or_(reports.c.key == scope.report, reports.c.id == scope.report))
    happened_from = func.coalesce(claims.c.date_start, claims.c.day)
    happened_to = func.coalesce(claims.c.date_end, claims.c.date_start, claims.c.day)
    if scope.since is not None:
        asked.append(happened_to >= scope.since)
    if scope.until is not None:
        asked.append(happened_from <= scope.until)
    if scope.as_of is not None:
        asked.append(claims.c.day <= scope.as_of)
    if scope.confidence is not None:
        asked.append(claims.c.confidence >= scope.confidence)
    return asked


def _conditions_of_reports(scope: Scope) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if scope.as_of is not None:
        asked.append(reports.c.day <= scope.as_of)
    if scope.publisher is not None:
        name = scope.publisher.lower()
        asked.append(func.lower(reports.c.publisher).contains(name, autoescape=True))
    if scope.report is not None:
        asked.append(or_(reports.c.key == scope.report, reports.c.id == scope.report))
    return asked


def _telling(row: Any) -> Telling:  # a mapping by the names of columns
    card = {name: row[f"report_{name}"] for name in (*_CARD, "language", "kept")}
    return Telling(
        claim_of(row),
        card_of(card),
        row["report_voice"],
        row["conflict"],
        row["country"],
    )


def claim_of(row: Any) -> Claim:  # a mapping by the names of columns
    """The claim of a row."""
    kind = row["kind"]
    return KINDS[kind].model_validate({name: row[name] for name in _names(kind)})


@cache
def _names(kind: str) -> tuple[str, ...]:
    return COLUMNS_OF[kind]
