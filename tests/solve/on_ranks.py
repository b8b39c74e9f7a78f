"""What the tests of the engine `mpi` do on several ranks: `mpiexec -n 3 python -m tests.solve.on_ranks NAME`; each prints one line of JSON a case."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from resilience_opt.compile.program import extensive_form
from resilience_opt.solve.distributed.lead import ranks

#: Every feature that ties crises to the plan or the plan's columns to each other.
FEATURES = {
    "years", "tiers", "fixed costs", "price breaks", "stockpiles", "share limits", "traced", "source limits", "scenarios", "survival", "base shortage",
}  # fmt: skip
#: With a plan and without one, with and without probabilities, one to three crises a year.
SEEDS = (1, 4, 6, 11)


def say(line: str) -> None:
    """A line that is there at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def books(seeds: tuple[int, ...]) -> Iterator[tuple[int, object]]:
    """Random cases with all the features, by seed."""
    from tests.studies.cases import case_from, random_books

    for seed in seeds:
        for _, book in random_books(range(seed, seed + 1), FEATURES):
            yield seed, case_from(book)


def agreement(gap: float = 1e-9, seeds: tuple[int, ...] = SEEDS[:3]) -> Iterator[dict[str, object]]:
    """The cost and the bound of every case by the extensive form and by all ranks."""
    from tests.solve.test_benders import outcome

    for model in ("standard", "risk-averse", "worst-case"):
        for seed, case in books(seeds):
            whole, spread = (outcome(case, engine=engine, gap=gap, model=model) for engine in ("extensive", "mpi"))
            yield {"case": f"{model} {seed}", "extensive": whole, "mpi": spread}


def apart() -> Iterator[dict[str, object]]:
    """The same where every program counts as too large to be searched as one."""
    return agreement(1e-6, SEEDS[:1])


def scenarios() -> Iterator[dict[str, object]]:
    """The cost of every case by mpi-sppy's own extensive form of the scenarios, and by ours."""
    from mpisppy.utils.sputils import create_EF
    from pyomo.environ import SolverFactory

    from resilience_opt.solve.distributed.scenarios import Statement, creator
    from resilience_opt.solve.search import solve
    from resilience_opt.studies.run import compile_case

    for model in ("standard", "risk-averse", "worst-case"):
        for seed, case in books(SEEDS[:3]):
            _, compiled, _ = compile_case(case, model)
            statement = Statement(compiled.net, model, compiled.objective)
            whole = create_EF(statement.names, creator, scenario_creator_kwargs={"statement": statement}, suppress_warnings=True)
            solver = SolverFactory("appsi_highs")
            solver.options["mip_rel_gap"] = 0.0
            found = solver.solve(whole, load_solutions=False)
            cost = found.Problem[0].Upper_bound if str(found.solver.termination_condition) == "optimal" else None
            yield {"case": f"{model} {seed}", "ours": solve(extensive_form(compiled)[0]).objective, "theirs": cost}


def priced() -> Iterator[dict[str, object]]:
    """The relaxation's bound, the Lagrangian bound of the prices that it gives, and the least cost."""
    import numpy as np
    from pyomo.environ import SolverFactory

    from resilience_opt.solve.benders.apart import Search
    from resilience_opt.solve.benders.oracle import Memory
    from resilience_opt.solve.distributed.prices import prices
    from resilience_opt.solve.distributed.scenarios import Statement, creator
    from resilience_opt.solve.engine import layout
    from resilience_opt.solve.limits import Limits
    from resilience_opt.solve.search import solve
    from resilience_opt.studies.run import compile_case

    for model in ("standard", "risk-averse", "worst-case"):
        for seed, case in books((6,)):
            _, compiled, _ = compile_case(case, model)
            program, marks = extensive_form(compiled)
            search = Search(program, marks, layout(compiled, len(compiled.plan)), Limits(1e-9), Memory())
            search.rounds.search(1e-9)
            dual = search.rounds.planes.search().row_dual
            statement = Statement(compiled.net, model, compiled.objective)
            found, bound = prices(search.rounds, dual, np.array(statement.shared())), 0.0
            for row, name in zip(found, statement.names, strict=True):
                m = creator(name, statement)
                columns = m._mpisppy_node_list[0].nonant_vardata_list
                m.cost.expr = m.cost.expr + sum(w * v for w, v in zip(row.tolist(), columns, strict=True))
                bound += float(SolverFactory("appsi_highs").solve(m, load_solutions=False).Problem[0].Lower_bound) / len(found)
            relaxed, exact = solve(program.relaxed()).objective, solve(program).objective
            yield {"case": f"{model} {seed}", "relaxed": relaxed, "bound": bound, "exact": exact, "sum": float(np.abs(found.sum(axis=0)).max())}


def mathematics() -> Iterator[dict[str, object]]:
    """Both, in one run."""
    yield from scenarios()
    yield from priced()


def long() -> Iterator[dict[str, object]]:
    """A search that would take many minutes; says when it has begun, and what it ends with."""
    from benchmarks.cases import Size, synthetic
    from resilience_opt.studies.run import optimize

    def told(moment: object) -> None:
        if moment.incumbent is not None:
            say("searching")

    plan = optimize(synthetic(Size(24, 4, 3, 4, 6, 6)), engine="mpi", gap=0.0, progress=told)
    yield {"status": plan.status, "passed": plan.audit.passed, "objective": plan.objective, "bound": plan.bound}


if __name__ == "__main__":
    if sys.argv[1] == "apart":
        from resilience_opt.solve.distributed import job

        job.APART = 0
    with ranks():
        for line in {f.__name__: f for f in (agreement, apart, mathematics, long)}[sys.argv[1]]():
            say(json.dumps(line))
