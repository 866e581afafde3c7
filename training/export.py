"""From a checkpoint to the two ONNX graphs that the package ships."""

import json
import logging
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from herodotus.language.network import FILES
from training.loop import networks
from training.material import CUE_TAGS, MENTION_TAGS, NAME_TAGS, ROLE_TAGS
from training.network import Attributions, Labels, Sentences
from training.prepare import base_tokenizer

logger = logging.getLogger(__name__)

SENTENCE, ATTRIBUTION, TOKENIZER, LABELS = FILES
SENTENCE_INPUTS = ("ids", "mask", "first", "shape")
SENTENCE_OUTPUTS = (
    "words",
    "upos",
    "arcs",
    "relations",
    "names",
    "mentions",
    "cues",
)
LINK_INPUTS = ("words", "mask", "distance", "sentence", "quote", "cue")
OPSET = 17


def export(checkpoint: Path, out: Path, *, exact: Path) -> None:
    """Write the graphs, the tokenizer and the labels of a checkpoint to ``out``.

    Each file is replaced whole, so a reader never finds half of one.

    Args:
        exact: where the same model goes in 32 bits, to see what eight bits cost.
    """
    sentences, reader, labels = restored(checkpoint)
    out.mkdir(parents=True, exist_ok=True)
    exact.mkdir(parents=True, exist_ok=True)
    _sentence_graph(sentences, exact / SENTENCE)
    _link_graph(reader, exact / ATTRIBUTION)
    base_tokenizer().save(str(exact / TOKENIZER), pretty=False)
    (exact / LABELS).write_text(_labels(labels), encoding="utf-8")
    with tempfile.TemporaryDirectory(dir=out) as folder:
        work = Path(folder)
        for name in (SENTENCE, ATTRIBUTION):
            quantise(exact / name, work / name)
        for name in (TOKENIZER, LABELS):
            shutil.copy(exact / name, work / name)
        for name in FILES:
            (work / name).replace(out / name)
    size = sum((out / name).stat().st_size for name in FILES)
    logger.info("exported %s, %.1f MB", out, size / 1e6)


def restored(checkpoint: Path) -> tuple[Sentences, Attributions, Labels]:
    """Return the networks of a checkpoint, ready to read."""
    state = torch.load(checkpoint, weights_only=True, map_location="cpu")
    labels = Labels(tuple(state["labels"]["upos"]), tuple(state["labels"]["relations"]))
    sentences, reader = networks(labels, attention="eager")
    sentences.load_state_dict(state["sentences"])
    reader.load_state_dict(state["reader"])
    return sentences.eval(), reader.eval(), labels


def quantise(source: Path, target: Path) -> None:
    """Quantise the matrices to eight bits, with a scale a channel.

    Left as they are: products with a vector, which have no channels, and small tables.
    """
    graph = onnx.load(str(source)).graph
    vectors = {one.name for one in graph.initializer if len(one.dims) == 1}
    left = [
        node.name
        for node in graph.node
        if (node.op_type == "MatMul" and node.input[1] in vectors)
        or (node.op_type == "Gather" and not node.name.startswith("/encoder"))
    ]
    quantize_dynamic(
        str(source),
        str(target),
        weight_type=QuantType.QInt8,
        per_channel=True,
        nodes_to_exclude=left,
        extra_options={"MatMulConstBOnly": True},
    )


def _labels(labels: Labels) -> str:
    tables = {
        "upos": labels.upos,
        "relations": labels.relations,
        "names": NAME_TAGS,
        "mentions": MENTION_TAGS,
        "cues": CUE_TAGS,
        "roles": ROLE_TAGS,
    }
    return json.dumps(tables, indent=1) + "\n"


def _sentence_graph(sentences: Sentences, path: Path) -> None:
    ids = torch.randint(1000, 20000, (1, 17))
    inputs = (
        ids,
        torch.ones_like(ids),
        torch.tensor([[0, 1, 3, 5, 6]]),
        torch.ones(1, 5, dtype=torch.long),
    )
    axes = {name: {0: "batch", 1: "pieces"} for name in ("ids", "mask")}
    axes |= {
        name: {0: "batch", 1: "words"} for name in ("first", "shape", *SENTENCE_OUTPUTS)
    }
    axes["arcs"] = {0: "batch", 1: "words", 2: "heads"}
    axes["relations"] = {0: "batch", 1: "words", 2: "heads"}
    torch.onnx.export(
        sentences,
        inputs,
        str(path),
        input_names=list(SENTENCE_INPUTS),
        output_names=list(SENTENCE_OUTPUTS),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


def _link_graph(reader: Attributions, path: Path) -> None:
    ones = torch.ones(2, 7, dtype=torch.long)
    axes = {name: {0: "cues", 1: "words"} for name in (*LINK_INPUTS, "roles")}
    torch.onnx.export(
        reader,
        (torch.randn(2, 7, 400), ones, ones, ones, ones, ones),
        str(path),
        input_names=list(LINK_INPUTS),
        output_names=["roles"],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
