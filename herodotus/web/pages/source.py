"""The page that a report was read from, as it was on the day it was fetched."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from herodotus.errors import NotInLedger
from herodotus.exports import wording
from herodotus.exports.visible import visible
from herodotus.ledger import report_key
from herodotus.sources.archive import Archive
from herodotus.sources.archived import Found, best_of, copies_of
from herodotus.web.answer import page
from herodotus.web.filters import Flag
from herodotus.web.given import Here

router = APIRouter(include_in_schema=False)


@router.get("/reports/{key}/source")
def source(
    request: Request,
    ledger: Here,
    key: str,
    *,
    raw: Annotated[Flag, Query()] = False,
) -> Response:
    """The text and the headers of the page; with `raw`, its bytes as a download."""
    report = ledger.report(key)
    archive = Archive()
    found = best_of(archive, copies_of(archive, report, report.url), report=report)
    if found is None:
        raise NotInLedger(
            "No copy of its page is in the archive: only what was fetched by "
            "`herodotus add` or `herodotus watch` is kept there.",
            report=key,
        )
    if raw:
        return _download(found)
    shown = {
        "heading": wording.heading(report),
        "back": f"/reports/{report_key(report)}",
        "kept": found.page,
        "copies": found.copies,
        "texts": [visible(text) for text in found.texts(report)],
    }
    return page(request, "source.html", shown, Cache_Control="no-store")


def _download(found: Found) -> Response:
    """The bytes as they came; a browser is to keep them, and not to show them."""
    headers = {
        "Content-Disposition": 'attachment; filename="page.bin"',
        "Cache-Control": "private, no-store",
    }
    return Response(
        found.page.data, headers=headers, media_type="application/octet-stream"
    )
