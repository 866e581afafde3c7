"""A page as a browser would take it apart: ids, links, highlights, words."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "input"}


class Page(HTMLParser):
    """What a browser would make of a page: ids, links, marks and their words."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.marked: dict[str, str] = {}
        self.paragraphs: list[str] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self.feed(text)
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if "id" in known:
            self.ids.append(known["id"])
        if "href" in known:
            self.links.append(known["href"])
        if known.get("class") == "words":
            self.paragraphs.append("")
        if tag not in VOID:
            self._open.append((tag, known))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag

    def handle_data(self, data: str) -> None:
        classes = [known.get("class", "") for _, known in self._open]
        if "words" not in classes or {"tag", "number"} & set(classes):
            return
        for _, known in self._open:
            if "data-code" in known:
                data = chr(int(known["data-code"], 16))
        self.paragraphs[-1] += data
        for tag, known in self._open:
            if tag == "mark":
                key = re.search(r"k-(\S+)", known["class"])
                assert key is not None
                self.marked[key[1]] = self.marked.get(key[1], "") + data
