"""The table of the gallery and the picture of a page."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest

import resilience_opt as ro
from inputs import gallery
from inputs.casebook import FOLDER
from inputs.shelf import books
from inputs.small_png import SIGNATURE, _pixels, shrink


def test_all_that_is_spent_in_china_is_counted() -> None:
    """The first example buys everything in China; with a limit of half of the tonnes it still spends less than half there."""
    case = ro.read_case(FOLDER / "first-steps.xlsx")
    assert gallery.spent(ro.optimize(case), "location") == pytest.approx(1)
    half = gallery.spent(ro.optimize(case.with_share_limit("China", maximum=0.5)), "location")
    assert half == pytest.approx(83.5 * 0.28 / (83.5 * 0.28 + 70 * 0.4 + 13.5 * 0.43), rel=1e-6)


def test_the_readme_has_the_same_table() -> None:
    """The README shows the lines of docs/gallery.md, and making it from them again changes nothing."""
    root = FOLDER.parent
    lines = [line for line in (root / "docs" / "gallery.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ") and ".xlsx`" in line]
    cells = [tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in lines]
    text = (root / "README.md").read_text(encoding="utf-8")
    assert len(lines) > 5 and gallery.readme(text, cells) == text


def test_gallery_has_a_line_for_every_case() -> None:
    """docs/gallery.md names every workbook that is a case: run `make gallery` where it does not."""
    text = (FOLDER.parent / "docs" / "gallery.md").read_text(encoding="utf-8")
    assert [book.file for book in books().values() if f"`{book.file}`" not in text] == []


@pytest.mark.parametrize("kind", range(5))
def test_picture_survives_every_filter(kind: int, tmp_path: Path) -> None:
    """A screenshot is the same picture after it was made small, whatever filter the browser used."""
    colours = np.array([[255, 255, 255], [0, 0, 0], [255, 0, 0], [0, 255, 0]], dtype=np.uint8)
    image = colours[np.arange(35).reshape(5, 7) % 4]
    lines, above = b"", [0] * 21
    for row in image.reshape(5, 21).tolist():
        done = []
        for i, value in enumerate(row):
            left, top, corner = row[i - 3] if i > 2 else 0, above[i], above[i - 3] if i > 2 else 0
            far = {left: abs(top - corner), top: abs(left - corner), corner: abs(left + top - 2 * corner)}
            paeth = next(x for x in (left, top, corner) if far[x] == min(far.values()))
            done.append((value - (0, left, top, (left + top) // 2, paeth)[kind]) % 256)
        lines, above = lines + bytes([kind, *done]), row
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 7, 5, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(lines)), (b"IEND", b"")]
    source, target = tmp_path / "shot.png", tmp_path / "small.png"
    source.write_bytes(SIGNATURE + b"".join(struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts))
    assert (_pixels(source.read_bytes()) == image).all()
    shrink(source, target, height=4)
    assert struct.unpack(">II", target.read_bytes()[16:24]) == (7, 4)
