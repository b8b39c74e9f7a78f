"""For how many months of each disruption a plan can hold all that is asked of it, whether it was made for it or not."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.network.build import build_network
from resilience_opt.network.network import Network
from resilience_opt.plan.crises import due, held_together, required_months
from resilience_opt.plan.plan import Plan
from resilience_opt.studies.ladder import plan_columns
from resilience_opt.studies.run import compile_case

HELD = ["year", "scenario", "months_asked", "months_required", "months_survived"]


def held(case: Case, plan: Plan) -> pd.DataFrame:
    """Months asked by the case, required by the plan's own, and survived: the longest time for which all that is asked can be held at once.

    `case` is the plan's but for its scenarios and requirements.
    """
    if not case.survival:
        return pd.DataFrame(columns=HELD)
    net = build_network(replace(case, share_limits=()), ())
    _, compiled, _ = compile_case(replace(case, survival=(), share_limits=()), plan.model)
    x = plan_columns(compiled, plan)
    unit = compiled.net.unit[compiled.net.needs.material[compiled.net.classes.need]]
    needed, rows = due(net), []
    for b, (t, w) in enumerate(compiled.crises):
        level, scenario = net.shocks.service[w, :, t, :], net.shocks.names[w]
        if (level > 0).any():
            survived = held_together(compiled, b, x, level, (1 - level) * needed[t, w] / unit[:, None])
            rows.append((net.years[t], scenario, required_months(level), _own_months(plan.network, scenario, t), survived))
    return pd.DataFrame(rows, columns=HELD)


def _own_months(net: Network, scenario: str, t: int) -> int:
    """For how many months the plan's own case asks for anything in a disruption; 0 where it does not know it."""
    if scenario not in net.shocks.names:
        return 0
    return required_months(net.shocks.service[net.shocks.names.index(scenario), :, t, :])
