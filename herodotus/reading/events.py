"""Events: who did what to whom, in the codes of PLOVER, CAMEO and ACLED.

A sentence's verbs and nouns tell acts (`event_triggers`), the words around them what
becomes of an act (`event_clauses`), the sentence which of them it reports
(`event_choice`), its tree who did it to whom (`event_actors`).
"""

from __future__ import annotations

from herodotus.gazetteer import resolve_actor, state_of
from herodotus.model import EventClaim, Party
from herodotus.reading.event_actors import parties_in
from herodotus.reading.event_choice import told
from herodotus.reading.event_clauses import find_triggers
from herodotus.reading.event_lexicon import VERBAL, event_words
from herodotus.reading.event_triggers import Trigger, names_of
from herodotus.reading.event_weapons import weapon_of
from herodotus.reading.subevents import acled_types
from herodotus.reading.telling import Happening, Said, Telling, said
from herodotus.reading.tree import Tree


def event_claims(telling: Telling) -> list[EventClaim]:
    """The event claims of one report, in text order."""
    scene = telling.scene
    claims = []
    for number, tree in enumerate(scene.trees):
        if scene.is_header(tree):
            continue
        triggers = told(find_triggers(tree), tree)
        for trigger in triggers:
            claim = _claim(trigger, triggers, number, telling)
            if claim is not None:
                claims.append(claim)
    return claims


def _claim(
    trigger: Trigger, triggers: list[Trigger], number: int, telling: Telling
) -> EventClaim | None:
    """One event with its parties and codes; none where nobody does it to nobody."""
    scene, act = telling.scene, trigger.act
    tree = scene.trees[number]
    token = tree.tokens[trigger.at]
    voice = telling.voices.at(token.start)
    side = voice.side if voice is not None else None
    initiators, targets, mutual = parties_in(trigger, tree, scene, speaker_side=side)
    if not initiators and (act.roles in {"agent", "sufferer"} or not targets):
        if not act.forceful or act.roles is not None:
            return None
    happening = Happening(trigger.at, token.start, token.end)
    shared = telling.shared(
        happening,
        number,
        losers=targets[0].name if targets and not initiators else None,
        doers=frozenset(name for party in initiators for name in _names(party)),
    )
    apart = _is_apart(trigger.at, tree)
    if act.plover in VERBAL and not mutual and (apart or voice is None):
        shared = {**shared, **_said_by(trigger, tree, telling, initiators)}
    start, end = _words(trigger, triggers, tree)
    acled = acled_types(
        act.plover,
        act.mode,
        tree=tree,
        trigger=trigger.act_at,
        initiators=initiators,
        targets=targets,
    )
    return EventClaim(
        start=start,
        end=end,
        evidence=scene.report.text[start:end],
        plover=act.plover,
        plover_mode=act.mode,
        cameo=act.cameo,
        acled_event_type=acled.event_type,
        acled_sub_event_type=acled.sub_event_type,
        contexts=act.contexts,
        initiators=initiators,
        targets=targets,
        reciprocal=mutual,
        weapon=weapon_of(trigger, tree),
        modality=trigger.modality,
        rule=trigger.rule,
        **shared,
    )


def _names(party: Party) -> set[str]:
    """The names of a party and of its state; none of whoever is only described."""
    actor = resolve_actor(party.name)
    if actor is None or actor.side is None or actor.side.islower():
        return set()  # "warplanes", "gunmen": anybody's
    state = state_of(party.country) if party.country else None
    return {party.name, actor.side, *([state.name] if state is not None else [])}


def _said_by(
    trigger: Trigger, tree: Tree, telling: Telling, initiators: tuple[Party, ...]
) -> Said:
    """Who answers for a threat, a refusal, a demand: whoever utters it."""
    subjects = tree.below(trigger.at, "nsubj")
    if not subjects or len(initiators) != 1:
        return {}
    cue = (tree.tokens[trigger.at].start, tree.tokens[trigger.at].end)
    voice = telling.voices.uttering(tree.extent(tree.core(subjects[0])), cue)
    if voice is None or (voice.side is None and voice.speaker is None):
        return {}
    found = said(voice)
    if voice.side is None and initiators[0].name != voice.speaker:
        found["attributed_to"] = f"{voice.party} ({initiators[0].name})"
    return found


def _is_apart(at: int, tree: Tree) -> bool:
    """Whether a clause stands beside what the sentence's speaker says ("while …")."""
    marks = {tree.lemmas[i] for i in tree.below(at, "mark")}
    return tree.tokens[at].deprel == "advcl" and bool(
        marks & {"while", "whereas", "but"}
    )


def _words(trigger: Trigger, triggers: list[Trigger], tree: Tree) -> tuple[int, int]:
    """The words of the clause, without the clauses of other events joined to it."""
    top = trigger.at
    token = tree.tokens[top]
    if token.deprel in {"nsubj", "amod"} and token.head >= 0:
        holds = event_words().operators["holds"]
        lasting = not holds.isdisjoint(names_of(tree, token.head))
        if lasting or token.deprel == "amod":  # "clashes continued along the border"
            top = token.head
    others = {other.at for other in triggers if other is not trigger}
    found: list[int] = []
    waiting = [top]
    while waiting:
        here = waiting.pop()
        found.append(here)
        for i in tree.below(here):
            relation = tree.tokens[i].deprel
            clause = tree.tokens[i].upos == "VERB" and i not in trigger.words
            if here == top and relation in _EDGES:
                continue
            if clause and relation in {"conj", "parataxis"} and i > top:
                continue
            if clause and relation == "advcl" and {i, *tree.under(i)} & others:
                continue
            waiting.append(i)
    return tree.extent(found)


#: Words at the edge of a clause that are no part of what it tells.
_EDGES = {"punct", "cc", "mark", "case"}
