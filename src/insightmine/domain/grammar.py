"""What the grammar engine says about a text: token columns, without any of the engine's own types."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Annotation:
    """Tokens of one text as parallel columns of equal length, white space left out.

    `starts` and `ends` are code-point offsets into the text, end exclusive. `heads` are token numbers (a root is
    its own head). `tags` are Penn Treebank tags, `parts` Universal POS, `relations` the dependency labels of the
    model (ClearNLP style for English). `sentence_starts` are token numbers.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    parts: tuple[str, ...]
    relations: tuple[str, ...]
    heads: tuple[int, ...]
    sentence_starts: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def within(self, start: int, end: int) -> range:
        """The numbers of the tokens that lie in `[start, end)` of the text."""
        first, stop = bisect_left(self.starts, start), bisect_right(self.ends, end)
        return range(first, stop) if first < stop else range(0)

    def slice(self, start: int, end: int) -> Annotation:
        """The annotation of `text[start:end]`: offsets and heads counted anew; a head outside becomes a root."""
        tokens = self.within(start, end)
        first = tokens.start
        heads = tuple(self.heads[i] - first if self.heads[i] in tokens else i - first for i in tokens)
        sentence_starts = tuple(s - first for s in self.sentence_starts if s in tokens)
        if tokens and 0 not in sentence_starts:
            sentence_starts = (0, *sentence_starts)
        return Annotation(
            starts=tuple(self.starts[i] - start for i in tokens),
            ends=tuple(self.ends[i] - start for i in tokens),
            lemmas=tuple(self.lemmas[i] for i in tokens),
            tags=tuple(self.tags[i] for i in tokens),
            parts=tuple(self.parts[i] for i in tokens),
            relations=tuple(self.relations[i] for i in tokens),
            heads=heads,
            sentence_starts=sentence_starts,
        )
