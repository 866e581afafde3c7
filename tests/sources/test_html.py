"""Web pages: what is taken from them, what is left, and what they may not do."""

from __future__ import annotations

import datetime
import gzip
from io import BytesIO
from pathlib import Path

import pytest

from herodotus.errors import HerodotusError
from herodotus.model import Failure, Report
from herodotus.sources import open_report, read_inputs
from herodotus.sources.markup import MOST_TAGS

FIRST = (
    "Ten soldiers were killed and four wounded when shells hit the town of Arvan on "
    "Monday, the defence ministry said in a statement."
)
SECOND = "The governor gave no figure. Talks are to go on in the capital this week."
SHORT = "Nobody claimed the attack."

PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Ten die in Arvan | The Paper</title>
<link rel="canonical" href="https://paper.example/war/ten-die"/>
<meta property="og:site_name" content="The Paper">
<meta property="article:published_time" content="2020-09-28T23:10:00+04:00">
</head><body>
<nav><ul><li><a href="/">Home</a></li></ul></nav>
<h1>Ten die in Arvan</h1><p class="byline">By Mara Quill</p>
<p>{FIRST}</p><h2>“They came at dawn”</h2><p>{SECOND}</p>
<ul><li>{SHORT}</li><li>The road is closed.</li></ul>
<div class="related"><h3>Related</h3><ul>
<li><a href="#">99 killed in Wolmark</a></li></ul></div></body></html>"""

LD_JSON = (
    '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, '
    '{"@type": ["NewsArticle"], "datePublished": "2020-09-28T01:00:00Z", '
    '"headline": "Ten die &amp; more", "publisher": {"name": "LD Paper"}}]}</script>'
)


def read(page: str | bytes, **options: object) -> Report | Failure:
    data = page.encode("utf-8") if isinstance(page, str) else page
    (found,) = read_inputs(["-"], stdin=BytesIO(data), **options)  # type: ignore[arg-type]
    return found


def report(page: str | bytes, **options: object) -> Report:
    found = read(page, **options)
    assert isinstance(found, Report), found
    return found


def failure(page: str | bytes) -> Failure:
    found = read(page)
    assert isinstance(found, Failure), found
    return found


def body(inner: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{inner}</body></html>"


def test_a_page_is_a_report_with_what_it_says_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    found = open_report(path)
    assert found.text == (
        f"{FIRST}\n\n“They came at dawn”\n\n{SECOND}\n\n"
        f"- {SHORT}\n- The road is closed."
    )
    assert found.title == "Ten die in Arvan"
    assert found.publisher == "The Paper"
    assert found.url == "https://paper.example/war/ten-die"
    assert (found.date, found.date_from) == (datetime.date(2020, 9, 28), "metadata")
    assert (found.language, found.origin) == ("en", str(path))


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page", "page.pdf"])
def test_content_tells_before_the_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(PAGE, encoding="utf-8")
    assert FIRST in open_report(path).text
    path.write_text(FIRST, encoding="utf-8")
    assert open_report(path).text == FIRST


def test_a_text_that_speaks_of_tags_is_a_text() -> None:
    text = "<b> is a tag that old pages use, said Ten Soldiers, a company in Arvan."
    assert report(text).text == text


@pytest.mark.parametrize(
    "around",
    [
        '<nav><p>{}</p></nav>',
        '<aside><p>{}</p></aside>',
        '<footer><p>{}</p></footer>',
        '<div role="navigation"><p>{}</p></div>',
        '<div class="c-related-stories"><p>{}</p></div>',
        '<div id="mostRead"><p>{}</p></div>',
        '<section class="comments-area"><p>{}</p></section>',
        '<div><h3>You may also like</h3><p><a href="#">{}</a></p></div>',
        '<h3>More on this story</h3><ul><li><a href="#">{}</a></li></ul>',
        '<p><strong>READ ALSO: </strong><a href="#">{}</a></p>',
        '<p><a href="#">{}</a></p>',
        '<figure><img src="a"><figcaption>{}</figcaption></figure>',
        '<p class="wp-caption-text">{}</p>',
        '<div hidden><p>{}</p></div>',
        '<div style="display: none"><p>{}</p></div>',
        '<div aria-hidden="true"><p>{}</p></div>',
        '<script>var a = "<p>{}</p>"</script>',
        '<style>{}</style>',
        '<template><p>{}</p></template>',
        '<noscript><p>{}</p></noscript>',
        '<!-- <p>{}</p> -->',
        '<iframe src="x">{}</iframe>',
        '<a href="#"><div><h4>{}</h4></div></a>',
    ],
)  # fmt: skip
def test_what_surrounds_a_report_is_left_out(around: str) -> None:
    stray = "At least 99 people were killed in Wolmark on Sunday, officials said there"
    page = f"<h1>Ten die</h1><p>{FIRST}</p>{around.format(stray)}<p>{SECOND}</p>"
    assert report(body(page)).text == f"{FIRST}\n\n{SECOND}"


def test_words_of_a_class_never_cut_the_report_itself() -> None:
    page = f"""<div class="page has-sidebar comments-open">
    <div class="share promo related">
    <h1>Ten die</h1><p>{FIRST}</p><p>{SECOND}</p></div></div>"""
    assert report(body(page)).text == f"{FIRST}\n\n{SECOND}"
    page = f'<div class="social-content"><p>{FIRST}</p><p>{SECOND}</p></div>'
    assert report(body(page)).text == f"{FIRST}\n\n{SECOND}"


def test_short_paragraphs_and_words_in_links_are_kept() -> None:
    linked = 'The <a href="/army">army</a> and <b>the mayor</b> said <i>nothing</i>.'
    page = f"<h1>x</h1><p>{FIRST}</p><p>{SHORT}</p><p>{linked}</p><p>{SHORT}</p>"
    assert report(body(page)).text == (
        f"{FIRST}\n\n{SHORT}\n\nThe army and the mayor said nothing.\n\n{SHORT}"
    )


def test_lines_broken_by_br_are_paragraphs() -> None:
    page = f"<div class=post>{FIRST}<br/><br/>{SECOND}<br>{SHORT}</div>"
    assert report(body(page)).text == f"{FIRST}\n\n{SECOND}\n{SHORT}"


def test_rows_of_a_table_of_figures_are_lines() -> None:
    table = "<table><tr><td>Killed</td><td>12</td></tr><tr><td>Hurt</td><td>3</td></tr>"
    page = f"<h1>x</h1><div><p>{FIRST}</p>{table}</table><p>{SECOND}</p></div>"
    text = report(body(page)).text
    assert "Killed | 12" in text
    assert text.index(FIRST) < text.index("Killed") < text.index(SECOND)


def test_entities_spaces_and_signs_that_hide() -> None:
    page = body(
        "<p>On Monday &ldquo;12&nbsp;people&rdquo; died in Ste&shy;pana\u200bkert "
        "&amp; Goris, the ministry\u2009said; it was \u202e21\u202c now&#0;, it said, "
        "and \u20664\u2069 were hurt &lt;b&gt;.</p>"
    )
    text = (
        "On Monday “12 people” died in Stepanakert & Goris, the ministry said; it was "
        "\ufffd21\ufffd now\ufffd, it said, and 4 were hurt <b>."
    )
    assert report(page).text == text


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8-sig", '<meta charset="windows-1251">'),
        ("utf-16", ""),
        ("cp1252", '<meta charset="iso-8859-1">'),
        (
            "cp1252",
            '<meta http-equiv="Content-Type" content="text/html; charset=latin1">',
        ),
        ("cp1252", ""),
        ("utf-8", '<meta charset="iso-8859-1">'),
        ("cp1250", '<meta charset="windows-1250">'),
        ("cp1252", '<meta charset="no-such-thing">'),
    ],
)
def test_a_page_in_its_own_encoding(encoding: str, head: str) -> None:
    words = "“Twelve” people died in the café on Monday — the ministry said."
    page = body(f"<p>{words}</p><p>{SECOND}</p>", head).encode(encoding)
    assert report(page).text == f"{words}\n\n{SECOND}"


def test_a_page_in_russian_is_set_aside() -> None:
    words = "Двенадцать солдат погибли в понедельник, сообщило министерство обороны."
    page = body(f"<p>{words}</p>", '<meta charset="windows-1251">').encode("cp1251")
    found = failure(page)
    assert (found.error, found.language) == ("NotEnglish", "ru")


@pytest.mark.parametrize(
    ("head", "day", "source"),
    [
        ('<meta name="dcterms.issued" content="2020-09-28">', "2020-09-28", "metadata"),
        (
            LD_JSON,
            "2020-09-28",
            "metadata",
        ),
        ('<script type="application/ld+json">{oops</script>', None, None),
        ('<script type="application/ld+json">[[["x"]]]</script>', None, None),
        (
            '<link rel="canonical" href="https://a.example/2020/09/28/x">',
            "2020-09-28",
            "url",
        ),
        ('<link rel="canonical" href="javascript:x">', None, None),
        ('<link rel="canonical" href="http://[bad">', None, None),
    ],
)
def test_dates_say_where_they_are_from(
    head: str, day: str | None, source: str | None
) -> None:
    found = report(body(f"<p>{FIRST}</p><p>{SECOND}</p>", head))
    assert (found.date and str(found.date), found.date_from) == (day, source)


@pytest.mark.parametrize(
    ("head", "byline"),
    [
        ('<meta name="author" content="Ana Ruiz">', ""),
        (
            '<meta property="article:author" content="https://a.example/ruiz">',
            '<p class="byline">By Ana Ruiz</p>',
        ),
        (
            LD_JSON.replace(
                '"publisher": {', '"author": [{"name": "Ana Ruiz"}], "p": {'
            ),
            "",
        ),
        ("", '<span itemprop="author"><b itemprop="name">Ana Ruiz</b></span>'),
        ("", '<p>Posted by <a rel="author" href="/ruiz">Ana Ruiz</a></p>'),
        ("", '<div class="node__submitted">Submitted by Ana Ruiz on 3 May 2019</div>'),
        ("", '<span class="story__author">Ana Ruiz</span>'),
        ("", "<p>By Ana Ruiz</p>"),
    ],
    ids=["meta", "address", "json", "microdata", "link", "drupal", "class", "words"],
)
def test_who_wrote_a_page_is_kept(head: str, byline: str) -> None:
    found = report(article(head, byline))
    assert found.author == "Ana Ruiz"
    assert "Ruiz" not in found.text


@pytest.mark.parametrize(
    "byline",
    [
        "",
        '<p class="byline">3 May 2019, 10:12</p>',
        '<div class="author-box"><p>Has been with us since the war of 2008.</p></div>',
        '<div class="comment-author">Angry Reader</div>',
        '<p class="byline">admin</p>',
    ],
)
def test_a_page_that_names_nobody_has_no_author(byline: str) -> None:
    assert report(article("", byline)).author is None


def article(head: str, byline: str) -> bytes:
    """A page with a headline, something below it, and a report."""
    body = "".join(
        f"<p>{n} people died in the shelling of the town.</p>" for n in "123"
    )
    page = f"<html><head>{head}</head><body><article><h1>Shelling at the river</h1>"
    return f"{page}{byline}{body}</article></body></html>".encode()


def test_the_date_line_under_a_headline_dates_the_page() -> None:
    page = f"<h1>Ten die</h1><div>Ivo Brand · 3 May 2019</div><p>{FIRST}</p>"
    found = report(body(page))
    assert (str(found.date), found.text) == ("2019-05-03", FIRST)


def test_a_dateline_is_read_as_in_any_report() -> None:
    found = report(body(f"<p>GORIS, Sept 30, 2020 (AFP) – {FIRST}</p><p>{SECOND}</p>"))
    assert (str(found.date), found.place, found.agency) == (
        "2020-09-30",
        "Goris",
        "AFP",
    )
    assert found.text[found.body_start :].startswith(FIRST)


@pytest.mark.parametrize(
    ("page", "error"),
    [
        (body(""), "EmptyInput"),
        (body("<div id=root></div><script>app()</script>"), "EmptyInput"),
        ("<html>", "EmptyInput"),
        (body("<div>" * 5000 + FIRST), "TooLong"),
        (body("<b>" * (MOST_TAGS + 1)), "TooLong"),
        (body(f"<p {' '.join(f'a{i}=1' for i in range(50_000))}>x"), "TooLong"),
        (body("<p>" + "x" * 8_000_001), "TooLong"),
    ],
)
def test_pages_that_are_refused_say_why(page: str, error: str) -> None:
    found = failure(page)
    assert found.error == error
    assert found.message.startswith("standard input")


def test_a_page_ten_times_larger_than_any_is_read() -> None:
    page = body(f"<h1>Ten die</h1>{f'<p>{FIRST}</p>' * 3000}")
    assert report(page).text.count(FIRST) == 3000


def test_a_page_is_never_fetched_from(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise HerodotusError("the network was asked for")

    monkeypatch.setattr("socket.socket.connect", refuse)
    outside = "http://127.0.0.1:9/x"
    page = (
        f'<!DOCTYPE html SYSTEM "{outside}"><html><base href="{outside}">'
        f'<link rel=stylesheet href="{outside}"><img src="{outside}"><p>{FIRST}</p>'
    )
    assert report(page).text == FIRST


def test_a_page_may_be_packed(tmp_path: Path) -> None:
    path = tmp_path / "page.html.gz"
    path.write_bytes(gzip.compress(PAGE.encode()))
    (found,) = read_inputs([path])
    assert isinstance(found, Report)
    assert found.title == "Ten die in Arvan"
