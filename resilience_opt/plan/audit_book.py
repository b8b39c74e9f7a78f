"""What an audit works with: the plan's tables as arrays, and the record of the checks made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from resilience_opt.network.network import Floats, Network
from resilience_opt.network.scale import yearly_needs
from resilience_opt.plan.grids import grid
from resilience_opt.plan.plan import LETTERS

#: Largest violation that is rounding, as a share of the size of the material or of the cost.
TOLERANCE = 1e-6


@dataclass
class Book:
    """The tables as arrays, and the checks made so far."""

    net: Network
    values: Mapping[str, pd.DataFrame]
    rows: list[tuple[str, int, float, float, bool]] = field(default_factory=list)
    _grids: dict[str, Floats] = field(default_factory=dict)

    def __post_init__(self) -> None:
        net = self.net
        size = {
            "o": len(net.offers), "a": len(net.arcs), "r": len(net.draws), "k": len(net.stocks), "t": len(net.years), "j": net.months + 1,
            "w": len(net.shocks), "s": max((len(b.segments) for b in net.breaks), default=0), "q": len(net.needs),
        }  # fmt: skip
        self._size = size
        need = yearly_needs(net)
        self.material = np.where(need > 0, need, 1.0)

    def __getitem__(self, name: str) -> Floats:
        letters = LETTERS[name]
        first = {"c": len(self.net.accounts) if name in ("tag", "kept", "handed") else len(self.net.classes)}
        first["i"] = {"excess": len(self.net.limits), "counts": len(self.net.sources)}.get(name, len(self.net.breaks))
        if name not in self._grids:
            self._grids[name] = grid(self.values, name, tuple(first.get(x, self._size.get(x, 0)) for x in letters))
        return self._grids[name]

    def at_most(self, check: str, left: Floats | float, right: Floats | float, size: Floats | float = 1.0) -> None:
        """Record that `left <= right`, each difference measured against its size; what is not a number fails."""
        with np.errstate(invalid="ignore"):
            over = np.nan_to_num(np.asarray((np.asarray(left) - np.asarray(right)) / size, dtype=float), nan=np.inf, neginf=0.0, posinf=np.inf)
        worst = max(0.0, float(over.max(initial=0.0)))
        self.rows.append((check, int(over.size), worst, TOLERANCE, worst <= TOLERANCE))

    def equal(self, check: str, left: Floats | float, right: Floats | float, size: Floats | float = 1.0) -> None:
        """Record that `left == right`."""
        self.at_most(check, np.abs(np.asarray(left) - np.asarray(right)), 0.0, size)
