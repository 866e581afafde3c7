"""Names into things: who is who, whose side they are on, and where places are."""

from herodotus.gazetteer.actors import Actor, ActorMention, state_of
from herodotus.gazetteer.conflicts import Conflict, conflicts_for, known_conflicts
from herodotus.gazetteer.institutions import with_state
from herodotus.gazetteer.mentions import find_actors
from herodotus.gazetteer.phrases import clean_phrase, is_irregular, resolve_actor
from herodotus.gazetteer.places import (
    Place,
    canonical_place,
    country_of,
    find_place,
    is_country,
    places_named,
)

__all__ = [
    "Actor",
    "ActorMention",
    "Conflict",
    "Place",
    "canonical_place",
    "clean_phrase",
    "conflicts_for",
    "country_of",
    "find_actors",
    "find_place",
    "is_country",
    "is_irregular",
    "known_conflicts",
    "places_named",
    "resolve_actor",
    "state_of",
    "with_state",
]
