"""What each level of a factor adds, the other factors being what they are."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

#: A mean difference of so much of the costs is the rounding of their sums.
_ROUNDING = 1e-12

COLUMNS = ("factor", "level", "cases", "plans", "least", "most", "pairs", "added")


def effects(table: pd.DataFrame, factors: Sequence[str]) -> pd.DataFrame:
    """A row for each level of each factor: how many of its cases have a plan, what these cost, and what the level adds.

    `added` is the mean, over the `pairs` of cases that differ in this factor alone and both have a plan, of the cost at this level
    minus the cost at the factor's first.
    """
    rows = []
    for factor in factors:
        others = [name for name in factors if name != factor]
        costs = {level: own.set_index(others)["cost"] if others else own["cost"].reset_index(drop=True) for level, own in table.groupby(factor, sort=False)}
        first = next(iter(costs.values()))
        for level, own in costs.items():
            with_plan, pairs = own.dropna(), (own - first).dropna()
            least, most = (float(with_plan.min()), float(with_plan.max())) if len(with_plan) else (None, None)
            added = _mean(pairs, most or 0.0) if len(pairs) else None
            rows.append((factor, level, len(own), len(with_plan), least, most, len(pairs), added))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"least": float, "most": float, "added": float})


def _mean(differences: pd.Series[float], costs: float) -> float:
    mean = float(differences.mean())
    return 0.0 if abs(mean) <= _ROUNDING * abs(costs) else mean
