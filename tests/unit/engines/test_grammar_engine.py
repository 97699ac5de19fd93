"""The grammar engine: columns that fit the text, the same in any company."""

from __future__ import annotations

from insightmine.engines import Grammar

TEXTS = (
    "It didn't let me finish.  \n So I called the desk, and they fixed it.",
    "",
    "   ",
    "Okay",
    "🙂 fine — I guess?",
)


def test_offsets_slice_the_tokens(grammar: Grammar) -> None:
    annotation = next(grammar.annotate([TEXTS[0]]))
    words = [TEXTS[0][a:b] for a, b in zip(annotation.starts, annotation.ends, strict=True)]
    assert words[:5] == ["It", "did", "n't", "let", "me"]
    assert [words[i] for i in annotation.sentence_starts] == ["It", "So"]
    assert annotation.relations[words.index("n't")] == "neg"
    assert annotation.lemmas[words.index("called")] == "call"


def test_empty_texts_have_empty_annotations(grammar: Grammar) -> None:
    assert [len(annotation) for annotation in grammar.annotate(TEXTS[1:3])] == [0, 0]


def test_company_changes_nothing(grammar: Grammar) -> None:
    together = list(grammar.annotate(TEXTS))
    assert list(grammar.annotate(TEXTS[::-1]))[::-1] == together
    assert [next(grammar.annotate([text])) for text in TEXTS] == together


def test_slice_of_an_annotation_fits_the_slice_of_the_text(grammar: Grammar) -> None:
    text = TEXTS[0]
    start = text.index("So")
    part = next(grammar.annotate([text])).slice(start, len(text))
    words = [text[start:][a:b] for a, b in zip(part.starts, part.ends, strict=True)]
    assert words[0] == "So"
    assert part.sentence_starts == (0,)
    assert all(0 <= head < len(part) for head in part.heads)
    assert words[part.heads[words.index("I")]] == "called"
