"""Articles kept apart, and labels that each corpus has."""

from __future__ import annotations

from pathlib import Path

from evaluation.names import APART, names
from evaluation.run import write_records
from training.material import mentions
from training.material import names as named

SCORER = """\
import json, sys
gold, found = ([json.loads(line) for line in open(path)] for path in sys.argv[1:3])
labels = json.load(open(sys.argv[4]))
same = [
    {(e["start"], e["end"], labels.get(e["label"])) for e in f["entities"]}
    >= {(e["start"], e["end"], e["label"]) for e in g["entities"]}
    for g, f in zip(gold, found)
]
print(json.dumps({"strict": {"f1": sum(same) / len(same)}}))
"""


def test_what_is_measured_on_is_what_training_leaves_out(tmp_path: Path) -> None:
    rows = [
        {"id": str(n), "text": f"Ali met Omar in town{n}.", "entities": []}
        for n in range(1, 31)
    ]
    path = write_records(tmp_path / "rows.jsonl", rows)
    for corpus, apart in APART.items():
        learnt = {one.words[4] for one in named(path, apart=apart)}
        held = {f"town{n}" for n in range(1, 31)} - learnt
        assert held == {f"town{n}" for n in range(apart, 31, apart)}, corpus
        assert {one.words[4] for one in mentions(path, apart=apart)} == learnt


def test_names_and_mentions_are_scored_each_on_their_own(tmp_path: Path) -> None:
    folder = tmp_path / "gold" / "names"
    folder.mkdir(parents=True)
    (tmp_path / "gold" / "score_ner.py").write_text(SCORER, encoding="utf-8")
    text = "The rebels left Aleppo."
    for corpus, marked in {
        "worldwide-train": [(16, 22, "Location"), (0, 10, "Misc")],
        "re3d": [(0, 10, "Organisation"), (16, 22, "Location")],
    }.items():
        entities = [{"start": s, "end": e, "label": label} for s, e, label in marked]
        rows = [
            {"id": str(n), "text": text, "entities": entities}
            for n in range(APART[corpus])
        ]
        write_records(folder / f"{corpus}.jsonl", rows)
    found = {one.name: one.value for one in names(tmp_path, tmp_path)}
    assert found == {
        "names: world news, strict F1": 1,
        "mentions: re3d, strict F1": 1,
        "names: re3d, by names alone, strict F1": 0,
    }
