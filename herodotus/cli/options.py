"""What the verbs take in common: inputs, a file to write to, a ledger, a scope."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar, get_args

import click

if TYPE_CHECKING:
    from herodotus.ledger import Ledger

Verb = TypeVar("Verb", bound=Callable[..., object])

_DATE = click.DateTime(formats=["%Y-%m-%d"])


def takes_reports(verb: Verb) -> Verb:
    """Give a verb its inputs, what overrides their date and place, their columns."""
    verb = click.option(
        "--map",
        "columns",
        metavar="FIELD=COLUMN,...",
        callback=lambda _, __, pairs: _columns(pairs),
        help="Which columns of a table (CSV, Parquet) hold what: text=body, date=day, "
        "title, url, publisher, author, place, language, id. Usual names are known.",
    )(verb)
    verb = click.option(
        "--place",
        metavar="PLACE",
        help="Where the reports were written, whatever they say themselves.",
    )(verb)
    verb = click.option(
        "--date",
        "day",
        type=_DATE,
        metavar="YYYY-MM-DD",
        callback=lambda _, __, moment: moment and _day(moment),
        help="When the reports were published, whatever they say themselves.",
    )(verb)
    return click.argument(
        "inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path()
    )(verb)


def takes_ledger(verb: Verb) -> Verb:
    """Give a verb `ledger`, the path or URL of the ledger that it works on."""
    return click.option(
        "--ledger",
        envvar="HERODOTUS_LEDGER",
        metavar="PATH|URL",
        callback=lambda _, __, where: where or _default_ledger(),
        help="The ledger: a file, or the URL of a PostgreSQL database. Without it, "
        "what the variable HERODOTUS_LEDGER says, else ledger.db in your data folder.",
    )(tells_problems(verb))


def tells_problems(verb: Verb) -> Verb:
    """Have a verb end with a sentence that says what is wrong with a ledger."""

    @functools.wraps(verb)
    def guarded(*args: object, **options: object) -> object:
        from herodotus.errors import LedgerProblem, MissingExtra

        try:
            return verb(*args, **options)
        except (LedgerProblem, MissingExtra) as problem:
            from herodotus.cli.work import NOTHING_READ, complain

            complain(problem.message)
            raise SystemExit(NOTHING_READ) from problem

    return guarded  # type: ignore[return-value]


def open_ledger(where: str, *, create: bool = False) -> Ledger:
    """The ledger of a verb; one that is not there is made only where that is said."""
    from herodotus.ledger import Ledger

    return Ledger(where, create=create)


def takes_scope(verb: Verb) -> Verb:
    """Give a verb `scope`, made of the options that say which claims are meant."""

    @functools.wraps(verb)
    def scoped(*args: object, **options: object) -> object:
        from herodotus.errors import UnknownConflict
        from herodotus.model import Scope

        asked = {name: options.pop(name) for name in _SCOPE if name in options}
        if asked["since"] and asked["until"] and asked["since"] > asked["until"]:  # type: ignore[operator]
            raise click.UsageError("--since is after --until: nothing lies in between.")
        try:
            return verb(*args, scope=Scope.model_validate(asked), **options)
        except UnknownConflict as problem:
            raise click.BadParameter(
                problem.message, param_hint="--conflict"
            ) from problem

    given: Callable[..., object] = scoped
    for name, option in reversed(_SCOPE.items()):
        given = option(name)(given)
    return given  # type: ignore[return-value]


def takes_policy(verb: Verb) -> Verb:
    """Give a verb `policy`, the name or file of the rules that make figures."""
    return click.option(
        "--policy",
        default="default",
        show_default=True,
        metavar="NAME|FILE",
        callback=_known_policy,
        help="The rules by which claims become low, best and high: default, ucdp, "
        "acled, airwars, or a file of your own.",
    )(verb)


def _known_policy(_: click.Context, __: click.Parameter, policy: str) -> str:
    from herodotus.errors import HerodotusError
    from herodotus.reconciliation.accounts.policies import load_policy

    try:
        load_policy(policy)
    except HerodotusError as problem:
        raise click.BadParameter(str(problem)) from problem
    return policy


def writes_output(verb: Verb) -> Verb:
    """Give a verb the option to write to a file."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False),
        metavar="FILE",
        help="Write to this file instead of standard output.",
    )(verb)


def refuse_overwriting(inputs: Sequence[str], *outputs: str | None) -> None:
    """End with a usage error where a file would be both read and written."""
    for output in filter(None, outputs):
        for name in inputs:
            if name != "-" and _same(name, output):
                raise click.UsageError(
                    f"{output} is one of the inputs, and writing would destroy it. "
                    "Choose another file to write to."
                )


