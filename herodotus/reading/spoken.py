"""What a tree tells of who speaks: verbs of speech, "according to", "quoted by".

Each statement answers for the tokens of its clause; the verb, the speaker and what
another verb of speech answers for are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from herodotus.model import Stance
from herodotus.reading.speech import Interval, Statement, speech
from herodotus.reading.tree import Tree

#: Relations of a verb that quotes for the whole sentence ("…, the agency quoted X").
_ASIDE = {"advcl", "acl", "conj", "xcomp", "parataxis"}


def said_by_verb(tree: Tree) -> Iterator[Statement]:
    """Who says, claims, denies: the verbs of speech and what they answer for."""
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
            if not (_claims_as_its_own(tree, i) or claims_a_deed(tree, i)):
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
            if stance == "confirms" and is_negated(tree, i):
                stance = "doubts"  # "could not confirm"
            yield Statement(extent, (token.start, token.end), content, stance, "tree")


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


def _outer(tree: Tree, verb: int) -> int | None:
    """The clause that a parenthetical verb of speech stands in ("…, police said")."""
    token = tree.tokens[verb]
    if token.deprel in {"parataxis", "discourse"} and token.head >= 0:
        return token.head
    return None


def _has_number(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[j].upos == "NUM" for j in tree.under(verb))


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


def claims_a_deed(tree: Tree, verb: int) -> bool:
    """Whether a verb tells what somebody did: "claimed to have shot down a jet"."""
    return tree.lemmas[verb] == "claim" and any(
        tree.lemmas[aux] == "have"
        for deed in tree.below(verb, "xcomp")
        for aux in tree.below(deed, "aux")
    )


def _is_measure(tree: Tree, source: int) -> bool:
    """Whether what somebody says is only compared with ("above what they report")."""
    first = tree.core(source)[0]
    return first > 0 and tree.lemmas[first - 1] in {"what", "than"}


def is_negated(tree: Tree, verb: int) -> bool:
    """Whether somebody does not say it: "could not confirm"."""
    return any(tree.lemmas[j] in {"not", "never", "n't"} for j in tree.below(verb))


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


def said_according_to(tree: Tree) -> Iterator[Statement]:
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


def said_in_quoting(tree: Tree) -> Iterator[Statement]:
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
