"""Batches as tensors, and the loss of each kind of batch."""

import random
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from training.material import Example, Paragraph
from training.network import Attributions, Labels, Sentences

CAPITALS = 0.06
"""The share of sentences read as if printed in capitals, as older wire copy was."""


def sentence_tensors(
    examples: Sequence[Example], draw: random.Random | None = None
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return sub-tokens, their mask, and each word's place and shape."""
    shapes = [
        one.capitals
        if draw is not None and draw.random() < CAPITALS
        else one.encoded.shape
        for one in examples
    ]
    ids = _filled([one.encoded.ids for one in examples], 0)
    mask = _filled([[1] * len(one.encoded.ids) for one in examples], 0)
    return (
        ids,
        mask,
        _filled([one.encoded.first for one in examples], 0),
        _filled(shapes, 0),
    )


def treebank_loss(
    network: Sentences, examples: Sequence[Example], labels: Labels, draw: random.Random
) -> Tensor:
    """Return the loss of tags, arcs and relations."""
    ids, mask, first, shape = sentence_tensors(examples, draw)
    device = network.shape.weight.device
    words = network.dropout(
        network.words(*(t.to(device) for t in (ids, mask, first, shape)))
    )
    upos = {label: index for index, label in enumerate(labels.upos)}
    relations = {label: index for index, label in enumerate(labels.relations)}
    heads = _filled([[-100, *one.heads] for one in examples], -100).to(device)
    real = (
        _filled([[1] * len(one.encoded.first) for one in examples], 0).bool().to(device)
    )
    arcs = network.tree.arcs(words).float().masked_fill(~real.unsqueeze(1), -1e9)
    tags = _filled([[-100, *(upos[tag] for tag in one.upos)] for one in examples], -100)
    kinds = _filled(
        [[-100, *(relations[r] for r in one.relations)] for one in examples], -100
    )
    scores = network.tree.relations(words, heads.clamp(min=0))
    return (
        _entropy(arcs, heads)
        + _entropy(scores, kinds.to(device))
        + 0.5 * _entropy(network.upos(words), tags.to(device))
    )


def names_loss(
    network: Sentences, examples: Sequence[Example], draw: random.Random
) -> Tensor:
    """Return the loss of the names."""
    device = network.shape.weight.device
    layers = network.layers(*(t.to(device) for t in sentence_tensors(examples, draw)))
    tags = _filled([[-100, *one.names] for one in examples], -100).to(device)
    return _entropy(network.naming(layers)[0], tags)


def attribution_loss(
    network: Sentences,
    reader: Attributions,
    paragraphs: Sequence[Paragraph],
    draw: random.Random,
) -> Tensor:
    """Return the loss of the cues and, from marked cues, of sources and contents."""
    device = network.shape.weight.device
    examples = [sentence for one in paragraphs for sentence in one.sentences]
    words = network.words(*(t.to(device) for t in sentence_tensors(examples, draw)))
    tags = _filled([[-100, *one.cues] for one in examples], -100).to(device)
    loss = 2 * _entropy(network.cues(network.dropout(words)), tags)
    if any(one.links for one in paragraphs):
        inputs = link_tensors(words, paragraphs)
        roles = _filled([link.roles for one in paragraphs for link in one.links], -100)
        loss = loss + 2 * _entropy(reader(*inputs), roles.to(device))
    return loss


def link_tensors(words: Tensor, paragraphs: Sequence[Paragraph]) -> tuple[Tensor, ...]:
    """Return the second graph's inputs, a row each attribution.

    ``words`` holds the vectors of all sentences of the paragraphs, the root's first.
    """
    width = words.shape[1]
    flat = words.reshape(-1, words.shape[-1])
    places, begin = [], 0
    for paragraph in paragraphs:
        for link in paragraph.links:
            places.append(
                [
                    (begin + index) * width + 1 + word
                    for index in range(*link.window)
                    for word in range(len(paragraph.sentences[index].words))
                ]
            )
        begin += len(paragraph.sentences)
    links = [link for one in paragraphs for link in one.links]
    chosen = _filled(places, 0).to(words.device)
    mask = _filled([[1] * len(row) for row in places], 0).to(words.device)
    rest = [
        _filled([link.features[kind] for link in links], 0).to(words.device)
        for kind in range(4)
    ]
    return flat[chosen], mask, *rest


def _filled(rows: Sequence[Sequence[int]], empty: int) -> Tensor:
    longest = max(len(row) for row in rows)
    return torch.tensor([[*row, *([empty] * (longest - len(row)))] for row in rows])


def _entropy(scores: Tensor, gold: Tensor) -> Tensor:
    flat = scores.float().reshape(-1, scores.shape[-1])
    return functional.cross_entropy(flat, gold.reshape(-1), ignore_index=-100)
