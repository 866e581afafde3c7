"""The model card: what the model was made from, how, and how well it reads."""

import tempfile
from pathlib import Path
from typing import Any

import torch

from evaluation.attribution import scored
from evaluation.parser import BANKS, on_gold_words, on_raw_text
from evaluation.treebank import documents
from herodotus.language import Language
from herodotus.language.network import CUE_MARGIN, FILES
from training import loop
from training.material import Example
from training.names import held_out, in_capitals, names_f1
from training.naming import STEPS

TEMPLATE = Path(__file__).parent / "card.md"
"""The words of the card, with a place for every figure."""


def write_card(
    out: Path, *, shared: Path, model: Path, exact: Path, checkpoint: Path
) -> None:
    """Measure the model in eight and in 32 bits and write the card."""
    state = torch.load(checkpoint, weights_only=True, map_location="cpu")
    figures: dict[str, Any] = {  # Any: numbers and words of the card
        "steps": f"{state['step']:,}",
        "threads": state["threads"],
        "minutes": round(state["spent"] / 60),
        "name_steps": STEPS,
        "megabytes": f"{sum((model / n).stat().st_size for n in FILES) / 1e6:.1f}",
        "encoder_rate": loop.ENCODER_RATE,
        "heads_rate": loop.HEADS_RATE,
        "batch": loop.BATCH,
        "resumed": state["resumed"],
        "turns": loop.TURNS,
        "margin": CUE_MARGIN,
    }
    held = list(held_out(shared / "gold" / "names"))
    for bits, place in (("8", model), ("32", exact)):
        figures |= {
            f"{name}_{bits}": value
            for name, value in _figures(Language.load(place), shared, held).items()
        }
    out.write_text(TEMPLATE.read_text("utf-8").format(**figures), encoding="utf-8")


def _figures(language: Language, shared: Path, held: list[Example]) -> dict[str, str]:
    """Return every figure of one model by the name the template has for it."""
    found: dict[str, str] = {}
    for bank, stem in BANKS.items():
        gold = list(documents(shared / "treebanks" / f"{stem}-test.conllu"))
        for kind, shares in (
            ("gold", on_gold_words(language.network, gold)),
            ("raw", on_raw_text(language, gold)),
        ):
            found |= {
                f"{bank}_{kind}_{name}": f"{100 * share:.1f}"
                for name, share in shares.items()
            }
    with tempfile.TemporaryDirectory() as work:
        result = scored(language, shared, Path(work))
    for role in ("source", "cue", "content", "triple"):
        for criterion in ("exact", "overlap50"):
            found[f"{role}_{criterion}"] = f"{100 * result[role][criterion]['f1']:.1f}"
    found["speaker"] = f"{100 * result['source_given_content']['accuracy']:.1f}"
    found["names"] = f"{100 * names_f1(language, held):.1f}"
    found["names_capitals"] = f"{100 * names_f1(language, in_capitals(held)):.1f}"
    return found
