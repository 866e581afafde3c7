"""The kinds of input: told by their content first, and only then by their name.

A kind is a row of `BY_BYTES` or `BY_WORDS`, and a module of this folder with a function

    reports(stream: BinaryIO, origin: str, known: Known) -> Iterator[Report | Failure]

which reads the stream to its end, names each report by `origin` and what it adds to it
(a member, a line, a record), and raises InputError where nothing at all can be read.
A page fetched from the web goes the same way: its body is the stream, its address and
headers are in `known`.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import PurePath
from typing import BinaryIO, NamedTuple, cast

from herodotus.errors import FileProblem, InputError
from herodotus.model import Failure, Report
from herodotus.model.report import nameless
from herodotus.sources.columns import is_table
from herodotus.sources.dates import PrintedDate
from herodotus.sources.marks import is_message, is_page, is_records
from herodotus.sources.report import LONGEST
from herodotus.sources.streams import Readable, Rewound
from herodotus.sources.text import marked_encoding, refuse_binary, without_surrogates
from herodotus.sources.unpacking import is_packed
from herodotus.sources.web_marks import is_feed, is_sitemap, is_warc

_log = logging.getLogger(__name__)

_HEAD = 1 << 16
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


class Known(NamedTuple):
    """What is known of reports before they are read.

    `date` and `place` are the user's, and go before what a report says of itself. The
    others fill in where it says nothing: the address that it was fetched from, and
    what the feed or the archive that led to it says.
    """

    date: datetime.date | None = None
    place: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    title: str | None = None
    published: PrintedDate | None = None
    charset: str | None = None  # as the header of a response names it
    columns: Mapping[str, str] = {}  # field of a report → column of a table
    longest: int = LONGEST
    depth: int = 0  # how many archives it lies within
    #: Of a record, by the hash of its bytes: whether it was read before, or why not.
    has_read: Callable[[str], bool | Failure] | None = None

    def metadata(self, **found: str | None) -> dict[str, str | None]:
        """What a report says of itself, filled in with what was known before.

        >>> Known(publisher="Paper", title="News").metadata(title="Ten die")
        {'title': 'Ten die', 'url': None, 'publisher': 'Paper', 'author': None}
        """
        filled = {
            "title": self.title,
            "url": self.url,
            "publisher": self.publisher,
            "author": self.author,
        }
        return filled | {name: value for name, value in found.items() if value}


class Head(NamedTuple):
    """The first bytes of an input and its name: all that its kind is told by."""

    data: bytes
    text: str
    suffix: str  # ".html", in small letters
    media_type: str  # "text/html", as a server says; empty where none does


class Kind(NamedTuple):
    """A kind of input: what a message calls it, its module, and how it is told."""

    called: str
    module: str
    fits: Callable[[Head], bool]
    many: bool = False  # it may hold more reports than one
    function: str = "reports"


def reports_in(
    stream: Readable,
    origin: str,
    known: Known,
    *,
    name: str = "",
    media_type: str = "",
) -> Iterator[Report | Failure]:
    """The reports of a stream of any kind; a Failure for each that cannot be read.

    `name` is the file name or path: its suffix may tell the kind, and a report that is
    all of it has its name. Nothing is raised but a defect of ours.
    """
    try:
        rewound = Rewound(stream)
        kind = kind_of(rewound, origin, name=name, media_type=media_type)
        for found in reader_of(kind)(cast("BinaryIO", rewound), origin, known):
            if isinstance(found, Report) and not kind.many:
                found = named_after(found, name)
            yield found
    except InputError as problem:
        yield failed(problem, problem.facts.get("id") or origin)
    except OSError as problem:
        yield failed(file_problem(origin, problem), origin)


def named_after(report: Report, name: str) -> Report:
    """A report under the name of the file that it is, if it has none of its own.

    >>> named_after(Report.of("Ten died."), "news/goris.txt").id
    'goris.txt'
    >>> named_after(Report.of("Ten died.", id="7"), "news/goris.txt").id
    '7'
    """
    file = without_surrogates(PurePath(name).name)
    if name == "-" or not file or report.id != nameless(report.sha256):
        return report
    return report.model_copy(update={"id": file})


def kind_of(
    stream: Rewound, origin: str, *, name: str = "", media_type: str = ""
) -> Kind:
    """Which kind the stream is of; nothing is taken from it.

    Raises:
        BinaryInput: it is of none; the message says what it seems to be.
    """
    data = stream.peek(_HEAD, line=b"{")
    encoding, skip = marked_encoding(data) or ("utf-8", 0)
    head = Head(
        data,
        data[skip:].decode(encoding, errors="replace"),
        PurePath(name.replace("\0", "")).suffix.lower(),
        media_type.partition(";")[0].strip().lower(),
    )
    for kind in BY_BYTES:
        if kind.fits(head):
            return kind
    refuse_binary(data, where=origin)
    return next(kind for kind in BY_WORDS if kind.fits(head))


def reader_of(
    kind: Kind,
) -> Callable[[BinaryIO, str, Known], Iterator[Report | Failure]]:
    """The function of the module that reads a kind."""
    module = import_module(f"herodotus.sources.{kind.module}")
    return getattr(module, kind.function)  # type: ignore[no-any-return]  # by the rule


def failed(problem: InputError, id: str) -> Failure:
    """The failure that a problem with an input comes to."""
    _log.debug("%s", problem.message)
    return Failure(
        id=without_surrogates(id),
        error=type(problem).__name__,
        message=without_surrogates(problem.message),
        language=problem.facts.get("language"),
    )


def file_problem(where: str, problem: Exception) -> FileProblem:
    """What is wrong with a file that cannot be opened or read, and what to do."""
    match problem:
        case FileNotFoundError():
            message = f"{where} does not exist: check the path"
        case IsADirectoryError():
            message = f'{where} is a folder: name its files, as in "{where}/*.txt"'
        case PermissionError():
            message = f"{where} may not be read: check its permissions"
        case OSError():
            message = f"{where} cannot be read: {problem.strerror or problem}"
        case _:
            message = f"{where} is not a path that can be opened: check it"
    return FileProblem(message, where=where)


#: Told by their first bytes. In each list, the first that fits is it.
BY_BYTES: tuple[Kind, ...] = (
    Kind("a web archive", "warc", lambda head: is_warc(head.data), many=True),
    Kind("compressed", "compressed", lambda head: is_packed(head.data), many=True),
    Kind(
        "a ZIP archive",
        "compressed",
        lambda head: head.data.startswith(_ZIP),
        many=True,
        function="zip_reports",
    ),
    Kind("a PDF", "pdf", lambda head: b"%PDF-" in head.data[:1024]),
    Kind(
        "a Parquet file",
        "tables",
        lambda head: head.data.startswith(b"PAR1"),
        many=True,
        function="parquet_reports",
    ),
)

#: Told by their first words; tried after the others.
BY_WORDS: tuple[Kind, ...] = (
    Kind("a feed", "feeds", lambda head: is_feed(head.text), many=True),
    Kind("a sitemap", "sitemaps", lambda head: is_sitemap(head.text), many=True),
    Kind(
        "JSON Lines",
        "jsonl",
        lambda head: is_records(head.text, head.suffix),
        many=True,
    ),
    Kind(
        "a message", "email", lambda head: is_message(head.text, head.suffix), many=True
    ),
    Kind("a web page", "html", lambda head: is_page(*head[1:])),
    Kind("a table", "tables", lambda head: is_table(*head[1:]), many=True),
    Kind("a text", "plain", lambda _: True),
)
