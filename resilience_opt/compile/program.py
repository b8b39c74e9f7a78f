"""A statement compiled: the plan's matrix, one crisis for all, and the costs; stamped into one program."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from resilience_opt.compile.recorder import ColumnSet, Floats, Matrix, Whole, columns, merged, record, view
from resilience_opt.formulation.costs import COSTS
from resilience_opt.formulation.data import CrisisData, PlanData
from resilience_opt.formulation.definition import Model
from resilience_opt.formulation.expressions import Linear
from resilience_opt.network.network import Network

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Program:
    """A linear or mixed-integer program as arrays, rows compressed: minimise `cost` x.

    `redundant` numbers rows that the others imply once the yes/no decisions are made.
    """

    cost: Floats
    lower: Floats
    upper: Floats
    integer: NDArray[np.bool_]
    start: Whole
    column: Whole
    value: Floats
    row_lower: Floats
    row_upper: Floats
    redundant: Whole = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def without_cost(self) -> Program:
        """The same rows and bounds with nothing to minimise: can they hold at all?"""
        return replace(self, cost=np.zeros_like(self.cost))

    def costing(self, cost: Floats) -> Program:
        """The same rows and bounds with another cost."""
        return replace(self, cost=cost)

    def relaxed(self) -> Program:
        """The same program with yes/no decisions as fractions."""
        return replace(self, integer=np.zeros_like(self.integer))

    @property
    def size(self) -> tuple[int, int, int, int]:
        """Rows, columns, integers, nonzeros."""
        return len(self.row_lower), len(self.cost), int(self.integer.sum()), len(self.value)


@dataclass(frozen=True)
class Compiled:
    """A statement read once.

    Attributes
    ----------
    net : Network, scaled
    plan, crisis : ColumnSet
    plan_matrix, crisis_matrix : Matrix
    crises : tuple of (year, scenario)
    cost_of : kind of cost to (years, plan columns) weights, undiscounted
    link : array (links, crises), the plan's column behind each link
    """

    net: Network
    model: Model
    plan: ColumnSet
    crisis: ColumnSet
    plan_matrix: Matrix
    crisis_matrix: Matrix
    crises: tuple[tuple[int, int], ...]
    cost_of: dict[str, Floats]
    link: Whole

    @property
    def objective(self) -> Floats:
        """Discounted weight of every column of the plan."""
        return np.asarray(sum(self.net.discount @ weights for weights in self.cost_of.values()))


def compile_statement(net: Network, model: Model) -> Compiled:
    """Read every rule of a model on a (scaled) network."""
    families = model.families
    plan = columns(net, (v for f in families for v in f.variables if v.stage == "plan"))
    m = view(plan, PlanData(net, model.aversion(net.case)))
    rows = [r for f in families for r in f.rows]
    plan_matrix = record(net, rows, m, len(plan), 1, {}, "plan")
    cost_of = {}
    for cost in COSTS:
        cost_of[cost.name] = np.array([_weights(cost.rule(m, t), len(plan)) for t in range(len(net.years))])
    cost_of["risk"] = np.array([_weights(model.measure.risk(m, t), len(plan)) for t in range(len(net.years))])
    crisis, crisis_matrix, link = _compile_crises(net, model, plan, net.crises)
    log.info("compiled: %d + %d columns, %d + %d rows", len(plan), len(crisis), len(plan_matrix.rows), len(crisis_matrix.rows))
    return Compiled(net, model, plan, crisis, plan_matrix, crisis_matrix, net.crises, cost_of, link)


def with_crises(compiled: Compiled, net: Network, crises: tuple[tuple[int, int], ...] | None = None) -> Compiled:
    """The same statement with the crises of a network that differs in its sets of attacks alone; all of them by default."""
    chosen = net.crises if crises is None else crises
    crisis, crisis_matrix, link = _compile_crises(net, compiled.model, compiled.plan, chosen)
    return replace(compiled, net=net, crisis=crisis, crisis_matrix=crisis_matrix, crises=chosen, link=link)


def _compile_crises(net: Network, model: Model, plan: ColumnSet, crises: tuple[tuple[int, int], ...]) -> tuple[ColumnSet, Matrix, Whole]:
    families = model.families
    rows = [r for f in families for r in f.rows]
    crisis = columns(net, (v for f in families for v in f.variables if v.stage == "crisis") if crises else ())
    links: dict[tuple[str, tuple[int, ...]], int] = {}
    if crises:
        cm = view(crisis, CrisisData(net, list(crises)), plan.positions, links)
        crisis_matrix = record(net, rows, cm, len(crisis), len(crises), links, "crisis")
    else:
        crisis_matrix = record(net, (), view(plan, PlanData(net)), 0, 1, {}, "crisis")
    link = np.array([[_behind(plan, name, index, t, w) for t, w in crises] for name, index in links], dtype=np.int64).reshape(len(links), len(crises))
    return crisis, crisis_matrix, link


def _weights(expression: object, width: int) -> Floats:
    weights = np.zeros(width)
    if isinstance(expression, Linear):
        listed, values = merged(expression)
        weights[listed] = values
    return weights


def _behind(plan: ColumnSet, name: str, index: tuple[int, ...], t: int, w: int) -> int:
    own = plan.positions[name]
    return own.get((t, w), -1) if name == "crisis_cost" else own[(*index, t)]


@dataclass(frozen=True)
class Stamp:
    """The rows of the crises as stamped: which crisis and which row of the crisis matrix each one is."""

    crisis: Whole
    row: Whole


def stamp(compiled: Compiled, chosen: Whole | None = None) -> tuple[Stamp, Whole, Whole, Floats, Floats, Floats]:
    """Rows of the chosen crises (all by default), one below the other.

    Returns
    -------
    stamp, entries in each row, column, value, lower, upper
        Columns: the plan's own below `len(plan)`, then those of the first chosen crisis, and so on.
    """
    matrix, plan_width, width = compiled.crisis_matrix, len(compiled.plan), len(compiled.crisis)
    b = np.arange(len(compiled.crises)) if chosen is None else np.asarray(chosen)
    count = len(b)
    value = np.broadcast_to(matrix.value, (count, len(matrix.value))).copy()
    value[:, matrix.entry] = matrix.varying[:, b].T
    local = matrix.column < matrix.width
    column = np.empty((count, len(matrix.column)), dtype=np.int64)
    column[:, local] = matrix.column[local][None, :] + (plan_width + np.arange(count) * width)[:, None]
    column[:, ~local] = compiled.link[matrix.column[~local] - matrix.width][:, b].T
    lengths = np.diff(matrix.start)
    row_of = np.repeat(np.arange(len(lengths)), lengths)
    present = np.ones((count, len(lengths)), dtype=bool) if matrix.present is None else matrix.present[:, b].T
    keep = present[:, row_of] & (value != 0)
    starts = np.minimum(matrix.start[:-1], max(keep.shape[1] - 1, 0))
    entries = np.add.reduceat(keep, starts, axis=1) if keep.shape[1] and len(lengths) else np.zeros((count, len(lengths)), dtype=np.int64)
    entries = np.where(lengths[None, :] > 0, entries, 0)
    lower = matrix.lower[:, b].T if matrix.lower.ndim == 2 else np.broadcast_to(matrix.lower, (count, len(lengths)))
    upper = matrix.upper[:, b].T if matrix.upper.ndim == 2 else np.broadcast_to(matrix.upper, (count, len(lengths)))
    crisis, row = np.nonzero(present)
    return Stamp(b[crisis], row), entries[present].astype(np.int64), column[keep], value[keep], lower[present], upper[present]


def extensive_form(compiled: Compiled) -> tuple[Program, Stamp]:
    """The whole program: the plan, and every crisis of every year."""
    plan, matrix = compiled.plan, compiled.plan_matrix
    count, width = len(compiled.crises), len(compiled.crisis)
    marks, entries, column, value, lower, upper = stamp(compiled)
    keep = matrix.value != 0
    kept = np.concatenate([[0], np.cumsum(keep)])
    own = kept[matrix.start[1:]] - kept[matrix.start[:-1]]
    program = Program(
        cost=np.concatenate([compiled.objective, np.zeros(count * width)]),
        lower=np.concatenate([plan.lower, np.tile(compiled.crisis.lower, count)]),
        upper=np.concatenate([plan.upper, np.tile(compiled.crisis.upper, count)]),
        integer=np.concatenate([plan.binary, np.zeros(count * width, dtype=bool)]),
        start=np.concatenate([[0], np.cumsum(np.concatenate([own, entries]))]).astype(np.int64),
        column=np.concatenate([matrix.column[keep], column]),
        value=np.concatenate([matrix.value[keep], value]),
        row_lower=np.concatenate([matrix.lower, lower]),
        row_upper=np.concatenate([matrix.upper, upper]),
        redundant=np.array([i for i, (row, _) in enumerate(matrix.rows) if row.redundant], dtype=np.int64),
    )
    log.info("stamped: %d rows, %d columns, %d integers, %d nonzeros", *program.size)
    return program, marks
