"""Training material: what is taken from the corpora, on made-up examples."""

from __future__ import annotations

import json
from pathlib import Path

from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

from training.material import (
    CUE_TAGS,
    MENTION_TAGS,
    NAME_TAGS,
    PHRASE_TAGS,
    ROLE_TAGS,
    Example,
    attributions,
    batches,
    encoded,
    mentions,
    names,
    phrases,
    treebank,
    without_that,
)

SENTENCE = """\
# text = He said that it rained.
1\tHe\the\tPRON\t_\t_\t2\tnsubj\t_\t_
2\tsaid\tsay\tVERB\t_\t_\t0\troot\t_\t_
3\tthat\tthat\tSCONJ\t_\t_\t5\tmark\t_\t_
4\tit\tit\tPRON\t_\t_\t5\texpl\t_\t_
5\trained\train\tVERB\t_\t_\t2\tccomp\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

"""


def wordwise() -> Tokenizer:
    """A tokenizer with one piece a word."""
    tokenizer = Tokenizer(WordLevel({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2}, "[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    return tokenizer


def test_a_treebank_and_its_copy_without_that(tmp_path: Path) -> None:
    path = tmp_path / "bank.conllu"
    path.write_text(SENTENCE, encoding="utf-8")
    (example,) = treebank(path)
    assert example.heads == (2, 0, 5, 5, 2, 2)
    (copy,) = without_that([example])
    assert copy.words == ("He", "said", "it", "rained", ".")
    assert copy.heads == (2, 0, 4, 2, 2)
    assert copy.relations == ("nsubj", "root", "expl", "ccomp", "punct")


def test_only_capitalised_mentions_are_names(tmp_path: Path) -> None:
    text = "The rebels met Ali Hassan in Aleppo."
    row = {
        "text": text,
        "entities": [
            {"start": 0, "end": 10, "label": "Organisation"},
            {"start": 15, "end": 25, "label": "Person"},
            {"start": 29, "end": 35, "label": "Location"},
        ],
    }
    path = tmp_path / "names.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (example,) = names(path)
    assert [NAME_TAGS[tag] for tag in example.names] == [
        *["O"] * 3,
        "B-person",
        "I-person",
        "O",
        "B-location",
        "O",
    ]


def test_mentions_are_named_or_not_and_have_their_articles(tmp_path: Path) -> None:
    text = "The rebels met Ali Hassan in Aleppo on Monday."
    marked = [(0, 10, "Organisation"), (15, 25, "Person"), (39, 45, "Temporal")]
    entities = [{"start": s, "end": e, "label": label} for s, e, label in marked]
    path = tmp_path / "mentions.jsonl"
    path.write_text(json.dumps({"text": text, "entities": entities}) + "\n")
    (example,) = mentions(path)
    assert [MENTION_TAGS[tag] for tag in example.mentions] == [
        "B-organization",
        "I-organization",
        "O",
        "B-person",
        "I-person",
        *["O"] * 5,
    ]


def test_articles_kept_apart_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "names.jsonl"
    rows = [{"text": f"It rained in town{n}.", "entities": []} for n in range(1, 8)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert [one.words[3] for one in names(path, apart=3)] == [
        "town1",
        "town2",
        "town4",
        "town5",
        "town7",
    ]


PHRASES = """\
1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\tEntity=(1-person-new-(2-place-new-coref
2\tmayor\tmayor\tNOUN\t_\t_\t5\tnsubj\t_\tMSeg=mayor|Entity=2)
3\tof\tof\tADP\t_\t_\t4\tcase\t_\t_
4\tHoms\tHoms\tPROPN\t_\t_\t2\tnmod\t_\tEntity=(3-place-new-coref)1)|SpaceAfter=No
5\tslept\tsleep\tVERB\t_\t_\t0\troot\t_\tEntity=(4-event-new-sgl)

"""


def test_of_the_treebanks_phrases_the_outermost_counts(tmp_path: Path) -> None:
    path = tmp_path / "bank.conllu"
    path.write_text(PHRASES, encoding="utf-8")
    (example,) = phrases(path)
    assert example.words == ("The", "mayor", "of", "Homs", "slept")
    assert [PHRASE_TAGS[tag] for tag in example.phrases] == [
        "B-person",
        *["I-person"] * 3,
        "O",
    ]


def test_an_attribution_reaches_over_its_sentence(tmp_path: Path) -> None:
    text = "Shells fell on Homs. Nine died. So the mayor said."
    row = {
        "text": text,
        "attributions": [
            {
                "source": [[35, 44]],
                "cue": [[45, 49]],
                "content": [[0, 20], [21, 31]],
            }
        ],
    }
    path = tmp_path / "attributions.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (paragraph,) = attributions(path, wordwise())
    (link,) = paragraph.links
    words = [word for sentence in paragraph.sentences for word in sentence.words]
    roles = [ROLE_TAGS[tag] for tag in link.roles]
    by_role = {
        role: [w for w, tag in zip(words, roles, strict=True) if tag.endswith(role)]
        for role in ("source", "content")
    }
    assert by_role["source"] == ["the", "mayor"]
    assert by_role["content"] == [
        "Shells",
        "fell",
        "on",
        "Homs",
        ".",
        "Nine",
        "died",
        ".",
    ]
    assert roles.count("B-content") == 2
    cues = [CUE_TAGS[tag] for tag in paragraph.sentences[-1].cues]
    assert cues == ["O", "O", "O", "B-cue", "O"]
    assert link.features.sentence == [1] * 5 + [2] * 3 + [3] * 5


def test_batches_follow_the_seed_and_hold_everything_once() -> None:
    examples = encoded(
        [Example(words=("word",) * length) for length in range(1, 40)], wordwise()
    )
    first, again = batches(examples, 60, 1), batches(examples, 60, 1)
    assert first == again
    assert first != batches(examples, 60, 2)
    assert sorted(len(one.words) for batch in first for one in batch) == list(
        range(1, 40)
    )
    assert all(
        len(batch) * max(len(one.encoded.ids) for one in batch) <= 60 for batch in first
    )
