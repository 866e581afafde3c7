"""Names into things: who is who, whose side they are on, and where places are."""

from herodotus.gazetteer.actors import Actor, ActorMention, state_of
from herodotus.gazetteer.institutions import with_state
from herodotus.gazetteer.mentions import find_actors
from herodotus.gazetteer.phrases import clean_phrase, is_irregular, resolve_actor

__all__ = [
    "Actor",
    "ActorMention",
    "clean_phrase",
    "find_actors",
    "is_irregular",
    "resolve_actor",
    "state_of",
    "with_state",
]
