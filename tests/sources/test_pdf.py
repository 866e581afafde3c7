"""PDF files as reportlab writes them: lines, columns, pages, passwords, pictures."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from herodotus.model import Failure, Report
from herodotus.sources import open_report, read_inputs
from herodotus.sources.pdf import text_of

LINES = (
    "BAKU, Sept 28, 2020 (AFP) - Ten soldiers were killed and four wound-",
    "ed when shells hit the town on Monday, the ministry of defence said in",
    "a statement that it sent to reporters.",
)
SECOND = "The governor gave no figure. Talks are to go on in the capital this week."


def drawn(draw: Callable[[Canvas], Any], **options: Any) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, **options)
    draw(canvas)
    canvas.save()
    return file.getvalue()


def lines(canvas: Canvas) -> None:
    for i, line in enumerate(LINES):
        canvas.drawString(72, 760 - 14 * i, line)
    canvas.drawString(72, 690, SECOND)
    canvas.drawCentredString(300, 30, "1")


def one(data: bytes) -> Report | Failure:
    (found,) = read_inputs(["-"], stdin=BytesIO(data))
    return found


def test_lines_are_joined_to_paragraphs_and_divided_words_to_one(
    tmp_path: Path,
) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(drawn(lines))
    report = open_report(path)
    assert "four wounded when shells hit the town" in report.text
    assert "said in a statement that it sent to reporters." in report.text
    assert SECOND in report.text
    assert not report.text.rstrip().endswith("1")
    assert (str(report.date), report.place) == ("2020-09-28", "Baku")


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "columns.pdf"
    frames = [Frame(50 + 260 * i, 60, 230, 720) for i in range(2)]
    document = BaseDocTemplate(str(path), pagesize=A4, title="Ten die in Arvan")
    document.addPageTemplates(PageTemplate(frames=frames))
    style = getSampleStyleSheet()["Normal"]
    sentences = [f"On day {i} the town was shelled and {i} died." for i in range(9, 99)]
    document.build([Paragraph(" ".join(sentences), style)])
    report = open_report(path)
    found = " ".join(report.text.split())
    assert [sentence for sentence in sentences if sentence not in found] == []
    assert report.title == "Ten die in Arvan"


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [f"The Paper\n{SECOND}\nIt is day {i}.\nPage {i} of 4" for i in range(1, 5)]
    text = text_of(pages)
    assert "The Paper" not in text
    assert "Page" not in text
    assert all(f"It is day {i}." in text for i in range(1, 5))


def test_a_paragraph_goes_on_over_the_page() -> None:
    line = "The shelling of the town and of the villages around it went on until the"
    assert text_of([f"{line}\n{line}", f"evening, and {line}\nend."]).count("\n") == 0


def test_a_locked_file_says_so() -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(drawn(lines)))
    writer.encrypt("secret", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    found = one(file.getvalue())
    assert isinstance(found, Failure)
    assert (found.error, "password" in found.message) == ("UnsupportedKind", True)


def test_a_file_locked_with_no_word_is_read() -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(drawn(lines)))
    writer.encrypt("", owner_password="owner", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    assert isinstance(one(file.getvalue()), Report)


def test_a_scan_says_what_to_do() -> None:
    found = one(drawn(lambda canvas: canvas.rect(10, 10, 200, 200, fill=1)))
    assert isinstance(found, Failure)
    assert (found.error, "ocrmypdf" in found.message) == ("EmptyInput", True)


def test_a_damaged_file_is_named() -> None:
    data = drawn(lines, pageCompression=1)
    for cut in (20, 200, len(data) // 2):
        found = one(data[:cut])
        if isinstance(found, Failure):
            assert found.message.startswith("standard input")
            assert found.error in {"DamagedInput", "EmptyInput"}
