"""Scripts of others, served out of the packages that are installed: nothing is copied.

Vega, Vega-Lite and Vega-Embed come out of vl-convert, which also draws charts on the
server. Its bundle takes seconds to make, so it is made once and kept in memory; its
address has the versions, so that browsers may keep it for good.
"""

from __future__ import annotations

from threading import Lock

from fastapi import APIRouter, HTTPException, Response

from herodotus.exports.chart import VEGA_LITE, chart_scripts, converter_version
from herodotus.web.answer import answered

router = APIRouter(include_in_schema=False)

#: A year: what is at the address never changes.
_KEPT = "public, max-age=31536000, immutable"

_LOCK = Lock()
_MADE: dict[str, bytes] = {}


def vega_address() -> str:
    """Where the scripts of charts are.

    Raises:
        MissingExtra: the package is not installed.
    """
    return f"/vendored/vega-{VEGA_LITE}-{converter_version()}.js"


@router.get("/vendored/vega-{version}.js")
def vega(version: str) -> Response:
    """Vega, Vega-Lite and Vega-Embed in one script, of the versions that are here."""
    if vega_address() != f"/vendored/vega-{version}.js":
        raise HTTPException(404)
    return answered(_vega(), "text/javascript", Cache_Control=_KEPT)


def _vega() -> bytes:
    with _LOCK:
        if "vega" not in _MADE:
            _MADE["vega"] = chart_scripts().encode()
        return _MADE["vega"]
