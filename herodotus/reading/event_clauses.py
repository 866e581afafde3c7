"""What the words around an act make of it.

Other verbs say how an act stands: begun ("launched an attack"), meant ("will send
troops"), ended ("called off the strike"), failed ("failed to agree"), demanded ("must
withdraw"). The manual of PLOVER makes events of these too: cooperation that is meant is
AGREE, hostile acts that are meant are THREATEN, cooperation withheld is REJECT.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from herodotus.reading.event_lexicon import Act, act_of, event_words
from herodotus.reading.event_triggers import (
    Trigger,
    any_trigger,
    names_of,
    trigger_at,
)
from herodotus.reading.modality import (
    helpers_of,
    is_infinitive,
    modality_of,
    modality_over,
)
from herodotus.reading.tree import Tree


def find_triggers(tree: Tree) -> list[Trigger]:
    """All events that the words of a sentence tell, by position.

    Which of them the sentence reports is not said here (`event_choice`).
    """
    if not event_words().heads.intersection(tree.lemmas):
        return []
    clauses = _Clauses(tree)
    verbs = [i for i, token in enumerate(tree.tokens) if token.upos in _PREDICATES]
    found = [trigger for i in verbs if (trigger := clauses.read(i)) is not None]
    taken = {word for trigger in found for word in trigger.words}
    found += [t for t in clauses.nominals() if t.at not in taken]
    inner = {word for t in found for word in t.words - {t.at}}
    return sorted((t for t in found if t.at not in inner), key=lambda t: t.at)


class _Clauses:
    """One sentence, asked what its clauses tell."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.operators = event_words().operators
        self._read: dict[int, Trigger | None] = {}

    def read(self, i: int) -> Trigger | None:
        """What the clause of a verb tells, with the acts it governs taken in."""
        if i not in self._read:
            self._read[i] = None  # a tree that turns on itself ends here
            self._read[i] = self._clause(i)
        return self._read[i]

    def nominals(self) -> Iterator[Trigger]:
        """Nouns that name events."""
        tree = self.tree
        for i, token in enumerate(tree.tokens):
            if token.upos == "NOUN" and token.deprel not in {"compound", "amod"}:
                found = trigger_at(tree, i)
                if found is not None and not self._is_unreal(i):
                    yield replace(found, modality=modality_over(tree, i))

    def _clause(self, i: int) -> Trigger | None:
        tree = self.tree
        token = tree.tokens[i]
        if self._is_progressive(i):
            return self._progressive(i)
        if token.deprel in _NO_CLAUSE:
            return None
        found = self._with_content(i)
        return self._asked(i, found) or (found and self._as_told(i, found))

    # -- an act and what governs it --------------------------------------------------

    def _with_content(self, i: int) -> Trigger | None:
        """An act with what it governs: begun, meant, ended, or the verb's own."""
        names, operators = set(names_of(self.tree, i)), self.operators
        if self.tree.tokens[i].upos == "ADJ":
            return self._meant(i, None) if names & operators["meant"] else None
        own = trigger_at(self.tree, i)
        if own is not None and len(own.words) > 1 and own.act.plover != "AGREE":
            return self._phrased(i, own)
        if names & operators["wants"] and self._is_of_another(i):
            return self._with_mode(i, self._demanding(i))
        if names & operators["disowns"] and self.tree.below(i, *_CLAUSES[:2]):
            content = self._content(i, *_CLAUSES[:2])
            denied = content and self._taking(i, content, content.act)
            return denied and replace(denied, modality="negated")
        if names & operators["fails"]:
            return self._failed(i)
        if names & operators["ends"]:
            ended = self._ended(i)
            if ended is not None:
                return ended
        if names & operators["means"]:
            return self._meant(i, own)
        if names & operators["does"]:
            content = self._content(i, "xcomp")
            if content is not None:
                return self._taking(i, content, content.act)
        if own is not None and own.act.plover == "ASSAULT":
            return self._in_attack(i, own)
        return self._with_mode(i, own) if own is not None else None

    def _phrased(self, i: int, own: Trigger) -> Trigger:
        """The act of a phrase, or its object's if that says more: "a hunger strike"."""
        names = names_of(self.tree, i)
        if "offer" in names and own.act.plover == "AID":
            return self._taking(i, own, act_of("AGREE", None, "03"))
        content = self._content(i) if self.operators["does"] & set(names) else None
        if content is None or content.act.plover != own.act.plover:
            return own
        return self._taking(i, content, content.act) if content.act.mode else own

    def _is_of_another(self, i: int) -> bool:
        """Whether a verb wants something done by another than its subject."""
        tree = self.tree
        for j in tree.below(i, "xcomp", "ccomp"):
            subjects = tree.below(j, "nsubj")
            if tree.tokens[j].deprel == "ccomp" or subjects:
                base = tree.tokens[j].text.lower() == tree.lemmas[j]
                if subjects and base and not tree.below(j, "aux"):
                    return True  # "insisted that Serbia hand over the suspects"
            elif tree.below(i, "obj", "iobj") and is_infinitive(tree, j):
                return True
        return False

    def _demanding(self, i: int) -> Trigger:
        return Trigger(
            i, act_of("REQUEST", None, "10"), i, frozenset([i]), rule="event verb"
        )

    def _failed(self, i: int) -> Trigger | None:
        """Cooperation that fails is refused; a hostile act was tried."""
        content = self._content(i, *_CLAUSES)
        if content is None:
            return None
        if content.act.cooperative:
            return self._taking(i, content, act_of("REJECT", _of(content), "12"))
        return self._taking(i, content, content.act)

    def _meant(self, i: int, own: Trigger | None) -> Trigger | None:
        """What is promised, planned or offered; the verb's own act where not said."""
        names = set(names_of(self.tree, i))
        content = self._content(i, *_CLAUSES)
        if content is None:
            return None if names & self.operators["thought"] else own
        act = content.act
        if act.plover in {"REQUEST", "ACCUSE"}:
            return self._taking(i, content, act)
        bound = own is not None and own.act.plover == "AGREE"
        if act.cooperative or (bound and act.plover != "ASSAULT"):
            return self._taking(i, content, act_of("AGREE", None, "03"))
        if "prepare" in names and act.plover == "ASSAULT":
            return self._taking(i, content, act_of("MOBILIZE", "troops", "15"))
        return self._taking(i, content, act_of("THREATEN", _threatened(content), "13"))

    def _ended(self, i: int) -> Trigger | None:
        """A hostile act that is ended is yielded; cooperation ended is a sanction."""
        content = self._content(i)
        made = _ENDED.get(content.act.plover) if content is not None else None
        if content is None or made is None:
            return None
        return self._taking(i, content, act_of(*made))

    def _in_attack(self, i: int, own: Trigger) -> Trigger:
        """ "Killed in a raid", "a raid killed": the raid is the event."""
        tree = self.tree
        bare = own.act.roles in {"agent", "sufferer"}
        for j in tree.below(i, "nsubj", *(("obl:agent", "obl") if bare else ())):
            deed = any_trigger(tree, [j, *tree.below(j, "nmod")], "ASSAULT")
            if deed is not None:
                return self._taking(i, deed, deed.act)
        return own

    def _with_mode(self, i: int, own: Trigger) -> Trigger:
        """A request, refusal or threat, by what it asks, refuses or threatens."""
        plover = own.act.plover
        if plover not in {"REQUEST", "REJECT", "THREATEN"}:
            return own
        content = self._content(i, *_CLAUSES)
        if content is None or (plover == "THREATEN" and content.act.cooperative):
            return own
        mode = _threatened(content) if plover == "THREATEN" else _of(content)
        act = replace(own.act, mode=mode)
        return replace(own, act=act, words=own.words | content.words)

    def _content(self, i: int, *clauses: str) -> Trigger | None:
        """The act that a verb governs, as object or as one of these clauses."""
        tree, oblique = self.tree, self.operators["oblique"]
        for j in tree.below(i, *clauses, "obj", "obl", "nsubj:pass"):
            for k in tree.conjuncts(j):
                token = tree.tokens[k]
                if token.deprel == "advcl" and not is_infinitive(tree, k):
                    continue
                if token.deprel == "obl" and tree.lemmas[i] not in oblique:
                    continue
                if token.upos in {"VERB", "ADJ"}:
                    found = self.read(k)
                else:
                    found = trigger_at(tree, k) or self._within(k)
                if found is not None:
                    return found
        return None

    def _within(self, noun: int) -> Trigger | None:
        """An act behind a noun that counts or frames it: "a series of raids"."""
        tree = self.tree
        for j in tree.below(noun, "nmod", "acl", "compound"):
            token = tree.tokens[j]
            if token.deprel == "acl":
                found = self.read(j) if is_infinitive(tree, j) else None
            elif token.upos == "NOUN" and self._is_of(j):
                found = trigger_at(tree, j)
            else:
                found = None
            if found is not None:
                return found
        return None

    def _taking(self, i: int, content: Trigger, act: Act) -> Trigger:
        """A verb's event, made of the act that it governs."""
        toward = tuple(dict.fromkeys((*act.toward, *content.act.toward)))
        return replace(
            content,
            at=i,
            act=replace(act, toward=toward),
            words=content.words | {i},
            rule="event operator",
        )

    # -- how it is told --------------------------------------------------------------

    def _asked(self, i: int, found: Trigger | None) -> Trigger | None:
        """What somebody says must be done is asked by whoever says it."""
        tree = self.tree
        helpers = helpers_of(tree, i)
        must = bool(helpers & self.operators["asks"]) and "have" not in helpers
        if not must and not (is_infinitive(tree, i) and self._is_urgent(i)):
            return None
        saying = self._saying_over(i)
        if saying is None or (found and found.act.plover in {"REQUEST", "ACCUSE"}):
            return None
        if found is None and not tree.below(i, "obj", "obl", "xcomp"):
            return None
        act = act_of("REQUEST", _of(found) if found else "change", "10")
        words = (found.words if found else frozenset([i])) | {saying}
        return Trigger(i, act, i, words, asked_by=saying, rule="event demand")

    def _as_told(self, i: int, found: Trigger) -> Trigger:
        """The event that a clause makes of its act: meant, denied, or possible."""
        act = found.act
        modality = modality_of(self.tree, i)
        if modality == "negated" and act.cooperative and self._has_subject(i):
            return replace(found, act=act_of("REJECT", _of(found), "12"))
        if modality == "future" and self._has_subject(i) and not self._is_passive(i):
            if act.cooperative:
                meant = replace(act, plover="AGREE", mode=None, cameo="03")
                return replace(found, act=meant)
            if act.forceful:
                mode = _threatened(found)
                meant = replace(act, plover="THREATEN", mode=mode, cameo="13")
                return replace(found, act=meant)
        return replace(found, modality=modality) if modality != "actual" else found

    def _has_subject(self, i: int) -> bool:
        tree = self.tree
        return tree.tokens[i].deprel != "advcl" or bool(tree.below(i, "nsubj"))

    def _is_passive(self, i: int) -> bool:
        return bool(self.tree.below(i, "aux:pass"))

    def _is_urgent(self, i: int) -> bool:
        """Whether a clause says what is needed: "the priority was to stop the war"."""
        tree = self.tree
        near = tree.below(i, "nsubj", "nsubj:outer")
        head = tree.tokens[i].head
        if head >= 0 and tree.tokens[i].deprel in {"csubj", "xcomp", "ccomp", "acl"}:
            near = [*near, head]
        return any(tree.lemmas[j] in self.operators["urgent"] for j in near)

    def _saying_over(self, i: int) -> int | None:
        """The verb of saying over a clause, or beside it."""
        tree, saying = self.tree, self.operators["saying"]
        around = [*tree.above(i), *tree.below(i, "parataxis")]
        return next((j for j in around if tree.lemmas[j] in saying), None)

    def _is_unreal(self, noun: int) -> bool:
        """Whether an event is only feared, called for, or a part of a name."""
        tree = self.tree
        for steps, over in enumerate(tree.above(noun)):
            if tree.lemmas[over] in self.operators["unreal"]:
                return True
            if steps > 1 or tree.tokens[over].upos == "VERB":
                return False
        return False

    def _is_of(self, i: int) -> bool:
        if self.tree.tokens[i].deprel == "compound":
            return True
        case = self.tree.first(i, "case")
        return case is not None and self.tree.lemmas[case] in {"of", "to", "for", "on"}

    # -- where the parser errs -------------------------------------------------------

    def _is_progressive(self, i: int) -> bool:
        """Whether a verb was taken for an adjective: "are striking positions"."""
        tree = self.tree
        token = tree.tokens[i]
        if token.upos != "ADJ" or token.deprel != "amod":
            return False
        before = [j for j in range(max(0, i - 2), i) if tree.lemmas[j] == "be"]
        return token.text.endswith("ing") and bool(before)

    def _progressive(self, i: int) -> Trigger | None:
        stem = self.tree.tokens[i].text.lower()[:-3]
        verbs = event_words().verbs
        act = next(
            (verbs[v] for v in (stem, f"{stem}e", stem[:-1]) if v in verbs), None
        )
        if act is None:
            return None
        return Trigger(i, act, i, frozenset([i]), rule="event verb")


