"""What an audit works with: the plan's tables as arrays, and the record of the checks made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from resilience_opt.plan.audit_checks import Check
from resilience_opt.plan.audit_facts import Facts
from resilience_opt.plan.plan import LETTERS

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

#: Largest violation that is rounding, as a share of the size of the row.
TOLERANCE = 1e-6


def added_up(values: Floats, group: NDArray[np.int64], count: int) -> Floats:
    """Sums over the last axis but one by group; a group of -1 is left out.

    >>> added_up(np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), np.array([1, -1, 1]), 2).tolist()
    [[0.0, 0.0], [6.0, 8.0]]
    """
    found = np.zeros((*values.shape[:-2], count, values.shape[-1]))
    kept = np.flatnonzero(group >= 0)
    if len(kept):
        order = kept[np.argsort(group[kept], kind="stable")]
        present, starts = np.unique(group[order], return_index=True)
        found[..., present, :] = np.add.reduceat(values[..., order, :], starts, axis=-2)
    return found


@dataclass
class Book:
    """The tables as arrays, and the checks made so far.

    Attributes
    ----------
    rows : for every check, with what it is about, how many rows were looked at and the largest violation
    """

    facts: Facts
    values: Mapping[str, pd.DataFrame]
    rows: dict[tuple[Check, str], tuple[int, float]] = field(default_factory=dict)
    _grids: dict[str, Floats] = field(default_factory=dict)
    _places: dict[str, tuple[Whole, NDArray[np.bool_]]] = field(default_factory=dict)

    def shape(self, name: str) -> tuple[int, ...]:
        """How far each index of a variable runs; position 0 of the months is not used."""
        f = self.facts
        sizes = {
            "o": len(f.offers), "a": len(f.arc_end), "r": len(f.draw_served), "k": len(f.stocks), "t": len(f.years), "j": f.months + 1,
            "w": len(f.at.scenarios), "s": max((len(starts) for _, starts in f.at.breaks), default=0),
            "c": max(f.at.account, default=-1) + 1 if name in ("tag", "kept", "handed") else len(f.class_need),
            "i": {"excess": len(f.at.limits), "counts": f.at.source_limits}.get(name, len(f.at.breaks)),
        }  # fmt: skip
        return tuple(sizes[letter] for letter in LETTERS[name])

    def places(self, name: str) -> tuple[Whole, NDArray[np.bool_]]:
        """Where each row of a variable's table stands in its array, and whether it stands there at all."""
        if name not in self._places:
            frame = self.values[name]
            where, inside = np.zeros(len(frame), dtype=np.int64), np.ones(len(frame), dtype=bool)
            for letter, size in zip(LETTERS[name], self.shape(name), strict=True):
                index = frame[letter].to_numpy(dtype=np.int64)
                low = 1 if letter == "j" else 0
                if len(index) and (index.min() < low or index.max() >= size):
                    inside &= (index >= low) & (index < size)
                where *= size
                where += index
            self._places[name] = where, inside
        return self._places[name]

    def figures(self, name: str) -> Floats:
        """The values of a variable's table; what is infinite is no number."""
        value = self.values[name]["value"].to_numpy(dtype=float)
        return value if np.isfinite(value).all() else np.where(np.isfinite(value), value, np.nan)

    def __getitem__(self, name: str) -> Floats:
        """A variable as an array over its index letters; 0 where its table has no row."""
        if name not in self._grids:
            where, inside = self.places(name)
            value = self.figures(name)
            found = np.zeros(int(np.prod(self.shape(name))))
            if inside.all():
                found[where] = value
            else:
                found[where[inside]] = value[inside]
            self._grids[name] = found.reshape(self.shape(name))
        return self._grids[name]

    def by_account(self, name: str) -> Mapping[int, Floats]:
        """`tag`, `kept` or `handed` for each account that has any: arrays (first index, years)."""
        frame, (length, _, years) = self.values[name], self.shape(name)
        first, account, t = (frame[letter].to_numpy(dtype=np.int64) for letter in LETTERS[name])
        value, (_, inside) = self.figures(name), self.places(name)
        order = np.flatnonzero(inside)[np.argsort(account[inside], kind="stable")]
        found = {}
        for part in np.split(order, np.flatnonzero(np.diff(account[order])) + 1):
            if len(part):
                array = found[int(account[part[0]])] = np.zeros((length, years))
                array[first[part], t[part]] = value[part]
        return found

    def at_most(self, check: Check, left: ArrayLike, right: ArrayLike, least: ArrayLike, about: str = "") -> None:
        """Record that `left <= right`, each difference as a share of the row's size; what is not a number fails.

        The size of a row is the larger of its two sides, and at least `least`.
        """
        a, b = np.asarray(left, dtype=float), np.asarray(right, dtype=float)
        with np.errstate(invalid="ignore"):
            over = np.asarray(a - b)
        wrong = ~(over <= 0)
        worst = 0.0
        if wrong.any():
            sides = [np.abs(np.broadcast_to(side, over.shape)[wrong]) for side in (a, b, np.asarray(least, dtype=float))]
            with np.errstate(invalid="ignore"):
                share = over[wrong] / np.max(np.array(sides), axis=0)
            worst = float(np.where(np.isnan(share), np.inf, share).max())
        rows, before = self.rows.get((check, about), (0, 0.0))
        self.rows[check, about] = (rows + int(over.size), max(before, worst))

    def equal(self, check: Check, left: ArrayLike, right: ArrayLike, least: ArrayLike, about: str = "") -> None:
        """Record that `left == right`; the size of a row is as in :meth:`at_most`."""
        a, b = np.asarray(left, dtype=float), np.asarray(right, dtype=float)
        with np.errstate(invalid="ignore"):
            self.at_most(check, np.abs(a - b), 0.0, np.maximum(np.maximum(np.abs(a), np.abs(b)), least), about)
