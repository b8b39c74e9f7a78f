"""What resilience costs: the cheapest plan, then the limits, then survival, step by step.

Every step is a plan of its own, proven as far as the main one. Its dependence is measured against the limits of
the whole case, its survival against the requirements of the whole case, whether the step had to meet them or not.
"""

from __future__ import annotations

import logging
from dataclasses import replace

import numpy as np
import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.compile.program import Compiled
from resilience_opt.network.network import Floats, Network
from resilience_opt.plan.crises import due, held_together, required_months
from resilience_opt.plan.dependence import dependence, limit_totals
from resilience_opt.plan.ladder import ADVERSARY, CHEAPEST, LIMITS, SHARES, STEPS, SURVIVAL, Ladder
from resilience_opt.plan.plan import COST_KINDS, Plan
from resilience_opt.plan.values import scale_of, tables
from resilience_opt.solve.accounts import settle_anyhow
from resilience_opt.studies.run import Options, compile_case, optimize

log = logging.getLogger(__name__)

#: The months survived are told for so many sets of attacks: each takes linear programs of its own for every year and step.
MOST_SETS = 12


def cases_of(case: Case) -> list[tuple[str, Case]]:
    """The steps below a case as cases, the cheapest first; the case itself is the last step and not among them."""
    bare = replace(case, share_limits=(), source_limits=(), survival=())
    limited = replace(case, survival=())
    without_attacks = replace(case, survival=tuple(r for r in case.survival if r.scenario != "attack"))
    found = [(CHEAPEST, bare)]
    if case.share_limits or case.source_limits:
        found.append((LIMITS, limited))
    if without_attacks.survival and without_attacks.survival != case.survival:
        found.append((SURVIVAL, without_attacks))
    return found


def last_step(case: Case) -> str:
    """What the whole case adds to the step below it."""
    if any(r.scenario == "attack" for r in case.survival) and case.settings.attack_budget is not None:
        return ADVERSARY
    if case.survival:
        return SURVIVAL
    return LIMITS if case.share_limits or case.source_limits else CHEAPEST


def cost_of_resilience(plan: Plan, options: Options | None = None) -> Ladder:
    """Solve the steps below a plan and compare them with it.

    Parameters
    ----------
    plan : Plan
        Of the whole case.
    options : Options, optional
        As for the plan; by default a gap of 1e-4 without a limit of time.

    Raises
    ------
    NoPlanError
        If the limit of time ended a step before it had a plan.
    """
    case, options = plan.case, options or Options(model=plan.model)
    whole = compile_case(case, options.model, plan.network.shocks.sets)[1]
    reached = [(name, step, optimize(step, **options.keywords())) for name, step in cases_of(case) if name != last_step(case)]
    reached.append((last_step(case), case, plan))
    rows, shares, before = [], [], None
    for name, step, found in reached:
        log.info("step %s: %.6g", name, found.objective)
        share = plan.dependence if found is plan else _shares(whole, plan.network, found)
        held = _survival(step, plan, found, options)
        broken = share["slack"] < -1e-6
        largest = share.loc[share["side"] == "maximum", "share"].max()
        unmet = held["months_survived"] < held["months_required"]
        rows.append((name, found.objective, found.objective - (before or found).objective, largest, int(broken.sum()), held["months_survived"].min(), int(unmet.sum()), len(held), _off(found, before)))
        shares.append(share.groupby(SHARES[:-2], sort=False, dropna=False).last()["share"].rename(name))
        before = found
    return Ladder(pd.DataFrame(rows, columns=STEPS), bridge([(name, found) for name, _, found in reached]), _side_by_side(whole, plan, shares))


def _off(found: Plan, before: Plan | None) -> float:
    """By how much the increase over the step before could be wrong, either way [money]."""
    left_open = [plan.objective - plan.bound if plan.bound is not None else float("nan") for plan in (found, before) if plan is not None]
    return max(0.0, *left_open) if before is not None else 0.0


def bridge(reached: list[tuple[str, Plan]]) -> pd.DataFrame:
    """Differences of cost from step to step, by kind; each line adds up to its total."""
    rows = []
    for (_, before), (name, after) in zip(reached, reached[1:], strict=False):
        by_kind = {kind: after.costs[kind] - before.costs[kind] for kind in COST_KINDS}
        rows.append({"step": name, **by_kind, "total": after.objective - before.objective})
    return pd.DataFrame(rows, columns=["step", *COST_KINDS, "total"])


def plan_columns(whole: Compiled, found: Plan) -> Floats:
    """The columns of another plan of the same network as columns of the whole case, scaled; what it does not have is 0."""
    x = np.zeros(len(whole.plan))
    for name, own in whole.plan.positions.items():
        frame = found.values.get(name)
        if frame is None or not len(frame):
            continue
        scale = scale_of(whole.net, name)
        for index, value in zip(frame.iloc[:, :-1].itertuples(index=False, name=None), frame["value"], strict=True):
            place = own.get(tuple(int(i) for i in index))
            if place is not None:
                x[place] = value / (scale if isinstance(scale, float) else scale[int(index[0])])
    return x


def _shares(whole: Compiled, net: Network, found: Plan) -> pd.DataFrame:
    """Every limited share of the whole case, as another plan has it."""
    x = settle_anyhow(whole, plan_columns(whole, found))
    values = {**found.values, **tables(whole, x, np.zeros((len(whole.crises), len(whole.crisis))), np.zeros(len(whole.crises)))}
    return dependence(net, values, limit_totals(net, values), np.zeros((len(net.limits), len(net.years))))


def _survival(step: Case, whole: Plan, found: Plan, options: Options) -> pd.DataFrame:
    """For how many months another plan holds all that the whole case requires in a crisis, at once."""
    net, asked = whole.network, _looked_at(whole)
    own_net, compiled, _ = compile_case(step, options.model, net.shocks.sets)
    x = plan_columns(compiled, found)
    scale = own_net.unit[own_net.needs.material[own_net.classes.need]] / compiled.net.unit[compiled.net.needs.material[compiled.net.classes.need]]
    needed, rows = due(net), []
    for b, (t, w) in enumerate(compiled.crises):
        level = net.shocks.service[w, :, t, :]
        if w in asked and (level > 0).any():
            tolerated = (1 - level) * needed[t, w] * scale[:, None]
            rows.append((own_net.years[t], own_net.shocks.names[w], required_months(level), held_together(compiled, b, x, level, tolerated)))
    return pd.DataFrame(rows, columns=["year", "scenario", "months_required", "months_survived"])


def _looked_at(plan: Plan) -> set[int]:
    """Every scenario, and the sets of attacks that cost most to withstand or leave least to spare."""
    names, first = plan.network.shocks.names, len(plan.case.scenarios)
    told = list(range(first, len(names)))
    if plan.adversary is not None:
        rank = {f"attack: {name}": place for place, name in enumerate(plan.adversary.sets["set"])}
        told.sort(key=lambda w: rank.get(names[w], len(rank)))
    return {*range(first), *told[:MOST_SETS]}


def _side_by_side(whole: Compiled, plan: Plan, shares: list[pd.Series]) -> pd.DataFrame:
    """The shares of all steps in the last year in which each limit holds."""
    last = plan.dependence.groupby(SHARES[:-2], sort=False, dropna=False).last().reset_index()
    found = last[SHARES].copy()
    for one in shares:
        found[one.name] = one.to_numpy()
    return found


def with_ladder(plan: Plan, options: Options | None = None) -> Plan:
    """The plan with what resilience costs, for its report."""
    return replace(plan, ladder=cost_of_resilience(plan, options))