_PREDICATES = {"VERB", "ADJ"}
_CLAUSES = ("xcomp", "ccomp", "advcl")
#: Relations in which a word opens no clause.
_NO_CLAUSE = {"amod", "compound", "aux", "aux:pass", "cop", "case", "mark"}
#: What ending an act amounts to, by the act's type.
_ENDED: dict[str, tuple[str, str | None, str]] = {
    "AID": ("SANCTION", "discontinue", "16"),
    "COOPERATE": ("SANCTION", "discontinue", "16"),
    "CONSULT": ("REJECT", None, "12"),
    "AGREE": ("REJECT", None, "12"),
    "SUPPORT": ("REJECT", None, "12"),
    "ASSAULT": ("RETREAT", "ceasefire", "087"),
    "PROTEST": ("CONCEDE", None, "08"),
    "COERCE": ("CONCEDE", None, "08"),
    "SANCTION": ("CONCEDE", None, "08"),
    "MOBILIZE": ("CONCEDE", None, "08"),
}


def _of(content: Trigger) -> str:
    """The mode of a request or refusal, by what is asked."""
    kinds = {
        "CONSULT": "meet",
        "AID": "assist",
        "COOPERATE": "assist",
        "SUPPORT": "assist",
        "RETREAT": "yield",
        "CONCEDE": "yield",
    }
    return kinds.get(content.act.plover, "change")


def _threatened(content: Trigger) -> str | None:
    """The mode of a threat, by the act that is threatened."""
    act = content.act
    if act.plover == "THREATEN":
        return act.mode
    if act.plover == "COERCE":
        return "arrest" if act.mode == "arrest" else "restrict"
    if act.plover == "SANCTION":
        return "expel" if act.mode in {"expel", "withdraw"} else "relations"
    return "violence" if act.plover in {"ASSAULT", "MOBILIZE"} else None
