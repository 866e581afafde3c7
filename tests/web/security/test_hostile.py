"""A ledger full of harm (`hostile.py`): whatever shows it, nothing of it acts.

A page has no element, attribute or address that its templates did not write; a cell of
a table is no formula; no sign changes the direction of writing; and the whole is still
there to be read.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from herodotus.exports.visible import HIDDEN
from herodotus.ledger import Ledger
from herodotus.web import Settings, make_app
from tests.web.security import hostile
from tests.web.security.conftest import HTML
from tests.web.security.routes import ways

#: Elements that a page of ours has, or may have.
ELEMENTS = frozenset(
    re.findall(
        r"[a-z0-9]+",
        """
    a abbr article aside b blockquote body br button caption cite code col colgroup dd
    del details dfn dialog div dl dt em fieldset figcaption figure footer form h1 h2 h3
    h4 head header hr html i img input ins kbd label legend li link main mark meta meter
    nav noscript ol optgroup option output p picture pre progress q s samp script
    section select small span strong sub summary sup svg table tbody td template
    textarea tfoot th thead time title tr ul var wbr

    g path rect circle ellipse line polyline polygon text tspan defs clippath desc
    pattern marker use symbol lineargradient stop
    """,
    )
)

#: What permalinks begin with.
OURS = Settings().address

_ADDRESSES = frozenset(("href", "src", "action", "formaction", "data", "xlink:href"))


class Page(HTMLParser):
    """What a page has that could act."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.words: list[str] = []
        self.shown: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in ELEMENTS:
            self.wrong.append(f"<{tag}>")
        self._script = tag in ("script", "style")
        if tag == "script" and not (given.get("src") or "").startswith("/"):
            kind = given.get("type", "")
            if kind not in ("application/json", "application/geo+json"):
                self.wrong.append(f"<script> of its own: {attrs}")
        if tag == "meta" and "http-equiv" in given:
            self.wrong.append("<meta http-equiv>")
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.wrong.append(f"<{tag} {name}>")
            if name in _ADDRESSES:
                self._look_at(tag, name, value or "")
            else:
                self.shown.append(value or "")

    def handle_data(self, data: str) -> None:
        if not self._script:
            self.words.append(data)
            self.shown.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._script = False

    def _look_at(self, tag: str, name: str, value: str) -> None:
        parts = urlsplit(value)
        plain = re.sub(r"[\x00-\x20]", "", value).lower()
        if plain.startswith(("javascript:", "vbscript:", "//", "data:text")):
            self.wrong.append(f"<{tag} {name}={value[:60]!r}>")
        if parts.netloc and parts.hostname not in ("news.example", "127.0.0.1"):
            self.wrong.append(f"<{tag} {name}={value[:60]!r}>")
        if parts.netloc and tag != "a" and not value.startswith(f"{OURS}/"):
            self.wrong.append(f"<{tag} {name}={value[:60]!r}> is loaded")


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The ledger full of harm."""
    with Ledger(tmp_path_factory.mktemp("hostile") / "ledger.db") as opened:
        hostile.fill(opened)
        yield opened


@pytest.fixture(scope="module")
def asker(evil: Ledger) -> Iterator[TestClient]:
    """Asks a server of it."""
    settings = Settings()
    with TestClient(
        make_app(evil, settings), base_url=settings.address, follow_redirects=True
    ) as client:
        yield client


def addresses(ledger: Ledger) -> list[str]:
    """Every page and file there is of the ledger, for whatever is in it."""
    app = make_app(":memory:")
    card = ledger.reports()[0]
    claims = [telling.claim.id for telling in ledger.told()]
    episodes = [one.id for one in ledger.episodes()][:2]
    known: dict[str, list[str]] = {
        "key": [card.key],
        "id": [*claims[:6], *episodes],
        "conflict": ["Nagorno-Karabakh"],
        "file": [
            "ged.csv",
            "acled.csv",
            "plover.tsv",
            "events.geojson",
            "claims.csv",
            "events.hxl.csv",
            "infobox.wikitext",
            "sitrep.md",
        ],
    }
    found = []
    for way in ways(app):
        if way.method != "GET" or way.path.startswith(("/static", "/vendored")):
            continue
        names = re.findall(r"\{([a-z_]+)", way.path)
        values = known.get(names[0], ["x"]) if names else [""]
        found += [way.address(**dict.fromkeys(names, value)) for value in values]
    return found


def pages(client: TestClient, ledger: Ledger) -> Iterator[tuple[str, Page]]:
    """Every page, taken apart; with harm in what is asked, too."""
    asked = {"side": hostile.HARM[:480], "text": "<script>window.harmed=1</script>"}
    shown = [one for one in addresses(ledger) if not one.endswith((".json", "sv"))]
    tried: list[tuple[str, dict[str, str]]] = [(address, {}) for address in shown]
    tried += [(address, {"kind": hostile.HARM[:480]}) for address in shown]
    tried += [("/claims", asked), ("/account", asked), ("/series", asked)]
    tried += [
        ("/nothing/" + hostile.WAYS_OUT[0], {}),
        ("/login", {"next": asked["side"]}),
    ]
    for address, query in tried:
        answer = client.get(address, params=query, headers=HTML)
        if answer.headers["content-type"].startswith(("text/html", "image/svg")):
            page = Page()
            page.feed(answer.text)
            page.close()
            if answer.status_code >= 500:
                page.wrong.append(f"status {answer.status_code}")
            yield f"{address}?{query}", page


def test_the_ledger_is_as_harmful_as_it_should_be(evil: Ledger) -> None:
    cards = evil.reports()
    assert len(cards) == len(hostile.FORMULAS) + 2  # those of the feed
    assert all(hostile.RUNS in f"{card.title}{card.publisher}" for card in cards)
    kinds = {telling.claim.kind for telling in evil.told()}
    assert kinds == {"casualty", "materiel", "control", "event", "nondisclosure"}
    assert len(evil.decisions()) > 20


def test_no_page_has_what_its_templates_did_not_write(
    asker: TestClient, evil: Ledger
) -> None:
    seen = 0
    wrong = {}
    harmed = 0
    for address, page in pages(asker, evil):
        seen += 1
        words = " ".join(page.words)
        harmed += hostile.RUNS in words
        if page.wrong:
            wrong[address] = page.wrong[:5]
        if hostile.SUM[1] in words:
            wrong[address] = [*wrong.get(address, []), "a template of theirs ran"]
        if acting := HIDDEN.search("".join(page.shown)):
            wrong[address] = [*wrong.get(address, []), f"acts: {acting.group()!r}"]
    assert wrong == {}
    assert seen > 20
    assert harmed > 10  # the words are there, and do nothing


def test_no_cell_of_a_table_is_a_formula(asker: TestClient, evil: Ledger) -> None:
    seen = 0
    for address in addresses(evil):
        if not address.endswith((".csv", ".tsv")):
            continue
        answer = asker.get(address)
        if answer.status_code == 404:
            continue
        assert answer.status_code == 200, (address, answer.text)
        assert answer.headers["x-content-type-options"] == "nosniff"
        tabs = address.endswith(".tsv")
        rows = csv.reader(
            io.StringIO(answer.text.removeprefix("\ufeff"), newline=""),
            dialect="excel-tab" if tabs else "excel",
        )
        for row in list(rows)[1:]:
            seen += 1
            for cell in row:
                runs = cell.startswith(("=", "+", "@", "\t", "\r"))
                minus = cell.startswith("-") and not re.fullmatch(
                    r"-?\d+(\.\d+)?", cell
                )
                assert not runs, (address, cell[:60])
                assert not minus, (address, cell[:60])
    assert seen > 50


def test_what_a_program_gets_is_never_a_page(asker: TestClient, evil: Ledger) -> None:
    seen = 0
    for address in addresses(evil):
        answer = asker.get(address)
        kind = answer.headers["content-type"]
        if not address.endswith((".json", ".geojson")):
            continue
        assert "json" in kind, address
        assert answer.headers["x-content-type-options"] == "nosniff"
        json.loads(answer.text)
        seen += hostile.RUNS in answer.text
    assert seen > 5


def test_files_in_markup_hold_no_markup_of_theirs(
    asker: TestClient, evil: Ledger
) -> None:
    report = asker.get("/exports/sitrep.md")
    assert report.status_code == 200
    assert not re.search(r"(?<!\\)<(script|img|iframe|svg|base|form)", report.text)
    assert not re.search(r"(?<!\\)\]\(javascript:", report.text)
    wiki = asker.get("/exports/infobox.wikitext")
    assert wiki.status_code == 200
    assert "<script" not in wiki.text
    assert "[[Category:Evil" not in wiki.text


def test_no_file_is_named_by_what_a_ledger_holds(
    asker: TestClient, evil: Ledger
) -> None:
    for address in addresses(evil):
        answer = asker.get(address)
        named = answer.headers.get("content-disposition", "")
        assert re.fullmatch(r'(attachment; filename="[A-Za-z0-9._-]+")?', named), named


def test_the_log_of_the_server_holds_nothing_that_acts(
    asker: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    asker.get("/nothing/%1b[31m%0aforged", headers={"Authorization": "Bearer x"})
    asker.post("/claims/%1b[31m%0d%0aforged/decisions")
    told = [record.getMessage() for record in caplog.records]
    assert len(told) == 2
    assert not any(HIDDEN.search(one) or "\n" in one for one in told)


def test_every_template_escapes_by_itself() -> None:
    folder = Path(__file__).parents[3] / "herodotus" / "web"
    for template in (folder / "templates").rglob("*.html"):
        text = template.read_text("utf-8")
        assert "|safe" not in text.replace(" ", ""), template
        assert "autoescape" not in text, template
        assert not re.search(r"\son[a-z]+=", text), template
        assert not re.search(r"\sstyle=", text), template
        assert not re.search(r"<script(?![^>]*\b(src|type)=)", text), template
        assert "<style" not in text, template
