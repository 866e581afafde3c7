"""Plain text: one report, as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from herodotus.errors import UnsupportedKind
from herodotus.model import Report
from herodotus.sources.kinds import Known
from herodotus.sources.report import build_report
from herodotus.sources.streams import whole
from herodotus.sources.text import decode

_BARE_JSON = re.compile(r"\s*(?:\[\s*(?:\{|\n)|\{\s*\n)")


def reports(stream: BinaryIO, origin: str, known: Known) -> Iterator[Report]:
    """The one report that a plain text is."""
    longest = known.longest  # and no encoding spends more than four bytes
    data = whole(stream, 4 * longest + 4, where=origin, longest=longest)
    text = decode(data, where=origin)
    if _BARE_JSON.match(text):
        raise UnsupportedKind(
            f"{origin} is JSON spread over lines: write each report as one object on a "
            "line of its own (jq -c does that)",
            where=origin,
        )
    yield build_report(
        text,
        where=origin,
        argument_date=known.date,
        argument_place=known.place,
        metadata=known.metadata(),
        printed_date=known.published,
        origin=origin,
        longest=longest,
    )
