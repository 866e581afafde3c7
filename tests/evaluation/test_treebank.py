"""Treebanks as text, and what the parser's yardstick counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.parser import on_gold_words, on_raw_text
from evaluation.treebank import documents
from herodotus.language import Language

BANK = """\
# newdoc id = one
# newpar
# text = Don't go.
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\t_\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\t_\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

# text = They left.
1\tThey\tthey\tPRON\t_\t_\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

# newpar
# text = Nobody died.
1\tNobody\tnobody\tPRON\t_\t_\t2\tnsubj\t_\t_
2\tdied\tdie\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

# newdoc id = two
# text = Nine fell.
1\tNine\tnine\tNUM\t_\t_\t2\tnsubj\t_\t_
2\tfell\tfall\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.conllu"
    path.write_text(BANK, encoding="utf-8")
    return path


def test_words_stand_where_the_text_has_them(bank: Path) -> None:
    first, second = documents(bank)
    assert first.text == "Don't go. They left.\n\nNobody died."
    assert second.text == "Nine fell."
    assert [len(document.sentences) for document in (first, second)] == [3, 1]
    for document in (first, second):
        for sentence in document.sentences:
            for word in sentence:
                assert document.text[word.start : word.end] == word.text
    assert [word.head for word in first.sentences[0]] == [2, 2, -1, 2]


def test_plain_sentences_are_read_as_the_treebank_has_them(bank: Path) -> None:
    language, gold = Language.load(), list(documents(bank))
    assert on_gold_words(language.network, gold)["las"] == 1
    raw = on_raw_text(language, gold)
    assert raw["words"] == raw["sentences"] == raw["las"] == 1
