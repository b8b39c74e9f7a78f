"""Which service each class of demand must be given in each month of a crisis: the audit's own reading of Survival."""

from __future__ import annotations

import numpy as np

from resilience_opt.plan.audit_facts import Facts, Floats


def required(f: Facts, t: int, sets: int | None = None) -> Floats:
    """The highest Service level of the rows that reach each month in a year, array (scenarios, classes, T); 0 where none does.

    With so many `sets` of attacks; those of the plan by default.
    """
    found = np.zeros((len(f.case.scenarios) + (len(f.at.sets) if sets is None else sets), len(f.at.classes), f.months))
    costed = len(f.case.scenarios)
    position = {name: w for w, name in enumerate(f.at.scenarios[:costed])}
    for row in f.case.survival:
        if row.from_year is not None and f.years[t] < row.from_year:
            continue
        asked = [row.market in (None, market) and row.material in (None, m) and row.priority in (None, p) for market, m, p in f.at.classes]
        if row.scenario is None:
            crises = slice(0, costed)
        elif row.scenario == "attack":
            crises = slice(costed, None)
        else:
            crises = slice(position[row.scenario], position[row.scenario] + 1)
        reached = found[crises, :, : row.months]
        reached[:, asked] = np.maximum(reached[:, asked], row.service_level)
    return found
