"""The bundle: every link leads somewhere, every figure is two clicks from its words."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

import pytest

from herodotus.exports import bundle_plan
from herodotus.exports.bundle import export_bundle
from herodotus.exports.view import View
from herodotus.model import Account
from tests.exports.views import BASE, texts, view

VOID = {"meta", "link", "br"}


class Page(HTMLParser):
    """What a browser makes of a page: its anchors, links, resources and words."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.loads: list[str] = []
        self.words: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []
        self.feed(content.decode("utf-8"))
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        if "id" in known:
            self.ids.append(known["id"])
        if tag == "a":
            self.links.append(known["href"])
        elif "href" in known or "src" in known:
            self.loads.append(known.get("href") or known["src"])
        if tag not in VOID:
            self._open.append((tag, known.get("id", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, anchor in self._open:
            if anchor:
                self.words[anchor] = self.words.get(anchor, "") + data


def made(of: View | None = None, *, with_text: bool = True) -> dict[str, bytes]:
    text_of = texts().__getitem__ if with_text else None
    return dict(export_bundle(of or view(), text_of=text_of).files)


def pages(files: dict[str, bytes]) -> dict[str, Page]:
    return {
        path: Page(content) for path, content in files.items() if path.endswith(".html")
    }


def target(path: str, link: str) -> tuple[str, str]:
    file, _, anchor = link.partition("#")
    return (normpath(join(dirname(path), file)) if file else path), anchor


def assert_links_hold(files: dict[str, bytes]) -> None:
    found = pages(files)
    for path, page in found.items():
        assert len(page.ids) == len(set(page.ids)), path
        for link in page.links:
            if "://" in link:
                continue
            file, anchor = target(path, link)
            assert file in files, (path, link)
            if anchor:
                assert anchor in found[file].ids, (path, link)


@pytest.mark.parametrize("with_text", [True, False])
def test_every_link_leads_to_a_page_and_to_a_place_on_it(with_text: bool) -> None:
    assert_links_hold(made(with_text=with_text))


def test_paths_are_relative_and_nothing_is_loaded_from_elsewhere() -> None:
    files = made()
    for path in files:
        assert not path.startswith("/")
        assert ".." not in path
    for page in pages(files).values():
        assert page.loads in ([], ["data:,"])
        assert not page.tags & {"script", "img", "iframe", "object", "form"}


def test_only_the_addresses_of_publication_lead_out() -> None:
    files = made()
    out = {link for page in pages(files).values() for link in page.links if ":" in link}
    assert out == {"https://example.org/news?id=3|4"}


def test_every_figure_is_two_clicks_from_its_words() -> None:
    files = made()
    found = pages(files)
    figures = [link for link in found["index.html"].links if "#f" in link]
    shown = view()
    assert len(figures) == len(shown.account.faces) + len(shown.account.tolls)
    for link in figures:
        file, anchor = target("index.html", link)
        section = section_of(files[file].decode(), anchor)
        there = re.findall(r'href="(reports/[^"]+)"', section)
        assert there, link
        for words in there:
            path, place = target(file, words)
            assert found[path].words[place]


def section_of(text: str, anchor: str) -> str:
    found = re.search(rf'(?s)<section id="{anchor}">.*?</section>', text)
    assert found is not None
    return found[0]


def test_a_claim_leads_to_its_own_words_in_its_own_report() -> None:
    files = made()
    found = pages(files)
    shown = view()
    for place, telling in enumerate(shown.tellings):
        entry = re.search(
            rf'(?s)<li [^>]*id="c-{telling.claim.id}">.*?</li>',
            files["claims-1.html"].decode(),
        )
        assert entry is not None, place
        link = re.search(r'href="(reports/([^"]+)\.html#[^"]+)"', entry[0])
        assert link is not None
        assert link[2] == telling.card.key
        path, anchor = target("claims-1.html", link[1])
        first = telling.claim.evidence.split("\n")[0].split()[0]
        assert first.strip('"') in found[path].words[anchor]
        assert f"Permalink: {BASE}/claims/{telling.claim.id}" in entry[0]


def test_a_figure_has_the_quotations_of_its_claims() -> None:
    text = made()["figures-1.html"].decode()
    assert "84 of its soldiers had been killed since Sunday" in text
    assert "Nagorno-Karabakh: combatants killed, by its own account: 103" in text


def test_the_account_is_there_for_programs() -> None:
    files = made()
    assert Account.model_validate(json.loads(files["account.json"])) == view().account
    rows = list(csv.DictReader(io.StringIO(files["claims.csv"].decode(), newline="")))
    assert [row["id"] for row in rows] == [t.claim.id for t in view().tellings]


def test_without_texts_there_are_quotations_only() -> None:
    files = made(with_text=False)
    assert not [path for path in files if path.startswith("reports/")]
    together = b"".join(files.values()).decode()
    assert "84 of its soldiers had been killed since Sunday" in together
    unquoted = "Fighting over Nagorno-Karabakh went into a third day on Tuesday"
    assert unquoted in b"".join(made().values()).decode()
    assert unquoted not in together


def test_words_of_reports_are_escaped() -> None:
    for path, content in made().items():
        assert b"<b>" not in content or path == "claims.csv"
    assert b"&lt;b&gt;in [[Shushi]]" in made()["claims-1.html"]


def test_disputes_and_doubts_are_on_the_first_page() -> None:
    text = made()["index.html"].decode()
    assert "97 is less than 103." in text
    assert "whether Azerbaijan took Jabrayil" in text
    assert "not a confidence interval" in text


def test_the_growth_of_a_toll_has_its_page() -> None:
    text = made()["growth-1.html"].decode()
    assert "Nagorno-Karabakh: combatants killed" in text
    assert "nobody states it" in text


def test_a_large_view_is_cut_into_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_plan, "PAGE", 4)
    monkeypatch.setattr("herodotus.exports.bundle.PAGE", 4)
    files = made()
    assert {"claims-6.html", "sources-1.html", "figures-2.html"} <= set(files)
    assert_links_hold(files)
    for path, content in files.items():
        if path.startswith("claims-") and path.endswith(".html"):
            assert content.count(b'<li class="card') <= 4


def test_claims_beyond_so_many_behind_a_figure_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bundle_plan, "CLAIMS", 1)
    monkeypatch.setattr("herodotus.exports.bundle.CLAIMS", 1)
    exported = export_bundle(view())
    files = dict(exported.files)
    assert b"1 more claims are behind it." in files["figures-1.html"]
    assert sum(loss.number for loss in exported.losses) == 3


def test_an_empty_view_is_a_bundle_too() -> None:
    files = dict(export_bundle(View(Account(policy="default"), ())).files)
    assert b"No losses are told of" in files["index.html"]
    assert_links_hold(files)


def test_the_same_view_gives_the_same_bytes() -> None:
    assert made() == made()
