"""Sides that do not say what they lost: "gave no figure for its own losses".

Such a silence is a claim of its own, so that unknown is never taken for zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from herodotus.model import VictimStatus
from herodotus.reading.scene import Scene
from herodotus.reading.terms import lexicon
from herodotus.reading.tree import Tree

_NO = {"no", "not", "n't", "never", "neither", "nor", "without"}


@dataclass(frozen=True)
class Silence:
    """A side that has not disclosed its losses, and the words that say so."""

    start: int
    end: int
    side: str | None
    status: VictimStatus


def find_silences(tree: Tree, scene: Scene) -> Iterator[Silence]:
    """The nondisclosures of one sentence."""
    lemmas = tree.lemmas
    if not lexicon("silences.toml", "losses").intersection(lemmas):
        return
    for i, lemma in enumerate(lemmas):
        if tree.tokens[i].upos != "VERB":
            continue
        below = tree.below(i)
        negated = any(lemmas[j] in _NO for j in below)
        objects = tree.below(i, "obj", "obl", "nsubj:pass")
        if negated and lemma in lexicon(
            "silences.toml", "disclose"
        ):  # "has not said how many … were killed"
            objects = objects + [
                j for j in tree.below(i, "ccomp") if _asks_how_many(tree, j)
            ]
        loss = next(
            (
                j
                for j in objects
                if lexicon("silences.toml", "losses").intersection(
                    lemmas[k] for k in tree.under(j)
                )
            ),
            None,
        )
        if loss is None:
            continue
        inside = {lemmas[k] for k in tree.under(loss)}
        if lemma in lexicon("silences.toml", "disclose"):
            denied_object = bool(_NO & {lemmas[k] for k in tree.under(loss)})
            if not (negated or denied_object):
                continue
        elif lemma in lexicon("silences.toml", "withhold"):
            if lemma == "keep" and not lexicon("silences.toml", "secret") & {
                lemmas[j] for j in tree.under(i)
            }:
                continue
        else:
            continue
        if any(tree.tokens[k].upos == "NUM" for k in tree.under(loss)):
            continue
        status: VictimStatus = "unknown"
        if inside & lexicon("silences.toml", "military"):
            status = "combatant"
        elif inside & lexicon("silences.toml", "civilian"):
            status = "civilian"
        subject = _subject(tree, i)
        side = _side(tree, subject, scene)
        if side is None:
            continue
        tokens = [i, *tree.under(loss)]
        if subject is not None:
            tokens += tree.core(subject)
        start, end = tree.extent(tokens)
        yield Silence(start, end, side, status)


def _asks_how_many(tree: Tree, clause: int) -> bool:
    under = tree.under(clause)
    return any(
        tree.lemmas[j] == "how" and j + 1 in under and tree.lemmas[j + 1] == "many"
        for j in under
    )


def _subject(tree: Tree, verb: int) -> int | None:
    here = verb
    for _ in range(4):
        found = tree.first(here, "nsubj")
        if found is not None:
            if tree.lemmas[found] in {"which", "who", "that"}:
                return tree.tokens[here].head if tree.tokens[here].head >= 0 else None
            return found
        if tree.tokens[here].deprel not in {"conj", "xcomp"}:
            return None
        here = tree.tokens[here].head
    return None


def _side(tree: Tree, subject: int | None, scene: Scene) -> str | None:
    if subject is None:
        return None
    start, end = tree.extent(tree.under(subject))
    for mention in scene.actors_in(start, end):
        if mention.actor.side:
            return mention.actor.side
    return None
