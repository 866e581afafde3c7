"""From the scores of arcs to one tree with one root.

Taking the best head of every word gives a tree for most sentences; only where it gives
a circle or several roots is the best tree searched for (Chu and Liu 1965, Edmonds
1967).
"""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating]


def heads(scores: Scores) -> list[int]:
    """Return the head of every word, 0 for the root, as words counted from 1.

    Args:
        scores: ``scores[word, head]``, with the artificial root as word and head 0.

    >>> heads(np.array([[0, 0, 0], [9, 0, 1], [4, 8, 0]]))
    [0, 1]
    """
    if len(scores) < 2:
        return []
    table = scores.T.astype(np.float64)
    np.fill_diagonal(table, _NEVER)
    table[:, 0] = _NEVER
    greedy = table.argmax(0)
    if (greedy[1:] == 0).sum() == 1 and _reaches_root(greedy):
        return [int(head) for head in greedy[1:]]
    return [int(head) for head in _single_rooted(table)[1:]]


_NEVER = -1e9


def _reaches_root(chosen: NDArray[np.integer]) -> bool:
    """Say whether every word leads up to the root, in no circle."""
    safe = {0}
    for word in range(1, len(chosen)):
        path: list[int] = []
        here = word
        while here not in safe:
            if here in path:
                return False
            path.append(here)
            here = int(chosen[here])
        safe.update(path)
    return True


def _single_rooted(table: Scores) -> NDArray[np.integer]:
    """Return the best tree of ``table[head, word]`` with one word under the root."""
    chosen = _best_tree(table)
    roots = [word for word in range(1, len(chosen)) if chosen[word] == 0]
    if len(roots) == 1:
        return chosen
    best, best_score = chosen, -np.inf
    for root in roots:
        held = table.copy()
        held[0, :] = _NEVER
        held[0, root] = table[0, root]
        tree = _best_tree(held)
        score = float(sum(held[tree[word], word] for word in range(1, len(tree))))
        if score > best_score:
            best, best_score = tree, score
    return best


def _best_tree(table: Scores) -> NDArray[np.integer]:
    """Return the best tree of ``table[head, word]``, however many roots it has."""
    chosen: NDArray[np.integer] = table.argmax(0)
    circle = _circle(chosen)
    if not circle:
        return chosen
    inside = set(circle)
    rest = [word for word in range(len(chosen)) if word not in inside]
    count = len(rest)
    smaller = np.full((count + 1, count + 1), _NEVER)
    smaller[:count, :count] = table[np.ix_(rest, rest)]
    held = table[chosen[circle], circle]
    into = table[np.ix_(rest, circle)] - held
    out_of = table[np.ix_(circle, rest)]
    smaller[:count, count] = into.max(1) + held.sum()
    smaller[count, :count] = out_of.max(0)
    smaller[:, 0] = _NEVER
    solved = _best_tree(smaller)
    result = np.zeros(len(chosen), dtype=np.int64)
    for place in range(1, count):
        head = int(solved[place])
        result[rest[place]] = (
            circle[int(out_of[:, place].argmax())] if head == count else rest[head]
        )
    result[circle] = chosen[circle]
    outer = int(solved[count])
    result[circle[int(into[outer].argmax())]] = rest[outer]
    return result


def _circle(chosen: NDArray[np.integer]) -> list[int]:
    """Return the words of one circle among the chosen heads, if there is one."""
    seen = np.zeros(len(chosen), dtype=np.int64)
    for start in range(1, len(chosen)):
        path: list[int] = []
        here = start
        while here != 0 and not seen[here]:
            seen[here] = start
            path.append(here)
            here = int(chosen[here])
        if here != 0 and seen[here] == start:
            return path[path.index(here) :]
    return []
