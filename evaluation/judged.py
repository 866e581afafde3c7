"""Claims with what gold says of them: right or wrong, and what was seen about them.

A casualty claim is right where outcome, exact count, victims' side and source agree
with gold, as the shared scorer matches them; a materiel claim where item, count, owner
and source do; a control claim where place, action and actor do. An event is judged
where its words meet those of a gold event: right where type and countries agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

from evaluation.misses import load_scorer
from evaluation.run import Record, records
from evaluation.wire import WIRE
from herodotus.model import Claim, Report
from herodotus.reading import Reader
from herodotus.reading.claims import told_claims
from herodotus.reading.confidence import Signs
from herodotus.reading.telling import Telling
from herodotus.sources import read_inputs
from training.logistic import Example

Seen = tuple[Claim, frozenset[str]]


def judged(shared: Path) -> list[Example]:
    """Every claim that gold has a word about, in the order of sets and texts."""
    reader = Reader.load()
    gold = shared / "gold"
    claims = load_scorer(gold / "score_claims.py")
    coded = load_scorer(gold / "score_events.py")
    found: list[Example] = []
    for path in (gold / "reports" / "dev.jsonl", *WIRE):
        for row, seen in _read(path, reader):
            found += _examples(path.stem, row, judge_report(claims, row, seen))
    path = gold / "events" / "plover-gsr-dev.jsonl"
    for row, seen in _read(path, reader):
        found += _examples("plover", row, judge_events(coded, row, seen))
    return found


def judge_report(
    scorer: ModuleType, gold: Record, seen: Sequence[Seen]
) -> Iterator[tuple[Seen, bool]]:
    """Whether each claim of a report agrees with its gold.

    Gold that is optional judges what is matched to it. In a report without conflict
    every claim of these kinds is wrong.
    """
    rules = {"casualty": _casualty, "materiel": _materiel, "control": _control}
    for kind, rule in rules.items():
        ours = [s for s in seen if s[0].kind == kind]
        told = [c.model_dump(mode="json") for c, _ in ours]
        wanted = [] if gold.get("negative") else gold["claims"]
        right = rule(scorer, [g for g in wanted if g["kind"] == kind], told)
        for n, claim in enumerate(ours):
            yield claim, n in right


def judge_events(
    scorer: ModuleType, gold: Record, seen: Sequence[Seen]
) -> Iterator[tuple[Seen, bool]]:
    """Whether the events at the place of the gold event are coded as it is.

    Other events of the sentence, which the gold does not code, are not judged.
    """
    type_ = scorer.TYPES.get(gold["event"], gold["event"])
    by, on = scorer.codes(gold["source"]), scorer.codes(gold["target"])
    for claim, signs in seen:
        if claim.kind != "event" or not _holds(claim, gold):
            continue
        one = scorer.codes([p.country for p in claim.initiators if p.country])
        two = scorer.codes([p.country for p in claim.targets if p.country])
        orders = [(one, two)]
        if gold.get("symmetric"):
            orders += [(two, one), (one | two, one | two)]
        agree = any(scorer.agrees(by, a) and scorer.agrees(on, b) for a, b in orders)
        yield (claim, signs), agree and claim.plover == type_


def _holds(claim: Claim, gold: Record) -> bool:
    """Whether the words of a claim and of the gold event meet."""
    for words in gold["event_spans"]:
        start = gold["text"].find(words)
        if 0 <= start < claim.end and claim.start < start + len(words):
            return True
    return False


def _casualty(scorer: ModuleType, gold: list[Record], told: list[Record]) -> set[int]:
    def agree(g: Record, p: Record) -> bool:
        return bool(scorer.count_ok(g, p, False) and scorer.outcome_ok(g, p, False))

    def rank(g: Record, p: Record) -> tuple[bool, int, float]:
        alike = sum(bool(same(g, p)) for _, same in scorer.ATTRS)
        apart = abs(scorer.iv(g)[0] - scorer.iv(p)[0])
        return bool(scorer.count_exact(g, p)), alike, -apart

    required = [g for g in gold if not g.get("optional")]
    pairs = [(required[i], j) for i, j in scorer.greedy(required, told, agree, rank)]
    used = {j for _, j in pairs}
    rest = [j for j in range(len(told)) if j not in used]
    spare = [g for g in gold if g.get("optional")]
    absorbed = scorer.greedy(spare, [told[j] for j in rest], agree, rank)
    pairs += [(spare[i], rest[j]) for i, j in absorbed]
    return {
        j
        for g, j in pairs
        if scorer.count_exact(g, told[j])
        and scorer.actor_eq(g.get("victim_side"), told[j]["victim_side"])
        and scorer.actor_eq(g.get("attributed_to"), told[j]["attributed_to"])
    }


def _materiel(scorer: ModuleType, gold: list[Record], told: list[Record]) -> set[int]:
    def agree(g: Record, p: Record) -> bool:
        return bool(scorer.count_ok(g, p, False) and g["item"] == p["item"])

    def alike(g: Record, p: Record) -> tuple[bool, bool, bool]:
        return (
            bool(scorer.count_exact(g, p)),
            bool(scorer.actor_eq(g.get("owner_side"), p["owner_side"])),
            bool(scorer.actor_eq(g.get("attributed_to"), p["attributed_to"])),
        )

    pairs = scorer.greedy(gold, told, agree, alike)
    return {j for i, j in pairs if all(alike(gold[i], told[j]))}


def _control(scorer: ModuleType, gold: list[Record], told: list[Record]) -> set[int]:
    def agree(g: Record, p: Record) -> bool:
        names = (g["place"] or "").split(";")
        return any(scorer.place_eq(name.strip(), p["place"] or "?") for name in names)

    def alike(g: Record, p: Record) -> tuple[bool, bool]:
        same = g["action"] == p["action"]
        return same, bool(scorer.actor_eq(g.get("by"), p["by"]))

    pairs = scorer.greedy(gold, told, agree, alike)
    return {j for i, j in pairs if all(alike(gold[i], told[j]))}


def _examples(
    set_: str, row: Record, judgements: Iterable[tuple[Seen, bool]]
) -> Iterator[Example]:
    for (claim, signs), right in judgements:
        yield Example(set_, row["id"], claim.kind, signs, right)


def _read(path: Path, reader: Reader) -> Iterator[tuple[Record, list[Seen]]]:
    """Each record of a file with the claims of its report and their signs."""
    rows = {row["id"]: row for row in records(path.read_bytes())}
    for report in read_inputs([str(path)]):
        if not isinstance(report, Report):
            continue  # a text that cannot be read has no claims
        telling = Telling(reader.scene(report))
        claims = told_claims(telling)
        signs = Signs(claims, telling)
        yield rows[report.id], [(claim, signs.of(claim)) for claim in claims]
