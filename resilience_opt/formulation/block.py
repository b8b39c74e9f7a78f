"""The statement read by Pyomo: a model for people, LP files, tests and any solver that Pyomo knows.

The same rules that :mod:`resilience_opt.compile.recorder` reads into matrices are here ordinary Pyomo rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pyomo.environ as pyo

from resilience_opt.formulation.costs import COSTS
from resilience_opt.formulation.data import CrisisData, PlanData
from resilience_opt.formulation.definition import Model
from resilience_opt.formulation.statement import Row, Stage, Variable, View
from resilience_opt.network.network import Network


def build(net: Network, model: Model, crises: Sequence[tuple[int, int]] | None = None) -> pyo.ConcreteModel:
    """A Pyomo model of the plan and of some crises (all by default), each in a block `crisis[t, w]`.

    Parameters
    ----------
    net : Network
    model : Model
    crises : sequence of (year, scenario), optional
        Positions.
    """
    m = pyo.ConcreteModel(name="resilience_opt")
    variables = declare(m, net, (v for f in model.families for v in f.variables), "plan")
    view = View(variables, PlanData(net, model.aversion(net.case)))
    rows = [r for f in model.families for r in f.rows]
    constrain(m, net, rows, view, "plan")
    chosen = list(net.crises if crises is None else crises)
    m.crisis = pyo.Block(chosen)
    for t, w in chosen:
        block = m.crisis[t, w]
        own = declare(block, net, (v for f in model.families for v in f.variables), "crisis")
        this_year = {name: OfYear(variable, t, w) for name, variable in variables.items()}
        constrain(block, net, rows, View({**this_year, **own}, CrisisData(net, [(t, w)])), "crisis")
    m.cost = pyo.Objective(expr=_objective(net, model, view))
    return m


class OfYear:
    """A variable of the plan as a crisis sees it: without its year."""

    def __init__(self, variable: pyo.Var, t: int, w: int) -> None:
        self._variable, self._t, self._w = variable, t, w

    def __getitem__(self, index: Any) -> Any:
        key = index if isinstance(index, tuple) else (index,)
        return self._variable[self._t, self._w] if key == () else self._variable[(*key, self._t)]


def declare(block: Any, net: Network, variables: Iterable[Variable], stage: Stage) -> dict[str, pyo.Var]:
    """Declare the variables of a stage on a block."""
    found = {}
    for variable in variables:
        if variable.stage != stage:
            continue

        def limits(_: Any, *index: int, variable: Variable = variable) -> tuple[float, float]:
            return variable.bounds(net, index)

        def domain(_: Any, *index: int, variable: Variable = variable) -> Any:
            return pyo.Binary if variable.is_binary(net, index) else pyo.Reals

        component = pyo.Var(variable.indices(net), domain=domain, bounds=limits, doc=f"{variable.meaning} [{variable.unit}]")
        # Pyomo keeps some names for itself, `active` among them
        block.add_component(f"{variable.name}_" if hasattr(block, variable.name) else variable.name, component)
        found[variable.name] = component
    return found


def constrain(block: Any, net: Network, rows: Iterable[Row], view: View, stage: Stage) -> None:
    """Declare the rows of a stage on a block; rows that hold whatever is decided are skipped."""
    for row in rows:
        if row.stage != stage:
            continue
        indices = row.indices(net)
        single = indices == [()]

        def rule(_: Any, *index: int, row: Row = row, single: bool = single) -> Any:
            own = () if single else index
            if row.where is not None and not row.where(view, *own):
                return pyo.Constraint.Skip
            relation = row.rule(view, *own)
            if isinstance(relation, bool) or type(relation).__name__ in ("bool", "bool_"):
                return pyo.Constraint.Skip if relation else pyo.Constraint.Infeasible
            return relation

        block.add_component(row.name, pyo.Constraint([(0,)] if single else indices, rule=rule, doc=row.doc))


def _objective(net: Network, model: Model, view: View) -> Any:
    years = range(len(net.years))
    kinds = [cost.rule for cost in COSTS] + [model.measure.risk]
    return pyo.quicksum(float(net.discount[t]) * kind(view, t) for t in years for kind in kinds)
