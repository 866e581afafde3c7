"""A page's tree to the text of its report: paragraphs with a blank line between."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from herodotus.sources.boilerplate import cut_bylines, cut_pointers, wording
from herodotus.sources.page_facts import Facts
from herodotus.sources.text import harmless

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Extractor

_log = logging.getLogger(__name__)

_SPACES = re.compile(r"[^\S\n]+")  # among them those that do not break
_NOT_WORD = re.compile(r"\W+")
_END = re.compile(r"[.!?…:;]['\"”’»)\]]*$", re.MULTILINE)

#: Tags that stand within a line; any other begins a block of its own.
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    }
)
_LEAVES = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", *_INLINE}
)
_ABOVE = 6
_SHORT = 9
_CELLS = " | "
_ROW = 80  # characters; a cell with more is a column of the page, not of a table


class _Block(NamedTuple):
    """A paragraph, heading, row or item, and the element that it lies in."""

    text: str
    within: HtmlElement
    item: bool


class PageText(NamedTuple):
    """The report on a page, and the few lines that stand between headline and text."""

    text: str
    above: tuple[str, ...]


def page_text(tree: HtmlElement, facts: Facts) -> PageText:
    """The report on a page that is rid of its surroundings; the tree is cut further.

    Trafilatura says where the report is. The words are taken from the page itself, so
    that no short paragraph and no end of a paragraph is lost. The headline is left to
    the report's title.
    """
    cut_pointers(tree)
    cut_bylines(tree)
    body = tree.find("body")
    blocks = _blocks(tree if body is None else body)
    found = _NOT_WORD.sub("", _found(tree)).casefold()
    chosen = _chosen(blocks, found)
    line = wording().lines
    chosen = [block for block in chosen if not line.fullmatch(block.text)]
    heading = _NOT_WORD.sub("", facts.title or "").casefold()
    while chosen and _same(chosen[0].text, heading):
        chosen = chosen[1:]
    start = blocks.index(chosen[0]) if chosen else 0
    above = tuple(block.text for block in blocks[max(0, start - _ABOVE) : start])
    return PageText(_joined(chosen), above)


def _blocks(tree: HtmlElement) -> list[_Block]:
    """The blocks of text in a tree, in the order of the page."""
    blocks: list[_Block] = []
    parts: list[str] = []

    def close(within: HtmlElement, *, item: bool = False) -> None:
        for text in re.split(r"\n\s*\n", "".join(parts)):
            lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
            words = harmless("\n".join(filter(None, lines)))
            if any(map(str.isalnum, words)):
                blocks.append(_Block(words, _home(within), item))
        parts.clear()

    def flat(text: str | None) -> str:
        return re.sub(r"\s+", " ", text) if text else ""

    open_ = [(tree, iter(tree))]
    parts.append(flat(tree.text))
    while open_:
        element, children = open_[-1]
        child = next(children, None)
        if child is None:
            open_.pop()
            if not open_:
                close(element)
                break
            if element.tag not in _INLINE:
                close(element, item=element.tag == "li")
            parts.append(flat(element.tail))
            continue
        if child.tag == "br":
            parts.append("\n" + flat(child.tail).lstrip())
        elif not isinstance(child.tag, str):
            parts.append(flat(child.tail))
        elif child.tag == "tr" and (row := _row(child)) is not None:
            close(element)
            parts.append(row)
            close(element)
            parts.append(flat(child.tail))
        else:
            if child.tag not in _INLINE:
                close(element, item=element.tag == "li")
            parts.append(flat(child.text))
            open_.append((child, iter(child)))
    return blocks


def _home(element: HtmlElement) -> HtmlElement:
    """The element that holds a paragraph, a heading or a list beside others."""
    while element.tag in _LEAVES and (above := element.getparent()) is not None:
        element = above
    return element


def _row(row: HtmlElement) -> str | None:
    """The cells of a row of data in one line; None for a row that lays out the page."""
    cells = [_SPACES.sub(" ", " ".join(cell.itertext())).strip() for cell in row]
    cells = [cell.replace("\n", " ") for cell in cells if cell]
    if len(cells) < 2 or any(len(cell) > _ROW for cell in cells):
        return None
    return _CELLS.join(cells)


def _found(tree: HtmlElement) -> str:
    """What trafilatura takes for the report."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(deepcopy(tree), options=_options())
    except Exception:  # of any kind, on markup that no browser would show either
        _log.warning("trafilatura failed on a page", exc_info=True)
        return ""
    return getattr(found, "text", None) or ""


@lru_cache(maxsize=1)
def _options() -> Extractor:
    from trafilatura.settings import DEFAULT_CONFIG, Extractor

    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "80"  # wires are short
    return Extractor(config=config, fast=True, comments=False, tables=True)


def _chosen(blocks: list[_Block], found: str) -> list[_Block]:
    """The blocks that belong to the report: those found, and what stands among them.

    A short paragraph or a heading that trafilatura passes over belongs to it if it
    lies in the same element as those found, or between two of them and is a sentence.
    """
    known = [_NOT_WORD.sub("", block.text).casefold() in found for block in blocks]
    if not any(known):
        known = [_is_sentence(block.text) for block in blocks]
    if not any(known):
        return blocks
    homes = {
        block.within for block, is_known in zip(blocks, known, strict=True) if is_known
    }
    first = known.index(True)
    last = len(known) - 1 - known[::-1].index(True)
    while first and _goes_on(blocks[first - 1], homes):
        first -= 1
    while last + 1 < len(blocks) and _goes_on(blocks[last + 1], homes):
        last += 1
    return [
        block
        for i, block in enumerate(blocks[first : last + 1], first)
        if known[i]
        or block.within in homes
        or _CELLS in block.text
        or _is_sentence(block.text)
    ]


def _goes_on(block: _Block, homes: set[HtmlElement]) -> bool:
    return block.within in homes and _is_sentence(block.text)


def _is_sentence(text: str) -> bool:
    return len(text) > _SHORT and bool(_END.search(text))


def _same(text: str, heading: str) -> bool:
    """Whether a line is the headline, of which the title may say more.

    >>> _same("Ten die", "tendiepaper"), _same("Ten", "tendiepaper")
    (True, False)
    """
    plain = _NOT_WORD.sub("", text).casefold()
    return plain in heading and 2 * len(plain) >= len(heading)


def _joined(blocks: list[_Block]) -> str:
    """Blocks with a blank line between them; the items of a list, a line each."""
    parts: list[str] = []
    for i, block in enumerate(blocks):
        if i:
            together = block.item and blocks[i - 1].item
            parts.append("\n" if together else "\n\n")
        parts.append(f"- {block.text}" if block.item else block.text)
    return "".join(parts)
