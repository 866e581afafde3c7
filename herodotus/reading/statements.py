"""Who is given the word, and for which words: the statements of a report.

Two witnesses are heard: the attribution spans that the language model found, and the
verbs of speech in the tree. Each statement has a source, a cue and the characters that
it covers. What a source means (which party, which person) is settled in `voices`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from herodotus.language import AttributionSpans
from herodotus.model import Stance
from herodotus.reading.terms import table
from herodotus.reading.tree import Tree

Interval = tuple[int, int]


@dataclass(frozen=True)
class Statement:
    """A source, the words of its cue, and the stretches that it answers for.

    `source` is None where the text names none ("were reported"). `witness` is "model"
    or "tree".
    """

    source: Interval | None
    cue: Interval
    content: tuple[Interval, ...]
    stance: Stance
    witness: str

    def covers(self, position: int) -> bool:
        """Whether a character lies in what was said."""
        return any(start <= position < end for start, end in self.content)

    @property
    def size(self) -> int:
        """How many characters the statement covers."""
        return sum(end - start for start, end in self.content)


@dataclass(frozen=True)
class Speech:
    """The words of speech of `data/speech.toml`."""

    stance: dict[str, Stance]
    weak: frozenset[str]
    nouns: frozenset[str]
    anaphors: frozenset[str]
    speakers: frozenset[str]
    bodies: frozenset[str]
    words: frozenset[str]
    media: frozenset[str]
    reporters: frozenset[str]
    unvouched: frozenset[str]


@cache
def speech() -> Speech:
    """The words of speech, loaded once."""
    data = table("speech.toml")
    stance: dict[str, Stance] = {}
    for name in ("asserts", "confirms", "denies", "accuses", "doubts"):
        stance.update(dict.fromkeys(data["verbs"][name], name))
    return Speech(
        stance=stance,
        weak=frozenset(data["weak"]["verbs"]),
        nouns=frozenset(data["nouns"]["statement"]),
        anaphors=frozenset(data["anaphora"]["nouns"]),
        speakers=frozenset([*data["speakers"]["nouns"], *data["speakers"]["bodies"]]),
        bodies=frozenset(data["speakers"]["bodies"]),
        words=frozenset(data["nouns"]["nobody"]),
        media=frozenset(data["speakers"]["media"]),
        reporters=frozenset(data["speakers"]["reporters"]),
        unvouched=frozenset(data["unvouched"]["verbs"]),
    )


def find_statements(
    text: str, trees: Sequence[Tree], spans: Sequence[AttributionSpans]
) -> list[Statement]:
    """All statements of a report, from the tree and from the model, in text order."""
    found = [s for tree in trees for s in _by_verb(tree)]
    found += [s for tree in trees for s in _according(tree)]
    found += [s for tree in trees for s in _quoting(tree)]
    nobody = [s.cue for s in found if s.source is None]  # "have been reported"
    for span in spans:
        statement = _by_model(text, span, trees)
        if statement is None or _is_agentless(text, statement, nobody):
            continue
        if statement.source is None and not _PASSIVE.search(
            text[slice(*statement.cue)]
        ):
            continue  # somebody says it, but the model did not see who
        found.append(statement)
    return sorted(_agreed(text, found), key=lambda s: (s.cue, s.witness))


def _agreed(text: str, found: list[Statement]) -> list[Statement]:
    """Without what the tree read upside down: who speaks taken for what is said.

    "The rebels who took the town killed 12, the mission said" hangs on the wrong noun.
    """
    seen = [s for s in found if s.witness == "model" and s.source is not None]

    def misread(statement: Statement) -> bool:
        saying = _SAYING.match(text[slice(*statement.cue)].lower())
        return (
            statement.witness == "tree"
            and saying is not None
            and any(
                start <= other.source[0] and other.source[1] <= end
                for other in seen
                if other.source is not None
                and other.cue[0] < statement.cue[1]
                and statement.cue[0] < other.cue[1]
                for start, end in statement.content
            )
        )

    return [statement for statement in found if not misread(statement)]


def _by_model(
    text: str, spans: AttributionSpans, trees: Sequence[Tree]
) -> Statement | None:
    if not spans.content or not spans.cue:
        return None
    cue = (spans.cue[0][0], spans.cue[-1][1])
    stance: Stance = "asserts"
    for tree in trees:
        if tree.sentence.start <= cue[0] < tree.sentence.end:
            for i in tree.at(*cue):
                lemma = tree.lemmas[i]
                stance = speech().stance.get(lemma, stance)
                if stance == "confirms" and _is_negated(tree, i):
                    stance = "doubts"
                if lemma in speech().unvouched and not tree.below(
                    i, "ccomp", "parataxis"
                ):
                    if not _is_quotation(text, spans.content[0]):
                        return None
    if not spans.source and text[slice(*cue)].startswith("IS "):
        spans = spans._replace(source=((cue[0], cue[0] + 2),))
        cue = (cue[0] + 3, cue[1])
    if not spans.source:
        spans = _with_source_beside(text, spans, cue)
    content = tuple(
        part for span in spans.content for part in _on_this_side(text, span, cue)
    )
    source = (spans.source[0][0], spans.source[-1][1]) if spans.source else None
    if source is not None and source[1] - source[0] > 400:
        source = spans.source[0]
    if source is not None:
        source = _with_others(source, trees)
    return Statement(source, cue, content, stance, "model")


def _with_others(source: Interval, trees: Sequence[Tree]) -> Interval:
    """A source with those named before it: "sources and a survivor" said."""
    for tree in trees:
        if tree.sentence.start <= source[0] < tree.sentence.end:
            at = tree.at(*source)
            for i in at:
                over = tree.tokens[i].head
                if tree.tokens[i].deprel != "conj" or over in at or not over >= 0:
                    continue
                between = {tree.lemmas[j] for j in range(over + 1, at[0])}
                if between <= {"and", "a", "the", "an"}:
                    if tree.lemmas[over] in speech().speakers:
                        return (tree.extent(tree.core(over))[0], source[1])
    return source


def _on_this_side(text: str, span: Interval, cue: Interval) -> Iterator[Interval]:
    """A stretch of content as far as the semicolon between it and its cue."""
    start, end = span
    if _is_quotation(text, span):
        yield span
    elif end <= cue[0]:
        stop = text.rfind(";", start, cue[0])
        yield (max(start, stop + 1), end)
    else:
        stop = text.find(";", max(start, cue[1]), end)
        yield (start, stop if stop >= 0 else end)


_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b", re.IGNORECASE)
_BESIDE = re.compile(r"^\s*(?:,[^,.;]{0,25},)?\s*$")
_SAYING = re.compile(
    r"^(?:has |have |had )?(?:said|says|say|announced|claimed|stated)$"
)


def _with_source_beside(
    text: str, spans: AttributionSpans, cue: Interval
) -> AttributionSpans:
    """A source taken for content: "…, officials in the enclave" said."""
    if not _SAYING.match(text[cue[0] : cue[1]].lower()):
        return spans
    for fragment in spans.content:
        gap = text[fragment[1] : cue[0]]
        if fragment[1] <= cue[0] and _BESIDE.match(gap):
            rest = tuple(f for f in spans.content if f != fragment)
            if fragment[1] - fragment[0] <= 90 and rest:
                return spans._replace(source=(fragment,), content=rest)
    return spans


def _is_agentless(text: str, statement: Statement, passives: list[Interval]) -> bool:
    """Whether a source was read into a passive that names none."""
    if statement.source is None:
        return False
    cue = statement.cue
    passive = any(start < cue[1] and cue[0] < end for start, end in passives)
    return passive and not text[: statement.source[0]].rstrip().endswith(" by")


def _is_quotation(text: str, span: Interval) -> bool:
    return text[span[0] : span[0] + 1] in {"“", '"', "‘", "«"}


def _quoting(tree: Tree) -> Iterator[Statement]:
    """ "quotes the ombudsman as saying", "citing the ministry", "with reference to"."""
    for i, lemma in enumerate(tree.lemmas):
        if lemma in {"quote", "cite"} and tree.tokens[i].upos == "VERB":
            source = tree.first(i, "obj", "iobj")
            if source is None:
                continue
            own = set(tree.under(source)) | {i}
            if tree.tokens[i].deprel in _ASIDE:
                scope = set(range(len(tree)))
            else:
                scope = set(tree.under(i)) - set(
                    tree.under(tree.first(i, "nsubj") or i)
                )
                scope |= {j for j in tree.under(i) if j > max(tree.core(source))}
            cue = (tree.tokens[i].start, tree.tokens[i].end)
        elif lemma == "reference" and "with" in tree.lemmas[max(0, i - 1) : i]:
            source = tree.first(i, "nmod")
            if source is None:
                continue
            own = set(tree.under(i))
            scope = set(range(len(tree)))
            cue = (tree.tokens[i].start, tree.tokens[i].end)
        else:
            continue
        name = _name_phrase(tree, source)
        content = tuple(_runs(tree, scope - own))
        if content:
            yield Statement(tree.extent(name), cue, content, "asserts", "tree")


#: Relations of a verb that quotes for the whole sentence ("…, the agency quoted X").
_ASIDE = {"advcl", "acl", "conj", "xcomp", "parataxis"}


def _by_verb(tree: Tree) -> Iterator[Statement]:
    words = speech()
    for i, lemma in enumerate(tree.lemmas):
        stance = words.stance.get(lemma)
        if stance is None or tree.tokens[i].upos != "VERB":
            continue
        clauses = tree.below(i, "ccomp", "parataxis")
        outer = _outer(tree, i)
        if lemma in words.weak and not (
            clauses or outer is not None or _has_number(tree, i)
        ):
            continue
        if lemma in words.unvouched and not (clauses or outer is not None):
            if not _claims_as_its_own(tree, i):
                continue
        source = _speaker(tree, i)
        passive = _is_passive(tree, i)
        if passive and lemma == "find" and not clauses:
            continue  # "found by Red Cross workers" is a deed
        if source is None and not passive:
            yield from _inverted(tree, i, stance)
            continue
        if source is not None and _is_measure(tree, source):
            continue
        content = _content(tree, i, source, outer)
        if content:
            extent = (
                tree.extent(_name_phrase(tree, source)) if source is not None else None
            )
            token = tree.tokens[i]
            if stance == "confirms" and _is_negated(tree, i):
                stance = "doubts"  # "could not confirm"
            yield Statement(extent, (token.start, token.end), content, stance, "tree")


def _inverted(tree: Tree, verb: int, stance: Stance) -> Iterator[Statement]:
    """ "…, say officials in the enclave, and …", where the subject was not seen."""
    head = tree.tokens[verb].head
    if tree.tokens[verb].deprel == "case":  # taken for a preposition of who speaks
        head = tree.tokens[head].head
    if head < 0 or not verb or tree.tokens[verb - 1].upos != "PUNCT":
        return
    if tree.tokens[verb].text.lower() not in {"say", "says", "said"}:
        return
    source = next(
        (
            j
            for j in range(verb + 1, min(verb + 8, len(tree)))
            if tree.tokens[j].head in {verb, head} and tree.core(j)[0] == verb + 1
        ),
        None,
    )
    if source is None or tree.tokens[source].upos not in {"NOUN", "PROPN"}:
        return
    name = _name_phrase(tree, source)
    rest = set(tree.under(head)) - set(tree.under(source)) - set(tree.under(verb))
    content = tuple(_runs(tree, rest))
    token = tree.tokens[verb]
    if content:
        cue = (token.start, token.end)
        yield Statement(tree.extent(name), cue, content, stance, "tree")


def _claims_as_its_own(tree: Tree, verb: int) -> bool:
    """ "The group claimed eight of the dead as its fighters"."""
    return (
        tree.lemmas[verb] == "claim"
        and any(
            tree.lemmas[case] == "as"
            for j in tree.under(verb)
            for case in tree.below(j, "case")
        )
        and _has_number(tree, verb)
    )


def _is_measure(tree: Tree, source: int) -> bool:
    """Whether what somebody says is only compared with ("above what they report")."""
    first = tree.core(source)[0]
    return first > 0 and tree.lemmas[first - 1] in {"what", "than"}


def _is_negated(tree: Tree, verb: int) -> bool:
    return any(tree.lemmas[j] in {"not", "never", "n't"} for j in tree.below(verb))


def _speaker(tree: Tree, verb: int) -> int | None:
    """The token that speaks: the subject, or the agent of a passive."""
    for j in tree.below(verb, "obl:agent", "obl"):
        case = tree.first(j, "case")
        if case is not None and tree.lemmas[case] == "by" and _is_passive(tree, verb):
            return j
    if _is_passive(tree, verb):
        return None
    here, steps = verb, 0
    while here >= 0 and steps < 4:
        subject = tree.first(here, "nsubj")
        if subject is not None:
            if tree.lemmas[subject] in {"who", "which", "that"}:
                over = tree.tokens[here].head
                return over if tree.tokens[here].deprel == "acl:relcl" else None
            return subject
        if tree.tokens[here].deprel == "acl" and tree.tokens[here].text.endswith("ing"):
            return tree.tokens[here].head
        if tree.tokens[here].deprel not in {"conj", "advcl", "xcomp"}:
            return _right_before(tree, verb)
        here, steps = tree.tokens[here].head, steps + 1
    return _right_before(tree, verb)


def _is_passive(tree: Tree, verb: int) -> bool:
    """Whether a verb is passive; "IS claimed" is Islamic State's claim."""
    return any(tree.tokens[j].text != "IS" for j in tree.below(verb, "aux:pass"))


