from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = (files("insightmine.report") / "templates" / "style.css").read_text(encoding="utf-8")
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", STYLE))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    shares = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("back", ["paper", "card", "helps-tint", "hinders-tint", "no-side"])
@pytest.mark.parametrize("text", ["ink", "soft", "link"])
def test_texts_can_be_read_on_every_ground(text: str, back: str) -> None:
    assert contrast(COLOURS[text], COLOURS[back]) >= 4.5


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("helps", "helps-tint"),
        ("hinders", "hinders-tint"),
        ("helps", "card"),
        ("hinders", "card"),
        ("hinders", "helps-tint"),
        ("helps", "hinders-tint"),
        ("draft", "draft-tint"),
        ("soft", "arrow"),
        ("soft", "silent"),
        ("link", "draft-tint"),
    ],
)
def test_coloured_texts_can_be_read_too(text: str, back: str) -> None:
    assert contrast(COLOURS[text], COLOURS[back]) >= 4.5


@pytest.mark.parametrize("mark", ["helps", "hinders", "neutral", "hollow"])
def test_marks_stand_out_from_the_card(mark: str) -> None:
    assert contrast(COLOURS[mark], COLOURS["card"]) >= 3


def test_there_is_a_version_for_paper_and_one_for_narrow_screens() -> None:
    assert "@media print" in STYLE
    assert "@media (max-width:" in STYLE
    assert "prefers-reduced-motion" in STYLE
    assert ":focus-visible" in STYLE


def test_the_sheet_asks_for_nothing_from_elsewhere() -> None:
    assert "url(" not in STYLE
    assert "@import" not in STYLE
    assert "http" not in STYLE


def test_what_speaks_against_is_an_outline_and_not_another_shade() -> None:
    """Colour is never the only carrier: on a printer without colours the two sides of a bar still differ."""
    (fill, stroke) = re.findall(r"svg \.against { fill: (#\w+); stroke: (#\w+);", STYLE)[0]
    assert contrast(stroke, fill) >= 3
    assert contrast(COLOURS["helps"], fill) >= 3
    assert contrast(COLOURS["hinders"], fill) >= 3
