"""Shares of a plan: as it reports those that its own case limits, and measured those that only another case does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.case.sheets import ShareLimit
from resilience_opt.plan.dependence import dependence, limit_totals
from resilience_opt.plan.plan import Plan
from resilience_opt.plan.values import tables
from resilience_opt.solve.accounts import ACCOUNTS, settle_anyhow
from resilience_opt.studies.compare.cells import cells_of, key_of
from resilience_opt.studies.compare.matching import about
from resilience_opt.studies.ladder import plan_columns
from resilience_opt.studies.run import compile_case

#: What names a share in every plan.
SHARE = ["scope", "year", "lens", "group", "material", "destination", "side"]
SHARES = [*SHARE, "share", "limit"]

#: What a limit is about, its side, and its number among those of the same scope, to the cells of its row with this side alone.
Limits = Mapping[tuple[Any, ...], dict[str, Any]]


def limits_of(case: Case) -> Limits:
    """Every side of every share limit of a case."""
    return {key: cells for key, _, cells in _sides(case)}


def _sides(case: Case) -> Iterator[tuple[tuple[Any, ...], ShareLimit, dict[str, Any]]]:
    met: dict[tuple[Any, ...], int] = {}
    for record in case.share_limits:
        cells = cells_of(case, record)
        scope = tuple(key_of(column, cells[column.attribute]) for column in about(ShareLimit))
        for side, other in (("maximum", "minimum"), ("minimum", "maximum")):
            if cells[side] is not None:
                number = met[scope, side] = met.get((scope, side), -1) + 1
                yield (scope, side, number), record, cells | {other: None}


def own_shares(plan: Plan, places: Mapping[tuple[Any, ...], int]) -> pd.DataFrame:
    """The shares that the plan's own case limits, as the plan reports them."""
    place = {(id(record), key[1]): places[key] for key, record, _ in _sides(plan.network.case)}
    rows = [row.limit for row in plan.network.limits for _ in row.years]
    return plan.dependence.assign(scope=[place[id(limit.record), limit.side] for limit in rows])[SHARES].astype({"limit": float})


def other_shares(case: Case, plan: Plan) -> pd.DataFrame:
    """The shares that a case limits which is the plan's but for its limits; the Note of each is its place.

    What comes out of a stockpile is counted within the limits where the plan's deliveries can be counted so at all,
    otherwise as little as can be in all limits together.
    """
    net, compiled, _ = compile_case(replace(case, survival=(), scenarios=(), events=()), plan.model)
    alone = replace(plan, values={name: frame for name, frame in plan.values.items() if name not in (*ACCOUNTS, "excess")})
    columns = plan_columns(compiled, alone)
    x = settle_anyhow(compiled, columns)
    values = {**plan.values, **tables(compiled, x, np.zeros((0, len(compiled.crisis))), np.zeros(0))}
    found = dependence(net, values, limit_totals(net, values), np.zeros((len(net.limits), len(net.years))))
    scopes = [int(row.limit.record.note or 0) for row in net.limits for _ in row.years]
    return found.assign(scope=scopes, limit=float("nan"))[SHARES]
