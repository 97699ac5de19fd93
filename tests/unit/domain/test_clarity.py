"""A quote that is shown is understood without what was said before it."""

from __future__ import annotations

import pytest

from insightmine.domain.clarity import stands_alone


@pytest.mark.parametrize(
    "text",
    [
        "As I said, it is pretty straightforward to merge them.",
        "like I've mentioned, the list never loads on my phone",
        "It's the same with the other two forms, really.",
        "But the list never loads on my phone.",
        "Pretty clear, I think.",
    ],
)
def test_what_goes_on_from_something_or_says_little_does_not_stand_alone(text: str) -> None:
    assert not stands_alone(text)


@pytest.mark.parametrize(
    "text",
    [
        "As soon as I saved it the list was gone.",
        "Like all the others I keep a paper copy.",
        "I said to my colleague that the list never loads.",
    ],
)
def test_what_only_opens_like_it_does(text: str) -> None:
    assert stands_alone(text)
