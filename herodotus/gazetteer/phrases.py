"""Who a noun phrase means: "suspected Boko Haram militants", "the army", "gunmen"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from herodotus.gazetteer.actors import Actor, ActorMention, countries, de_facto
from herodotus.gazetteer.folding import fold
from herodotus.gazetteer.institutions import bare_institutions, composed, defying
from herodotus.gazetteer.mentions import find_actors
from herodotus.gazetteer.places import find_place
from herodotus.gazetteer.tables import toml


@lru_cache(maxsize=10_000)
def resolve_actor(phrase: str, *, near: frozenset[str] = frozenset()) -> Actor | None:
    """The actor that a noun phrase means, or `None` where it means none.

    A party that no file knows keeps the report's own words, cleaned of doubt and
    number. `near` (ISO3) tells groups of one name apart.

    >>> resolve_actor("suspected Boko Haram militants").name
    'Boko Haram'
    >>> resolve_actor("three unidentified gunmen").name
    'gunmen'
    >>> resolve_actor("the Azerbaijani army").side
    'Azerbaijan'
    """
    cleaned = clean_phrase(phrase)
    if not cleaned:
        return None
    whole = find_actors(cleaned, near=near)
    if len(whole) == 1 and (whole[0].start, whole[0].end) == (0, len(cleaned)):
        return _in_arms(whole[0].actor, cleaned)
    head = _head_part(cleaned)
    if cleaned[:1].isupper() and head != cleaned and not whole:
        head = _proper_name(cleaned) or head
    mentions = [mention for mention in whole if mention.end <= len(head)]
    if not mentions:
        spoken = _spoken_for(cleaned, whole)
        if spoken:
            return spoken
    return _of_mentions(head, mentions) or _of_head(head)


def _in_arms(actor: Actor, words: str) -> Actor:
    """A state named by those who fight for it ("ethnic Armenian separatists")."""
    last = _last_word(words)
    if actor.kind == "state" and last in _heads("irregular") | _heads("regular"):
        return replace(actor, status="combatant")
    return actor


def clean_phrase(phrase: str) -> str:
    """A noun phrase without article, number, doubt and the marks around it.

    >>> clean_phrase("at least 12 suspected pro-Russian separatists,")
    'pro-Russian separatists'
    """
    words = _EDGES.sub("", " ".join(phrase.split()))
    while True:
        shorter = _doubt().sub("", words, count=1)
        if shorter == words or not shorter:
            return words
        words = shorter


_EDGES = re.compile(r"^[\s\"'“”‘’(\[,.;:-]+|[\s\"“”‘(\[)\],.;:-]+$")
_CUT = re.compile(
    r",| -- | [–—] | \(| (?:who|that|which|whose|in|on|at|near|around|inside|outside|"
    r"backed|led|loyal|linked|allied|fighting|operating|based|known|belonging|using|"
    r"armed with|from|of|for|to|with|by|against|during|after|and|said|wearing|opposed"
    r"|calling|claiming|affiliated)(?= |$)"
)


@cache
def _doubt() -> re.Pattern[str]:
    words = sorted(toml("parties.toml")["doubt"], key=len, reverse=True)
    return re.compile(
        rf"^(?:(?:{'|'.join(map(re.escape, words))})|[\d,.]+(?:-year-old)?) ",
        re.IGNORECASE,
    )


@cache
def _heads(name: str) -> frozenset[str]:
    return frozenset(toml("parties.toml")[name])


def _head_part(cleaned: str) -> str:
    """The phrase up to its first clause or preposition."""
    cut = _CUT.search(cleaned, 1)
    return cleaned[: cut.start()] if cut else cleaned


def _proper_name(cleaned: str) -> str | None:
    """An unknown name that runs over prepositions ("Front for the Defence of …")."""
    found = _PROPER.match(cleaned)
    if found and _heads("group_words") & set(found[0].lower().split()):
        return found[0]
    return None


_PROPER = re.compile(
    r"[A-Z][\w'’-]*(?: (?:(?:of|for|and|to|in) (?:the )?)?[A-Z][\w'’-]*)+"
)


def _spoken_for(cleaned: str, mentions: tuple[ActorMention, ...]) -> Actor | None:
    """ "a spokesman for the Taliban": the party spoken for."""
    head = _head_part(cleaned)
    if not mentions or _last_word(head) not in _heads("speakers"):
        return None
    first = mentions[0]
    between = cleaned[len(head) : first.start].strip().lower()
    if re.fullmatch(r"(?:for|of|from|in|with|at|by)(?: \w+){0,3}", between):
        return first.actor
    return None


def _last_word(head: str) -> str:
    words = re.findall(r"[A-Za-z'’-]+", fold(head))
    return words[-1].lower().removesuffix("'s") if words else ""


def _of_mentions(head: str, mentions: list[ActorMention]) -> Actor | None:
    """The actor among those that the head part names."""
    for mention in mentions:
        kind = mention.actor.kind
        if kind in ("armed_group", "organisation", "agency"):
            return mention.actor
        if kind == "institution" and mention.actor.side is not None:
            if mention.actor.status is None and _last_word(head) in _heads("regular"):
                return replace(mention.actor, status="combatant")
            return mention.actor
    owners = [m.actor for m in mentions if m.actor.kind in ("state", "people")]
    if owners:
        return _of_owner(head, owners[-1])
    if mentions:
        return _of_place(head, mentions[-1])
    return None


def _of_owner(head: str, owner: Actor) -> Actor | None:
    """A state or people and the noun after it."""
    last = _last_word(head)
    if last in _heads("irregular") or _weakly_armed(head, last):
        side = owner.name if owner.name in de_facto() else head
        return Actor(head, "armed_group", owner.country, side, "combatant")
    if last in _heads("civilian"):
        return replace(owner, status="civilian")
    if defying() & set(head.lower().split()):
        return Actor(head, "organisation", owner.country)
    if owner.kind == "state" and last in _heads("regular") and last != "side":
        return composed(bare_institutions()["forces"], owner.name)
    return owner


def _of_place(head: str, mention: ActorMention) -> Actor | None:
    """An institution under a name of its place ("Donetsk city administration")."""
    before = head[: mention.start].strip()
    if not before or not before[0].isupper() or head[mention.end :].strip():
        return mention.actor
    named = replace(mention.actor, name=head)
    place = find_place(before) if mention.actor.status == "combatant" else None
    state = _states_by_code().get(place.country) if place else None
    return replace(named, country=state.country, side=state.name) if state else named


@cache
def _states_by_code() -> dict[str, Actor]:
    return {country.iso3: country.actor for country in countries().values()}


def _of_head(head: str) -> Actor | None:
    """A party known only from the report's own words."""
    last = _last_word(head)
    if last in _heads("irregular") or _weakly_armed(head, last):
        name = head[0].lower() + head[1:] if " " not in head else head
        return Actor(name, "armed_group", None, name, "combatant")
    if head[:1].isupper() and _heads("group_words") & set(head.lower().split()):
        if len(head.split()) > 1:
            return Actor(head, "armed_group", None, head, "combatant")
    if last in _heads("regular") and last != "side":
        return bare_institutions()["forces"].actor
    return None


def _weakly_armed(head: str, last: str) -> bool:
    if last not in _heads("weak"):
        return False
    words = set(fold(head).lower().replace("-", " ").split())
    return bool(words & _heads("armed_words"))
