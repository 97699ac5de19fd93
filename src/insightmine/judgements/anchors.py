"""Model sentences: a direction in the space of the encoder that tells helping from hindering."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from insightmine.engines import Vectors

# ordinary talk lies nearer to the helping sentences: mean of real statements of three studies
_ORDINARY = 0.35
_DIGITS = 6

Encode = Callable[[Sequence[str]], Vectors]

# pairs on one subject, so that the subject cancels out of their difference
_PAIRS = (
    ("It works well and does what I need.", "It does not work and does not do what I need."),
    ("This was easy to do.", "This was hard to do."),
    ("I found it right away.", "I could not find it anywhere."),
    ("The screen is clear and well organised.", "The screen is confusing and cluttered."),
    ("I understood at once what to do.", "I did not understand what to do."),
    ("It saves me a lot of time.", "It costs me a lot of time."),
    ("I really like this feature.", "I really dislike this feature."),
    ("It is fast and reliable.", "It is slow and keeps crashing."),
    ("I finished the task without any problem.", "I got stuck and could not finish the task."),
    ("The explanation was helpful.", "The explanation was useless."),
    ("I feel confident when I use it.", "I feel lost when I use it."),
    ("Everything I need is there.", "Something that I need is missing."),
    ("The team supports me a lot.", "The team makes my work difficult."),
    ("Working together goes smoothly.", "Working together is frustrating."),
    ("The results are accurate, I can trust them.", "The results are wrong, I cannot trust them."),
    ("It was simple to set up.", "It was a pain to set up."),
    ("It makes sharing and exploring quick and convenient.", "There is no good way to share it, it is tedious."),
    ("That is nice, it did it automatically.", "That is annoying, I have to do it by hand every time."),
    ("The change was saved correctly.", "An error came up and the change was lost."),
    ("I am happy with how it went.", "I am unhappy with how it went."),
)


def effect_axis(vectors: Vectors, encode: Encode) -> NDArray[np.float32]:
    """How far each row leans to the helping sentences: positive there, negative at the others, 0 in ordinary talk."""
    helping = encode([pair[0] for pair in _PAIRS])
    hindering = encode([pair[1] for pair in _PAIRS])
    direction = (helping - hindering).mean(axis=0)
    middle = (helping + hindering).mean(axis=0) / 2
    scale = float(np.linalg.norm(direction)) ** 2 / 2
    # row by row: a product of matrices rounds a row otherwise when it is alone
    along = ((vectors - middle) * direction).sum(axis=1, dtype=np.float64)
    return np.asarray(np.round(along / max(scale, 1e-9) - _ORDINARY, _DIGITS), dtype=np.float32)
