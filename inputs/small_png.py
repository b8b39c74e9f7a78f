"""A screenshot cut to its top and written with a palette, so that a page of documentation stays small."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 192


def shrink(source: Path, target: Path, height: int) -> None:
    """Write the top rows of a PNG of 8 bits a channel with its most frequent colours; every other colour becomes the nearest of them."""
    pixels = _pixels(source.read_bytes())[:height]
    # Five bits a channel melt the soft edges of letters into few colours.
    packed = (pixels >> 3).astype(np.int64) @ np.array([1024, 32, 1])
    kinds, where, count = np.unique(packed, return_inverse=True, return_counts=True)
    colours = np.stack([kinds // 1024, kinds // 32 % 32, kinds % 32], axis=1)
    kept = colours[np.argsort(-count, kind="stable")[:COLOURS]]
    nearest = np.array([int(np.argmin(((kept - colour) ** 2).sum(axis=1))) for colour in colours], dtype=np.uint8)
    indices = nearest[where].reshape(pixels.shape[:2])
    palette = (kept * 255 // 31).astype(np.uint8)
    raw = b"".join(b"\0" + row.tobytes() for row in indices)
    header = struct.pack(">IIBBBBB", indices.shape[1], indices.shape[0], 8, 3, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"PLTE", palette.tobytes()), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b"")]
    target.write_bytes(SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _pixels(png: bytes) -> NDArray[np.uint8]:
    """Rows x columns x red, green, blue of a PNG as browsers write it: 8 bits, not interlaced."""
    at, data, width, height, channels = len(SIGNATURE), b"", 0, 0, 3
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, _, colour = struct.unpack(">IIBB", body[:10])
            channels = {2: 3, 6: 4}[colour]
        elif kind == b"IDAT":
            data += body
        at += 12 + length
    raw = np.frombuffer(zlib.decompress(data), dtype=np.uint8).reshape(height, 1 + width * channels)
    rows = np.zeros((height, width * channels), dtype=np.uint8)
    above = np.zeros(width * channels, dtype=np.uint8)
    for y in range(height):
        above = _unfiltered(int(raw[y, 0]), raw[y, 1:], above, channels)
        rows[y] = above
    return rows.reshape(height, width, channels)[:, :, :3]


def _unfiltered(kind: int, line: NDArray[np.uint8], above: NDArray[np.uint8], step: int) -> NDArray[np.uint8]:
    """A row without its PNG filter (section 9 of the standard): none, left, up, mean or Paeth."""
    if kind == 0:
        return line.copy()
    if kind == 2:
        return line + above
    if kind == 1:
        return np.cumsum(line.reshape(-1, step), axis=0, dtype=np.uint8).reshape(-1)
    done, up = [0] * step + line.tolist(), [0] * step + above.tolist()
    for i in range(step, len(done)):
        left, top, corner = done[i - step], up[i], up[i - step]
        if kind == 3:
            guess = (left + top) // 2
        else:
            far = [abs(top - corner), abs(left - corner), abs(left + top - 2 * corner)]
            guess = (left, top, corner)[far.index(min(far))]
        done[i] = (done[i] + guess) % 256
    return np.array(done[step:], dtype=np.uint8)
