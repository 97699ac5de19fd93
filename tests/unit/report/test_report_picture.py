"""The picture for the README: what it shows of a report, and its PNG."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from tests.builders import tool_library

from insightmine.report import write_html

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "docs"))

from generate_pictures import COLOURS, MOST_BYTES, PICTURE, Pixels, decoded, encoded, excerpt  # noqa: E402

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def png(lines: bytes, width: int, height: int, kind: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return SIGNATURE + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


def from_palette(data: bytes) -> Pixels:
    """A second reading of what `encoded` writes."""
    width, height = struct.unpack(">II", data[16:24])
    at = data.index(b"PLTE")
    (length,) = struct.unpack(">I", data[at - 4 : at])
    palette = np.frombuffer(data[at + 4 : at + 4 + length], dtype=np.uint8).reshape(-1, 3)
    at = data.index(b"IDAT")
    (length,) = struct.unpack(">I", data[at - 4 : at])
    lines = np.frombuffer(zlib.decompress(data[at + 4 : at + 4 + length]), dtype=np.uint8).reshape(height, width + 1)
    assert not lines[:, 0].any()
    return palette[lines[:, 1:]]


def test_each_filter_is_undone() -> None:
    """Two pixels a line; each line after the first says 10, 20, 30 and then 1, 2, 3 more, by another filter."""
    first = bytes([0, 10, 20, 30, 11, 22, 33])
    left = bytes([1, 10, 20, 30, 1, 2, 3])
    up = bytes([2, 0, 0, 0, 0, 0, 0])
    mean = bytes([3, 5, 10, 15, 1, 1, 2])  # (0 + 10) // 2 = 5 and so on; (10 + 11) // 2 = 10, (20 + 22) // 2 = 21 ...
    paeth = bytes([4, 0, 0, 0, 0, 0, 0])
    pixels = decoded(png(first + left + up + mean + paeth, 2, 5, 2))
    assert pixels.shape == (5, 2, 3)
    for line in pixels:
        assert line.tolist() == [[10, 20, 30], [11, 22, 33]]


def test_alpha_is_left_out_and_other_pictures_are_refused() -> None:
    assert decoded(png(bytes([0, 1, 2, 3, 255]), 1, 1, 6)).tolist() == [[[1, 2, 3]]]
    with pytest.raises(ValueError, match="another kind"):
        decoded(png(bytes([0, 1]), 1, 1, 0))
    with pytest.raises(ValueError, match="not a PNG"):
        decoded(b"GIF89a")


def test_few_colours_are_kept_and_many_become_their_nearest() -> None:
    rows, columns = np.mgrid[0:40, 0:60]
    few = np.stack([rows // 20 * 90, columns // 20 * 60, rows * 0 + 7], axis=2).astype(np.uint8)
    assert (from_palette(encoded(few)) == few).all()
    many = np.stack([rows * 6, columns * 4, (rows + columns) * 2], axis=2).astype(np.uint8)
    shown = from_palette(encoded(many))
    assert len(np.unique(shown.reshape(-1, 3), axis=0)) <= COLOURS
    assert np.abs(shown.astype(int) - many.astype(int)).max() <= 64
    assert encoded(many) == encoded(many)


def test_it_shows_the_map_and_a_theme_with_two_sides() -> None:
    shown = excerpt(write_html(tool_library(), "T", False))
    assert shown.count('class="theme"') == 1
    assert 'class="half hinders"' in shown
    assert 'class="half helps"' in shown
    assert "<polygon" in shown
    assert "<details" not in shown
    for tag in ("section", "article", "div", "p", "main"):
        assert len(re.findall(rf"<{tag}[ >]", shown)) == shown.count(f"</{tag}>"), tag


def test_the_picture_in_the_repository_is_small_and_wide_enough() -> None:
    data = PICTURE.read_bytes()
    assert len(data) <= MOST_BYTES
    assert data.startswith(SIGNATURE)
    assert struct.unpack(">I", data[16:20]) == (1200,)


def test_without_a_browser_it_says_what_it_needs(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, ROOT / "docs" / "generate_pictures.py"], env={"PATH": str(tmp_path)}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 1
    assert "Chromium" in ran.stderr
    assert "Traceback" not in ran.stderr
