"""How many people a server bears: `herodotus serve` over 100,000 claims, 32 at once.

    python -m evaluation.web_bench [--claims N] [--folder FOLDER] [--seconds N]

The ledger is a made-up one (`evaluation.generated`), kept in the folder for the next
time. Thirty-two connections ask for pages of reports and of claims, with filters put
together by chance, so that few are asked for twice: first so many a second as the
server is to bear, then as many as it answers, each asking anew as soon as it has its
answer. At a set rate a page is late from the moment when it was to be asked for, not
from when a connection was free for it. The server has threads enough for one processor;
what asks is another process, and takes little of the machine.

Printed are the times that answers took, errors, the processor's time of the server for
each answer, and its memory; and, where the browser is, how soon a report can be read,
and what its page weighs.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from evaluation import generated
from evaluation.serving import Served, served
from herodotus.ledger import Ledger

CLAIMS = 100_000
CONNECTIONS = 32

#: Pages a second: what is asked, and the aim; and the seconds of 19 answers in 20.
RATES = (60, 200)
SECONDS = 0.150

_BATCH = 1000
_FILTERS = ("side", "status", "outcome", "conflict", "said_by", "publisher", "place")


class Answer(NamedTuple):
    """When an answer was due, how long it took, and what it was."""

    due: float
    seconds: float
    status: int
    size: int


class Used(NamedTuple):
    """The seconds of a processor that a process had, and the memory that it holds."""

    seconds: float
    memory: int


def main() -> None:
    """Fill, serve, ask, print; machines differ, so nothing fails here."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.web_bench")
    parser.add_argument("--claims", type=int, default=CLAIMS)
    parser.add_argument("--folder", type=Path, help="where the ledger is kept")
    parser.add_argument("--seconds", type=float, default=20, help="for each rate")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="herodotus-bench-") as bare:
        folder = asked.folder or Path(bare)
        where = folder / f"claims-{asked.claims}.db"
        if not where.exists():
            fill(where, asked.claims)
        with Ledger(where) as ledger:
            pages = addresses(ledger, seed=1)
            print(f"{len(ledger):,} reports, {len(ledger.claims()):,} claims")
        with served(str(where), bare) as server:
            measure(server, pages, seconds=asked.seconds)


def fill(where: Path, claims: int) -> None:
    """Make the ledger."""
    where.parent.mkdir(parents=True, exist_ok=True)
    source = generated.readings(claims)
    with Ledger(where) as ledger:
        while batch := list(islice(source, _BATCH)):
            ledger.add_all(batch)


def measure(server: Served, pages: Iterator[str], *, seconds: float) -> None:
    """Ask a server for pages at each rate, and print how it went."""
    print(f"{CONNECTIONS} connections; {_load()}")
    asyncio.run(ask(server.address, pages, rate=20, seconds=5))
    for rate in (*RATES, None):
        before, start = used(server.process), time.monotonic()
        answers = asyncio.run(ask(server.address, pages, rate=rate, seconds=seconds))
        passed = time.monotonic() - start
        show(rate, answers, before, used(server.process), passed)


def show(
    rate: float | None,
    answers: Sequence[Answer],
    before: Used,
    after: Used,
    passed: float,
) -> None:
    """Print how the answers of one rate were."""
    taken = sorted(answer.seconds for answer in answers)
    wrong = Counter(answer.status for answer in answers if answer.status != 200)
    title = f"{rate:g} a second" if rate else "as fast as it can"
    late = statistics.quantiles(taken, n=100)
    print(
        f"{title:18} {len(answers) / passed:6.1f} answers a second; in ms: "
        f"median {late[49] * 1000:.0f}, 95% {late[94] * 1000:.0f}, "
        f"99% {late[98] * 1000:.0f}, most {taken[-1] * 1000:.0f}"
        + (f" (at most {SECONDS * 1000:.0f} for 95%)" if rate == RATES[0] else "")
    )
    worked = (after.seconds - before.seconds) / len(answers) * 1000
    size = statistics.fmean(answer.size for answer in answers) / 1000
    print(
        f"{'':18} {worked:.1f} ms of the processor each, {size:.0f} kB each; "
        f"errors: {dict(wrong) or 'none'}; memory {before.memory / 1e6:.0f} to "
        f"{after.memory / 1e6:.0f} MB"
    )


async def ask(
    address: str, pages: Iterator[str], *, rate: float | None, seconds: float
) -> list[Answer]:
    """Ask for pages at a rate, or each as soon as the one before it came."""
    start = time.monotonic()
    answers: list[Answer] = []
    turns = iter(range(10**9))

    async def due() -> float | None:
        at = time.monotonic()
        if rate is not None:
            at = start + next(turns) / rate
            await asyncio.sleep(at - time.monotonic())
        return at if at < start + seconds else None

    await asyncio.gather(
        *(_ask(address, pages, due, answers) for _ in range(CONNECTIONS))
    )
    return answers


async def _ask(
    address: str,
    pages: Iterator[str],
    due: Callable[[], Awaitable[float | None]],
    answers: list[Answer],
) -> None:
    """Ask over one connection that stays open, as long as something is due."""
    host, port = urlsplit(address).hostname, urlsplit(address).port
    reader, writer = await asyncio.open_connection(host, port)
    while (at := await due()) is not None:
        asks = f"GET {next(pages)} HTTP/1.1\r\nHost: {host}:{port}\r\n"
        writer.write(f"{asks}Accept: text/html\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        _, _, length = head.partition("content-length: ")
        body = await reader.readexactly(int(length.split("\r\n")[0]))
        status = int(head.split()[1])
        answers.append(Answer(at, time.monotonic() - at, status, len(body)))
    writer.close()
    await writer.wait_closed()


def addresses(ledger: Ledger, *, seed: int) -> Iterator[str]:
    """Pages that people ask for: half of them reports, half claims by some filters."""
    reports = [card.key for card in ledger.reports()]
    facets = ledger.claims().facets(_FILTERS)
    values = {facet.name: [value for value, _ in facet.values] for facet in facets}
    return _chosen(reports, values, random.Random(seed))


def _chosen(
    reports: Sequence[str], values: dict[str, list[str]], chance: random.Random
) -> Iterator[str]:
    while True:
        if chance.random() < 0.5:
            yield f"/reports/{chance.choice(reports)}"
            continue
        asked = {
            name: chance.choice(values[name])
            for name in chance.sample(_FILTERS, chance.randrange(1, 3))
        }
        if chance.random() < 0.3:
            since = date(2020, 1, 1) + timedelta(chance.randrange(1000))
            asked |= {"since": str(since), "until": str(since + timedelta(90))}
        if chance.random() < 0.2:
            asked["sort"] = chance.choice(("-number", "-reported", "place"))
        if chance.random() < 0.1:
            asked["text"] = "defence ministry"
        yield f"/claims?{urlencode(asked)}"


def used(process: int) -> Used:
    """What a process has used of the machine, as Linux tells it."""
    stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    ticks = int(stat[11]) + int(stat[12])
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return Used(ticks / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGE_SIZE"))


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f} programs at work on {os.cpu_count()} cores"


if __name__ == "__main__":
    main()
