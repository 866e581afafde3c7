"""The lexicon: every written name in two automata, one of them minding capitals."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from herodotus.gazetteer.actors import Actor, Form, Naming, namings
from herodotus.gazetteer.folding import fold, key
from herodotus.gazetteer.institutions import Institution, institution_namings
from herodotus.gazetteer.tables import toml

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


class Entry(NamedTuple):
    """What a written name stands for.

    `choices` holds more than one actor where two share the name; the countries of
    each tell them apart. No choice at all is a shadow: words that hide a shorter
    name ("New Mexico"). `cased` wants a capital first letter.
    """

    choices: tuple[tuple[Actor, tuple[str, ...]], ...]
    form: Form
    cased: bool
    institution: Institution | None = None


class Lexicon(NamedTuple):
    """Names in any case (`loose`) and names of exact letters (`exact`)."""

    loose: AhoCorasick
    loose_entries: tuple[Entry, ...]
    exact: AhoCorasick
    exact_entries: tuple[Entry, ...]
    by_key: dict[str, Entry]
    ambiguous: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """All names, compiled once."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    traps = toml("traps.toml")
    ambiguous = frozenset(traps["ambiguous"])
    loose: dict[str, Entry] = {}
    exact: dict[str, Entry] = {}
    for words in traps["shadows"]:
        loose[key(words)] = Entry((), "name", words[0].isupper())
    for naming in namings():
        _add(loose, exact, naming, ambiguous=ambiguous)
    for naming, institution in institution_namings():
        _add(loose, exact, naming, institution, ambiguous=ambiguous)
    loose = {words: entry for words, entry in loose.items() if words}
    by_key = {key(words): entry for words, entry in exact.items()} | loose
    return Lexicon(
        AhoCorasick(list(loose), matchkind=MatchKind.Standard),
        tuple(loose.values()),
        AhoCorasick(list(exact), matchkind=MatchKind.Standard),
        tuple(exact.values()),
        by_key,
        ambiguous,
    )


def _add(
    loose: dict[str, Entry],
    exact: dict[str, Entry],
    naming: Naming,
    institution: Institution | None = None,
    *,
    ambiguous: frozenset[str],
) -> None:
    """Enter one way of writing an actor; an equal one gains a choice."""
    if naming.case == "exact":
        for words in _exact_spellings(naming.words, ambiguous):
            _enter(exact, words, naming, institution, cased=False)
    else:
        cased = naming.case == "cased"
        for words in _loose_spellings(naming.words):
            _enter(loose, words, naming, institution, cased=cased)


def _enter(
    table: dict[str, Entry],
    words: str,
    naming: Naming,
    institution: Institution | None,
    *,
    cased: bool,
) -> None:
    choice = (naming.actor, naming.countries)
    held = table.get(words)
    if held is None:
        table[words] = Entry((choice,), naming.form, cased, institution)
    elif held.choices and all(choice[0] != actor for actor, _ in held.choices):
        table[words] = held._replace(choices=(*held.choices, choice))
    elif held.cased and not cased:
        table[words] = held._replace(cased=False)


def _loose_spellings(words: str) -> set[str]:
    """A name as looked up, with and without its apostrophe."""
    plain = key(words)
    found = {plain}
    if "s' " in plain or "'s " in plain:
        found.add(plain.replace("s' ", "s ").replace("'s ", "s "))
    return found


def _exact_spellings(words: str, ambiguous: frozenset[str]) -> set[str]:
    """An acronym, and as British papers write one that is spoken ("Nato", "Farc")."""
    plain = fold(words).replace("-", " ")
    found = {plain}
    spoken = plain.isalpha() and len(plain) >= 4 and set(plain.upper()) & set("AEIOU")
    if spoken and plain.upper() not in ambiguous and plain.upper() not in _WORDS:
        found.add(plain.capitalize())
    return found


#: Acronyms that would be words or given names if only their first letter were large.
_WORDS = frozenset(
    {
        *("AFAD", "AMAL", "DAWN", "MENA", "MEND", "SAPA", "TASS", "TELO", "SADR"),
        *("BRAS", "GUNT", "ARDE", "BIFF", "PANA", "SAMIM", "ABRI", "ANSA", "IFOR"),
        *("PIRA", "ETIM", "SUNA", "DOD", "IANS", "HUJI"),
    }
)
