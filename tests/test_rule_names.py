"""The codebook names the rules that the reader has, and no others."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]

#: What makes a mention in `reading`, with the rule's name as its last word.
MAKERS = {"expand", "mention", "company"}


def rules_in(tree: ast.AST) -> Iterator[str]:
    """The rule names that a module gives to what it makes."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        named = [word.value for word in node.keywords if word.arg == "rule"]
        for word in [*node.args[-1:], *named] if called in MAKERS else named:
            if isinstance(word, ast.Constant) and isinstance(word.value, str):
                yield word.value


def test_the_codebook_has_every_rule_and_no_other() -> None:
    codebook = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    found = re.search(r"(?ms)^`rule`, .*?\n\n(.*?)\n\n", codebook)
    assert found
    told = set(re.findall(r"(?m)^\| `([^`]+)`", found.group(1)))
    modules = (ROOT / "herodotus" / "reading").glob("*.py")
    made = {r for path in modules for r in rules_in(ast.parse(path.read_text("utf-8")))}
    assert told == made
