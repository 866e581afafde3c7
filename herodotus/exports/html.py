"""One self-contained page: the words highlighted, the claims beside, the account below.

The page needs no script, no network and no file beside it. How a report is drawn,
`exports.drawn` says; here several of them become one page, with the style within it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from herodotus.exports.drawn import Drawn, drawn
from herodotus.exports.page_files import file, template
from herodotus.exports.visible import one_line
from herodotus.model import Account, Failure, Reading

if TYPE_CHECKING:
    from markupsafe import Markup


def page(
    readings: Iterable[tuple[Reading, Account]],
    *,
    failures: Sequence[Failure] = (),
    links: Sequence[tuple[str, str]] = (),
) -> str:
    """The page for one report or several, a section each.

    Args:
        readings: each reading with its relations, and the account of its claims.
        failures: reports that could not be read, to be named.
        links: words and addresses of pages around this one, as in a bundle.
    """
    sections = [
        drawn(reading, account, key=f"r{place}")
        for place, (reading, account) in enumerate(readings, start=1)
    ]
    named = [one_line(failure.message) for failure in failures]
    return template("page.html").render(
        sections=sections,
        failures=named,
        links=links,
        style=file("page.css"),
        lit=_lit_rules(sections),
        version=_version(),
    )


def _lit_rules(sections: Iterable[Drawn]) -> Markup:
    """Style rules that light up a claim, its words and its parts under the pointer."""
    from markupsafe import Markup

    rules = [
        f"#{section.key}:has(.k-{anchor}:hover) "
        f":is({','.join(f'.k-{part}' for part in lights)})"
        for section in sections
        for anchor, lights in section.lights.items()
    ]
    return Markup(
        "\n".join(f"{rule}{{outline:2px solid var(--lit)}}" for rule in rules)
    )


def _version() -> str:
    import herodotus

    return herodotus.__version__
