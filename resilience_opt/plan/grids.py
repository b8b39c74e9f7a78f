"""Tables of values as arrays over their index letters."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from resilience_opt.network.network import Floats

Values = Mapping[str, pd.DataFrame]


def grid(values: Values, name: str, shape: tuple[int, ...]) -> Floats:
    """A table of values as an array over its index letters; 0 where it has no row."""
    frame = values[name]
    found = np.zeros(shape)
    if len(frame):
        found[tuple(frame[letter].to_numpy() for letter in frame.columns[:-1])] = frame["value"].to_numpy()
    return found


def summed(values: Floats, by: np.ndarray, count: int) -> Floats:
    """Rows of `values` summed by group; a group of -1 is left out."""
    found = np.zeros((count, *values.shape[1:]))
    kept = by >= 0
    np.add.at(found, by[kept], values[kept])
    return found
