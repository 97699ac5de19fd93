"""Words of one family: `photo` and `photograph`, `reserve` and `reservation` speak of the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from insightmine.domain.gerunds import gerund_of

# The beginning that two words of one family share, and how much of the longer one it is.
_ROOT = 5
_SHARE = 0.4
_LEFT = 1


def families(lemmas: Iterable[str]) -> dict[str, str]:
    """For each lemma the shortest word of its family, ties by spelling.

    Two words are of one family when they share their beginning up to one letter of the shorter one, and when the longer
    one is the shorter, of four letters or more, with `ing`, `s` or `ed`, or its gerund (`merge`, `merging`).
    """
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for lemma in sorted(set(lemmas), key=lambda lemma: (len(lemma), lemma)):
        alike[lemma[: _ROOT - 1]].append(lemma)
    found: dict[str, str] = {}
    for words in alike.values():
        leaders: list[str] = []
        for word in words:
            found[word] = next((leader for leader in leaders if _are_related(leader, word)), word)
            if found[word] == word:
                leaders.append(word)
    return found


def _are_related(short: str, long: str) -> bool:
    root = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if root == len(short) >= _ROOT - 1 and long[root:] in {"ing", "s", "ed"}:
        return True
    if len(short) >= _ROOT and long == gerund_of(short):
        return True
    return root >= _ROOT and root >= len(short) - _LEFT and root >= _SHARE * len(long)
