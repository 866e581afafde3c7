"""The network: an encoder with its heads, and a reader of attributions."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from herodotus.language import context
from herodotus.language.encoding import SHAPES
from training.material import (
    CUE_TAGS,
    MENTION_TAGS,
    NAME_TAGS,
    PHRASE_TAGS,
    ROLE_TAGS,
)

ENCODED = 384
SHAPED = 16
WIDTH = ENCODED + SHAPED
DROPOUT = 0.2


@dataclass(frozen=True)
class Labels:
    """The labels of the treebanks, in the order of the network's outputs."""

    upos: tuple[str, ...]
    relations: tuple[str, ...]


class Sentences(nn.Module):
    """The first graph: one sentence in; vectors, tags, tree, names, mentions, cues."""

    def __init__(self, encoder: nn.Module, labels: Labels) -> None:
        super().__init__()
        self.encoder = encoder
        self.shape = nn.Embedding(SHAPES, SHAPED)
        self.dropout = nn.Dropout(DROPOUT)
        self.upos = _classifier(len(labels.upos))
        self.naming = Naming()
        self.cues = _classifier(len(CUE_TAGS))
        self.tree = Tree(len(labels.relations))

    def words(self, ids: Tensor, mask: Tensor, first: Tensor, shape: Tensor) -> Tensor:
        """Return one vector a word, the root's first."""
        return self.layers(ids, mask, first, shape)[..., -WIDTH:]

    def layers(self, ids: Tensor, mask: Tensor, first: Tensor, shape: Tensor) -> Tensor:
        """Return the vectors of `words` behind those of the lower layers."""
        hidden = self.encoder(
            input_ids=ids, attention_mask=mask, output_hidden_states=True
        ).hidden_states
        chosen = first.unsqueeze(-1).expand(-1, -1, ENCODED)
        vectors = [torch.gather(hidden[n].float(), 1, chosen) for n in Naming.LAYERS]
        return torch.cat([*vectors, self.shape(shape)], -1)

    def forward(
        self, ids: Tensor, mask: Tensor, first: Tensor, shape: Tensor
    ) -> tuple[Tensor, ...]:
        """Return word vectors and the scores of every head."""
        layers = self.layers(ids, mask, first, shape)
        words = self.dropout(layers[..., -WIDTH:])
        names, mentions, _ = self.naming(layers)
        arcs = self.tree.arcs(words)
        return (
            words,
            self.upos(words),
            arcs,
            self.tree.relations_of_all(words),
            names,
            mentions,
            self.cues(words),
        )


class Tree(nn.Module):
    """Biaffine scores of arcs and of their relations (Dozat and Manning, 2017)."""

    ARC = 256
    RELATION = 96

    def __init__(self, relations: int) -> None:
        super().__init__()
        self.count = relations
        self.dependant = nn.Linear(WIDTH, self.ARC)
        self.head = nn.Linear(WIDTH, self.ARC)
        self.arc = nn.Parameter(torch.randn(self.ARC, self.ARC) * 0.02)
        self.arc_bias = nn.Parameter(torch.zeros(self.ARC))
        self.relation_dependant = nn.Linear(WIDTH, self.RELATION)
        self.relation_head = nn.Linear(WIDTH, self.RELATION)
        self.relation = nn.Parameter(
            torch.randn(self.RELATION, relations * self.RELATION) * 0.02
        )
        self.of_dependant = nn.Linear(self.RELATION, relations)
        self.of_head = nn.Linear(self.RELATION, relations, bias=False)
        self.dropout = nn.Dropout(DROPOUT)

    def arcs(self, words: Tensor) -> Tensor:
        """Return the score of each word (second) being head of each (first)."""
        dependant = self.dropout(functional.gelu(self.dependant(words)))
        head = self.dropout(functional.gelu(self.head(words)))
        bias = (head @ self.arc_bias).unsqueeze(1)
        scores: Tensor = (dependant @ self.arc) @ head.transpose(1, 2) + bias
        return scores

    def relations(self, words: Tensor, heads: Tensor) -> Tensor:
        """Return the scores of each word's relation to its given head."""
        above = torch.gather(
            words, 1, heads.unsqueeze(-1).expand(-1, -1, words.shape[-1])
        )
        dependant = self.dropout(functional.gelu(self.relation_dependant(words)))
        head = self.dropout(functional.gelu(self.relation_head(above)))
        batch, count, _ = dependant.shape
        crossed = (dependant @ self.relation).view(
            batch, count, self.count, self.RELATION
        )
        scores: Tensor = (crossed * head.unsqueeze(2)).sum(-1)
        whole: Tensor = scores + self.of_dependant(dependant) + self.of_head(head)
        return whole

    def relations_of_all(self, words: Tensor) -> Tensor:
        """Return the relation scores for every pair of dependant and head."""
        dependant = functional.gelu(self.relation_dependant(words))
        head = functional.gelu(self.relation_head(words))
        batch, count, _ = dependant.shape
        crossed = (dependant @ self.relation).view(
            batch, count * self.count, self.RELATION
        )
        scores: Tensor = crossed @ head.transpose(1, 2)
        scores = scores.view(batch, count, self.count, count).transpose(2, 3)
        scores = scores + self.of_dependant(dependant).unsqueeze(2)
        whole: Tensor = scores + self.of_head(head).unsqueeze(1)
        return whole


