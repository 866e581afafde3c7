"""The errors of Herodotus, as one small tree.

    HerodotusError
    ├── InputError            a file or record that cannot become a report  (ValueError)
    │   ├── FileProblem       it is not there, or may not be read         (OSError)
    │   ├── EmptyInput        there is no text in it
    │   ├── BinaryInput       it is not text
    │   ├── UnsupportedKind   it is text of a kind that is not read yet
    │   ├── EncodingProblem   no encoding fits it
    │   ├── DamagedInput      it is of a known kind, but broken
    │   ├── RecordProblem     a line of JSON Lines, or a field of it, is wrong
    │   ├── TooLong           it is larger than the limit
    │   ├── FetchProblem      an address on the web that gave nothing     (OSError)
    │   │   ├── AddressRefused    no connection may go there     (PermissionError)
    │   │   ├── RobotsRefused     the site asks programs to stay away
    │   │   ├── TooManyRedirects  it sends from one address to the next
    │   │   ├── TooSlow           it does not come to an end      (TimeoutError)
    │   │   └── BadStatus         the server answers with an error
    │   └── NotEnglish        it is in a language that is not read yet
    ├── UnknownConflict       no known war is called so                    (LookupError)
    ├── ScopeProblem          a question that a ledger cannot be asked     (ValueError)
    ├── SpanError             words that are not where they are said to be (ValueError)
    ├── DecisionProblem       a review decision that a claim cannot take    (ValueError)
    ├── TokenProblem          a token that cannot be made or taken back     (ValueError)
    ├── DataFileError         a rule or name file that cannot be used      (ValueError)
    ├── LedgerProblem         a ledger that cannot be used                (RuntimeError)
    │   ├── NoLedger          there is none at that place          (FileNotFoundError)
    │   ├── NotALedger        the file or database is something else       (ValueError)
    │   ├── NewerLedger       a newer version of Herodotus made it
    │   ├── DamagedLedger     its file is broken
    │   ├── LedgerLocked      another program holds it for too long      (TimeoutError)
    │   ├── LedgerUnwritable  it may not be written to, or the disk is full   (OSError)
    │   ├── NoConnection      the database does not answer            (ConnectionError)
    │   └── NotInLedger       a report or claim that is not there           (KeyError)
    ├── EngineProblem         a run over many reports that cannot go on  (RuntimeError)
    │   ├── NotThisRun        its folder holds something else            (ValueError)
    │   ├── DamagedRun        a file of its folder is broken
    │   ├── WorkersLost       its workers die before they have begun
    │   └── WorkerDied        a report at which two workers died
    ├── RuleProblem           a rule of when to notify that makes no sense (ValueError)
    ├── WatchProblem          a watch that cannot remember what it did  (RuntimeError)
    ├── UnknownFormat         no file is written in that form              (ValueError)
    └── MissingExtra          an optional library is not installed         (ImportError)

Each error says what is wrong and what to do next, carries its facts as attributes,
and survives pickling, so that it can cross from a worker process.
"""

from __future__ import annotations

from typing import Any


class HerodotusError(Exception):
    """Anything that Herodotus raises on purpose.

    Attributes:
        message: what is wrong, and what to do about it, in plain words.
        facts: what it is about (file, line, report id), as plain values.
    """

    def __init__(self, message: str, **facts: Any) -> None:  # facts: any plain value
        super().__init__(message)
        self.message = message
        self.facts = facts

    def __getattr__(self, name: str) -> Any:  # a fact may be of any plain type
        facts = self.__dict__.get("facts", {})
        if name in facts:
            return facts[name]
        raise AttributeError(name)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.message, self.facts)


def _rebuild(
    kind: type[HerodotusError], message: str, facts: dict[str, Any]
) -> HerodotusError:
    return kind(message, **facts)


class InputError(HerodotusError, ValueError):
    """A file or record that cannot become a report."""


