"""The crisis of a year with everything that attacks can move taken out of its matrix.

For a plan, attacks move right-hand sides alone: what an offer can still dispatch (`supply`), what a passage lets
through (`passage`), and what was under way and still arrives (in `crisis_demand` and `crisis_recipe`). Each is a
figure of the plan times the product of the factors of the attacks that are made: a *target* here. All factors are
between 0 and 1 and all figures of the plan at least 0, so attacks only take away.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from resilience_opt.compile.program import Compiled, with_crises
from resilience_opt.compile.recorder import Floats, Positions, Whole
from resilience_opt.formulation.data import arrival_lane
from resilience_opt.formulation.definition import Model
from resilience_opt.network.network import Flags, Network
from resilience_opt.network.strikes import attacked

#: What attacks move, by the name of the row; and rows that they do not reach.
STRUCK = ("supply", "passage", "crisis_demand", "crisis_recipe")
STEADY = ("shortage_within_demand", "release_within_stock", "release_limited", "survival")
#: Rows that never forbid anything: their own variable has no upper end and costs nothing here.
IDLE = ("beyond_the_plan",)
#: The row of what a crisis costs; sets of attacks have none.
COUNTING = ("crisis_cost_counted",)
#: In the crisis that is read every factor is this, so that each entry that attacks move is there to be seen.
HALF = 0.5


@dataclass(frozen=True)
class Skeleton:
    """The rows of a year's crisis.

    Attributes
    ----------
    year : position
    positions : the crisis's own columns, by variable and index
    start, column, value : rows compressed, over the crisis's own columns
    lower, upper : arrays (rows,), without what the plan gives
    given : (row, plan column, weight) of what the plan gives and no attack moves, to be taken from both bounds
    survival : rows that hold the service required; `needed` is what each counts a loss against [scaled units/month]
    target_row : array (targets,); `below`: whether a target is the upper end of its row (else it is part of the lower one)
    passage : whether a target is a passage, which holds nothing back while no attack touches it
    target_plan : (target, plan column, weight): the figure of the plan behind each target
    factor : array (attacks, targets)
    """

    year: int
    positions: dict[str, Positions]
    width: int
    start: Whole
    column: Whole
    value: Floats
    lower: Floats
    upper: Floats
    given: tuple[Whole, Whole, Floats]
    survival: Whole
    needed: Floats
    target_row: Whole
    below: Flags
    passage: Flags
    target_plan: tuple[Whole, Whole, Floats]
    factor: Floats


def template(compiled: Compiled) -> Compiled:
    """The statement with one crisis for each year, in which every attack leaves half of what it can hit."""
    net, S = compiled.net, len(compiled.net.case.scenarios)
    shocks = attacked(net.case, net.shocks, net.strikes, [()])
    for factors in (shocks.available, shocks.permit, shocks.lane):
        factors[S] = HALF
    half = replace(net, shocks=shocks)
    return with_crises(compiled, half, tuple((t, S) for t in range(len(net.years)) if (net.strikes.service[:, t] > 0).any()))


def only_taken_away(model: Model) -> bool:
    """Whether attacks only take away, as far as is known: not of rows and variables of one's own in a crisis."""
    rows = {r.name for f in model.families for r in f.rows if r.stage == "crisis"}
    variables = {v.name for f in model.families for v in f.variables if v.stage == "crisis"}
    return rows <= {*STRUCK, *STEADY, *IDLE, *COUNTING} and variables <= {"flow", "extra", "release", "shortage"}


