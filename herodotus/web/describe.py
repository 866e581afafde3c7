"""The description of the API (OpenAPI), out of the models of its routes.

To what FastAPI makes of them it adds the one shape of errors, and takes out its own.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from herodotus.web.errors import MEDIA_TYPE, Problem

_SCHEMAS = "#/components/schemas/"
_NOT_OURS = ("HTTPValidationError", "ValidationError")


def described(
    app: FastAPI, pages: Collection[str] = ()
) -> dict[str, Any]:  # an OpenAPI document
    """The description of an app's API; the same for the same version.

    Args:
        app: with its routes.
        pages: the addresses that can be looked at in a browser, which are described
            where the API has the same address for something else.
    """
    if app.openapi_schema is None:
        app.openapi_schema = _described(app, pages)
    return app.openapi_schema


def _described(app: FastAPI, pages: Collection[str]) -> dict[str, Any]:
    document = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        routes=app.routes,
    )
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in _NOT_OURS:
        schemas.pop(name, None)
    problem = Problem.model_json_schema(ref_template=_SCHEMAS + "{model}")
    schemas |= problem.pop("$defs", {}) | {"Problem": problem}
    for name, path in document.get("paths", {}).items():
        if "get" not in path and name in pages:
            path["get"] = _page(name)
        for operation in path.values():
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = _WRONG
    return document


def _page(path: str) -> dict[str, Any]:
    return {
        "tags": ["pages"],
        "summary": f"The page {path}",
        "operationId": f"page_{path.strip('/').replace('/', '_')}",
        "responses": {
            "200": {
                "description": "a page to look at",
                "content": {"text/html": {"schema": {"type": "string"}}},
            }
        },
    }


_WRONG = {
    "description": "What went wrong, and what to do about it",
    "content": {MEDIA_TYPE: {"schema": {"$ref": f"{_SCHEMAS}Problem"}}},
}
