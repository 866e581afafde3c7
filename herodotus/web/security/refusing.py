"""Saying no: to the asker in the one shape of errors, and to the log."""

from __future__ import annotations

import logging

from fastapi import Request, Response

from herodotus.exports.visible import one_line
from herodotus.web.errors import problem

_log = logging.getLogger(__name__)


def refuse(request: Request, status: int, detail: str, **headers: str) -> Response:
    """An answer that says no; `Retry-After` and the like go with it."""
    log_refusal(request, status, detail)
    return problem(request, status, detail, headers=headers)


def log_refusal(request: Request, status: int, detail: str) -> None:
    """Note in the log that somebody was refused; nothing that they sent acts there."""
    origin = request.client.host if request.client else "nowhere"
    asked = one_line(f"{request.method} {request.url.path}")[:200]
    _log.warning("refused %s from %s: %d %s", asked, origin, status, detail)
