"""What a person wrote or decided and the program could not use as it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not hold as it stands, and why. `about` is the id of a decision, or the name of a file.

    `refused`: rows of the file were left out for it; otherwise it is only to be known.
    """

    about: str
    text: str
    refused: bool = False
