"""Sides that do not say what they lost: "gave no figure for its own losses".

Such a silence is a claim of its own, so that unknown is never taken for zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from herodotus.model import NondisclosureClaim, VictimStatus
from herodotus.reading.mentions import Mention
from herodotus.reading.relevance import tells_of_other
from herodotus.reading.scene import Scene
from herodotus.reading.terms import lexicon, people
from herodotus.reading.tree import Tree

_NO = {"no", "not", "n't", "never", "neither", "nor", "without"}


@dataclass(frozen=True)
class Silence:
    """A side that has not disclosed its losses, and the words that say so."""

    start: int
    end: int
    side: str
    status: VictimStatus
    of_war: bool

    def covers(self, mention: Mention) -> bool:
        """Whether a count is in words that tell none: "gave no figure for its dead"."""
        return self.start <= mention.number[0] and mention.end <= self.end

    def claim(self, scene: Scene) -> NondisclosureClaim:
        """The silence as a claim, in the report's voice and as of its day."""
        return NondisclosureClaim(
            start=self.start,
            end=self.end,
            evidence=scene.report.text[self.start : self.end],
            side=self.side,
            victim_status=self.status,
            date_end=scene.report.date,
            rule="nondisclosure",
        )


def lone_silences(scene: Scene) -> list[NondisclosureClaim]:
    """The silences of a report that tells of no fighting, in text order.

    Only what is lost in war counts there: soldiers, the dead, a side's "own" losses.
    """
    text = scene.report.text[scene.report.body_start :]
    if tells_of_other(text):
        return []
    return [
        silence.claim(scene)
        for tree in scene.trees
        for silence in find_silences(tree, scene)
        if silence.of_war
    ]


def may_be_silent(tree: Tree) -> bool:
    """Whether a sentence has a word of losses at all."""
    return bool(lexicon("silences.toml", "losses").intersection(tree.lemmas))


def find_silences(tree: Tree, scene: Scene) -> Iterator[Silence]:
    """The nondisclosures of one sentence."""
    if not may_be_silent(tree):
        return
    told: set[int] = set()
    for i in range(len(tree)):
        loss = _untold(tree, i)
        if loss is None or loss in told:
            continue
        under = tree.under(loss)
        if any(tree.tokens[k].upos == "NUM" for k in under):
            continue
        if tree.tokens[loss].text.lower() == "death":
            continue  # "would not confirm the death" of somebody
        told.add(loss)
        subject = _subject(tree, i)
        if subject == loss or (subject is not None and subject in under):
            subject = None
        start, end = tree.extent([*_words(tree, i, subject), *under])
        status = _status({tree.lemmas[k] for k in under})
        whose = _sides(tree, i, subject, under, scene)
        of_war = status != "unknown" or _is_own(tree, under)
        for side in whose:
            yield Silence(start, end, side, status, of_war)


def _words(tree: Tree, i: int, subject: int | None) -> list[int]:
    """The word of a silence with what negates or completes it, and who is silent."""
    around = tree.below(
        i, "det", "advmod", "aux", "aux:pass", "xcomp", "obl:agent", "obj"
    )
    found = [i, *around, *(tree.core(subject) if subject is not None else [])]
    if tree.lemmas[i] in lexicon("silences.toml", "keep"):
        found += tree.below(i, "obl")
    return found


def _untold(tree: Tree, i: int) -> int | None:
    """What a word says is not told, as the head of its phrase; None if nothing."""
    lemma = tree.lemmas[i]
    if tree.tokens[i].upos == "VERB":
        if lemma in lexicon("silences.toml", "disclose"):
            return _undisclosed(tree, i)
        as_secret = lemma in lexicon("silences.toml", "keep") and lexicon(
            "silences.toml", "secret"
        ).intersection(tree.lemmas[j] for j in tree.under(i))
        if as_secret or lemma in lexicon("silences.toml", "withhold"):
            return _loss(tree, tree.below(i, "obj", "nsubj:pass"))
    if lemma in lexicon("silences.toml", "silent"):
        about = [*tree.below(i, "obl", "nmod"), *_beside(tree, i, "obl")]
        return _loss(tree, about)
    if lemma in lexicon("silences.toml", "secret"):
        return _loss(tree, [*tree.below(i, "nsubj"), *_beside(tree, i, "nsubj")])
    if lemma in lexicon("silences.toml", "figures") and _has_no(tree, i):
        head = tree.tokens[i].head  # "there was no word from Baku on its losses"
        if head < 0 or tree.lemmas[head] in {"be", "come"}:
            beside = tree.below(head, "obl") if head >= 0 else []
            return _loss(tree, [*tree.below(i, "nmod"), *beside])
    return None


def _undisclosed(tree: Tree, i: int) -> int | None:
    """What a verb of telling leaves untold, by its negation or its object's."""
    told = list(tree.below(i, "obj", "obl", "nsubj:pass"))
    for j in tree.below(i, "xcomp"):  # "made public no figures"
        told += tree.below(j, "obj", "obl")
    if _is_negated(tree, i):
        asked = [j for j in tree.below(i, "ccomp") if _asks_how_many(tree, j)]
        return _loss(tree, [*told, *asked])
    loss = _loss(tree, told)
    figures = lexicon("silences.toml", "figures")
    if loss is not None and any(
        tree.lemmas[j] in figures and _has_no(tree, j) for j in tree.below(i, "obj")
    ):
        return loss
    if loss is None or not _denies(tree, loss):
        return None
    none = tree.lemmas[i] in lexicon("silences.toml", "none")
    if none and tree.lemmas[loss] not in figures:
        return None  # "reported no losses": there were none
    return loss


