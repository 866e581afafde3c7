"""Items cut into shards: the same items into the same ones, whatever stands before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator

from herodotus.engine.job import Item, Shard

#: A shard has so many items, in the mean.
SIZE = 32

#: None has more than so many times the mean.
_MOST = 4


def cut(
    items: Iterable[Item], fingerprint: Callable[[Item], str], *, size: int = SIZE
) -> Iterator[Shard[Item]]:
    """Shards of consecutive items, named by a hash of what their items are.

    Where one ends, an item says, not a count: what is put in or taken out changes the
    shard that it is in, and the others stay what they were. `fingerprint` gives a hash
    of all that there is to an item, in hexadecimal.

    >>> letters = [chr(letter) for letter in range(97, 123)]
    >>> of = lambda item: hashlib.sha256(item.encode()).hexdigest()
    >>> ["".join(shard.items) for shard in cut(letters, of, size=8)]
    ['abcdef', 'ghijkl', 'mnopqrstuvwxyz']
    >>> ["".join(shard.items) for shard in cut(["!", *letters], of, size=8)]
    ['!abcdef', 'ghijkl', 'mnopqrstuvwxyz']
    """
    held: list[Item] = []
    digest = hashlib.sha256()
    for item in items:
        found = fingerprint(item)
        held.append(item)
        digest.update(found.encode("ascii") + b"\n")
        if int(found[:8], 16) % size == 0 or len(held) >= _MOST * size:
            yield Shard(digest.hexdigest()[:24], tuple(held))
            held, digest = [], hashlib.sha256()
    if held:
        yield Shard(digest.hexdigest()[:24], tuple(held))
