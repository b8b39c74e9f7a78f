"""Find repairs, try each of them, and say what the plan then costs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from resilience_opt.case.case import Case
from resilience_opt.compile.program import extensive_form
from resilience_opt.errors import InputError, ResilienceError
from resilience_opt.formulation.definition import load_model
from resilience_opt.network.attacks import MOST_ATTACK_SETS, Chosen, budget_of, few_sets
from resilience_opt.network.build import build_network
from resilience_opt.plan.plan import Plan
from resilience_opt.solve.adversary.loop import withstand
from resilience_opt.solve.limits import Limits
from resilience_opt.studies.repairs.kinds import KINDS
from resilience_opt.studies.repairs.repair import Change, Copy, Repair, applied
from resilience_opt.studies.run import Options, compile_case, optimize

log = logging.getLogger(__name__)

#: Gap at which the least room is taken as least, and how much more room is tried where rounding was against it.
GAP, MORE = 1e-3, 0.01


def repairs(case: Case, options: Options | None = None, tell: Callable[[str], None] | None = None) -> tuple[Repair, ...]:
    """Alternative repairs of a case that has no plan; each was tried.

    The cheapest plan comes first, but one that gives a limit up altogether comes after those that keep something of
    every limit and cost up to twice as much (:attr:`Repair.rank`).

    Parameters
    ----------
    options : Options, optional
        How the repaired cases are solved; its limit of time holds for each search.
    tell : callable, optional
        Told, in a few words, what is being looked for.
    """
    options = options or Options()
    net, compiled, _ = compile_case(case, options.model, _sets(case, options))
    program, marks = extensive_form(compiled)
    found = []
    for kind in KINDS:
        if tell:
            tell(f"looking for a repair: {kind.name}")
        elastic = kind.program(compiled, program, marks)
        room = elastic.least(Limits(GAP, options.time_limit, options.threads))
        changes = kind.changes(net, compiled, room, elastic) if room else None
        if changes and (repair := _tried(case, kind.name, changes, options)):
            found.append(repair)
    if not case.settings.base_shortage_allowed and (repair := _tried(case, "allow shortage in a normal year", [Change(case.settings, "base_shortage_allowed", True)], options)):
        found.append(repair)
    return tuple(sorted(found, key=lambda r: r.rank))


def _sets(case: Case, options: Options) -> Sequence[Chosen] | None:
    """The sets of attacks that leave no plan, where there are too many to be listed; None where all are."""
    budget = budget_of(case)
    if budget is None or few_sets(budget, MOST_ATTACK_SETS) is not None:
        return None
    model = load_model(options.model or case.settings.model)
    limits = Limits(options.gap, options.time_limit, options.threads)
    return withstand(build_network(case, ()), model, budget, limits, options.engine).net.shocks.sets


def _tried(case: Case, name: str, changes: list[Change | Copy], options: Options) -> Repair | None:
    """The repair if the case has a plan with it, with a little more room where rounding was against it."""
    for made in (changes, [_more(c) for c in changes]):
        plan = _plan(applied(case, made), options)
        if plan is not None:
            return Repair(name, tuple(made), plan.objective, plan.gap)
    log.info("a repair was found that does not do: %s", name)
    return None


def _plan(case: Case, options: Options) -> Plan | None:
    try:
        return optimize(case, **options.keywords(), explained=False)
    except InputError:
        raise
    except ResilienceError:
        return None


def _more(change: Change | Copy) -> Change | Copy:
    """A hair more room: a percentage point of a share or level, a hundredth of an amount."""
    if isinstance(change, Copy) or isinstance(change.value, (bool, int)):
        return change
    before, value = float(getattr(change.record, change.attribute) or 0.0), float(change.value)
    if change.attribute in ("maximum", "minimum", "service_level"):
        return replace(change, value=round(min(1.0, max(0.0, value + (MORE if value > before else -MORE))), 6))
    return replace(change, value=value * (1 + MORE))
