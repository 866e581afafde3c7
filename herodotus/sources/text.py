"""Bytes to text: byte order marks, encodings, and what is not text at all.

Text from a file is frozen once, here: the byte order mark is dropped and the ends of
lines become a line feed each, exactly as Python's own text mode reads a file. Nothing
else is touched, so offsets into a report's text are offsets into `open(file).read()`.
"""

from __future__ import annotations

import codecs
import logging
import re

from herodotus.errors import BinaryInput, EncodingProblem

_log = logging.getLogger(__name__)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"%PDF-", "a PDF", "save its text (pdftotext does that) and read the text"),
    (b"\x89PNG", "a picture", "read the text of the report instead"),
    (b"\xff\xd8\xff", "a picture", "read the text of the report instead"),
    (b"GIF8", "a picture", "read the text of the report instead"),
    (b"\x1f\x8b", "compressed (gzip)", "unpack it first"),
    (b"BZh", "compressed (bzip2)", "unpack it first"),
    (b"\xfd7zXZ\x00", "compressed (xz)", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed (zstd)", "unpack it first"),
    (b"PK\x03\x04", "an archive or office document", "save it as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an office document", "save it as plain text first"),
    (b"{\\rtf", "a rich text document", "save it as plain text first"),
    (b"SQLite format 3", "a database", "read the reports that it was made from"),
    (b"\x7fELF", "a program", "read the text of a report instead"),
)

#: Bytes that text of any single-byte encoding hardly ever holds.
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1a\x1b"))

#: Tried in this order when the bytes are Latin letters of an unknown single-byte code.
_LATIN = ("cp1252", "mac_roman", "cp1250", "cp1254")

#: What English prose with foreign names in it does not show when decoded rightly:
#: a capital or a sign inside a word, letters of Old Norse, a control character.
_ODD = re.compile(
    r"(?<=[a-z])[À-ÖØ-ÞŽŠŸĄĆĘŁŃŚŹŻŐŰŞŢİ]|[³¹¼¾½¿¡ªº](?=\w)|(?<=\w)[³¹¼¾½¿ª¤¦¨¸]"
    r"|[ðÐþÞý]|æ\b|[\x80-\x9f]|[A-Za-z][†‡‰ˆ˜¬√∆∑∏Ω≈◊ˇ˘˛˝](?=[a-z])"
)
#: Three letters together of a script that is not Latin: not an accent misread.
_FOREIGN_WORD = re.compile(r"[^\W\d_\x00-\u024f\u1e00-\u1eff]{3}")
_DETECT_BYTES = 200_000

#: Soft hyphens, joiners, and marks of direction.
_NOTHING = dict.fromkeys(
    [0xAD, 0x61C, *range(0x200B, 0x2010), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)
_SEEN = dict.fromkeys(
    [*(set(range(32)) - {9, 10, 13}), *range(0x7F, 0xA0), *range(0x202A, 0x202F)],
    "\ufffd",
)


def decode(data: bytes, *, where: str) -> str:
    """The text that `data` holds, with line ends normalised to a line feed.

    In turn: a byte order mark, UTF-16 without one, UTF-8, and then the best guess of
    charset-normalizer, in which English with a few accents is taken for Windows
    Western text. UTF-8 that is damaged in a few places keeps a replacement character
    (U+FFFD) there.

    >>> decode(b"Sources said.\\r\\nNo more.", where="a.txt")
    'Sources said.\\nNo more.'

    Raises:
        BinaryInput: it is no text; the message says what it seems to be.
        EncodingProblem: no encoding makes sense of it.
    """
    text = _decode(data, where)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def marked_encoding(data: bytes) -> tuple[str, int] | None:
    """The encoding that a byte order mark names, and the length of the mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    return None


def refuse_binary(data: bytes, *, where: str) -> None:
    """Raise BinaryInput if the first bytes are those of a file that is no text."""
    for magic, kind, advice in _MAGIC:
        if data.startswith(magic):
            raise BinaryInput(f"{where} is {kind}, not text: {advice}", where=where)


def without_surrogates(text: str) -> str:
    r"""`text` with a replacement character for each half of a broken pair.

    JSON may escape half of a character (`"\ud800"`), which no encoding can store. The
    replacement is one code point too, so offsets stay as they are.

    >>> without_surrogates("a\ud800b") == "a\ufffdb"
    True
    """
    if text.isascii():
        return text
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def harmless(text: str) -> str:
    r"""`text` without characters that hide, and with a mark for those that do harm.

    Soft hyphens, joiners and marks of direction change nothing that is seen, and go.
    Control characters, and overrides of direction that can show "21" as "12", become
    a replacement character each, so that it is seen that something was there.

    >>> harmless("Ste\xadpana\u200bkert: \u202e21\u202c dead\x00")
    'Stepanakert: �21� dead�'
    """
    return text.translate(_NOTHING).translate(_SEEN)


def _decode(data: bytes, where: str) -> str:
    marked = marked_encoding(data)
    if marked:
        encoding, length = marked
        return data[length:].decode(encoding, errors="replace")
    refuse_binary(data, where=where)
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, errors="replace")
    controls = len(data) - len(data.translate(None, _CONTROL))
    if controls > 2 + len(data) // 200:
        raise BinaryInput(
            f"{where} holds bytes that no text has: it is not text. "
            "Save the report as plain text, in UTF-8, and read that",
            where=where,
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data, where) or _by_guess(data, where)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of plain English is then zero."""
    head = data[:4000]
    if len(head) < 8 or b"\x00" not in head:
        return None
    half = len(head) // 2
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if odd > 0.7 and even < 0.05:
        return "utf-16-le"
    if even > 0.7 and odd < 0.05:
        return "utf-16-be"
    return None


def _damaged_utf8(data: bytes, where: str) -> str | None:
    """UTF-8 that was cut short or damaged: its good characters outnumber the bad."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    good = sum(not char.isascii() for char in text) - text.count("\ufffd")
    cut = bad == 1 and text.endswith("\ufffd") and (good or data[-2:-1] >= b"\x80")
    if not cut and good < 4 * bad:
        return None
    _log.warning("%s: %d damaged places in its UTF-8 were replaced", where, bad)
    return text


def _by_guess(data: bytes, where: str) -> str:
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:_DETECT_BYTES]).best()
    if guess is None:
        raise EncodingProblem(
            f"{where} is in no encoding that can be told: save it as UTF-8 and try "
            "again",
            where=where,
        )
    # Mac Cyrillic has the small letters of Windows', and has died out.
    encoding = "cp1251" if guess.encoding == "mac_cyrillic" else guess.encoding
    text = data.decode(encoding, errors="replace")
    if not _FOREIGN_WORD.search(text):
        text = min((_latin(data, encoding) for encoding in _LATIN), key=_oddness)
    return text


def _latin(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:  # Windows leaves a few of the codes undefined
        return data.decode("latin-1")


def _oddness(text: str) -> int:
    return len(_ODD.findall(text))
