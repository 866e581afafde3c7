"""Whether somebody disputes what a claim tells: the count, or the blame.

A denial is of the words of an accuser ("called that figure fantasy"), of a deed and so
of the blame for it ("denied responsibility"), of losses ("deny having lost anyone"), or
of what became of ground ("denied that the city had fallen"). To lose planes is another
matter than to lose people, and who will not confirm does not deny.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from herodotus.gazetteer import ActorMention
from herodotus.reading.control_terms import TAKING, control
from herodotus.reading.scene import Scene
from herodotus.reading.speech import Interval, Statement
from herodotus.reading.terms import table
from herodotus.reading.tree import Tree
from herodotus.reading.voices import Voice, Voices

Of = Literal["words", "deed", "losses", "ground"]


class Denial(NamedTuple):
    """Who denies what: an accuser's words, a deed, losses, or a change of ground.

    `of` tells which; `accuser` whose words, and `wide` that all of them are meant;
    `since` is where the accuser's last words begin, where a bare "it" is of no others;
    `told` is the earlier sentence that tells the very deed, if one does; a denial about
    ground is of what such a sentence says, and else of nothing.
    """

    position: int
    voice: Voice
    of: Of
    accuser: Voice | None = None
    wide: bool = False
    since: int = 0
    told: int | None = None


def find_denials(scene: Scene, voices: Voices) -> tuple[Denial, ...]:
    """The denials of a report, in text order."""
    found: dict[int, Denial] = {}
    for statement, voice in voices.heard:
        if voice.party is None:
            continue
        denial = _of_statement(scene, voices, statement, voice)
        if denial is not None:
            found.setdefault(scene.sentence_of(denial.position), denial)
    for denial in _branded(scene, voices):
        found.setdefault(scene.sentence_of(denial.position), denial)
    return tuple(sorted(found.values(), key=lambda d: d.position))


def is_of(
    denial: Denial,
    position: int,
    voice: Voice | None,
    scene: Scene,
    *,
    losers: str | None,
    doers: frozenset[str],
    ground: bool = False,
) -> bool:
    """Whether a denial is of a claim, by its place and voice.

    `losers` is the side of the fallen fighters, `doers` are those who did it; `ground`
    marks a claim about ground.
    """
    if not denial.since <= position < denial.position:
        return False
    here = scene.sentence_of(position)
    if denial.of == "ground":  # a town's mayor may be read as one of who took it
        other = voice is None or voice.party != denial.voice.party
        return ground and other and denial.told == here
    if _same(voice, denial.voice):
        return False
    back = scene.paragraph_of[scene.sentence_of(denial.position)]
    back -= scene.paragraph_of[here]
    if denial.of == "words":
        accuser = denial.accuser
        if accuser is None or not _same(voice, accuser):
            return False
        if losers is not None and losers == accuser.side:
            return False  # nobody disputes what an accuser says of its own fallen
        return denial.wide or back <= 1
    own = losers is not None and losers == denial.voice.side
    if denial.of == "losses":
        foes = voice is not None and voice.side is not None and losers != voice.side
        return (own or foes) and back <= 1
    if own or back > _STORY:
        return False
    if doers and denial.voice.side is not None and denial.voice.side not in doers:
        return False  # nobody denies what others did
    return denial.told is None or denial.told == here


def _same(voice: Voice | None, other: Voice) -> bool:
    """Whether two voices are of one party, or speak for one side."""
    if voice is None or voice.party is None:
        return False
    return voice.party == other.party or (
        voice.side is not None and voice.side == other.side
    )


# -- what is denied --------------------------------------------------------------------


def _of_statement(
    scene: Scene, voices: Voices, statement: Statement, voice: Voice
) -> Denial | None:
    number = scene.sentence_of(statement.cue[0])
    tree = scene.trees[number]
    said = [i for part in statement.content for i in tree.at(*part)]
    if statement.stance != "denies":
        if _is_branding(tree, said):
            return _of_words(scene, voices, statement.cue, voice, wide=False)
        return None
    said = [i for i in said if tree.tokens[i].start > statement.cue[0]]
    lemmas = [tree.lemmas[i] for i in said]
    accounts = [i for i in said[:4] if tree.lemmas[i] in _words("accounts")]
    clause = any(tree.tokens[i].upos in {"VERB", "AUX"} for i in said)
    if accounts and not (clause and tree.lemmas[accounts[0]] in {"that", "charge"}):
        wide = tree.tokens[accounts[0]].text.lower() != tree.lemmas[accounts[0]]
        named = [m.actor.side for i in said for m in _parties(scene, tree, i)]
        accuser = Voice(None, None, named[0], None, "asserts", None) if named else None
        denial = _of_words(
            scene, voices, statement.cue, voice, wide=wide, accuser=accuser
        )
        bare = len([i for i in said if tree.tokens[i].upos != "PUNCT"]) == 1
        if denial is None or not (bare and lemmas[0] in _IT):
            return denial
        return denial._replace(since=_last_words(scene, voices, denial))
    cue = scene.report.text[slice(*statement.cue)].lower()
    if "den" not in cue and not accounts:
        return None  # "rejected any suggestion"
    return _of_deed(scene, statement, voice, tree, lemmas)


def _of_deed(
    scene: Scene, statement: Statement, voice: Voice, tree: Tree, lemmas: list[str]
) -> Denial | None:
    cue = scene.report.text[slice(*statement.cue)].lower()
    told = _ground_told(scene, statement, lemmas)
    if told is not None:
        return Denial(statement.cue[0], voice, "ground", told=told)
    if _words("losses") & set(lemmas):
        if _words("things") & set(lemmas):
            return None
        return Denial(statement.cue[0], voice, "losses")
    deeds = _words("deeds") & set(lemmas)
    if not deeds or cue.endswith(("denies", "deny")):
        return None  # "Moscow denies targeting civilians", whatever happened
    number = scene.sentence_of(statement.cue[0])
    told = next(
        (
            n
            for n in range(number - 1, -1, -1)
            for lemma in deeds & _SINGLE
            if lemma in scene.trees[n].lemmas
        ),
        None,
    )
    return Denial(statement.cue[0], voice, "deed", told=told)


def _ground_told(scene: Scene, statement: Statement, lemmas: list[str]) -> int | None:
    """The last sentence before that tells of the ground which a denial speaks of.

    "Russia said it had taken Kherson. The mayor denied that the city had fallen."
    """
    number = scene.sentence_of(statement.cue[0])
    tree = scene.trees[number]
    said = [i for part in statement.content for i in tree.at(*part)]
    named = {
        tree.tokens[i].text
        for i in said
        if tree.tokens[i].upos == "PROPN" and not _parties(scene, tree, i)
    }
    ground = control().ground | {"it", "this", "that", "control"}
    if not _changes() & set(lemmas) or not (named or ground & set(lemmas)):
        return None
    for earlier in range(number - 1, max(-1, number - 1 - _STORY), -1):
        before = scene.trees[earlier]
        words = {token.text for token in before.tokens}
        if _changes() & set(before.lemmas) and (not named or named & words):
            return earlier
    return None


def _of_words(
    scene: Scene,
    voices: Voices,
    cue: Interval,
    voice: Voice,
    *,
    wide: bool,
    accuser: Voice | None = None,
) -> Denial | None:
    """A denial of an accuser's words: who was heard last before, if none is named."""
    for statement, heard in reversed(voices.heard):
        if accuser is not None:
            break
        if statement.cue[0] >= cue[0] or heard.party is None:
            continue
        if not _same(heard, voice) and statement.stance != "denies":
            accuser = heard
    if accuser is None:
        return None
    return Denial(cue[0], voice, "words", accuser, wide)


