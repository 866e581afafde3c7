"""What a verb was done to, by whom, and whether it really happened.

The rules for materiel and control ask a clause the same questions: a tank is destroyed
and a town is taken in the same constructions. All positions are token indices.
"""

from __future__ import annotations

from herodotus.reading.terms import lexicon
from herodotus.reading.tree import Tree

_RELATIVE = {"who", "that", "which", "whom"}
_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM"}
_PASSIVE = ("nsubj:pass", "aux:pass")
_DEPTH = 8


def particle(tree: Tree, verb: int, words: frozenset[str]) -> str | None:
    """The particle of a verb ("shot down", "won it back"), if it is one of these."""
    for i in tree.below(verb, "compound:prt", "advmod", "obl", "xcomp"):
        if i > verb and tree.lemmas[i] in words:
            return tree.lemmas[i]
    for i in tree.below(verb, "obl"):  # "pulled a brigade out of the strip"
        cases = tree.below(i, "case")
        if (
            cases
            and tree.lemmas[cases[0]] in words
            and (len(cases) > 1 or tree.below(cases[0], "fixed"))
        ):
            return tree.lemmas[cases[0]]
    after = verb + 1
    if after < len(tree) and tree.lemmas[after] in words:
        out_of = after + 1 < len(tree) and tree.lemmas[after + 1] == "of"
        if out_of or tree.tokens[after].deprel != "case":
            return tree.lemmas[after]
    return None


def patients(tree: Tree, verb: int) -> list[int]:
    """What an act was done to: object, passive subject, or the noun it qualifies."""
    if _is_reduced(tree, verb):
        return [verb - 1]
    found = tree.below(verb, "obj")
    if tree.below(verb, "aux:pass"):  # "were hit 'a number of times'"
        found = tree.below(verb, "nsubj:pass") or found
    if not found and _has_two_subjects(tree, verb):
        found = [i for i in tree.below(verb, "nsubj:pass") if i > verb]
    if not found and is_passive(tree, verb):
        found = tree.below(verb, "nsubj:pass", "nsubj")
    if found:
        return [j for i in found if (j := _antecedent(tree, i, verb)) is not None]
    found = [i for i in tree.below(verb, "obl") if _is_partitive(tree, i)]
    if found:
        return found
    token = tree.tokens[verb]
    if token.head < 0:
        return _before(tree, verb)
    if token.deprel == "amod" and is_participle(tree, verb):
        return [token.head]
    if token.deprel == "compound" and is_participle(tree, verb):
        return [_outermost(tree, verb)]  # "burnt-out tanks"
    if token.deprel == "acl" and is_participle(tree, verb):
        return [token.head]
    if token.deprel == "acl:relcl" and tree.below(verb, "nsubj"):
        return [token.head]  # "the tanks they destroyed"
    if token.deprel == "conj" and not tree.below(verb, "nsubj"):
        gapped = _gapped_subject(tree, verb)
        if gapped:
            return gapped
        shared = patients(tree, token.head) if token.head < verb else []
        if is_passive(tree, token.head) or is_passive(tree, verb):
            return shared
        return [i for i in shared if i > verb]  # "captured and burned two tanks"
    if token.deprel in {"xcomp", "ccomp"} and is_participle(tree, verb):
        if tree.lemmas[token.head] in {"have", "see", "leave", "lose"}:
            return tree.below(token.head, "obj")
    return _before(tree, verb)


def agents(tree: Tree, verb: int) -> list[int]:
    """Who did it: the "by" of a passive or a noun of action, else the subject."""
    for i in tree.below(verb, "obl:agent", "obl", "nmod", "nmod:agent"):
        case = tree.first(i, "case")
        if case is not None and tree.lemmas[case] == "by":
            if tree.tokens[i].upos in {"NOUN", "PROPN", "PRON", "ADJ"}:
                return [i]
        if tree.lemmas[i] == "hand" and tree.below(i, "nmod"):  # "at the hands of"
            return tree.below(i, "nmod")
    if tree.tokens[verb].upos == "NOUN":
        return _of_deed(tree, verb)
    if is_passive(tree, verb):
        return []
    return subjects(tree, verb)


