"""Who is given the word, and for which words: the statements of a report.

Two witnesses are heard: the attribution spans that the language model found, and the
verbs of speech in the tree (`spoken`). What a source means (which party, which person)
is settled in `voices`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from herodotus.language import AttributionSpans
from herodotus.model import Stance
from herodotus.reading.speech import Interval, Statement, speech
from herodotus.reading.spoken import (
    claims_a_deed,
    is_negated,
    said_according_to,
    said_by_verb,
    said_in_quoting,
)
from herodotus.reading.tree import Tree


def find_statements(
    text: str, trees: Sequence[Tree], spans: Sequence[AttributionSpans]
) -> list[Statement]:
    """All statements of a report, from the tree and from the model, in text order."""
    found = [s for tree in trees for s in said_by_verb(tree)]
    found += [s for tree in trees for s in said_according_to(tree)]
    found += [s for tree in trees for s in said_in_quoting(tree)]
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
                if stance == "confirms" and is_negated(tree, i):
                    stance = "doubts"
                if lemma in speech().unvouched and not tree.below(
                    i, "ccomp", "parataxis"
                ):
                    quoted = _is_quotation(text, spans.content[0])
                    if not (quoted or claims_a_deed(tree, i)):
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
        source = _led(source, cue, trees) or _with_others(source, trees)
    return Statement(source, cue, content, stance, "model")


def _led(source: Interval, cue: Interval, trees: Sequence[Tree]) -> Interval | None:
    """The subject, where only who leads it was taken: "the army, led by X, said"."""
    for tree in trees:
        if tree.sentence.start <= cue[0] < tree.sentence.end:
            for subject in (s for i in tree.at(*cue) for s in tree.below(i, "nsubj")):
                for aside in tree.below(subject, "acl"):
                    start, end = tree.extent(tree.under(aside))
                    if start <= source[0] and source[1] <= end:
                        return tree.extent(tree.core(subject))
    return None


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
