"""Draw docs/pictures/report.png: the journey and one theme of the demo's report, as a browser shows them.

Needs Chromium. The same report, browser and fonts give the same bytes.
"""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from insightmine.resources import sample_folder
from insightmine.study import Study

PICTURE = Path(__file__).parent / "pictures" / "report.png"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
WIDTH, HEIGHT = 1200, 3000
MARGIN = 24
COLOURS = 192
MOST_BYTES = 150_000

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_OPTIONS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-device-scale-factor=1",
)  # fmt: skip

Pixels = NDArray[np.uint8]  # rows, columns, three colours


def demo_report(folder: Path) -> str:
    """The report of the sample study, made anew in this folder."""
    shutil.copytree(sample_folder(), folder, ignore=shutil.ignore_patterns(".*"))
    with Study.open(folder, create=True) as study:
        study.ingest([folder / "transcripts"])
        return study.report(folder / "report.html").read_text(encoding="utf-8")


def excerpt(html: str) -> str:
    """The head of a report, its journey down to the legend of the map, and the first theme with two sides."""
    head = html[: html.index("<body>")]
    journey = html[html.index('<section id="journey"') :]
    journey = journey[: journey.index("</p>", journey.index('class="legend"')) + 4]
    themes = re.findall(r'<article class="theme".*?</article>', html, re.DOTALL)
    two_sided = [text for text in themes if 'class="half hinders"' in text and 'class="half helps"' in text]
    return f"{head}<body><main>{journey}</div></section>{(two_sided or themes)[0]}</main></body></html>"


def screenshot(browser: str, html: str, folder: Path) -> Pixels:
    """How the browser shows a page, `WIDTH` pixels wide, without the empty ground below."""
    page, image = folder / "page.html", folder / "page.png"
    page.write_text(html, encoding="utf-8", newline="\n")
    command = [
        browser, *_OPTIONS, f"--user-data-dir={folder / 'profile'}", f"--window-size={WIDTH},{HEIGHT}",
        f"--screenshot={image}", page.as_uri(),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - a browser on our own page
    pixels = decoded(image.read_bytes())
    used = np.flatnonzero((pixels != pixels[-1, 0]).any(axis=(1, 2)))
    return pixels[: int(used.max()) + MARGIN]


def decoded(data: bytes) -> Pixels:
    """The pixels of a PNG of eight bits a colour, alpha left out."""
    parts = list(_chunks(data))
    width, height, depth, kind, *_ = struct.unpack(">IIBBBBB", parts[0][1])
    if depth != 8 or kind not in (2, 6):
        raise ValueError(f"a PNG of another kind: {depth} bits, colour type {kind}")
    size = 3 if kind == 2 else 4
    raw = zlib.decompress(b"".join(body for name, body in parts if name == b"IDAT"))
    stride = width * size + 1
    above = bytearray(width * size)
    rows = []
    for y in range(height):
        above = _unfiltered(raw[y * stride], bytearray(raw[y * stride + 1 : (y + 1) * stride]), above, size)
        rows.append(bytes(above))
    pixels = np.frombuffer(b"".join(rows), dtype=np.uint8).reshape(height, width, size)
    return pixels[:, :, :3].copy()


def encoded(pixels: Pixels) -> bytes:
    """A PNG with a palette of at most `COLOURS`: the most frequent shades; every other pixel gets the nearest."""
    flat = pixels.reshape(-1, 3).astype(np.int64)
    codes, place, counts = np.unique(
        flat[:, 0] << 16 | flat[:, 1] << 8 | flat[:, 2], return_inverse=True, return_counts=True
    )
    colours = np.stack([codes >> 16, codes >> 8 & 255, codes & 255], axis=1)
    palette = _palette(codes, colours, counts)
    nearest = np.argmin(((colours[:, None, :] - palette[None, :, :]) ** 2).sum(axis=2), axis=1).astype(np.uint8)
    indices = nearest[place.reshape(-1)].reshape(pixels.shape[:2])
    lines = np.pad(indices, ((0, 0), (1, 0)))  # each line begins with its filter: none
    header = struct.pack(">IIBBBBB", pixels.shape[1], pixels.shape[0], 8, 3, 0, 0, 0)
    body = zlib.compress(lines.tobytes(), 9)
    parts = (
        (b"IHDR", header), (b"PLTE", palette.astype(np.uint8).tobytes()), (b"IDAT", body), (b"IEND", b""),
    )  # fmt: skip
    return _SIGNATURE + b"".join(_chunk(name, content) for name, content in parts)


def _palette(codes: NDArray[np.int64], colours: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The most frequent colour of each of the most frequent shades (four bits a colour)."""
    shades = (colours[:, 0] >> 4) << 8 | (colours[:, 1] >> 4) << 4 | colours[:, 2] >> 4
    order = np.lexsort((codes, -counts))
    first: dict[int, int] = {}
    total: dict[int, int] = {}
    for i in order.tolist():
        shade = int(shades[i])
        first.setdefault(shade, i)
        total[shade] = total.get(shade, 0) + int(counts[i])
    most = sorted(total, key=lambda shade: (-total[shade], shade))[:COLOURS]
    return colours[[first[shade] for shade in most]]


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not data.startswith(_SIGNATURE):
        raise ValueError("not a PNG")
    at = len(_SIGNATURE)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _unfiltered(kind: int, line: bytearray, above: bytearray, size: int) -> bytearray:
    """A line of bytes as it was before one of the five filters of PNG."""
    if kind == 2:
        summed = np.frombuffer(line, dtype=np.uint8) + np.frombuffer(above, dtype=np.uint8)
        return bytearray(summed.tobytes())
    for i in range(len(line) if kind else 0):
        left = line[i - size] if i >= size else 0
        corner = above[i - size] if i >= size else 0
        guess = (left, 0, (left + above[i]) // 2, _nearest(left, above[i], corner))[kind - 1]
        line[i] = (line[i] + guess) & 255
    return line


def _nearest(left: int, up: int, corner: int) -> int:
    """Paeth's guess: whichever of the three is nearest to left + up - corner."""
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))


def main() -> None:
    """Make the picture, or say what is missing."""
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        sys.exit(f"pictures are drawn by Chromium: install it, so that one of {', '.join(BROWSERS)} is found")
    with tempfile.TemporaryDirectory() as folder:
        picture = encoded(screenshot(browser, excerpt(demo_report(Path(folder) / "demo")), Path(folder)))
    if len(picture) > MOST_BYTES:
        sys.exit(f"the picture has {len(picture):,} bytes, more than {MOST_BYTES:,}: take fewer colours")
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_bytes(picture)
    sys.stdout.write(f"{PICTURE}: {len(picture):,} bytes\n")


if __name__ == "__main__":
    main()