def _of_deed(tree: Tree, noun: int) -> list[int]:
    """Whose deed a noun of action is: "Turkish strikes", "replied with attacks"."""
    found = tree.below(noun, "nmod:poss", "compound")
    found += [i for i in tree.below(noun, "amod") if tree.tokens[i].text[:1].isupper()]
    over = tree.tokens[noun].head
    if not found and over >= 0 and tree.tokens[noun].deprel in {"obj", "obl"}:
        if tree.tokens[over].upos == "VERB" and not is_passive(tree, over):
            case = tree.first(noun, "case")
            if case is None or tree.lemmas[case] in {"with", "in", "through", "by"}:
                return subjects(tree, over)
    return found


def subjects(tree: Tree, verb: int) -> list[int]:
    """The subject of an active verb, through coordination, gerunds and infinitives."""
    here = verb
    for _ in range(_DEPTH):
        found = tree.below(here, "nsubj", "nsubj:outer")
        if not found and _has_two_subjects(tree, here):
            found = [i for i in tree.below(here, "nsubj:pass") if i < here]
        if here != verb and not found:
            found = tree.below(here, "nsubj:pass")  # "was able", "were said to have"
        if found:
            return [j for i in found if (j := _antecedent(tree, i, here)) is not None]
        token = tree.tokens[here]
        if token.deprel == "acl" and token.text.lower().endswith("ing"):
            return [token.head]
        if token.deprel == "acl:relcl":
            return [token.head]
        if token.deprel == "amod" and tree.below(token.head, "aux"):
            here = token.head  # "forces are striking positions", taken for a noun
            continue
        if token.deprel not in {"conj", "xcomp", "advcl", "acl"} or token.head < 0:
            return []
        if tree.tokens[token.head].upos in {"NOUN", "PROPN"}:
            here = token.head
            if not tree.below(here, "nsubj"):
                return tree.below(here, "nmod:poss")
            continue
        here = token.head
    return []


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether a verb stands in the passive, or as a bare participle of a headline."""
    if _has_two_subjects(tree, verb):
        return False
    if tree.below(verb, *_PASSIVE) or _is_reduced(tree, verb):
        return True
    token = tree.tokens[verb]
    if not is_participle(tree, verb) or tree.below(verb, "obj", "aux"):
        return False
    if token.deprel in {"amod", "acl"}:
        return True
    return _is_by(tree, verb)  # "Two drones brought down by the army"


def is_participle(tree: Tree, verb: int) -> bool:
    """Whether a form can be a past participle: "taken", "destroyed", "won"."""
    text = tree.tokens[verb].text.lower()
    return text != tree.lemmas[verb] and not text.endswith(("ing", "s"))


def happened(tree: Tree, position: int) -> bool:
    """Whether the clause of a verb, or of a noun of action, tells of a fact.

    Negated, planned, feared, possible and conditional deeds are none; "may have" is
    a claim, if a weak one. What a phrase takes for granted ("positions taken on
    Sunday") is a fact whatever happens around it.
    """
    here = position
    for _ in range(_DEPTH):
        if not _plain(tree, here):
            return False
        over = tree.tokens[here].head
        if over < 0:
            return True
        stands = _stands(tree, here, over)
        if stands is not None:
            return stands
        here = over
    return True


def is_presupposed(tree: Tree, position: int) -> bool:
    """Whether a deed is only mentioned by the way: "positions taken on Sunday"."""
    token = tree.tokens[position]
    if token.upos == "NOUN":
        return True
    return token.deprel in {"acl", "acl:relcl", "amod"}


def _plain(tree: Tree, here: int) -> bool:
    """Whether a word's own auxiliaries, marks and adverbs leave it a fact."""
    below = tree.below(
        here, "aux", "advmod", "mark", "det", "cop", "case", "cc:preconj"
    )
    lemmas = {tree.lemmas[k] for k in below}
    if lemmas & (_words("negations") | _words("conditions")):
        return False
    if {"to", "be"} <= lemmas and "have" not in lemmas and not is_passive(tree, here):
        return False  # "the plan was to seize the bridge"
    if lemmas & _words("modals"):
        if not ("have" in lemmas and lemmas & _words("weak_modals")):
            return False
    words = {tree.lemmas[k] for k in tree.below(here, "amod")}
    return not words & _words("unreal")


def _stands(tree: Tree, here: int, over: int) -> bool | None:
    """Whether a clause is a fact by what governs it; None: as much as that is."""
    token = tree.tokens[here]
    relation, head = token.deprel, tree.lemmas[over]
    to = any(tree.lemmas[k] == "to" for k in tree.below(here, "mark"))
    if relation in {"acl:relcl", "amod"}:
        return True
    if token.upos == "NOUN":
        return _noun_stands(tree, here, over)
    if relation == "conj":
        own = tree.below(here, "nsubj", "nsubj:pass")
        but = any(tree.lemmas[k] == "but" for k in tree.below(here, "cc"))
        return True if own or but else None
    if to and relation != "csubj":
        perfect = any(tree.lemmas[k] == "have" for k in tree.below(here, "aux"))
        carried = head in _words("carries_infinitive")
        if relation in {"advcl", "acl"} and not (perfect and carried):
            return False
        return None if carried or (perfect and head not in _words("plans")) else False
    if relation == "acl" and is_participle(tree, here):
        return True
    if token.text.lower().endswith("ing"):
        leading = {tree.lemmas[k] for k in tree.below(here, "mark", "case")}
        if relation == "advcl" and not leading & _words("aims_with"):
            return None
        return False if head in _words("plans") | _words("no_fact") else None
    if relation == "advcl":
        return True
    return False if head in _words("no_fact") else None


def _noun_stands(tree: Tree, here: int, over: int) -> bool | None:
    """Whether a noun of action ("the capture of") tells of a fact where it stands."""
    cases = {tree.lemmas[k] for k in tree.below(here, "case")}
    if cases & _words("after"):
        return True
    if tree.lemmas[over] in _words("plans") | _words("no_fact"):
        return False
    return None


def _words(name: str) -> frozenset[str]:
    return lexicon("hypothesis.toml", name)


def _antecedent(tree: Tree, i: int, verb: int) -> int | None:
    """The noun that a relative pronoun stands for; the token itself otherwise."""
    if tree.lemmas[i] not in _RELATIVE or tree.tokens[i].upos in _NOMINAL - {"PRON"}:
        return i
    for over in (verb, *tree.above(verb)):
        if tree.tokens[over].deprel == "acl:relcl":
            return tree.tokens[over].head
    return None


def _has_two_subjects(tree: Tree, verb: int) -> bool:
    """Whether "its units shot down ten drones" was taken for a passive."""
    if tree.below(verb, "aux:pass", "obj"):
        return False
    found = tree.below(verb, "nsubj:pass")
    return len(found) > 1 and found[0] < verb < found[-1]


def _gapped_subject(tree: Tree, verb: int) -> list[int]:
    """The subject that was coordinated with the verb before it, not given to its own.

    "Two divisions were routed and 18 tanks were destroyed", "ten men were killed and
    five of their trucks destroyed".
    """
    if not is_participle(tree, verb) or tree.below(verb, *_PASSIVE[:1]):
        return []
    over = tree.tokens[verb].head
    beside = [
        i
        for i in tree.below(over, "conj")
        if over < i < verb and tree.tokens[i].upos in _NOMINAL
    ]
    return [i for i in beside if not tree.below(i, "cop", "case")][-1:]


def _outermost(tree: Tree, token: int) -> int:
    """The noun that a chain of words before it leads to."""
    here = token
    while tree.tokens[here].deprel in {"compound", "amod"} and here < len(tree):
        if tree.tokens[here].head <= here:
            break
        here = tree.tokens[here].head
    return here


def _is_reduced(tree: Tree, verb: int) -> bool:
    """Whether "stood in villages taken back" was taken for two clauses in one."""
    if not is_participle(tree, verb) or tree.below(verb, "obj", "aux", "aux:pass"):
        return False
    before = verb - 1
    if before < 0 or tree.tokens[before].upos != "NOUN":
        return False
    return tree.tokens[before].head == verb and tree.tokens[before].deprel == "obl"


def _before(tree: Tree, verb: int) -> list[int]:
    """The noun right before a participle that the tree gave no patient."""
    if not is_participle(tree, verb) or tree.below(verb, "nsubj", "aux", "cop"):
        return []
    before = verb - 1
    if before < 0 or tree.tokens[before].upos not in _NOMINAL:
        return []
    if tree.tokens[before].head == verb or before in tree.above(verb):
        return [before]
    return []


def _is_partitive(tree: Tree, i: int) -> bool:
    """Whether "1,300 of the tanks" was taken for a phrase with "of"."""
    case = tree.first(i, "case")
    number = tree.first(i, "nummod")
    return case is not None and tree.lemmas[case] == "of" and (number or case) < case


def _is_by(tree: Tree, verb: int) -> bool:
    for i in tree.below(verb, "obl:agent", "obl"):
        case = tree.first(i, "case")
        if case is not None and tree.lemmas[case] == "by":
            return True
    return False
