"""The forms in which others load what a ledger holds, and how a file of each is made.

Only what a form needs is loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from herodotus.errors import UnknownFormat

if TYPE_CHECKING:
    from herodotus.exports.view import Exported, View
    from herodotus.ledger import Ledger
    from herodotus.model import Scope

#: What a point of GeoJSON is.
Point = Literal["episodes", "claims"]


class Form(NamedTuple):
    """A form of export: what it is, the name of a file of it, what file names mean it.

    A `media_type` of `None` is that of a folder.
    """

    what: str
    file: str
    media_type: str | None
    endings: tuple[str, ...] = ()
    is_text: bool = True


FORMS = {
    "ged": Form("events in the columns of UCDP GED (CSV)", "ged.csv", "text/csv"),
    "acled": Form("events in the columns of ACLED (CSV)", "acled.csv", "text/csv"),
    "plover": Form(
        "acts in the columns of POLECAT (tab-separated)",
        "plover.tsv",
        "text/tab-separated-values",
        (".tsv",),
    ),
    "geojson": Form(
        "events, or claims, as points",
        "events.geojson",
        "application/geo+json",
        (".geojson",),
    ),
    "csv": Form("claims, a line each", "claims.csv", "text/csv"),
    "parquet": Form(
        "claims, with types",
        "claims.parquet",
        "application/vnd.apache.parquet",
        (".parquet",),
        is_text=False,
    ),
    "hxl": Form(
        "events as CSV with HXL tags",
        "events.hxl.csv",
        "text/csv",
        (".hxl", ".hxl.csv"),
    ),
    "wikitext": Form(
        "casualties of an infobox",
        "infobox.wikitext",
        "text/plain",
        (".wiki", ".wikitext"),
    ),
    "sitrep": Form(
        "a situation report (Markdown)",
        "sitrep.md",
        "text/markdown",
        (".md", ".markdown"),
    ),
    "bundle": Form("a folder of linked pages", "bundle", None, is_text=False),
}


def form_of(file: str) -> str | None:
    """The form that the name of a file means; `None` where it may be several.

    >>> form_of("war.geojson"), form_of("deaths.csv")
    ('geojson', None)
    """
    name = file.lower()
    for form, known in FORMS.items():
        if known.endings and name.endswith(known.endings):
            return form
    return None


def view_of(
    ledger: Ledger, scope: Scope, *, policy: str = "default", base: str | None = None
) -> View:
    """The claims of a scope, what they come to, and the events that they are about.

    Args:
        ledger: that holds them.
        scope: which claims.
        policy: by which they become figures.
        base: what permalinks begin with; without it, the page of this machine.
    """
    from herodotus.exports.permalink import LOCAL
    from herodotus.exports.view import View
    from herodotus.reconciliation import account_of, relate_across
    from herodotus.reconciliation.events.episodes import episodes

    tellings = tuple(relate_across(ledger.tellings(scope)))
    account = account_of(tellings, policy=policy)
    return View(
        account=account,
        tellings=tellings,
        episodes=episodes(tellings, policy=policy),
        policy=account.policy,
        base=base or LOCAL,
    )


def export(form: str, view: View, *, of: Point = "episodes") -> Exported:
    """One file in one form.

    Raises:
        UnknownFormat: there is no such form, or it is a folder.
        MissingExtra: its library is not installed.
    """
    if form == "ged":
        from herodotus.exports.ged import export_ged

        return export_ged(view)
    if form == "acled":
        from herodotus.exports.acled import export_acled

        return export_acled(view)
    if form == "plover":
        from herodotus.exports.plover import export_plover

        return export_plover(view)
    if form == "geojson":
        from herodotus.exports.geojson import export_geojson

        return export_geojson(view, of=of)
    if form == "csv":
        from herodotus.exports.claims_csv import export_csv

        return export_csv(view)
    if form == "parquet":
        from herodotus.exports.parquet import export_parquet

        return export_parquet(view)
    if form == "hxl":
        from herodotus.exports.hxl import export_hxl

        return export_hxl(view)
    if form == "wikitext":
        from herodotus.exports.wikitext import export_wikitext

        return export_wikitext(view)
    if form == "sitrep":
        from herodotus.exports.sitrep import export_sitrep

        return export_sitrep(view)
    raise UnknownFormat(f"nothing is written as one file in the form {form!r}")