@contextmanager
def output_stream(path: str | None) -> Iterator[IO[bytes]]:
    """A file opened for writing, or standard output."""
    if path is None or path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        file = Path(path).open("wb")  # noqa: SIM115 (closed by the with below)
    except OSError as problem:
        raise click.UsageError(
            f"Cannot write to {path}: {problem.strerror}."
        ) from problem
    with file:
        yield file


def _same(one: str, other: str) -> bool:
    try:
        return Path(one).samefile(other)
    except OSError:
        return False


def _columns(pairs: str | None) -> dict[str, str]:
    """What `--map text=body,date=published` says."""
    from herodotus.sources.columns import NAMES

    columns: dict[str, str] = {}
    for pair in (pairs or "").split(","):
        if not pair.strip():
            continue
        field, sign, column = (part.strip() for part in pair.partition("="))
        if not sign or not column:
            raise click.BadParameter(f"{pair.strip()!r} is not FIELD=COLUMN.")
        if field not in NAMES:
            raise click.BadParameter(
                f"{field!r} is no field of a report: {', '.join(NAMES)}."
            )
        columns[field] = column
    return columns


def _day(moment: datetime) -> date:
    return moment.date()


class _OneOf(click.ParamType):  # type: ignore[type-arg]  # generic of late
    """One of the values of a Literal of the model, which is looked up when needed."""

    name = "choice"

    def __init__(self, literal: str) -> None:
        self._literal = literal

    def values(self) -> tuple[str, ...]:
        """The values to choose from."""
        from herodotus import model

        if self._literal == "Review":
            return get_args(get_args(model.Scope.model_fields["review"].annotation)[0])
        return get_args(getattr(model, self._literal))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """The values, as the help shows them."""
        return "[" + "|".join(self.values()) + "]"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The value, whatever its case, or a usage error that names the choices."""
        if value.lower() not in self.values():
            self.fail(f"{value!r} is none of {', '.join(self.values())}.", param, ctx)
        return value.lower()


def _words(flag: str, help: str, metavar: str = "NAME") -> _Option:
    return lambda name: click.option(flag, name, metavar=metavar, help=help)


def _choice(flag: str, literal: str, help: str) -> _Option:
    return lambda name: click.option(flag, name, type=_OneOf(literal), help=help)


def _when(flag: str, help: str) -> _Option:
    return lambda name: click.option(
        flag,
        name,
        type=_DATE,
        metavar="YYYY-MM-DD",
        callback=lambda _, __, moment: moment and _day(moment),
        help=help,
    )


def _either(flags: str, help: str) -> _Option:
    return lambda name: click.option(flags, name, default=None, help=help)


_Option = Callable[[str], Callable[[Callable[..., object]], Callable[..., object]]]

#: The fields of a scope, in the order in which the help shows them.
_SCOPE: dict[str, _Option] = {
    "conflict": _words(
        "--conflict", "Claims about this conflict: its name, or a part of it."
    ),
    "side": _words("--side", "Claims about the people, arms or ground of this side."),
    "status": _choice("--status", "VictimStatus", "Whom: combatants, civilians, ..."),
    "outcome": _choice("--outcome", "Outcome", "What became of them."),
    "kind": _choice("--kind", "Kind", "The kind of claim."),
    "said_by": _words(
        "--said-by", "Claims by this party, institution or speaker, or a part of it."
    ),
    "place": _words("--place", "What happened there: a place, or a part of its name."),
    "country": _words(
        "--country", "What happened in this country: its ISO 3166 code.", "ISO3"
    ),
    "publisher": _words("--publisher", "Claims in reports of this outlet."),
    "since": _when("--since", "What happened on this day or later."),
    "until": _when("--until", "What happened on this day or before."),
    "as_of": _when("--as-of", "Only what had been published by the end of this day."),
    "text": _words(
        "--search",
        'Claims and reports with these words: words, "a phrase", OR, -without.',
        "WORDS",
    ),
    "report": _words("--report", "Claims of this report, by its id.", "ID"),
    "background": _either(
        "--background/--no-background", "Only, or without, the history recalled."
    ),
    "denied": _either("--denied/--no-denied", "Only, or without, what is disputed."),
    "review": _choice("--review", "Review", "What reviewers decided."),
    "confidence": lambda name: click.option(
        "--confidence",
        name,
        type=click.FloatRange(0, 1),
        metavar="0-1",
        help="Claims of which the reader is at least so sure.",
    ),
}


def _default_ledger() -> str:
    from herodotus.ledger import default_ledger

    return str(default_ledger())
