"""Control: ground that is captured, lost, held or left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from herodotus.gazetteer import canonical_place, find_place
from herodotus.model import Action, ControlClaim
from herodotus.reading.acts import (
    happened,
    is_presupposed,
    patients,
)
from herodotus.reading.belligerents import enemy_of, is_civilian, is_own, side_at
from herodotus.reading.control_moves import moves
from herodotus.reading.control_terms import TAKING, control
from herodotus.reading.ground import Ground
from herodotus.reading.move import Move
from herodotus.reading.repeats import headline_end
from herodotus.reading.scene import Scene
from herodotus.reading.speech import speech
from herodotus.reading.telling import Happening, Shared, Telling, located, said
from herodotus.reading.terms import lexicon
from herodotus.reading.tree import Tree
from herodotus.reading.voices import Voice
from herodotus.reading.where import Spot


def control_claims(telling: Telling) -> list[ControlClaim]:
    """The control claims of one report, in text order.

    A retreat from ground that nobody names is an event and no claim of control.
    """
    scene = telling.scene
    found: list[_Told] = []
    for number, tree in enumerate(scene.trees):
        if not control().triggers.intersection(tree.lemmas) or scene.is_header(tree):
            continue
        for move in moves(tree, telling):
            if happened(tree, move.trigger) and not _is_question(tree):
                settled = _settled(move, found, scene, number)
                if settled is not None:
                    found += _told(_claims(telling, number, settled), settled, found)
    return _once(found, headline_end(scene.report.text, scene.report.body_start))


#: A claim with the ground that its words mean.
_Told = tuple[ControlClaim, Ground | None]


def _settled(move: Move, found: list[_Told], scene: Scene, number: int) -> Move | None:
    """A move whose pronoun is given the ground told last: "said its men held both"."""
    if not move.meant:
        return move
    if not found:
        return None
    start = found[-1][0].start
    last = [
        ground for claim, ground in found if claim.start == start and ground is not None
    ]
    near = number - scene.sentence_of(start) <= 1
    if not (near and 0 < len(last) <= move.meant) or any(g.vague for g in last):
        return None
    return replace(move, grounds=tuple(last))


def _told(claims: Iterator[_Told], move: Move, found: list[_Told]) -> Iterator[_Told]:
    """The claims of a move; ground held as before is one where another side took it."""
    for claim, ground in claims:
        if not move.kept or any(
            other.action in TAKING - {"lost"}
            and other.by != claim.by
            and ground is not None
            and there is not None
            and ground.is_same(there)
            for other, there in found
        ):
            yield claim, ground


def _claims(telling: Telling, number: int, move: Move) -> Iterator[_Told]:
    """The claims of one word: one for each place that it names or counts."""
    scene = telling.scene
    tree = scene.trees[number]
    teller = _teller(telling, tree, move)
    voice = teller or telling.voices.at(tree.tokens[move.trigger].start)
    if voice is not None and voice.stance in {"denies", "doubts"}:
        return
    if any(_is_no_force(tree, i, telling) for i in move.by):
        return
    by = _by(telling, tree, move, voice)
    if by is None and _needs_side(tree, move):
        return
    if move.held and (voice is None or by is None or by != voice.side):
        return
    grounds: list[Ground | None] = [*move.grounds]
    if any(g is not None and not g.vague for g in grounds):
        grounds = [g for g in grounds if g is not None and not g.vague]
    elif move.action in TAKING:
        grounds = grounds[:1]
    for ground in grounds or [None]:
        start, end = _evidence(tree, move, None if move.meant else ground)
        happening = Happening(
            move.trigger, start, end, agent=move.by[0] if move.by else None
        )
        shared = telling.shared(happening, number, ground=True)
        if teller is not None:
            shared = {**shared, **said(teller)}
        if ground is not None:
            if ground.vague:
                shared = _on_front(shared, tree, telling)
            shared = ground.shared(shared, scene.report.text)
        elif move.action == "advance":
            shared = _nowhere(shared)
        yield (
            ControlClaim(
                start=start,
                end=end,
                evidence=scene.report.text[start:end],
                action=move.action,
                by=by,
                presupposed=is_presupposed(tree, move.trigger)
                and move.action != "advance"
                and not move.held,
                rule=move.rule,
                **shared,
            ),
            ground,
        )


def _teller(telling: Telling, tree: Tree, move: Move) -> Voice | None:
    """The side that tells of its own move: "Baku claimed further advances"."""
    over = tree.tokens[move.trigger].head
    if move.rule != "front noun" or over < 0 or not move.by:
        return None
    around = telling.voices.at(tree.tokens[move.trigger].start)
    if around is not None and not around.continued:
        return None
    cue = tree.tokens[over].text
    stance = speech().stance.get(tree.lemmas[over])
    side = side_at(tree, move.by[0], telling.scene, around)
    if stance is None or side is None:
        return None
    return Voice(side, None, side, cue, stance, None)


def _on_front(shared: Shared, tree: Tree, telling: Telling) -> Shared:
    """Ground without a name lies where its sentence says, else where the war is."""
    scene = telling.scene
    own = scene.toponyms_in(tree.sentence.start, tree.sentence.end)
    war = scene.conflict
    if war is None or any(canonical_place(t.name) == shared["place"] for t in own):
        return shared
    return {**shared, **located(Spot(war.place, find_place(war.place)))}


def _nowhere(shared: Shared) -> Shared:
    return {
        **shared,
        "place": None,
        "lat": None,
        "lon": None,
        "place_precision": None,
    }


def _is_no_force(tree: Tree, token: int, telling: Telling) -> bool:
    """Whether those who did it are no party to a war: observers, protesters, a firm."""
    if tree.lemmas[token] in control().never_agents:
        return True
    if tree.lemmas[token] == "man" and is_own(tree, token):
        return False  # "its men held both"
    return is_civilian(tree, token, telling.scene)


def _needs_side(tree: Tree, move: Move) -> bool:
    """Whether a move is too weakly told to stand without a side."""
    if move.action in {"advance", "withdrawal"} or move.rule == "front act":
        return True
    if all(g.weak or g.vague for g in move.grounds):
        return True
    forces = control().attackers | lexicon("victims.toml", "non_state")
    forces |= lexicon("victims.toml", "state_forces")
    return bool(move.by) and not all(tree.lemmas[i] in forces for i in move.by)


def _by(telling: Telling, tree: Tree, move: Move, voice: Voice | None) -> str | None:
    """Whose move it was: by the words, else that of the side that tells of it."""
    scene = telling.scene
    for token in move.by:
        found = side_at(tree, token, scene, voice)
        if found is not None:
            return found
    spoken = voice.side if voice is not None else None
    if move.by and not all(is_own(tree, i) for i in move.by):
        return None
    for i in tree.below(move.trigger, "obl"):
        case = tree.first(i, "case")  # "was seized from the government"
        if case is not None and tree.lemmas[case] == "from" and move.action in TAKING:
            return enemy_of(side_at(tree, i, scene, voice), scene)
    if spoken is not None and (not scene.parties or spoken in scene.parties):
        return spoken
    return None


def _evidence(tree: Tree, move: Move, ground: Ground | None) -> tuple[int, int]:
    """The words of the move: who, the verb with its auxiliaries, and the ground."""
    here = move.trigger
    tokens = [here, *tree.below(here, "aux", "aux:pass", "compound:prt", "advmod")]
    for i in move.by:
        if abs(i - here) <= _NEAR:
            tokens += tree.core(i)
    if ground is None:
        for i in patients(tree, here) if tree.tokens[here].upos != "NOUN" else ():
            if abs(i - here) <= _NEAR:
                tokens += tree.core(i)
    if tree.tokens[here].upos == "NOUN":
        tokens += tree.core(here)
    start, end = tree.extent(tokens)
    if ground is not None:
        start, end = min(start, ground.start), max(end, ground.end)
    return start, end


#: So many tokens off, the doer still belongs to the words of the claim.
_NEAR = 12


def _once(found: list[_Told], headline: int) -> list[ControlClaim]:
    """The claims without those that tell an earlier one again, or less of it."""
    kept: list[_Told] = []
    for claim, ground in sorted(found, key=lambda pair: (pair[0].start, pair[0].end)):
        twin = next((k for k in kept if _repeats(k, (claim, ground))), None)
        if twin is None:
            kept.append((claim, ground))
        elif twin[0].start < headline <= claim.start:
            kept[kept.index(twin)] = (claim, ground)
    return [claim for claim, _ in kept]


def _repeats(
    first: _Told,
    second: _Told,
) -> bool:
    """Whether a later claim says no more than an earlier one.

    The same side and the same ground; or vague ground ("several hilltops too") of a
    side that has just been told to have taken more than that.
    """
    (one, here), (other, there) = first, second
    if _kind(one.action) != _kind(other.action) or one.background != other.background:
        return False
    if not _are_same(one.by, other.by):
        return False
    if one.start <= other.start < one.end and one.action == other.action:
        if here is None or there is None or here.head == there.head:
            return one.place == other.place
    if here is None or there is None:
        same = here is None and there is None and one.place == other.place
        return same and one.attributed_to == other.attributed_to
    if there.coarse and not here.coarse and not other.presupposed:
        return one.action == other.action
    return here.is_same(there)


def _are_same(first: str | None, second: str | None) -> bool:
    """Whether two names can be one party's: "rebels", "Congolese rebels"."""
    if first is None or second is None:
        return True
    one, other = set(first.lower().split()), set(second.lower().split())
    return one <= other or other <= one


def _kind(action: Action) -> str:
    return "taken" if action in {"captured", "recaptured"} else action


def _is_question(tree: Tree) -> bool:
    return bool(tree.lemmas) and tree.lemmas[-1] == "?"
