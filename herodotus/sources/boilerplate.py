"""What surrounds the report on a page: told by tag, role, class and heading, cut out.

Trafilatura finds the text of a page; menus, related stories and comments with prose
and headlines of their own still mislead it, and for us a headline in a menu is a false
claim. So they go first, by the words of `data/pages.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_SPACE = re.compile(r"\s+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_INLINE = frozenset(
    {
        "b",
        "i",
        "em",
        "strong",
        "u",
        "abbr",
        "q",
        "cite",
        "sup",
        "sub",
        "small",
        "mark",
        "font",
        "span",
    }
)
_PARAGRAPHS = frozenset(
    {"p", "div", "td", "li", "span", "font", "blockquote", "section", "article"}
)
_BLOCKS = frozenset(
    {
        "ul",
        "ol",
        "dl",
        "p",
        "li",
        "div",
        "td",
        "tr",
        "table",
        "section",
        "figure",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    }
)
_BYLINES = frozenset(
    {"p", "div", "span", "ul", "li", "dl", "dd", "dt", "time", "address"}
)
#: Whether comments may be written is said on the whole of a page.
_STATE = re.compile(r" (?:has|no|with|show) comments? | comments? (?:open|closed|off) ")
_TALK = re.compile(r"(?i)(?:\d+ )?(?:comment|respon|repl|leave|post a|join|discuss)")
_ROOTS = frozenset({"html", "body", "main"})
#: Tags that some systems put around the whole of a page.
_MAY_HOLD_REPORT = frozenset({"form", "label"})
_LONGEST_HEADING = 80  # characters
_PROSE = 80  # letters of a paragraph that is more than a line of a list


class Page(NamedTuple):
    """The words of the data file, in the form in which markup is looked up."""

    tags: frozenset[str]
    roles: frozenset[str]
    words: re.Pattern[str]
    comments: re.Pattern[str]
    bylines: re.Pattern[str]
    authors: re.Pattern[str]
    headings: re.Pattern[str]
    pointers: re.Pattern[str]
    lines: re.Pattern[str]


def cut_surroundings(tree: HtmlElement) -> None:
    """Take out of the tree what is not the report, but for bylines."""
    from lxml.etree import strip_elements

    page = wording()
    strip_elements(tree, *page.tags - _MAY_HOLD_REPORT, with_tail=False)
    weights = _weigh(tree)
    for element in _walk(tree):
        if _is_surrounding(element, weights, page, weights[tree].prose):
            _drop(element)
    _cut_under_headings(tree, _weigh(tree), page)


def cut_pointers(tree: HtmlElement) -> None:
    """Take out blocks that are nothing but links to other pages, or point to one."""
    page = wording()
    weights = _weigh(tree)
    most = weights[tree].prose // 2
    for element in _walk(tree):
        weight = weights[element]
        if weight.linked and not weight.headline and weight.prose <= most:
            if _is_pointer(element, weight, page):
                _drop(element)


def cut_bylines(tree: HtmlElement) -> None:
    """Take out who wrote the page and when, where that is apart from the text."""
    page = wording()
    weights = _weigh(tree)
    for element in _walk(tree):
        weight = weights[element]
        if element.tag not in _BYLINES or weight.headline or weight.prose:
            continue
        if weight.text >= 3 * _PROSE:
            continue
        if element.tag == "time":
            alone = not _inside_sentence(element)
        else:
            names = class_words(element)
            alone = bool(names and page.bylines.search(names))
        if alone:
            _drop(element)


def class_words(element: HtmlElement) -> str:
    """The words of an element's class and id, between spaces.

    >>> from lxml.html import fromstring
    >>> class_words(fromstring('<div class="td-related_posts" id="moreNews2"></div>'))
    ' td related posts | more news 2 '
    """
    names = f"{element.get('class', '')} {element.get('id', '')}"[:400].split()
    split = (" ".join(_WORD.findall(name)).lower() for name in names)
    joined = " | ".join(split)
    return f" {joined} " if joined else ""


@lru_cache(maxsize=1)
def wording() -> Page:
    """The words of `data/pages.toml`, read once."""
    file = files("herodotus") / "data" / "pages.toml"
    data: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))  # lists of strings
    return Page(
        frozenset(data["tags"]),
        frozenset(data["roles"]),
        _any_of(data["words"]),
        _any_of(data["comments"]),
        _any_of(data["bylines"]),
        _any_of(data["authors"]),
        re.compile(rf"(?:{'|'.join(data['headings'])})[:.…»›>\s]*", re.IGNORECASE),
        re.compile(rf"[\W_]*(?:{'|'.join(data['pointers'])})\b\s*[:|–—>-]", re.I),
        re.compile(rf"\W*(?:{'|'.join(data['lines'])})\W*", re.IGNORECASE),
    )


def _any_of(words: list[str]) -> re.Pattern[str]:
    names = {" ".join(_WORD.findall(word)).lower() for word in words}
    return re.compile(rf" (?:{'|'.join(sorted(map(re.escape, names)))}) ")


class _Weight(NamedTuple):
    """What an element holds, with all that lies in it."""

    text: int  # characters
    linked: int  # of these, in links
    prose: int  # in paragraphs that are more than lines of a list
    headline: bool


_NOTHING = _Weight(0, 0, 0, False)


def _weigh(tree: HtmlElement) -> dict[HtmlElement, _Weight]:
    """The weight of each element, from the leaves up."""
    weights: dict[HtmlElement, _Weight] = {}
    for element in reversed(list(tree.iter())):
        tag = element.tag
        if not isinstance(tag, str):
            weights[element] = _NOTHING
            continue
        words = element.text
        text = own = len(words) if words else 0
        linked = prose = 0
        headline = tag == "h1" or element.get("itemprop") == "articleBody"
        for child in element:
            inner_text, inner_linked, inner_prose, inner_headline = weights[child]
            words = child.tail
            if words:
                text += len(words)
                own += len(words)
            if inner_text:
                text += inner_text
                linked += inner_linked
                prose += inner_prose
                if child.tag in _INLINE:
                    own += inner_text
            headline = headline or inner_headline
        if tag == "a":
            linked = text
        elif own > _PROSE and tag in _PARAGRAPHS:
            prose += own
        weights[element] = _Weight(text, linked, prose, headline)
    return weights


def _walk(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Each element in document order; what was dropped is not gone into."""
    element: HtmlElement | None = tree
    while element is not None:
        above, after = element.getparent(), element.getnext()
        if isinstance(element.tag, str):
            yield element
        dropped = element is not tree and element.getparent() is None
        down = None if dropped or not len(element) else element[0]
        if down is not None:
            element = down
            continue
        while after is None and above is not None and above is not tree:
            above, after = above.getparent(), above.getnext()
        element = after if above is not None else None


