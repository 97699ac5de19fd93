"""Whether something takes steps in proportion to its input: told from its square by a wide margin, in CPU time.

What is measured is no speed: a busy machine stretches the small and the large input alike, and other programs' time
does not count. Where all work is done in lines of Python, `test_transcripts_linear` counts them instead.
"""

from __future__ import annotations

import time
from collections.abc import Callable

FACTOR = 16
_MOST = 6 * FACTOR  # what grows with the square takes 256 times as long, what grows with n log n less than 20 times
_TOO_SHORT_TO_TELL = 0.5  # CPU seconds for the large input


def grows_with_its_input(act: Callable[[int], object], small: int) -> bool:
    """Whether sixteen times the input takes well below a hundred times the CPU seconds of the small one."""
    act(small)  # what is imported and compiled once
    return _seconds(act, FACTOR * small) < max(_TOO_SHORT_TO_TELL, _MOST * _seconds(act, small))


def _seconds(act: Callable[[int], object], size: int) -> float:
    started = time.process_time()
    act(size)
    return time.process_time() - started
