"""A codebook: the codes that a researcher brings along, with what belongs under each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One code: what it means, what is in and what is out, and what people say for example.

    `parent` is the name of the code above it. `exclude` describes what does not belong; a statement that lies nearer to
    it than to the code is not given the code.
    """

    name: str
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    parent: str | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("a code has no name")


@dataclass(frozen=True, slots=True)
class Codebook:
    """The codes in their order; none at all means that all themes are found in what people said."""

    codes: tuple[Code, ...] = ()

    def __post_init__(self) -> None:
        names = [code.name.casefold() for code in self.codes]
        if len(set(names)) != len(names):
            raise ValueError("two codes share a name")

    def __bool__(self) -> bool:
        return bool(self.codes)
