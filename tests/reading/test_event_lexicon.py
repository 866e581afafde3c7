"""The words for events: each verb and noun tells one act, in codes that exist."""

from __future__ import annotations

from collections import Counter

import pytest

from herodotus.reading.event_lexicon import COOPERATIVE, FORCEFUL, VERBAL, event_words
from herodotus.reading.terms import table

#: Types and modes of the PLOVER manual, draft 0.8.
MODES = {
    "AGREE": set(),
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "SUPPORT": set(),
    "CONCEDE": set(),
    "COOPERATE": set(),
    "AID": set(),
    "RETREAT": {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    "REQUEST": {"assist", "change", "yield", "meet"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "REJECT": {"assist", "change", "yield", "meet"},
    "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
    "PROTEST": {
        "demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize",
    },
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": {
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport",
        "withhold", "misinformation", "cyber",
    },
    "ASSAULT": {
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive",
        "firearms", "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons",
        "crowd-control", "unconventional",
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", ["verbs", "nouns"])
def test_a_word_tells_one_act(kind: str) -> None:
    acts = table("events.toml")["act"]
    held = Counter(word for act in acts for word in act.get(kind, ()))
    assert [word for word, times in held.items() if times > 1] == []


def test_every_act_has_a_type_and_mode_of_the_manual() -> None:
    for act in table("events.toml")["act"]:
        assert act["plover"] in MODES
        assert act.get("mode") in {None, *MODES[act["plover"]]}


def test_every_type_has_words_and_stands_in_one_group_or_is_said() -> None:
    told = {act.plover for act in event_words().verbs.values()}
    assert told == set(MODES)
    assert not COOPERATIVE & FORCEFUL
    assert set(MODES) == COOPERATIVE | FORCEFUL | VERBAL


def test_a_phrase_tells_its_act_and_which_words_made_it() -> None:
    act, used = event_words().phrase(["open"], {"fire": 3, "police": 0}, noun=False)
    assert act is not None
    assert (act.plover, act.mode) == ("ASSAULT", "firearms")
    assert used == {"fire"}


def test_some_phrases_tell_no_event() -> None:
    act, used = event_words().phrase(["meet"], {"demand": 2}, noun=False)
    assert act is None
    assert used
