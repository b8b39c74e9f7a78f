"""The statement as mpi-sppy's scenario creator: a scenario is one crisis, with the plan that all of them share.

mpi-sppy minimises the expected cost over scenarios of which the probabilities add up to one, and the same plan in all
of them. A case has N crises, of several years, some of them without a probability (they must only be survived); what they
cost is weighed by their probability, by how far they exceed a threshold, or by whether they are the worst. So each is a
scenario of probability 1/N, and has as its cost that of the plan and N times what its own crisis adds:

    sum_b 1/N * (plan + N * own_b) = plan + sum_b own_b

A column of the plan that stands for one crisis (what it costs, by how much it exceeds the threshold) is of the second stage
of that scenario; thresholds and the worst cost are shared like deliveries. A rule over several crises at once would be left
out, which keeps bounds true and plans not: plans are therefore never taken from here without being followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyomo.environ as pyo
from pyomo.core.expr.visitor import identify_variables

from resilience_opt.compile.recorder import Floats, columns
from resilience_opt.formulation.block import build
from resilience_opt.formulation.definition import Model, load_model
from resilience_opt.formulation.statement import Variable
from resilience_opt.network.network import Network
from resilience_opt.solve.distributed.wall import ScenarioNode

#: The variable that counts what a crisis costs; those of the risk measure over the same index are of one crisis too.
COUNTED = "crisis_cost"


@dataclass(frozen=True)
class Statement:
    """A case as every rank knows it.

    Attributes
    ----------
    net : Network, scaled
    model : name of the definition
    cost : array (plan columns,), what each column adds to the objective
    """

    net: Network
    model: str
    cost: Floats

    @property
    def names(self) -> list[str]:
        """Names of the scenarios, in the order of the network's crises."""
        return [f"crisis {t} {w}" for t, w in self.net.crises]

    def shared(self) -> list[int]:
        """Columns of the plan that all scenarios share, in order."""
        model = load_model(self.model)
        apart = _of_one_crisis(self.net, model)
        return [j for j, (v, _) in enumerate(columns(self.net, _plan(model)).variables) if v.name not in apart]


def _plan(model: Model) -> Iterator[Variable]:
    return (v for family in model.families for v in family.variables if v.stage == "plan")


def _of_one_crisis(net: Network, model: Model) -> set[str]:
    """Names of the plan's variables of which each column stands for one crisis."""
    counted = next(v for v in _plan(model) if v.name == COUNTED)
    return {v.name for v in (counted, *model.families[-1].variables) if v.indices(net) == counted.indices(net)}


def creator(name: str, statement: Statement) -> Any:
    """The plan and one crisis as a Pyomo model with what mpi-sppy asks for."""
    net, model = statement.net, load_model(statement.model)
    number = statement.names.index(name)
    crisis = net.crises[number]
    m = build(net, model, [crisis])
    count, apart, shared, terms, foreign = len(net.crises), _of_one_crisis(net, model), [], [], set()
    for (variable, index), cost in zip(columns(net, _plan(model)).variables, statement.cost.tolist(), strict=True):
        column = _component(m, variable.name)[index]
        if variable.name not in apart:
            shared.append(column)
        elif index == crisis:
            cost *= count
        else:
            foreign.add(id(column))
            column.fix(max(0.0, column.lb or 0.0))
            continue
        column.set_value(min(max(0.0, _least(column.lb)), _most(column.ub)), skip_validation=True)
        if cost:
            terms.append(cost * column)
    for row in m.component_data_objects(pyo.Constraint, active=True):
        if any(id(v) in foreign for v in identify_variables(row.body)):
            row.deactivate()
    m.del_component(m.cost)
    m.cost = pyo.Objective(expr=pyo.quicksum(terms))
    return _with_node(m, shared, 1.0 / count)


def bare(name: str, width: int, count: int) -> Any:
    """What a cylinder needs that does its own mathematics: names for so many shared columns, as one of so many scenarios."""
    m = pyo.ConcreteModel(name=name)
    m.shared = pyo.Var(range(width), initialize=0.0)
    m.cost = pyo.Objective(expr=0.0 * m.shared[0])
    return _with_node(m, list(m.shared.values()), 1.0 / count)


def _with_node(m: Any, shared: list[Any], probability: float) -> Any:
    m._mpisppy_probability = probability
    m._mpisppy_node_list = [ScenarioNode("ROOT", 1.0, 1, m.cost.expr, shared, m)]
    return m


def _component(m: Any, name: str) -> Any:
    found = m.component(name)
    return m.component(f"{name}_") if found is None else found


def _least(bound: float | None) -> float:
    return -np.inf if bound is None else float(bound)


def _most(bound: float | None) -> float:
    return np.inf if bound is None else float(bound)
