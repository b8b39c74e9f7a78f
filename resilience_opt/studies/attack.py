"""Cost against an adversary's budget: a plan for each budget that no set of attacks within it breaks.

The budgets are looked at from small to large; the sets that mattered for one are where the adversary of the next
begins. What a smaller budget breaks, a larger one breaks too: beyond the first budget that no plan can withstand, no
larger one is searched for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.case.sheets import Attack, Survival
from resilience_opt.errors import Fault, InfeasibleError, InputError, NoPlanError
from resilience_opt.network.attacks import Chosen
from resilience_opt.plan.plan import Plan
from resilience_opt.studies.frontier_point import Point, changes, suppliers_in
from resilience_opt.studies.run import Options, optimize

COLUMNS = ["budget", "status", "cost", "gap", "increase", "worst", "to_spare", "choices", "enters", "leaves"]


@dataclass(frozen=True)
class AttackCurve:
    """Cost against an adversary's budget.

    Attributes
    ----------
    case : Case
    table : budget, status, cost, gap, increase, worst, to_spare, choices, enters, leaves
        One row for each budget. `cost` is discounted, `increase` over the plan of the budget before; `worst` names the attacks
        of the worst set and `to_spare` what it leaves to spare, as a share of the need; `choices` counts the
        choices of attacks within the budget; `enters` and `leaves` name the suppliers (with their material)
        that this plan has and the one before has not, or the other way round. `status` is 'optimal'; 'feasible' where the
        search was ended before the gap was reached; 'no plan' where it was ended before there was a plan;
        'infeasible' from the first budget on that no plan can withstand.
    plans : the plan of each budget that has one
    options : how they were solved
    """

    case: Case
    table: pd.DataFrame
    plans: Mapping[float, Plan] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)

    @property
    def currency(self) -> str:
        """Of every amount of money."""
        return self.case.settings.currency

    def to_excel(self, path: str | Path) -> Path:
        """Write the budgets as a sheet with a chart, and a sheet of the sets that shape each plan."""
        from resilience_opt.report.attack import write_attack

        return write_attack(self, Path(path))


def attack(case: Case, budgets: Sequence[float] | None = None, *, options: Options | None = None, tell: Callable[[str], None] | None = None) -> AttackCurve:
    """What it costs to withstand whatever attacks an adversary can afford.

    Parameters
    ----------
    budgets : sequence of float, optional
        What the adversary may spend, in any order; by default 0 and the workbook's `Attack budget`.
    options : Options, optional
        Its limit of time holds for each budget.
    tell : callable, optional
        Told of each budget in a few words.

    Raises
    ------
    InputError
        If the case has no attacks, no requirement to survive them, or no budget and none is given, or a budget is negative.
    """
    options = options or Options()
    wanted = _checked(case, budgets)
    rows: list[tuple[Any, ...]] = []
    plans: dict[float, Plan] = {}
    before: Point | None = None
    sets: tuple[Chosen, ...] = ()
    dead = stopped = False
    for budget in wanted:
        found, plan = Point("infeasible") if dead else Point("no plan"), None
        if not dead and not stopped:
            if tell:
                tell(f"budget {budget:g}")
            try:
                plan = optimize(replace(case, settings=replace(case.settings, attack_budget=budget)), **options.keywords(), explained=False, sets=sets)
            except InfeasibleError:
                found, dead = Point("infeasible"), True
            except NoPlanError:
                stopped = options.time_limit is None
            except KeyboardInterrupt:
                if not plans:
                    raise
                stopped = True
        if plan is not None:
            plans[budget] = plan
            sets = plan.network.shocks.sets
            found = Point(plan.status, cost=plan.objective, gap=plan.gap, suppliers=suppliers_in(plan.network, dict(plan.values)))
        rows.append(_row(budget, found, before, plan))
        before = found if plan is not None else before
    told = {"model": options.model or case.settings.model, "gap": options.gap, "time limit for each budget": options.time_limit, "engine": options.engine}
    return AttackCurve(case, pd.DataFrame(rows, columns=COLUMNS), plans, told)


def _row(budget: float, found: Point, before: Point | None, plan: Plan | None) -> tuple[Any, ...]:
    enters, leaves = changes(found, before)
    increase = found.cost - before.cost if found.cost is not None and before is not None and before.cost is not None else None
    proof = None if plan is None else plan.adversary
    worst, spare, choices = (None, None, None) if proof is None else (proof.worst, proof.to_spare, proof.within)
    return budget, found.status, found.cost, found.gap, increase, worst, spare, choices, enters, leaves


def _checked(case: Case, budgets: Sequence[float] | None) -> list[float]:
    """The budgets from small to large, if there is something to withstand."""
    faults = []
    if not case.attacks:
        faults.append(Fault(Attack.SHEET, "", "there are no attacks; list what an adversary could do, a row each"))
    if not any(row.scenario == "attack" for row in case.survival):
        faults.append(Fault(Survival.SHEET, "", "there is no requirement to survive attacks; add a row with the scenario attack"))
    limit = case.settings.attack_budget
    if not budgets and limit is None:
        faults.append(Fault("Settings", "", "there is no Attack budget; name one, as in --budget 1 2 3"))
    if any(budget < 0 for budget in budgets or ()):
        faults.append(Fault("", "", "a budget must be 0 or more"))
    if faults:
        raise InputError(faults, case.book.source)
    return sorted(set(budgets or (0.0, limit or 0.0)))
