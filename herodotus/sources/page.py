"""A page's tree to the text of its report: paragraphs with a blank line between."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING

from herodotus.sources.boilerplate import cut_bylines
from herodotus.sources.page_facts import Facts
from herodotus.sources.text import harmless

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement
    from trafilatura.settings import Extractor

_log = logging.getLogger(__name__)

_SPACES = re.compile(r"[^\S\n]+")  # among them those that do not break
_BREAKS = re.compile(r" ?\n[ \n]*")
_SAME = re.compile(r"\W+")


def page_words(tree: HtmlElement, facts: Facts) -> str:
    """The report on a page, without what surrounds it; the tree is cut in doing so.

    Headings inside it, lists and quotations are kept, in their order. The headline is
    left to the report's title.
    """
    cut_bylines(tree)
    blocks = _blocks(tree)
    heading = _SAME.sub("", facts.title or "").casefold()
    if blocks and heading and _SAME.sub("", blocks[0]).casefold() == heading:
        blocks = blocks[1:]
    return "\n\n".join(blocks)


def _blocks(tree: HtmlElement) -> list[str]:
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(deepcopy(tree), options=_options())
    except Exception:  # of any kind, on markup that no browser would show either
        _log.warning("trafilatura failed on a page", exc_info=True)
        found = None
    body = getattr(found, "body", None)
    return _rendered(body) if body is not None else []


@lru_cache(maxsize=1)
def _options() -> Extractor:
    from copy import deepcopy

    from trafilatura.settings import DEFAULT_CONFIG, Extractor

    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "80"  # wires are short
    return Extractor(config=config, fast=True, comments=False, tables=True, dedup=False)


def _rendered(body: _Element) -> list[str]:
    """The blocks of trafilatura's tree, each a paragraph, heading or line of a list."""
    blocks: list[str] = []
    for element in body:
        if element.tag == "list":
            items = [_line(item) for item in element.iter("item")]
            blocks.append("\n".join(f"- {item}" for item in items if item))
        elif element.tag == "table":
            rows = [
                " | ".join(filter(None, map(_line, row.iter("cell"))))
                for row in element.iter("row")
            ]
            blocks.append("\n".join(filter(None, rows)))
        elif element.tag == "quote" and len(element.findall("p")) > 1:
            blocks += [_line(part) for part in element]
        else:
            blocks.append(_line(element))
        if element.tail and element.tail.strip():
            blocks.append(_tidy(element.tail))
    return [block for block in blocks if any(map(str.isalnum, block))]


def _line(element: _Element) -> str:
    parts: list[str] = []
    for part in element.iter():
        if part is not element and part.tag in {"lb", "p", "quote", "list", "item"}:
            parts.append("\n")
        parts.append(_SPACES.sub(" ", (part.text or "").replace("\n", " ")))
        if part is not element:
            parts.append(_SPACES.sub(" ", (part.tail or "").replace("\n", " ")))
    return _tidy("".join(parts))


def _tidy(text: str) -> str:
    text = _BREAKS.sub("\n", _SPACES.sub(" ", text))
    return harmless(text).strip()