def _near(tree: Tree, i: int) -> set[str]:
    return {tree.lemmas[j] for j in tree.below(i)}


def _is_negated(tree: Tree, i: int) -> bool:
    """Whether a verb is negated, or hangs on one that says as much."""
    here = i
    for _ in range(3):
        below = tree.below(here)
        if any(tree.lemmas[j] in _NO - {"without"} for j in below):
            return True
        subject = tree.first(here, "nsubj")
        if subject is not None and tree.lemmas[subject] in {
            "neither",
            "none",
            "nobody",
        }:
            return True
        if subject is not None and _has_no(tree, subject):
            return True  # "neither side has given …"
        token = tree.tokens[here]
        if token.head < 0 or token.deprel not in {"xcomp", "advcl", "conj", "ccomp"}:
            return False
        if token.deprel in {"xcomp", "advcl", "ccomp"}:
            over = {tree.lemmas[j] for j in tree.below(token.head, "advmod")}
            if tree.lemmas[token.head] in lexicon("silences.toml", "refuse"):
                return token.deprel != "ccomp"
            if tree.lemmas[token.head] in {"have", "be"} and "yet" in over:
                return True  # "has yet to announce"
            if token.deprel != "xcomp":
                return False
        elif tree.first(here, "nsubj") is not None:
            return False  # a clause of its own
        here = token.head
    return False


def _has_no(tree: Tree, i: int) -> bool:
    below = tree.below(i, "det", "advmod", "cc:preconj")
    return any(tree.lemmas[j] in {"no", "neither"} for j in below)


def _denies(tree: Tree, phrase: int) -> bool:
    """Whether a phrase is of nothing: "no casualty figures", "neither toll"."""
    lemmas = {tree.lemmas[j] for j in tree.under(phrase)}
    return bool(lemmas & _NO)


def _loss(tree: Tree, phrases: list[int]) -> int | None:
    """The first of some phrases that tells of losses."""
    losses = lexicon("silences.toml", "losses")
    for i in phrases:
        if losses.intersection(tree.lemmas[k] for k in tree.under(i)):
            return i
    return None


def _beside(tree: Tree, i: int, relation: str) -> list[int]:
    """What hangs on the verb that joins a side to its silence."""
    head = tree.tokens[i].head
    if head < 0 or tree.tokens[i].deprel not in {"xcomp", "obj", "obl", "acl"}:
        return []
    if tree.lemmas[head] not in lexicon("silences.toml", "stay"):
        return []
    found = tree.below(head, relation)
    return found + tree.below(head, "nsubj:pass") if relation == "nsubj" else found


def _asks_how_many(tree: Tree, clause: int) -> bool:
    under = tree.under(clause)
    return any(
        tree.lemmas[j] == "how" and j + 1 in under and tree.lemmas[j + 1] == "many"
        for j in under
    )


def _subject(tree: Tree, word: int) -> int | None:
    """Who is silent: the subject of the word or of what it hangs on."""
    here = word
    for _ in range(4):
        found = tree.first(here, "nsubj")
        if found is not None and tree.lemmas[found] not in {"there", "it"}:
            if tree.lemmas[found] in {"which", "who", "that"}:
                return tree.tokens[here].head if tree.tokens[here].head >= 0 else None
            return found
        if found is not None:
            return found
        if tree.tokens[here].deprel not in {"conj", "xcomp", "advcl", "obj", "obl"}:
            return None
        here = tree.tokens[here].head
    return None


def _sides(
    tree: Tree, word: int, subject: int | None, under: list[int], scene: Scene
) -> list[str]:
    """Who is silent: the subject, else the agent, else whose losses they are."""
    if subject is not None:
        found = _named(tree, tree.under(subject), scene)
        if found:
            several = _has_no(tree, subject) or "neither" in _near(tree, subject)
            return found if several else found[:1]
        if tree.lemmas[subject] == "side" or tree.lemmas[subject] == "neither":
            pair = scene.references.belligerents
            return list(pair) if len(pair) == 2 and _has_no(tree, subject) else []
        number = scene.sentence_of(tree.sentence.start)
        actor = scene.references.actor_of(number, subject)
        return [actor.side] if actor is not None and actor.side else []
    agents = tree.below(word, "obl:agent", "nmod")
    phrases = [*(tree.under(i) for i in agents), under]
    return next((found[:1] for p in phrases if (found := _named(tree, p, scene))), [])


def _named(tree: Tree, tokens: list[int], scene: Scene) -> list[str]:
    """The sides that some words name, each once."""
    mentions = scene.actors_in(*tree.extent(tokens))
    return list(dict.fromkeys(m.actor.side for m in mentions if m.actor.side))


def _status(lemmas: set[str]) -> VictimStatus:
    """Whose loss it is, by the words that tell of it."""
    known = people().status
    if lemmas & lexicon("silences.toml", "civilian"):
        return "civilian"
    if lemmas & lexicon("silences.toml", "military"):
        return "combatant"
    kinds = {known.get(lemma) for lemma in lemmas}
    return "combatant" if "combatant" in kinds else "unknown"


def _is_own(tree: Tree, under: list[int]) -> bool:
    """Whether they are a side's own people: "its dead", "how many it lost"."""
    return any(
        tree.tokens[k].deprel == "nmod:poss"
        or (tree.tokens[k].deprel == "nsubj" and tree.tokens[k].upos == "PRON")
        for k in under
    )
