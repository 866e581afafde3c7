"""Notices sent: to an address on the web, or to a command.

The address and the command are the user's own, unlike all that reports hold: no word of
a report becomes a part of either. A notice goes out whole, as JSON.
"""

from __future__ import annotations

import logging
import subprocess
import urllib.error
import urllib.request
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from herodotus.exports.notices import NOTICE, SIGNATURE, notice_body, signature

if TYPE_CHECKING:
    from http.client import HTTPMessage

_log = logging.getLogger(__name__)

#: Seconds that the receiver of a notice may take.
PATIENCE = 30.0


def send(
    notice: dict[str, Any],  # any JSON
    *,
    url: str,
    secret: str,
    timestamp: int,
    patience: float = PATIENCE,
) -> str | None:
    """Post a notice, signed; None where it was taken, else why it was not.

    It was taken where the answer is one of 200 to 299. Nobody is followed elsewhere.
    """
    import herodotus

    body = notice_body(notice)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": f"Herodotus/{herodotus.__version__}",
        NOTICE: str(notice["id"]),
        SIGNATURE: signature(secret, timestamp, body),
    }
    request = urllib.request.Request(url, data=body, headers=headers, method="POST")
    opener = urllib.request.build_opener(_Stay)
    try:
        with opener.open(request, timeout=patience) as answer:
            answer.read(1024)
    except urllib.error.HTTPError as problem:
        problem.close()
        return f"it answers {problem.code}"
    except (OSError, ValueError) as problem:  # ValueError: an answer that is no HTTP
        return str(getattr(problem, "reason", problem)) or type(problem).__name__
    except Exception as problem:  # http.client has errors of its own
        _log.debug("notice %s", notice["id"], exc_info=True)
        return f"{type(problem).__name__}: {problem}"
    return None


def run(
    notice: dict[str, Any],  # any JSON
    *,
    command: Sequence[str],
    patience: float = PATIENCE,
) -> str | None:
    """Give a notice to a command on standard input; None where that ended well."""
    try:
        done = subprocess.run(
            list(command),
            input=notice_body(notice) + b"\n",
            capture_output=True,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"it takes longer than {patience:.0f} seconds"
    except OSError as problem:
        return problem.strerror or str(problem)
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return f"it ended with {done.returncode}" + (f": {lines[-1]}" if lines else "")
    return None


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: a notice goes where the user said, or nowhere."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: Any,  # as the standard library has it
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        return None