def _right_before(tree: Tree, verb: int) -> int | None:
    """A subject that the parser hung elsewhere: "the day before it had put …"."""
    here = verb - 1
    while here >= 0 and tree.tokens[here].upos in {"AUX", "ADV", "PART"}:
        if tree.tokens[here].text == "IS":  # Islamic State, taken for a verb
            return here
        here -= 1
    if here >= 0 and tree.tokens[here].text.lower() in {"it", "he", "she", "they"}:
        return here
    return None


def _name_phrase(tree: Tree, i: int) -> list[int]:
    """The source's words: its noun with name, title and office, without clauses."""
    found, waiting = [], [i]
    while waiting:
        here = waiting.pop()
        found.append(here)
        waiting.extend(
            j
            for j in tree.below(here)
            if tree.tokens[j].deprel not in {"acl:relcl", "parataxis", "punct", "case"}
            or (tree.tokens[j].deprel == "case" and here != i)
        )
    return sorted(found)


def _outer(tree: Tree, verb: int) -> int | None:
    """The clause that a parenthetical verb of speech stands in ("…, police said")."""
    token = tree.tokens[verb]
    if token.deprel in {"parataxis", "discourse"} and token.head >= 0:
        return token.head
    return None


def _has_number(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[j].upos == "NUM" for j in tree.under(verb))


