"""Names into things: who is who, whose side they are on, and where places are."""

from herodotus.gazetteer.actors import (
    Actor,
    ActorMention,
    by_state_names,
    is_de_facto,
    state_of,
)
from herodotus.gazetteer.conflicts import Conflict, conflicts_for, known_conflicts
from herodotus.gazetteer.institutions import with_state
from herodotus.gazetteer.mentions import find_actors
from herodotus.gazetteer.persons import Holder, find_person
from herodotus.gazetteer.phrases import clean_phrase, resolve_actor
from herodotus.gazetteer.place import Place, kilometres
from herodotus.gazetteer.places import (
    add_places,
    canonical_place,
    division_abbreviated,
    find_place,
    is_country,
    is_demonym,
    is_pinned,
    place_with_id,
    places_named,
)
from herodotus.gazetteer.sectors import (
    actor_country,
    actor_sector,
    armed_group,
    body_sector,
    is_wielded,
    noun_sector,
)

__all__ = [
    "Actor",
    "ActorMention",
    "Conflict",
    "Holder",
    "Place",
    "actor_country",
    "actor_sector",
    "add_places",
    "armed_group",
    "body_sector",
    "by_state_names",
    "canonical_place",
    "clean_phrase",
    "conflicts_for",
    "division_abbreviated",
    "find_actors",
    "find_person",
    "find_place",
    "is_country",
    "is_de_facto",
    "is_demonym",
    "is_pinned",
    "is_wielded",
    "kilometres",
    "known_conflicts",
    "noun_sector",
    "place_with_id",
    "places_named",
    "resolve_actor",
    "state_of",
    "with_state",
]