class Naming(nn.Module):
    """Names and mentions: three layers of the encoder, each word with its neighbours.

    Names are proper names; mentions are whole phrases for people, organisations and
    places, pronouns too. Phrases are the treebank's, which are only learnt from.
    """

    LAYERS = (2, 4, 6)
    SIZE = 192

    def __init__(self) -> None:
        super().__init__()
        self.project = nn.Linear(len(self.LAYERS) * ENCODED + SHAPED, self.SIZE)
        self.norm = nn.LayerNorm(self.SIZE)
        self.near = nn.ModuleList(nn.Linear(3 * self.SIZE, self.SIZE) for _ in range(2))
        self.dropout = nn.Dropout(0.3)
        self.names = nn.Linear(self.SIZE, len(NAME_TAGS))
        self.mentions = nn.Linear(self.SIZE, len(MENTION_TAGS))
        self.phrases = nn.Linear(self.SIZE, len(PHRASE_TAGS))

    def forward(self, layers: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the scores of the tags of names, of mentions, and of phrases."""
        hidden = functional.gelu(self.project(self.dropout(layers)))
        hidden = self.norm(hidden)
        for layer in self.near:
            wide = functional.pad(hidden, (0, 0, 1, 1))
            three = torch.cat([wide[:, :-2], hidden, wide[:, 2:]], -1)
            hidden = hidden + self.dropout(functional.gelu(layer(three)))
        words = self.dropout(hidden)
        return self.names(words), self.mentions(words), self.phrases(words)


class Attributions(nn.Module):
    """The second graph: the words around a cue in; who says it and what is said out."""

    SIZE = 192

    def __init__(self) -> None:
        super().__init__()
        self.project = nn.Linear(WIDTH, self.SIZE)
        self.distance = nn.Embedding(context.DISTANCE_CLASSES, self.SIZE)
        self.sentence = nn.Embedding(context.SENTENCE_CLASSES, self.SIZE)
        self.quote = nn.Embedding(context.QUOTE_CLASSES, self.SIZE)
        self.cue = nn.Embedding(context.CUE_CLASSES, self.SIZE)
        self.norm = nn.LayerNorm(self.SIZE)
        self.dropout = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer(self.SIZE) for _ in range(2))
        self.roles = nn.Linear(self.SIZE, len(ROLE_TAGS))
        for embedding in (self.distance, self.sentence, self.quote, self.cue):
            nn.init.normal_(embedding.weight, std=0.1)

    def forward(
        self,
        words: Tensor,
        mask: Tensor,
        distance: Tensor,
        sentence: Tensor,
        quote: Tensor,
        cue: Tensor,
    ) -> Tensor:
        """Return the role scores of each word, one row of the batch a cue."""
        hidden = (
            self.project(words)
            + self.distance(distance)
            + self.sentence(sentence)
            + self.quote(quote)
            + self.cue(cue)
        )
        hidden = self.dropout(self.norm(hidden))
        bias = (1.0 - mask.to(hidden.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            hidden = layer(hidden, bias)
        scores: Tensor = self.roles(hidden)
        return scores


class Layer(nn.Module):
    """A transformer layer, normalised first."""

    HEADS = 6

    def __init__(self, size: int) -> None:
        super().__init__()
        self.before = nn.LayerNorm(size)
        self.inside = nn.LayerNorm(size)
        self.mixed = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)
        self.wide = nn.Linear(size, 3 * size)
        self.narrow = nn.Linear(3 * size, size)
        self.dropout = nn.Dropout(0.1)

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """Return the next layer's vectors; ``bias`` hides what is padding."""
        batch, count, size = hidden.shape
        mixed = self.mixed(self.before(hidden)).view(batch, count, 3, self.HEADS, -1)
        query, key, value = mixed.permute(2, 0, 3, 1, 4).unbind(0)
        scores = query @ key.transpose(-1, -2) / (size // self.HEADS) ** 0.5 + bias
        seen = (self.dropout(scores.softmax(-1)) @ value).transpose(1, 2)
        hidden = hidden + self.dropout(self.out(seen.reshape(batch, count, size)))
        wide = functional.gelu(self.wide(self.inside(hidden)))
        out: Tensor = hidden + self.dropout(self.narrow(wide))
        return out


def _classifier(labels: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Linear(WIDTH, 192), nn.GELU(), nn.Dropout(DROPOUT), nn.Linear(192, labels)
    )
