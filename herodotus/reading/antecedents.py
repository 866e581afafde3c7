"""Which phrase before it a pronoun or a bare noun takes up.

Rules of news prose, the surest only: where two readings are as likely, a phrase keeps
no antecedent, and what reads it says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from herodotus.gazetteer import Actor, is_de_facto, noun_sector

Where = tuple[int, int]


@dataclass(frozen=True)
class Phrase:
    """A noun phrase that may be a party: where its head stands, and what it is like.

    `actor` is the party that its words name, as head or as whose it is ("Hamas
    fighters"); `governor` the word that the phrase hangs on.
    """

    where: Where
    lemma: str
    actor: Actor | None = None
    person: bool = False
    plural: bool = False
    subject: bool = False
    definite: bool = False
    headed: bool = False
    governor: int = -1
    titles: tuple[str, ...] = ()

    @property
    def sector(self) -> str | None:
        """The sector of the noun."""
        return noun_sector(self.lemma)


def antecedent_of(phrase: Phrase, before: Iterable[Phrase]) -> Phrase | None:
    """The phrase that this one stands for, of those before it, the nearest first.

    >>> actor = Actor("army", "institution")
    >>> army = Phrase((0, 1), "army", actor, subject=True, headed=True)
    >>> antecedent_of(Phrase((1, 0), "it", subject=True), [army]).lemma
    'army'
    """
    near = [p for p in before if phrase.where[0] - p.where[0] <= _SENTENCES]
    for rule in _rules(phrase):
        for candidate in near:
            if rule(candidate) and not _together(phrase, candidate):
                return candidate
    return None


def taking_up(phrase: Phrase, antecedent: Phrase) -> Phrase:
    """A phrase that stands for another, as good an antecedent as that one itself."""
    return replace(
        phrase,
        actor=antecedent.actor,
        person=antecedent.person,
        headed=antecedent.actor is not None,
        titles=antecedent.titles,
    )


def is_pronoun(lemma: str) -> bool:
    """Whether a word only stands for a party.

    >>> is_pronoun("they"), is_pronoun("rebel")
    (True, False)
    """
    return lemma in _PRONOUNS


def may_take_up(lemma: str) -> bool:
    """Whether a noun can stand for a body named before ("the group")."""
    return lemma in _BODIES or lemma in _TERRITORIES


Rule = Callable[[Phrase], bool]


def _rules(phrase: Phrase) -> list[Rule]:
    """What an antecedent must be, the likeliest first."""
    lemma = phrase.lemma
    if lemma in _HE:
        return [lambda p: p.person and p.subject, lambda p: p.person]
    if lemma in _IT:
        return [lambda p: p.subject and _is_body(p) and not p.plural]
    if lemma in _THEY:
        last = phrase.where[0] - 1
        return [
            lambda p: p.subject and _are_people(p) and p.where[0] >= last,
            lambda p: _are_people(p) and p.where[0] >= last,
            lambda p: p.subject and _is_body(p),
            _are_people,
        ]
    if phrase.actor is not None or phrase.person or not phrase.definite:
        return []
    if lemma in _BODIES:
        return [partial(_is_of_kind, kind) for kind in _BODIES[lemma]]
    if lemma in _TERRITORIES:
        return [lambda p: p.actor is not None and is_de_facto(p.actor.name)]
    if lemma == "ministry":
        return [lambda p: p.actor is not None and "Ministry" in p.actor.name]
    if phrase.plural:
        return _rules_for_people(phrase)
    if phrase.sector is not None:
        return [
            lambda p: p.person and lemma in p.titles,
            lambda p: p.lemma == lemma and p.actor is not None,
        ]
    return []


def _rules_for_people(phrase: Phrase) -> list[Rule]:
    """ "The soldiers", "the militants": the same people named in full before."""
    lemma, sector = phrase.lemma, phrase.sector
    rules: list[Rule] = [lambda p: p.lemma == lemma and p.actor is not None]
    if sector in {"REB", "PRM"}:
        rules.append(lambda p: p.actor is not None and p.actor.kind == "armed_group")
    if sector == "MIL":
        rules.append(lambda p: p.sector == "MIL" and p.plural and p.actor is not None)
    return rules


def _is_of_kind(kind: str, phrase: Phrase) -> bool:
    return phrase.actor is not None and phrase.actor.kind == kind


def _are_people(phrase: Phrase) -> bool:
    return phrase.plural and not phrase.person


def _is_body(phrase: Phrase) -> bool:
    """Whether a phrase is a state, a group or an institution, which "it" may mean."""
    return phrase.actor is not None and not phrase.person and phrase.headed


def _together(phrase: Phrase, other: Phrase) -> bool:
    """Whether two phrases hang on one word: "Kigali blamed it" is not itself."""
    return phrase.where[0] == other.where[0] and phrase.governor == other.governor >= 0


#: So many sentences back an antecedent is looked for.
_SENTENCES = 5
_HE = {"he", "she", "his", "her", "him", "himself", "herself"}
_IT = {"it", "its", "itself"}
_THEY = {"they", "their", "them", "themselves"}
_PRONOUNS = _HE | _IT | _THEY
#: Nouns for a party that holds ground without being recognised as a state.
_TERRITORIES = {"region", "enclave", "territory", "republic"}
#: Nouns for a body named before, and the kinds of actor that they mean, best first.
_BODIES = {
    "group": ("armed_group", "organisation"),
    "movement": ("armed_group",),
    "militia": ("armed_group",),
    "organisation": ("organisation", "armed_group"),
    "organization": ("organisation", "armed_group"),
    "alliance": ("organisation", "armed_group"),
    "bloc": ("organisation",),
    "country": ("state",),
}
