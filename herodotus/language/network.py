"""The two graphs of the model, run one sentence and one cue at a time.

Eight-bit arithmetic takes one scale for all that runs together, so whatever ran beside
a sentence would change its tree. Each sentence therefore runs alone, and reads the same
in any company.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from herodotus.errors import DataFileError
from herodotus.language.context import Features
from herodotus.language.encoding import encode
from herodotus.language.spans import Tagged, spans
from herodotus.language.tree import heads

FILES = ("sentence.onnx", "attribution.onnx", "tokenizer.json", "labels.json")

CUE_MARGIN = 0.4
"""How far above "no cue" a cue must score; see the model card."""

OTHER = "other"
"""Names of events, works and goods: told apart from ours, and not told."""


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """What the first graph says of one sentence, word by word."""

    vectors: NDArray[np.float32]
    upos: list[str]
    heads: list[int]
    """Index of the governing word, -1 for the root."""
    deprels: list[str]
    names: list[Tagged]
    mentions: list[Tagged]
    cues: list[Tagged]


class Network:
    """The loaded graphs with their tokenizer and labels."""

    def __init__(self, folder: Path) -> None:
        for name in FILES:
            if not (folder / name).is_file():
                raise DataFileError(
                    f"The language model is incomplete: {folder / name} is missing; "
                    "install herodotus anew, or run `make model` in a checkout.",
                    path=str(folder / name),
                )
        self._sentence = _session(folder / "sentence.onnx")
        self._attribution = _session(folder / "attribution.onnx")
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self._upos: list[str] = labels["upos"]
        self._relations: list[str] = labels["relations"]
        self._names: list[str] = labels["names"]
        self._mentions: list[str] = labels["mentions"]
        self._cues: list[str] = labels["cues"]
        self._roles: list[str] = labels["roles"]
        self._root = self._relations.index("root")

    def read_sentence(self, words: list[str]) -> SentenceReading:
        """Read one sentence, given its words."""
        ids, first, shape = encode(self._tokenizer, words)
        vectors, upos, arcs, relations, names, mentions, cues = self._sentence.run(
            None,
            {
                "ids": np.array([ids]),
                "mask": np.ones((1, len(ids)), dtype=np.int64),
                "first": np.array([first]),
                "shape": np.array([shape]),
            },
        )
        above = heads(arcs[0])
        cues[0, :, self._cues.index("O")] += CUE_MARGIN
        return SentenceReading(
            vectors=vectors[0, 1:],
            upos=[self._upos[tag] for tag in upos[0, 1:].argmax(-1)],
            heads=[head - 1 for head in above],
            deprels=self._deprels(relations[0], above),
            names=[
                name for name in spans(names[0, 1:], self._names) if name.label != OTHER
            ],
            mentions=spans(mentions[0, 1:], self._mentions),
            cues=spans(cues[0, 1:], self._cues),
        )

    def read_roles(
        self, vectors: NDArray[np.float32], features: Features
    ) -> list[Tagged]:
        """Return the source and content spans of one cue among the words around it."""
        inputs: dict[str, Any] = {  # Any: arrays of words and of classes
            name: np.array([classes])
            for name, classes in zip(features._fields, features, strict=True)
        }
        inputs["words"] = vectors[None]
        inputs["mask"] = np.ones((1, len(vectors)), dtype=np.int64)
        (scores,) = self._attribution.run(None, inputs)
        return spans(scores[0], self._roles)

    def _deprels(self, scores: NDArray[np.float32], above: list[int]) -> list[str]:
        """Return each word's relation to its head; only the root's is "root"."""
        words = np.arange(len(above))
        rows = scores[words + 1, above].copy()
        rows[:, self._root] = -np.inf
        chosen = rows.argmax(-1)
        return [
            "root" if head == 0 else self._relations[relation]
            for head, relation in zip(above, chosen, strict=True)
        ]


def _session(path: Path) -> Any:  # Any: onnxruntime ships no types
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"]
    )