def _is_surrounding(
    element: HtmlElement, weights: dict[HtmlElement, _Weight], page: Page, prose: int
) -> bool:
    weight = weights[element]
    if element.tag in _ROOTS:
        return False
    holds_report = weight.headline or 2 * weight.prose > prose > 0
    if element.tag in page.tags:
        return not holds_report
    if _is_hidden(element) or element.get("role", "").lower() in page.roles:
        return not holds_report
    names = class_words(element)
    if not names:
        return False
    if page.comments.search(_STATE.sub(" ", names)):
        return not weight.headline
    return bool(page.words.search(names)) and not holds_report


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN.search(element.get("style") or ""))


def _cut_under_headings(
    tree: HtmlElement, weights: dict[HtmlElement, _Weight], page: Page
) -> None:
    """Cut what stands under "Related", "Comments", "Most read" and their like."""
    found = [
        element
        for element, weight in weights.items()
        if 0 < weight.text <= _LONGEST_HEADING
        and _like_heading(element, weights)
        and page.headings.fullmatch(_plain(_text(element)))
    ]
    for element in reversed(found):  # they are weighed from the end
        _cut_section(element, weights, weights[tree].prose // 2)


def _plain(heading: str) -> str:
    return _SPACE.sub(" ", heading).strip("-–—|•*#:. ")


def _cut_section(
    heading: HtmlElement, weights: dict[HtmlElement, _Weight], most: int
) -> None:
    """Cut a heading with what it stands over: its box, or what follows it there.

    Without a box, a paragraph of the report ends it, but for readers' comments, which
    are such paragraphs themselves.
    """
    box = heading
    while (parent := box.getparent()) is not None:
        weight = weights[parent]
        if parent.tag in _ROOTS or weight.headline or weight.prose > most:
            break
        if (parent.text or "").strip() or any(
            weights[before].text for before in box.itersiblings(preceding=True)
        ):
            break
        box = parent
    if weights[box].text > weights[heading].text + _LONGEST_HEADING // 8:
        _drop(box)
        return
    following = []
    to_end = bool(_TALK.match(_plain(_text(heading))))
    level = heading.tag if heading.tag in _HEADINGS else None
    for sibling in box.itersiblings():
        weight = weights[sibling]
        stops = sibling.tag in _HEADINGS and (level is None or sibling.tag <= level)
        prose = sibling.tag == "p" and not weight.linked and weight.text > _PROSE // 2
        if stops or weight.headline or (prose and not to_end):
            break
        following.append(sibling)
    for element in (*following, box):
        _drop(element)


def _like_heading(element: HtmlElement, weights: dict[HtmlElement, _Weight]) -> bool:
    if element.tag in _HEADINGS:
        return True
    if weights[element].linked > _LONGEST_HEADING // 8:
        return False  # a pointer to one story, which a heading is not
    if element.tag in {"dt", "p", "li"}:
        return True
    if element.tag in {"b", "strong", "span", "a", "font"}:
        parent = element.getparent()
        alone = weights[element].text + _LONGEST_HEADING // 8
        return parent is not None and weights[parent].text <= alone
    return element.tag in {"div", "td", "th", "caption"} and not len(element)


def _is_pointer(element: HtmlElement, weight: _Weight, page: Page) -> bool:
    """Whether a block is nothing but links to other pages, or points to another."""
    if element.tag == "a":  # a card, all of which can be clicked
        return any(child.tag in _BLOCKS for child in element)
    if element.tag not in _BLOCKS:
        return False
    if weight.linked >= 0.9 * (weight.text - _blanks(element)):
        return True
    if weight.linked < 0.4 * weight.text:
        return False
    return bool(page.pointers.match(_text(element).strip()))


def _blanks(element: HtmlElement) -> int:
    """White space between tags, as far as it may matter."""
    own = [element.text or "", *(child.tail or "" for child in element)]
    return sum(len(part) for part in own if not part.strip())


def _inside_sentence(element: HtmlElement) -> bool:
    parent = element.getparent()
    if parent is None:
        return False
    around = (parent.text or "", *(child.tail or "" for child in parent))
    return sum(len(part.strip()) for part in around) > _PROSE // 2


def _text(element: HtmlElement) -> str:
    return "".join(element.itertext())


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
