"""Characters that act on the screen instead of standing on it, made visible.

A report is somebody else's text. Escape codes could repaint a terminal, and marks of
writing direction could show a sentence in another order than it is stored, so both
are shown by their code point instead of being obeyed.
"""

from __future__ import annotations

import re

#: Controls other than tab and newline, marks of direction, invisible spaces and
#: signs, separators that break lines, halves of a surrogate pair, non-characters.
#: The joiner U+200D stays: it holds emoji and some scripts together.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """`text` with every character that would act on the screen named instead.

    >>> visible("left\u202eright")
    'left⟨U+202E⟩right'
    """
    return HIDDEN.sub(lambda found: sign(found.group()), text)


def one_line(text: str) -> str:
    """`text` made visible, on one line, with single spaces.

    >>> one_line("a family\\n  of six")
    'a family of six'
    """
    return visible(" ".join(text.split()))


def sign(character: str) -> str:
    """The sign that stands for one hidden character.

    >>> sign("\\x1b")
    '⟨U+001B⟩'
    """
    return f"⟨U+{ord(character):04X}⟩"