def _content(
    tree: Tree, verb: int, source: int | None, outer: int | None
) -> tuple[Interval, ...]:
    """The characters that a verb of speech answers for."""
    own = set(tree.under(verb))
    speaker = set(tree.under(source)) if source is not None else set()
    if source is not None and verb in speaker:  # "Gomez, who said that …"
        speaker = set(_name_phrase(tree, source))
    inside = own - speaker - {verb}
    if outer is not None:
        inside |= set(tree.under(outer)) - own
    for j in tree.below(verb, "conj"):  # "said A and denied B" are two statements
        if tree.lemmas[j] in speech().stance and tree.below(j, "ccomp", "obj"):
            inside -= set(tree.under(j))
    if tree.lemmas[verb] in speech().weak:  # "raised its toll, bringing the total …"
        for j in tree.below(verb, "advcl"):
            if tree.tokens[j].text.endswith("ing"):
                inside -= set(tree.under(j))
    inside -= {j for j in inside if tree.tokens[j].deprel == "punct"}
    stops = [j for j, lemma in enumerate(tree.lemmas) if lemma == ";"]
    inside = {
        j
        for j in inside
        if not any(min(j, verb) < stop < max(j, verb) for stop in stops)
    }
    return tuple(_runs(tree, inside))


def _runs(tree: Tree, positions: set[int]) -> Iterator[Interval]:
    """Stretches of characters for sets of tokens, joined across punctuation."""
    run: list[int] = []
    for i in range(len(tree)):
        if i in positions or (run and tree.tokens[i].upos == "PUNCT"):
            run.append(i)
        elif run:
            yield tree.extent(run)
            run = []
    if run:
        yield tree.extent(run)


