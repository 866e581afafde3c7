"""Days that a report names and on which nothing of what it tells happened.

The day in a dateline, the day on which a finding was published, the day on which the
dead were found or mourned: none of them is the day of the event.
"""

from __future__ import annotations

import re

from herodotus.reading.scene import Scene
from herodotus.reading.speech import speech
from herodotus.reading.terms import lexicon
from herodotus.reading.times import Timex
from herodotus.reading.tree import Tree

#: "21 April 2014 - Rebels who ...", "Addis Abeba, November 24/2020 - The ..."
_BEFORE = re.compile(r"(?:^|\n)[^\n.;:]{0,40}$")
_BEHIND = re.compile(r"[/, ]{0,2}(?:\d{4})?(?: \([\w ]{2,20}\))?\s+[-–—]\s")


def is_of_dateline(timex: Timex, scene: Scene) -> bool:
    """Whether a time opens the text as the day it was written ("21 April 2014 - ")."""
    text = scene.report.text
    return bool(
        _BEHIND.match(text, timex.end)
        and _BEFORE.search(text[max(0, timex.start - 60) : timex.start])
        and any(letter.isdigit() for letter in timex.text)
    )


def is_of_aftermath(timex: Timex, tree: Tree) -> bool:
    """Whether a time is that of finding, digging or mourning, not of dying.

    "Monitors on Saturday found 45 bodies", "rescuers dug on Wednesday". What they "have
    recovered" has no day in English: that is of the next verb down.
    """
    over = _over(timex, tree)
    if over is None or tree.lemmas[over] not in lexicon("grounds.toml", "after"):
        return False
    if timex.text.lower().endswith((" after", " before")):
        return False  # "found 45 bodies, a day after police attacked"
    return not any(tree.lemmas[i] == "have" for i in tree.below(over, "aux"))


def is_of_publishing(timex: Timex, tree: Tree) -> bool:
    """Whether a time is that of a text or a sum ("findings published today")."""
    over = _over(timex, tree)
    return over is not None and tree.lemmas[over] in lexicon("grounds.toml", "publish")


def is_of_what_is_told(timex: Timex, tree: Tree) -> bool:
    """Whether a time beside a word of speech is still that of what it tells.

    "Recorded 47 deaths on Monday" and "accuses them of a massacre on 29 November".
    """
    over = _over(timex, tree)
    if over is not None and tree.lemmas[over] in lexicon("grounds.toml", "counted"):
        return True
    at = tree.at(timex.start, timex.end)
    before = at[0] - 2
    if over is None or before < 0 or tree.tokens[at[0] - 1].upos != "ADP":
        return False
    return (
        tree.lemmas[before] in lexicon("grounds.toml", "acts")
        and tree.lemmas[before] not in speech().nouns
    )


def _over(timex: Timex, tree: Tree) -> int | None:
    """The word that a time hangs on."""
    at = tree.at(timex.start, timex.end)
    heads = [tree.tokens[i].head for i in at if tree.tokens[i].head not in at]
    if not heads or heads[0] < 0:
        return None
    head = tree.tokens[heads[0]]
    if head.deprel == "nsubj" and head.head >= 0 and at[0] > heads[0]:
        return head.head  # "monitors on Saturday found ..."
    return heads[0]
