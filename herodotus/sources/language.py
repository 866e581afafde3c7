"""Which language a text is in, as far as it matters: English, or surely not English.

Refusing an English report is worse than reading a foreign one, so a text is set aside
only when there is no doubt: most of its letters are of another script, or it has
hardly a function word of English and a trained identifier is sure of another language.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from herodotus.errors import NotEnglish

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 20_000
_ENOUGH = 0.10  # English news has 0.2 to 0.35; titles and lists of names may have none
_HARDLY = 0.04
_WORDS_NEEDED = 8
_CAPITALS_NEEDED = 60
_SURE = 0.98
_WORD = re.compile(r"[^\W\d_]+")

_ENGLISH_LABEL = re.compile(r"(?:en|eng|english)(?:[-_ (].*)?", re.IGNORECASE)
_NO_LABEL = frozenset(
    {"", "und", "unknown", "mul", "mis", "zxx", "n/a", "none", "null"}
)


class _Facts(NamedTuple):
    function_words: frozenset[str]
    near_english: frozenset[str]
    scripts: dict[str, str]
    names: dict[str, str]


def refuse_foreign(text: str, *, where: str, label: str | None = None) -> None:
    """Raise NotEnglish if the text is surely in another language.

    `label` is what the record itself says, such as "en-GB" or "French". A label of
    another language is believed; one of English is believed unless most letters are
    of another script.
    """
    said = (label or "").strip()
    if _ENGLISH_LABEL.fullmatch(said):
        language = foreign_script(text)
    elif said.casefold() not in _NO_LABEL:
        language = said
    else:
        language = foreign_language(text)
    if language:
        name = _facts().names.get(re.split("[-_]", language)[0].casefold(), language)
        raise NotEnglish(
            f"{where} is in {name}, and only English is read so far: "
            "give an English translation, or leave it out",
            where=where,
            language=language,
        )


def foreign_language(text: str) -> str | None:
    """The code of the language that `text` is surely in, or None if it may be English.

    >>> foreign_language("Двенадцать солдат погибли под Тертером.")
    'ru'
    >>> foreign_language("MOGADISHU BLAST KILLS 12") is None
    True
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.casefold())
    function_words = _facts().function_words
    share = sum(word in function_words for word in words) / (len(words) or 1)
    if share >= _ENOUGH:
        return None
    script = foreign_script(sample)
    if script:
        return script
    if sample.isupper():
        common, needed = words, _CAPITALS_NEEDED
    else:  # names are capitalised, and look like the language that they come from
        common = [word for word in _WORD.findall(sample) if word[0].islower()]
        needed = _WORDS_NEEDED
    if len(common) < needed:
        return None
    language, sure = _identify(" ".join(common))
    if language in _facts().near_english or sure < _SURE:
        return None
    if (
        share > _HARDLY
        and _identify(" ".join(common[len(common) // 2 :]))[0] != language
    ):
        return None
    return language


def foreign_script(text: str) -> str | None:
    """The language code of the script that most letters are of, unless it is Latin."""
    letters = [char for char in text[:_SAMPLE] if char.isalpha()]
    foreign = [char for char in letters if char > "\u024f" and not _is_latin(char)]
    if 2 * len(foreign) <= len(letters):
        return None
    scripts = [unicodedata.name(char, "?").split()[0] for char in foreign[:400]]
    script = max(sorted(set(scripts)), key=scripts.count)
    named = _facts().scripts.get(script)
    language, sure = _identify(text[:2000])
    if sure >= _SURE and language not in _facts().near_english:
        return language
    return named or "another language"


def _is_latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith(("LATIN", "MATHEMATICAL", "MODIFIER"))


def _identify(text: str) -> tuple[str, float]:
    """The likeliest language, and how sure it is that the text is not English."""
    ranked = _identifier().rank(text)
    near = sum(
        chance for language, chance in ranked if language in _facts().near_english
    )
    return ranked[0][0], 1 - near


@lru_cache(maxsize=1)
def _facts() -> _Facts:
    """The file of languages, read once."""
    file = files("herodotus") / "data" / "languages.toml"
    data: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))  # lists and tables
    return _Facts(
        frozenset(data["function_words"]),
        frozenset(data["near_english"]),
        data["scripts"],
        data["names"],
    )


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    """The identifier of py3langid; it takes most of a second to load, so it is late."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