def _last_words(scene: Scene, voices: Voices, denial: Denial) -> int:
    """Where the sentence begins in which the accuser was last heard before."""
    last = 0
    for statement, heard in voices.heard:
        if statement.cue[0] >= denial.position or statement.stance == "denies":
            continue
        if denial.accuser is not None and _same(heard, denial.accuser):
            words = min([statement.cue[0], *(a for a, _ in statement.content)])
            number = scene.sentence_of(words)
            last = max(last, scene.trees[number].sentence.start)
    return last


def _parties(scene: Scene, tree: Tree, i: int) -> list[ActorMention]:
    token = tree.tokens[i]
    return [m for m in scene.actors_in(token.start, token.end) if m.actor.side]


def _is_branding(tree: Tree, said: list[int]) -> bool:
    """ "That is an exaggeration"."""
    lemmas = [tree.lemmas[i] for i in said if tree.tokens[i].upos != "PUNCT"]
    texts = {tree.tokens[i].text.lower() for i in said}
    return (
        bool(lemmas)
        and lemmas[0] in {"that", "this", "it", "these", "those", "they"}
        and "be" in lemmas
        and bool(_words("brands") & texts)
        and len(lemmas) <= _SHORT
    )


def _branded(scene: Scene, voices: Voices) -> Iterator[Denial]:
    """ "The spokesman called that figure fantasy"."""
    for verb in _words("calling"):
        for number, i in scene.places_of.get(verb, ()):
            tree = scene.trees[number]
            under = tree.under(i)
            texts = {tree.tokens[j].text.lower() for j in under if j > i}
            accounts = {tree.lemmas[j] for j in under if j > i} & _words("accounts")
            subject = tree.first(i, "nsubj")
            if subject is None or not accounts or not _words("brands") & texts:
                continue
            cue = (tree.tokens[i].start, tree.tokens[i].end)
            voice = voices.uttering(tree.extent(tree.core(subject)), cue)
            if voice is None or voice.party is None:
                continue
            denial = _of_words(scene, voices, cue, voice, wide=False)
            if denial is not None:
                yield denial


@cache
def _changes() -> frozenset[str]:
    """The verbs and nouns of ground that changes hands."""
    words = control()
    taking = {word for word, action in words.verbs.items() if action in TAKING}
    nouns = {word for word, action in words.nouns.items() if action in TAKING}
    return frozenset({*taking, *nouns, *words.falls, *words.held_in, *words.holds})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("speech.toml")["disputes"][name])


#: What a bare denial is of.
_IT = {"it", "this", "that"}
#: So many paragraphs before a denial still tell of the deed.
_STORY = 4
#: A branding says this many words and no more.
_SHORT = 10
#: Deeds that a report tells apart from the killing ("some were executed").
_SINGLE = {"execute", "torture"}
