"""The dictionary form of a word, by the conventions of the English treebanks.

Nouns, verbs and comparatives come from lemminflect's tables (the NIH Specialist
Lexicon); the closed classes are listed here, because a table of forms cannot know them
("'s", "ca", "wo").
"""

from functools import lru_cache


def lemma(word: str, upos: str, *, first: bool = False) -> str:
    """Return the lemma of a word whose part of speech is known.

    Args:
        first: the word begins its sentence, so its capital says nothing.

    >>> lemma("wounded", "VERB"), lemma("left", "VERB"), lemma("An", "DET")
    ('wound', 'leave', 'a')
    >>> lemma("Russian", "ADJ"), lemma("Fierce", "ADJ", first=True)
    ('Russian', 'fierce')
    """
    if upos in _AS_WRITTEN:
        return word
    if upos == "ADJ" and not first and word[0].isupper() and not word[1:].isupper():
        return word
    return _of_form(word.lower(), upos)


@lru_cache(maxsize=50_000)
def _of_form(form: str, upos: str) -> str:
    """Return the lemma of a form in small letters."""
    if upos in ("AUX", "VERB") and form in _AUXILIARIES:
        return _AUXILIARIES[form]
    if upos in ("VERB", "NOUN"):
        return _looked_up(form, upos)
    if upos in ("ADJ", "ADV"):
        compared = form.endswith(("er", "est")) or form in ("worse", "worst")
        return _known(form, upos) if compared and form not in _NOT_COMPARED else form
    return _CLOSED.get(form, form)


_AS_WRITTEN = frozenset(["PROPN", "X", "NUM"])
_NOT_COMPARED = frozenset(
    {
        "further",
        "former",
        "inner",
        "later",
        "latter",
        "least",
        "other",
        "outer",
        "rather",
        "upper",
    }
)
_AUXILIARIES = {
    form: lemma
    for lemma, forms in {
        "be": "am is are was were been being be 's ’s s 'm ’m 're ’re",
        "have": "has had having have 've ’ve",
        "do": "does did done doing do",
        "would": "'d ’d",
        "will": "'ll ’ll wo",
        "can": "ca",
        "shall": "sha",
        "get": "got gets gotten getting",
        "go": "gon",
    }.items()
    for form in forms.split()
}
_CLOSED = {
    "an": "a",
    "n't": "not",
    "n’t": "not",
    "nt": "not",
    "’s": "'s",
    "na": "to",
    "ta": "to",
    "i": "I",
    "me": "I",
    "us": "we",
    "him": "he",
    "her": "her",
    "them": "they",
    "these": "this",
    "those": "that",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
}


def _looked_up(form: str, upos: str) -> str:
    from lemminflect import getLemma

    found = getLemma(form, upos)
    return str(found[0]) if found else form


def _known(form: str, upos: str) -> str:
    """Return the lemma if the form is in the table; a guess would invent positives."""
    from lemminflect import getAllLemmas

    found = getAllLemmas(form).get(upos)
    return str(found[0]) if found else form
