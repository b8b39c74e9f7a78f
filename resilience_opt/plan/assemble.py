"""Solution -> Plan: tables in the planner's words, prices, costs and the audit."""

from __future__ import annotations

import math

from resilience_opt.compile.program import Compiled
from resilience_opt.formulation.definition import Model
from resilience_opt.network.network import Network
from resilience_opt.plan.adversary import adversary
from resilience_opt.plan.audit import audit
from resilience_opt.plan.binding import binding
from resilience_opt.plan.costs import yearly_costs
from resilience_opt.plan.crises import crisis_costs, crisis_table, survival_table
from resilience_opt.plan.dependence import dependence, limit_totals
from resilience_opt.plan.plan import COST_KINDS, Plan
from resilience_opt.plan.prices import break_even, share_prices, survival_prices
from resilience_opt.plan.responses import responses
from resilience_opt.plan.sourcing import allocation, stockpiles, suppliers
from resilience_opt.plan.values import tables
from resilience_opt.solve.solution import Solution


def assemble(net: Network, compiled: Compiled, solution: Solution, model: Model, options: dict[str, object]) -> Plan:
    """The plan in the case's own units.

    Parameters
    ----------
    net : Network
        As expanded from the case, unscaled.
    compiled, solution
        Scaled.
    """
    values = tables(compiled, solution.plan, solution.crises, solution.crisis_cost)
    by_year = yearly_costs(compiled, solution.plan, solution.crisis_cost)
    costs = {kind: float(net.discount @ by_year[kind].to_numpy()) for kind in COST_KINDS}
    objective = math.fsum(costs.values())
    bound = None if solution.bound is None else min(solution.bound * compiled.net.money, objective)
    gap = None if bound is None else (0.0 if objective == bound else (objective - bound) / abs(objective))
    totals = limit_totals(net, values)
    shares = dependence(net, values, totals, share_prices(compiled, solution, totals[1]))
    rows, columns, integers, nonzeros = solution.program.size
    proof = solution.certificate
    return Plan(
        case=net.case,
        network=net,
        model=model.name,
        risk_measure=model.risk_name,
        status=solution.status,
        objective=objective,
        bound=bound,
        gap=gap,
        costs=costs,
        costs_by_year=by_year,
        allocation=allocation(net, values),
        suppliers=suppliers(net, values, break_even(compiled, solution)),
        stockpiles=stockpiles(net, values),
        dependence=shares,
        survival=survival_table(compiled, net, solution.plan, values, survival_prices(compiled, solution)),
        crisis=crisis_table(net, values),
        crisis_costs=crisis_costs(net, values),
        adversary=adversary(net, compiled, proof, objective),
        binding=binding(compiled, solution, totals[1]),
        values=values,
        audit=audit(
            net, values, model.risk_name, model.aversion(net.case), costs, objective,
            dependence=shares, bound=None if solution.bound is None else solution.bound * compiled.net.money,
            gap=gap, gap_asked=_asked(options) if solution.status == "optimal" else None,
            withstood=None if proof is None or proof.listed else responses(compiled, proof),
        ),  # fmt: skip
        engine=solution.engine,
        options=options,
        size={"rows": rows, "columns": columns, "integers": integers, "nonzeros": nonzeros, "scenarios": len(net.shocks), "years": len(net.years)},
    )


def _asked(options: dict[str, object]) -> float | None:
    """The gap that was asked for."""
    gap = options.get("gap")
    return float(gap) if isinstance(gap, (int, float)) else None
