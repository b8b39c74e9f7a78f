"""What a plan would do against some sets of attacks, as the audit looks at it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Responses:
    """What is done in a year (position) against some sets of attacks; arrays (sets, what, 1 + T), position 0 of the months is not used.

    `attacks` has the names of the attacks of each set.
    """

    t: int
    attacks: tuple[tuple[str, ...], ...]
    flow: Floats
    release: Floats
    shortage: Floats
