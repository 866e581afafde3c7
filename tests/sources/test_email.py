"""Messages and digests, as the standard library's writer makes them."""

from __future__ import annotations

import email.policy
from email.message import EmailMessage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from io import BytesIO

import pytest

from herodotus.model import Failure, Report
from herodotus.sources import read_inputs

FIRST = (
    "Ten soldiers were killed and four wounded when shells hit the town of Arvan on "
    "Monday, the defence ministry said. Nobody claimed the attack.\n"
)
SECOND = (
    "Talks between the two sides broke off without a date for the next round, the "
    "mayor of Corrin said. “Five of us” had died there in a café, he said.\n"
)
PAGE = f"<html><body><h1>Ten die</h1><p>{FIRST}</p><p>{SECOND}</p></body></html>"
RULE = "-" * 40 + "\n"


def message(text: str | None = None, **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = headers.pop("sender", '"The Valley Herald" <news@herald.example>')
    made["To"] = "analyst@example.org"
    made["Subject"] = headers.pop("subject", "Ten die in Arvan")
    made["Date"] = "Mon, 28 Sep 2020 23:10:00 +0400"
    made["Message-ID"] = "<1@herald.example>"
    for name, value in headers.items():
        made[name] = value
    if text is not None:
        made.set_content(text)
    return made


def read(made: EmailMessage | MIMEMultipart | bytes) -> list[Report | Failure]:
    data = made if isinstance(made, bytes) else made.as_bytes()
    return list(read_inputs(["-"], stdin=BytesIO(data)))


def reports(made: EmailMessage | MIMEMultipart | bytes) -> list[Report]:
    found = read(made)
    assert all(isinstance(row, Report) for row in found), found
    return [row for row in found if isinstance(row, Report)]


@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "8bit"])
def test_a_message_is_a_report_with_its_headers(cte: str) -> None:
    made = message()
    made.set_content(SECOND + "\n-- \nThe desk, 99 killed so far\n", cte=cte)
    (report,) = reports(made)
    assert report.text == SECOND
    assert report.title == "Ten die in Arvan"
    assert report.publisher == "The Valley Herald"
    assert (str(report.date), report.date_from) == ("2020-09-28", "metadata")


def test_headers_in_other_alphabets_and_encodings() -> None:
    made = message(subject="Tote in Üsküdar – „zehn“", sender="Café <a@b.example>")
    made.set_content(SECOND, charset="windows-1252")
    (report,) = reports(made)
    assert (report.title, report.publisher) == ("Tote in Üsküdar – „zehn“", "Café")
    assert "in a café, he said" in report.text


def test_of_two_forms_the_plain_one_is_read_unless_it_is_a_stub() -> None:
    made = message(FIRST + SECOND)
    made.add_alternative(PAGE.replace("Ten", "Eleven"), subtype="html")
    assert reports(made)[0].text.startswith("Ten soldiers")
    made = message("Your reader does not show HTML.\n")
    made.add_alternative(PAGE, subtype="html")
    assert reports(made)[0].text == f"{FIRST.strip()}\n\n{SECOND.strip()}"
    made = message()
    made.set_content(PAGE, subtype="html", charset="windows-1252")
    (report,) = reports(made)
    assert "“Five of us” had died there in a café" in report.text


def test_a_digest_is_as_many_reports_as_it_has_articles() -> None:
    text = (
        f"In this issue: two stories\n\n1. Blast in Arvan\n2. Talks fail\n{RULE}"
        f"Blast in Arvan\nhttps://herald.example/blast\n\n{FIRST}\n{RULE}"
        f"Talks fail\n\nCORRIN, Sept 26, 2020 (AFP) - {SECOND}\n{RULE}"
        "To unsubscribe, write to us. We shall be sorry. You will be too, we hope, "
        "since nobody else reports from the front as we do, day after day.\n"
    )
    blast, talks = reports(message(text))
    assert (blast.title, talks.title) == ("Blast in Arvan", "Talks fail")
    assert blast.url == "https://herald.example/blast"
    assert "https" not in blast.text
    assert (str(blast.date), str(talks.date)) == ("2020-09-28", "2020-09-26")
    assert talks.date_from == "dateline"
    assert [row.origin for row in (blast, talks)] == [
        "standard input: article 1",
        "standard input: article 2",
    ]


def test_a_digest_of_messages_by_rfc_1153() -> None:
    rule = "-" * 30
    inner = [
        f"Date: Sun, 27 Sep 2020 10:00:00 +0000\nFrom: B <b@b.example>\n"
        f"Subject: {title}\n\n{text}"
        for title, text in (("One", FIRST), ("Two", SECOND))
    ]
    body = f"Today's Topics:\n 1. One\n\n{'-' * 70}\n\n" + f"\n{rule}\n\n".join(inner)
    one, two = reports(message(body + f"\n{rule}\n\nEnd of the Digest\n"))
    assert (one.title, two.title, one.publisher) == ("One", "Two", "B")
    assert str(one.date) == "2020-09-27"
    assert one.text == FIRST


def test_messages_within_a_message() -> None:
    digest = MIMEMultipart("digest")
    digest["From"], digest["Subject"] = "list@b.example", "Digest"
    digest["MIME-Version"] = "1.0"
    for number in range(2):
        digest.attach(
            MIMEMessage(message(f"Day {number}. {FIRST}", subject=f"No {number}"))
        )
    found = reports(digest)
    assert [row.title for row in found] == ["No 0", "No 1"]
    assert found[1].text.startswith("Day 1. Ten soldiers")


def test_what_is_attached_is_read_by_its_own_kind() -> None:
    made = message("See the attached page.\n")
    made.add_attachment(
        PAGE.encode(), maintype="text", subtype="html", filename="a.html"
    )
    made.add_attachment(
        b"\x89PNG...", maintype="image", subtype="png", filename="b.png"
    )
    found = reports(made)
    assert found[-1].origin == "standard input: a.html"
    assert found[-1].text == f"{FIRST.strip()}\n\n{SECOND.strip()}"


def test_a_text_with_lines_like_headers_is_a_text() -> None:
    text = f"From: our reporter\nDate: 28 September 2020\n\n{FIRST}"
    (report,) = reports(text.encode())
    assert report.text == text


def test_a_message_without_words_is_a_failure() -> None:
    made = message()
    made.add_attachment(
        b"\x89PNG...", maintype="image", subtype="png", filename="b.png"
    )
    (found,) = read(made)
    assert isinstance(found, Failure)
    assert found.error == "EmptyInput"


def test_messages_in_messages_without_end_are_refused() -> None:
    made = message(FIRST)
    for _ in range(40):
        outer = MIMEMultipart("digest")
        outer["From"], outer["MIME-Version"] = "a@b.example", "1.0"
        outer.attach(MIMEMessage(made))
        made = outer  # type: ignore[assignment]
    found = read(made.as_bytes(policy=email.policy.default))
    assert found
    assert isinstance(found[-1], Failure)


@pytest.mark.parametrize("charset", ["no-such", "idna", "utf-7", "rot13"])
def test_a_charset_that_is_none_is_guessed(charset: str) -> None:
    data = (
        message(SECOND)
        .as_bytes()
        .replace(b'charset="utf-8"', f"charset={charset}".encode())
    )
    (report,) = reports(data)
    assert report.text == SECOND