def _according(tree: Tree) -> Iterator[Statement]:
    """ "according to X", "by X's account", "says X" as an adjunct of the clause."""
    for i, lemma in enumerate(tree.lemmas):
        following = tree.lemmas[i + 1] if i + 1 < len(tree) else ""
        if lemma in {"according", "accord"} and following == "to":
            source = _complement(tree, i)
            if source is None:
                continue
            phrase = [j for j in _name_phrase(tree, source) if j > i + 1]
            if not phrase:
                continue
            cue = (tree.tokens[i].start, tree.tokens[i + 1].end)
            rest = set(range(len(tree))) - set(tree.under(source)) - {i, i + 1}
            content = _bounded(tree, rest, i)
            yield Statement(tree.extent(phrase), cue, content, "asserts", "tree")
        elif lemma == "by" and tree.tokens[i].upos == "ADP":
            head = tree.tokens[i].head
            if head < 0 or tree.lemmas[head] not in speech().nouns:
                continue
            owner = tree.first(head, "nmod:poss")
            if owner is None:
                continue
            rest = set(range(len(tree))) - set(tree.under(head))
            cue = tree.extent([i, head])
            named = tree.extent(_name_phrase(tree, owner))
            yield Statement(named, cue, tuple(_runs(tree, rest)), "asserts", "tree")


def _complement(tree: Tree, according: int) -> int | None:
    """The party after "according to", whichever way the parser hung it."""
    token = tree.tokens[according]
    if token.deprel == "case" and token.head > according:
        return token.head
    for j in tree.below(according, "obl", "nmod", "obj", "pobj", "xcomp"):
        return j
    after = [
        j
        for j in range(according + 2, len(tree))
        if tree.tokens[j].upos in {"NOUN", "PROPN", "PRON"}
    ]
    return after[0] if after else None


def _bounded(tree: Tree, positions: set[int], cue: int) -> tuple[Interval, ...]:
    """What "according to" answers for: the clause it hangs on, not a rival's words."""
    head = tree.tokens[cue].head
    top = next(
        (
            j
            for j in [head, *tree.above(head)]
            if j >= 0 and tree.tokens[j].upos in {"VERB", "ADJ", "AUX"}
        ),
        None,
    )
    if top is not None:
        clause = set(tree.under(top)) & positions
        if len(clause) > 2:
            return tuple(_runs(tree, clause))
    return tuple(_runs(tree, positions))
