"""Where each word begins and ends, by the conventions of the English treebanks.

Clitics stand apart ("do|n't", "Azerbaijan|'s"), hyphenated words are several words
("Russian|-|backed") unless they begin with a bound prefix ("anti-tank"), and an
abbreviation keeps its full stop ("Gen.", "U.S."). Offsets are code points into the text
as it was given.
"""

import re

from herodotus.language.abbreviations import ABBREVIATIONS

Span = tuple[int, int]


def word_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the words of one stretch of text, in order, as half-open spans.

    >>> text = "Lt. Gen. Aliyev didn't say 1,250 pro-Russian fighters' U.S.-made arms."
    >>> " ".join(text[s:e] for s, e in word_spans(text))
    "Lt. Gen. Aliyev did n't say 1,250 pro-Russian fighters ' U.S. - made arms ."
    """
    stop = len(text) if end is None else end
    return [match.span() for match in _WORD.finditer(text, start, stop)]


_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u00ad\u200c\u200d])"
_APOSTROPHE = "['’`]"
_CLITIC = r"(?i:s|re|ve|ll|d|m|t)"
_PREFIX = (
    r"(?i:anti|co|counter|cross|e|ex|mid|mini|multi|neo|non|pan|post|pre|pro|re|semi|sub|"
    r"super|trans|ultra|un|vice)"
)
_SUFFIX = (
    r"(?:com|org|net|gov|edu|mil|int|info|co|uk|ru|ua|az|am|ir|il|in|fr|de|tv|me|io)"
)
_UNIT = r"(?i:am|pm|km|kg|mm|cm|mph|kph|lbs?|ft|bn|mn|hrs?|mins?|m|k)"
_ABBREVIATION = "|".join(
    re.escape(word) for word in sorted(ABBREVIATIONS, key=len, reverse=True)
)

_WORD = re.compile(
    rf"""
    (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]'’]     # web addresses
  | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                            # e-mail addresses
  | (?<![\w@])[@\#]\w+                                      # handles and tags
  | (?<![\w.-])[\w-]+(?:\.[\w-]+)*\.{_SUFFIX}(?![\w-]|\.\w)(?<![A-Z]\.[A-Z]{{2}})
  | (?<!\w)(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?          # U.S., a.m., L.L.C
  | (?<!\w)(?i:{_ABBREVIATION})\.(?!\w*['’]\w)              # Gen., Sept.
  | (?<!\w)[A-Z]\.(?=\s+[A-Z])                              # J. (an initial)
  | (?<![\w/])\d{{1,4}}/\d{{1,2}}(?:/\d{{2,4}})?(?![\w/])   # 9/11, 11/28/2000
  | \d+(?:[.,:]\d+)*(?={_UNIT}(?!\w))                       # the 5 of 5km
  | \d+(?:[.,:]\d+)*(?i:st|nd|rd|th|s)?(?!\w)               # 1,250  7.30  19th  1980s
  | (?<!\w){_APOSTROPHE}\d0s(?!\w)                          # '90s
  | (?<=\w){_APOSTROPHE}{_CLITIC}(?!\w)                     # 's, 're
  | (?<=\w)(?i:n{_APOSTROPHE}t)(?!\w)                       # n't
  | (?<=[Cc][Aa][Nn])(?i:not)(?!\w)                         # the not of cannot
  | (?<!\w)(?i:can)(?=(?i:not)(?!\w))                       # the can of cannot
  | (?<!\w)(?i:gon|wan|got|out)(?=[nt]a(?!\w))              # the gon of gonna
  | (?<=gon|wan)(?i:na)(?!\w) | (?<=got|out)(?i:ta)(?!\w)
  | (?<!\w)(?i:no|nos|art|c|ca)\.(?=\s*\d)               # No. 3, c. 1818
  | (?<![\w-])\d{{3}}-(?:\d{{3}}-)?\d{{4}}(?![\w-])          # telephone numbers
  | \w+?(?=(?i:n{_APOSTROPHE}t)(?!\w))                      # the do of don't
  | (?<![\w-]){_PREFIX}-{_LETTER}+                          # anti-tank
  | (?:\w|{_LETTER})+(?:{_APOSTROPHE}(?!{_CLITIC}(?!\w)){_LETTER}+)*
  | \.{{2,}} | -{{2,}} | [!?]{{2,}} | '' | `` | \*{{2,}} | _{{2,}} | ={{2,}} | <<|>>
  | [^\s\u200b\u2060\ufeff]
    """,
    re.VERBOSE,
)
