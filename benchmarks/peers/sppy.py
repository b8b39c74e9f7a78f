"""mpi-sppy's own ways with the same scenarios: its extensive form, and its progressive hedging with its own spokes for plans and bounds.

The scenarios are those of the engine `mpi` (:mod:`resilience_opt.solve.distributed.scenarios`): the plan and one crisis as a Pyomo model.
HiGHS has no mixed-integer quadratic programs, so the proximal terms are made linear by mpi-sppy's own option; rho is by its own rule
SEP (Watson and Woodruff 2011), and each rank has one thread.
"""

from __future__ import annotations

import os
import time
from typing import Any

from benchmarks.measured import Tell, case_of
from benchmarks.process import spent
from resilience_opt.solve.distributed.scenarios import Statement, creator
from resilience_opt.studies.run import compile_case

#: Iterations that no budget allows.
ENDLESS = 100_000
#: The relative gap of each scenario's own search in an iteration.
SCENARIO_GAP = 1e-3


def statement_of(job: dict[str, Any]) -> tuple[Statement, float]:
    """The statement of a job's case, and how much money one of its units is."""
    _, compiled, model = compile_case(case_of(job))
    return Statement(compiled.net, model.name, compiled.objective), compiled.net.money


def extensive_form(job: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """mpi-sppy's extensive form, built and solved by HiGHS through Pyomo, within the budget."""
    from mpisppy.opt.ef import ExtensiveForm

    statement, money = statement_of(job)
    started, clock = time.process_time(), time.monotonic()
    form = ExtensiveForm({"solver": "appsi_highs"}, statement.names, creator, {"statement": statement}, suppress_warnings=True)
    built = round(time.process_time() - started, 2)
    tell({"built": built})
    options = {"mip_rel_gap": job["target"], "time_limit": max(1.0, job["budget"] - built), "threads": 1}
    results = form.solve_extensive_form(solver_options=options)
    bound, cost = (getattr(results.problem, name) for name in ("lower_bound", "upper_bound"))
    tell({"moment": [round(time.process_time() - started, 2), round(time.monotonic() - clock, 2), _money(cost, money), _money(bound, money)]})
    return {"built": built, "status": str(results.solver.termination_condition), "objective": _money(cost, money), "bound": _money(bound, money)}


def progressive_hedging(job: dict[str, Any], tell: Tell) -> dict[str, Any] | None:
    """Progressive hedging with a Lagrangian bound and plans tried in turn, on the ranks that mpiexec started."""
    from mpisppy.extensions.extension import Extension
    from mpisppy.spin_the_wheel import WheelSpinner
    from mpisppy.utils import cfg_vanilla as vanilla

    statement, money = statement_of(job)
    clock = time.monotonic()
    start = spent(os.getppid())

    class Watch(Extension):
        """Tells of the bounds after each iteration, and ends the search when all ranks together have used the budget."""

        def _tell(self) -> None:
            hub = self.opt.spcomm
            if hub.global_rank == 0:
                now = [round(spent(os.getppid()) - start, 2), round(time.monotonic() - clock, 2)]
                tell({"moment": [*now, _money(hub.BestInnerBound, money), _money(hub.BestOuterBound, money)]})

        def post_iter0_after_sync(self) -> None:
            self._tell()

        def enditer_after_sync(self) -> None:
            self._tell()

        def miditer(self) -> None:
            if spent(os.getppid()) - start > job["budget"]:
                self.opt.options["time_limit"] = 0.0  # mpi-sppy looks at it next, on all ranks of the hub

    cfg = _settings(job)
    beans = cfg, creator, None, statement.names
    kwargs = {"scenario_creator_kwargs": {"statement": statement}}
    hub = vanilla.ph_hub(*beans, **kwargs, ph_extensions=Watch)
    vanilla.add_sep_rho(hub, cfg)
    wheel = WheelSpinner(hub, [vanilla.lagrangian_spoke(*beans, **kwargs), vanilla.xhatshuffle_spoke(*beans, **kwargs)])
    wheel.spin()
    if wheel.spcomm.global_rank:
        return None
    cost, bound = wheel.BestInnerBound, wheel.BestOuterBound
    tell({"moment": [round(spent(os.getppid()) - start, 2), round(time.monotonic() - clock, 2), _money(cost, money), _money(bound, money)]})
    return {"objective": _money(cost, money), "bound": _money(bound, money), "status": "stopped"}


def _settings(job: dict[str, Any]) -> Any:
    from mpisppy.utils.config import Config

    cfg = Config()
    for part in ("popular_args", "ph_args", "two_sided_args", "lagrangian_args", "xhatshuffle_args", "sep_rho_args", "dynamic_rho_args"):
        getattr(cfg, part)()
    cfg.solver_name, cfg.max_iterations, cfg.default_rho = "appsi_highs", ENDLESS, 1.0
    cfg.solver_options, cfg.linearize_proximal_terms = f"mip_rel_gap={SCENARIO_GAP} threads=1", True
    cfg.rel_gap = job["target"]
    return cfg


def _money(figure: float | None, money: float) -> float | None:
    return float(figure) * money if figure is not None and abs(figure) < 1e30 else None
