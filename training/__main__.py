"""Make the language model: `python -m training SHARED`.

Reads the treebanks and gold of SHARED, trains, exports to `herodotus/language/model`,
measures, and writes the model card. Every stage can be run alone; training takes up
where it stopped.
"""

import argparse
import logging
import os
from pathlib import Path

ROOT = Path(__file__).parent.parent
STAGES = ("prepare", "train", "names", "export", "card")


def main() -> None:
    """Run the stages asked for, all by default."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument(
        "shared", type=Path, help="the folder with treebanks/ and gold/"
    )
    parser.add_argument("--stage", choices=STAGES, action="append", help="not all")
    parser.add_argument("--work", type=Path, default=ROOT / "training" / "work")
    parser.add_argument("--model", type=Path, default=ROOT / "herodotus/language/model")
    parser.add_argument("--minutes", type=float, default=65, help="of training")
    parser.add_argument("--checkpoint-minutes", type=float, default=8)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from training.card import write_card
    from training.export import export
    from training.loop import load_prepared, train
    from training.naming import learn_names
    from training.prepare import prepare

    prepared = options.work / "prepared.pkl"
    stages = options.stage or STAGES
    if "prepare" in stages:
        prepare(options.shared, prepared)
    if "train" in stages:
        train(
            load_prepared(prepared),
            minutes=options.minutes,
            out=options.work,
            seed=options.seed,
            threads=options.threads,
            checkpoint_minutes=options.checkpoint_minutes,
            device=options.device,
        )
    named = options.work / "named.pt"
    if "names" in stages:
        learn_names(
            options.shared,
            options.work / "last.pt",
            named,
            seed=options.seed,
            threads=options.threads,
        )
    exact = options.work / "exact"
    if "export" in stages:
        export(named, options.model, exact=exact)
    if "card" in stages:
        write_card(
            ROOT / "docs" / "model-card.md",
            shared=options.shared,
            model=options.model,
            exact=exact,
            checkpoint=options.work / "last.pt",
        )


if __name__ == "__main__":
    main()
