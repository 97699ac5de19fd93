"""`python -m benchmarks.redaction_sample [VERDICTS]`: a sample of what is replaced in real transcripts, to be judged.

Without a file it prints 150 places, spread over the studies, with the words around them: real people's words, for the
screen and nowhere else. With one, a line each of `i` (identifier) or `f` (false alarm), it writes places, digests and
verdicts for the measure.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.redaction import identified
from benchmarks.redaction_real import JUDGED, Drawn, as_judged, drawn, real_studies, shown

_VERDICTS = {"i": "identifier", "f": "false alarm"}


def sample() -> list[Drawn]:
    """The places drawn from all real studies that are there."""
    studies = real_studies()
    return drawn(
        {name: identified(study, reviewed=False) for name, study in studies.items()},
        {name: study.texts for name, study in studies.items()},
    )


def write_verdicts(places: Sequence[Drawn], letters: Sequence[str], path: Path = JUDGED) -> None:
    """One line a place. Raises `ValueError` where there is not one verdict for each."""
    judged = [as_judged(item, _VERDICTS[letter]) for item, letter in zip(places, letters, strict=True)]
    lines = [json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in judged]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if sys.argv[1:]:
        write_verdicts(sample(), Path(sys.argv[1]).read_text(encoding="utf-8").split())
    else:
        print("\n".join(shown(sample())))
