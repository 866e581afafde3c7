"""The files that pages are made from: templates and styles, from the package itself."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from markupsafe import Markup


def template(name: str) -> Template:
    """A template that escapes what it is given, and fails on what it is not given."""
    return _environment().get_template(name)


@cache
def file(name: str) -> Markup:
    """A file of ours as it is, for a page to hold."""
    from markupsafe import Markup

    folder = files("herodotus").joinpath("exports/templates")
    return Markup(folder.joinpath(name).read_text(encoding="utf-8"))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("herodotus.exports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
