"""Names and mentions, learnt last: the encoder stays, its vectors are kept at hand.

The encoder learns names with everything else, but sees each name article once or twice.
What reads names from its vectors is small, and learns from each of them many times in a
few minutes.
"""

import logging
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional
from torch.nn.utils import clip_grad_norm_

from evaluation.names import APART
from training.export import restored
from training.material import Example, encoded, mentions, names, phrases
from training.network import Naming, Sentences
from training.prepare import base_tokenizer
from training.steps import sentence_tensors

logger = logging.getLogger(__name__)

STEPS = 2400
RATE = 2e-3
WARM_UP = 50
BATCH = 1500
"""Words in one batch; all its sentences have the same number of them."""

LONGEST = 120
TURNS = ("names", "names", "mentions", "names", "names", "phrases")


@dataclass(frozen=True)
class Vectors:
    """One sentence as the encoder gives it, and the tags that one head shall find."""

    layers: Tensor
    tags: Tensor


def learn_names(
    shared: Path, checkpoint: Path, out: Path, *, seed: int = 0, threads: int = 2
) -> Path:
    """Teach a checkpoint's `Naming` anew and write it, whole, to ``out``."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    draw = random.Random(seed)
    state = torch.load(checkpoint, weights_only=True, map_location="cpu")
    sentences, _, _ = restored(checkpoint)
    naming = Naming().train()
    streams = {
        kind: _batches(_vectors(sentences, examples, kind, draw), draw)
        for kind, examples in _material(shared).items()
    }
    optimiser = torch.optim.AdamW(
        naming.parameters(), lr=RATE, weight_decay=0.02, betas=(0.9, 0.98)
    )
    means = dict.fromkeys(streams, 0.0)
    for step in range(STEPS):
        pace = min(1.0, (step + 1) / WARM_UP) * max(0.01, 1 - step / STEPS)
        optimiser.param_groups[0]["lr"] = RATE * pace
        kind = TURNS[step % len(TURNS)]
        batch = next(streams[kind])
        scores = naming(torch.stack([one.layers for one in batch]).float())
        head = scores[("names", "mentions", "phrases").index(kind)][:, 1:]
        gold = torch.stack([one.tags for one in batch])
        loss = functional.cross_entropy(
            head.reshape(-1, head.shape[-1]), gold.reshape(-1)
        )
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        clip_grad_norm_(naming.parameters(), 2.0)
        optimiser.step()
        means[kind] += 0.02 * (loss.item() - means[kind])
        if step % 200 == 0:
            shown = {kind: round(mean, 3) for kind, mean in means.items()}
            logger.info("names, step %d loss %s", step, shown)
    learnt = {f"naming.{name}": value for name, value in naming.state_dict().items()}
    state["sentences"] = {**state["sentences"], **learnt}
    torch.save(state, out)
    return out


def _material(shared: Path) -> dict[str, list[Example]]:
    """Return the sentences to learn from, by what is marked in them."""
    folder = shared / "gold" / "names"
    treebank = shared / "treebanks" / "en_gum-train.conllu"
    news, war = ("worldwide-train", "re3d")
    return {
        "names": list(names(folder / f"{news}.jsonl", apart=APART[news])),
        "mentions": list(mentions(folder / f"{war}.jsonl", apart=APART[war])),
        "phrases": list(phrases(treebank)),
    }


def _vectors(
    sentences: Sentences, examples: Sequence[Example], kind: str, draw: random.Random
) -> list[Vectors]:
    """Return what the encoder makes of the sentences, in half the bits."""
    tokenizer = base_tokenizer()
    fit = [one for one in examples if 1 < len(one.words) <= LONGEST]
    ranked = sorted(encoded(fit, tokenizer), key=lambda one: len(one.encoded.ids))
    found = []
    for start in range(0, len(ranked), 32):
        batch = ranked[start : start + 32]
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            layers = sentences.layers(*sentence_tensors(batch, draw))
        for one, row in zip(batch, layers, strict=True):
            found.append(
                Vectors(
                    row[: len(one.words) + 1].half().clone(),
                    torch.tensor(getattr(one, kind)),
                )
            )
    return found


def _batches(examples: list[Vectors], draw: random.Random) -> Iterator[list[Vectors]]:
    """Yield batches of sentences of one length, in an order drawn anew each time."""
    while True:
        draw.shuffle(examples)
        by_length = sorted(examples, key=lambda one: len(one.tags))
        found = []
        for length, group in groupby(by_length, key=lambda one: len(one.tags)):
            same, most = list(group), max(1, BATCH // length)
            found += [same[i : i + most] for i in range(0, len(same), most)]
        draw.shuffle(found)
        yield from found