class FileProblem(InputError, OSError):
    """A file that is not there, is a folder, or may not be read."""


class EmptyInput(InputError):
    """There is no text in the input."""


class BinaryInput(InputError):
    """The input is not text."""


class UnsupportedKind(InputError):
    """The input is text, but of a kind that Herodotus does not read yet."""


class EncodingProblem(InputError):
    """No known encoding fits the input."""


class DamagedInput(InputError):
    """The input is of a kind that is known, but broken off or damaged."""


class RecordProblem(InputError):
    """A line of JSON Lines, or one of its fields, is not what the contract says."""


class TooLong(InputError):
    """The input is larger than the limit."""


class FetchProblem(InputError, OSError):
    """An address on the web that gave nothing to read; `url` names it."""


class AddressRefused(FetchProblem, PermissionError):
    """An address that no connection may go to."""


class RobotsRefused(FetchProblem):
    """A site whose robots.txt asks programs to stay away from the address."""


class TooManyRedirects(FetchProblem):
    """An address that sends on to another, and that to a next, without end."""


class TooSlow(FetchProblem, TimeoutError):
    """A server that does not come to an end in the time that it is given."""


class BadStatus(FetchProblem):
    """A server's answer that is an error; `status` is its number."""


class NotEnglish(InputError):
    """The text is in a language that Herodotus does not read yet."""


class UnknownConflict(HerodotusError, LookupError):
    """No known conflict is called so; `near` names those that look like it."""


class ScopeProblem(HerodotusError, ValueError):
    """A question to a ledger by a `field` or with a `value` that there cannot be."""


class SpanError(HerodotusError, ValueError):
    """Words that are not where a span says they are."""


class DecisionProblem(HerodotusError, ValueError):
    """A review decision that its claim cannot take."""


class TokenProblem(HerodotusError, ValueError):
    """A token that cannot be made so, or that is not there to be revoked."""


class DataFileError(HerodotusError, ValueError):
    """A file of rules or names that cannot be used."""


class LedgerProblem(HerodotusError, RuntimeError):
    """A ledger that cannot be used; `where` is its file, or URL without password."""


class NoLedger(LedgerProblem, FileNotFoundError):
    """There is no ledger at that place."""


class NotALedger(LedgerProblem, ValueError):
    """The file or database holds something else."""


class NewerLedger(LedgerProblem):
    """The ledger was made by a newer version of Herodotus."""


class DamagedLedger(LedgerProblem):
    """The file of the ledger is broken."""


class LedgerLocked(LedgerProblem, TimeoutError):
    """Another program holds the ledger for too long."""


class LedgerUnwritable(LedgerProblem, OSError):
    """The ledger may not be written to, or there is no room for it."""


class NoConnection(LedgerProblem, ConnectionError):
    """The database of the ledger does not answer, or does not let us in."""


class NotInLedger(LedgerProblem, KeyError):
    """A report or claim that the ledger does not hold."""

    def __str__(self) -> str:
        return self.message


class EngineProblem(HerodotusError, RuntimeError):
    """A run over many reports that cannot go on; `where` is its folder, if known."""


class NotThisRun(EngineProblem, ValueError):
    """The folder is in use, or holds something else than this run."""


class DamagedRun(EngineProblem):
    """A file of the folder of a run is broken."""


class WorkersLost(EngineProblem):
    """Workers die again and again without having read anything."""


class WorkerDied(EngineProblem):
    """A report at which two workers died, and which is left out for that."""


class RuleProblem(HerodotusError, ValueError):
    """A rule of when to notify that cannot be understood; `rule` are its words."""


class WatchProblem(HerodotusError, RuntimeError):
    """A watch that cannot go on: its memory is in use, or cannot be kept."""


class UnknownFormat(HerodotusError, ValueError):
    """A file is to be written in a form that Herodotus does not write."""


class MissingExtra(HerodotusError, ImportError):
    """An optional library is not installed; the message names the extra."""