def skeleton(form: Compiled, b: int, floor: float) -> Skeleton:
    """The crisis of a year of a :func:`template`; `floor` is the least that a loss is counted against [scaled units/month]."""
    matrix, net = form.crisis_matrix, form.net
    value = matrix.value.copy()
    value[matrix.entry] = matrix.varying[:, b]
    lengths = np.diff(matrix.start)
    there = np.ones(len(lengths), dtype=bool) if matrix.present is None else matrix.present[:, b].copy()
    names = np.array([row.name for row, _ in matrix.rows])
    there &= ~np.isin(names, IDLE)
    row_of = np.repeat(np.arange(len(lengths)), lengths)
    place = np.cumsum(there) - 1
    kept = there[row_of] & (value != 0)
    own, struck = matrix.column < matrix.width, np.isin(names, STRUCK)[row_of]
    inside, steady, moved = kept & own, kept & ~own & ~struck, kept & ~own & struck
    behind = np.zeros(len(value), dtype=np.int64)
    behind[~own] = form.link[matrix.column[~own] - matrix.width, b]
    targets, weight = _targets(form, np.flatnonzero(moved), row_of, value)
    passing = net.strikes.permit * arrival_lane(net, net.strikes.lane)
    left = [_factor(net, passing, names[i], matrix.rows[i][1], arc) for i, arc in targets]
    number = {key: n for n, key in enumerate(targets)}
    survival = np.flatnonzero(there & (names == "survival"))
    t = form.crises[b][0]
    needed = [max(float(net.classes.quantity[matrix.rows[i][1][0], t]) / 12, floor) for i in survival.tolist()]
    keys = [(int(row_of[e]), _arc(form, e) if names[row_of[e]] in STRUCK[2:] else -1) for e in np.flatnonzero(moved).tolist()]
    bounds = [(a[:, b] if a.ndim == 2 else a)[there] for a in (matrix.lower, matrix.upper)]
    return Skeleton(
        year=t,
        positions=form.crisis.positions,
        width=len(form.crisis),
        start=np.concatenate([[0], np.cumsum(np.bincount(row_of[inside], minlength=len(lengths))[there])]).astype(np.int64),
        column=matrix.column[inside],
        value=value[inside],
        lower=np.asarray(bounds[0], dtype=float),
        upper=np.asarray(bounds[1], dtype=float),
        given=(place[row_of[steady]], behind[steady], value[steady]),
        survival=place[survival],
        needed=np.array(needed),
        target_row=np.array([place[i] for i, _ in targets], dtype=np.int64),
        below=np.array([names[i] in STRUCK[:2] for i, _ in targets], dtype=bool),
        target_plan=(np.array([number[key] for key in keys], dtype=np.int64), behind[moved], weight),
        passage=np.array([names[i] == "passage" for i, _ in targets], dtype=bool),
        factor=np.array(left).reshape(len(targets), len(net.strikes)).T,
    )


def _targets(form: Compiled, entries: Whole, row_of: Whole, value: Floats) -> tuple[list[tuple[int, int]], Floats]:
    """Targets as (row, arc or -1), and what each entry weighs where nothing is taken away."""
    matrix, net, w = form.crisis_matrix, form.net, len(form.net.case.scenarios)
    passes = (net.shocks.permit * arrival_lane(net, net.shocks.lane))[w]
    found: dict[tuple[int, int], None] = {}
    weight = np.zeros(len(entries))
    for n, e in enumerate(entries.tolist()):
        i = int(row_of[e])
        row, index = matrix.rows[i]
        arc = _arc(form, e) if row.name in STRUCK[2:] else -1
        found[i, arc] = None
        left = float(passes[index]) if row.name == "passage" else HALF
        weight[n] = abs(value[e]) / left if row.name in STRUCK[2:] else -value[e] / left
    return list(found), weight


def _arc(form: Compiled, entry: int) -> int:
    """The delivery under way behind an entry."""
    name, index = form.crisis_matrix.links[form.crisis_matrix.column[entry] - form.crisis_matrix.width]
    assert name == "ship"
    return int(index[0])


def _factor(net: Network, passing: Floats, name: str, index: tuple[int, ...], arc: int) -> Floats:
    """What every attack by itself leaves of a target."""
    if name == "supply":
        return net.strikes.available[:, index[0], index[1]]
    return passing[:, index[0], index[1]] if name == "passage" else net.strikes.lane[:, arc, index[1]]
