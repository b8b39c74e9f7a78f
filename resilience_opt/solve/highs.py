"""HiGHS: programs in, answers out. The only file that imports highspy."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from highspy._core import _Highs, cb
from numpy.typing import NDArray

from resilience_opt.compile.program import Program
from resilience_opt.errors import SolverError

Floats = NDArray[np.float64]
VERSION = ".".join(str(getattr(highspy, f"HIGHS_VERSION_{part}")) for part in ("MAJOR", "MINOR", "PATCH"))

#: What each status of HiGHS means to the user: our word, and a sentence.
STATUSES: dict[str, tuple[str, str]] = {
    "kOptimal": ("optimal", "the best plan was found and proven within the gap"),
    "kInfeasible": ("infeasible", "no plan can meet the requirements"),
    "kUnboundedOrInfeasible": ("infeasible", "no plan can meet the requirements, or costs have no lower end"),
    "kUnbounded": ("error", "costs have no lower end: a price or a cost is negative"),
    "kTimeLimit": ("stopped", "the limit of time ended the search"),
    "kIterationLimit": ("stopped", "the limit of iterations ended the search"),
    "kSolutionLimit": ("stopped", "the limit of solutions ended the search"),
    "kInterrupt": ("stopped", "the search was interrupted"),
    "kHighsInterrupt": ("stopped", "the search was interrupted"),
    "kObjectiveBound": ("stopped", "the bound on the objective ended the search"),
    "kObjectiveTarget": ("stopped", "the target of the objective ended the search"),
    "kMemoryLimit": ("stopped", "the limit of memory ended the search"),
    "kModelEmpty": ("optimal", "there is nothing to decide"),
    "kNotset": ("error", "the solver was not run"),
    "kLoadError": ("error", "the solver could not load the model"),
    "kModelError": ("error", "the solver found a fault in the model"),
    "kPresolveError": ("error", "the solver failed while simplifying the model"),
    "kSolveError": ("error", "the solver failed"),
    "kPostsolveError": ("error", "the solver failed while undoing its simplifications"),
    "kUnknown": ("error", "the solver ended without an answer"),
}


@dataclass(frozen=True)
class Progress:
    """A moment of the search; None where nothing is known yet."""

    seconds: float
    incumbent: float | None
    bound: float | None
    gap: float | None


@dataclass(frozen=True)
class Answer:
    """What HiGHS said. `x` is None where it has no plan; `row_dual`, `column_dual` None for a MIP."""

    status: str
    sentence: str
    x: Floats | None
    objective: float | None
    bound: float | None
    row_dual: Floats | None = None
    column_dual: Floats | None = None


class Solver(highspy.Highs):
    """HiGHS without its banner on stdout, and with every option read back after it is set."""

    def __init__(self, **options: Any) -> None:
        _Highs.__init__(self)
        _Highs.setOptionValue(self, "output_flag", False)
        self.callbacks = [highspy.HighsCallback(cb.HighsCallbackType(i), self) for i in range(int(cb.HighsCallbackType.kCallbackMax) + 1)]
        self.enableCallbacks()  # type: ignore[no-untyped-call]
        for name, value in options.items():
            self.option(name, value)

    def option(self, name: str, value: Any) -> None:
        """Set an option and make sure that it is set."""
        if self.setOptionValue(name, value) != highspy.HighsStatus.kOk or self.getOptionValue(name)[1] != value:
            raise SolverError(f"HiGHS {VERSION} refused the option {name} = {value}")

    def load(self, program: Program) -> None:
        """Pass a program as arrays."""
        lp = highspy.HighsLp()
        rows, width, _, _ = program.size
        lp.num_row_, lp.num_col_ = rows, width
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = program.cost, program.lower, program.upper
        lp.row_lower_, lp.row_upper_ = program.row_lower, program.row_upper
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.num_row_, lp.a_matrix_.num_col_ = rows, width
        lp.a_matrix_.start_ = program.start.astype(np.int32)
        lp.a_matrix_.index_ = program.column.astype(np.int32)
        lp.a_matrix_.value_ = program.value
        if program.integer.any():
            lp.integrality_ = [highspy.HighsVarType.kInteger if i else highspy.HighsVarType.kContinuous for i in program.integer.tolist()]
        if self.passModel(lp) == highspy.HighsStatus.kError:
            raise SolverError("HiGHS could not load the model")

    def verdict(self) -> tuple[str, str]:
        """Our word for the status, and a sentence."""
        return STATUSES.get(self.getModelStatus().name, ("error", "the solver ended with a status that is not known"))


def solve(program: Program, *, gap: float = 0.0, time_limit: float | None = None, threads: int | None = None, progress: Callable[[Progress], None] | None = None, **options: Any) -> Answer:
    """Solve a program; `infeasible` is believed only after a second solve with presolve off.

    Parameters
    ----------
    gap : float
        Relative gap at which the search may end.
    time_limit : float or None
        Seconds; the best plan so far is kept.
    progress : callable or None
        Called with a :class:`Progress` about every half second.
    """
    started = time.monotonic()
    answer = _solve(program, gap, time_limit, threads, progress, options)
    if answer.status == "infeasible":
        left = None if time_limit is None else max(1.0, time_limit - (time.monotonic() - started))
        second = _solve(program, gap, left, threads, progress, {**options, "presolve": "off"})
        if second.status in ("optimal", "infeasible") or second.x is not None:
            return second
        if second.status == "stopped":
            return Answer("stopped", "the limit of time ended the search before infeasibility was confirmed", None, None, None)
    return answer


def _solve(program: Program, gap: float, time_limit: float | None, threads: int | None, progress: Callable[[Progress], None] | None, options: dict[str, Any]) -> Answer:
    is_mip = bool(program.integer.any())
    solver = Solver(**options)
    solver.option("primal_feasibility_tolerance", 1e-9)
    solver.option("dual_feasibility_tolerance", 1e-9)
    if is_mip:
        solver.option("mip_rel_gap", float(gap))
        solver.option("mip_abs_gap", 0.0)
        solver.option("mip_feasibility_tolerance", 1e-7)
    if time_limit is not None:
        solver.option("time_limit", float(time_limit))
    if threads is not None:
        solver.resetGlobalScheduler(True)
        solver.option("threads", int(threads))
    solver.load(program)
    _run(solver, is_mip, progress)
    if solver.getModelStatus() == highspy.HighsModelStatus.kNotset:
        # HiGHS shares its threads between all solvers of a process and refuses to run with another number of them
        solver.resetGlobalScheduler(True)
        _run(solver, is_mip, progress)
    status, sentence = solver.verdict()
    info, solution = solver.getInfo(), solver.getSolution()
    found = info.primal_solution_status == highspy.kSolutionStatusFeasible
    x = np.array(solution.col_value) if found else None
    if status == "optimal" and x is None and len(program.cost):
        x = np.array(solution.col_value)
        if len(x) != len(program.cost):
            raise SolverError("HiGHS says optimal and gives no plan")
    if status == "optimal" and not len(program.cost):
        x = np.zeros(0)
    if status == "stopped" and not is_mip:
        x = None
    objective = None if x is None else float(program.cost @ x)
    bound = float(info.mip_dual_bound) if is_mip and np.isfinite(info.mip_dual_bound) else (objective if status == "optimal" else None)
    dual = None if is_mip or x is None else np.array(solution.row_dual)
    reduced = None if is_mip or x is None else np.array(solution.col_dual)
    return Answer(status, sentence, x, objective, bound, dual, reduced)


def _run(solver: Solver, is_mip: bool, progress: Callable[[Progress], None] | None) -> None:
    """Run in a thread, so that Ctrl-C ends the search once and keeps what was found."""
    if threading.current_thread() is not threading.main_thread() or not is_mip:
        solver.run()
        return
    if progress is not None:
        last = [0.0]

        def tell(event: Any) -> None:
            data = event.data_out
            now = time.monotonic()
            if now - last[0] > 0.4:
                last[0] = now
                progress(Progress(float(data.running_time), _finite(data.mip_primal_bound), _finite(data.mip_dual_bound), _finite(data.mip_gap)))

        solver.cbMipLogging += tell
        solver.cbMipInterrupt += tell
    solver.HandleUserInterrupt = True
    thread = solver.startSolve()
    try:
        while thread.is_alive():
            thread.join(0.1)
    except KeyboardInterrupt:
        solver.cancelSolve()  # type: ignore[no-untyped-call]
        thread.join()


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) and abs(value) < 1e30 else None


def conflict(program: Program) -> tuple[list[int], list[int]]:
    """Rows and columns of an irreducible infeasible set of the program's relaxation; empty where it is feasible."""
    solver = Solver(iis_strategy=6)
    solver.load(program.without_cost().relaxed())
    status, iis = solver.getIis()
    if status == highspy.HighsStatus.kError or not iis.valid_:
        return [], []
    return list(iis.row_index_), list(iis.col_index_)


def write_mps(program: Program, path: str, names: tuple[list[str], list[str]]) -> None:
    """Write the program for any other solver; `names` are those of columns and rows."""
    solver = Solver()
    solver.load(program)
    for i, name in enumerate(names[0]):
        solver.passColName(i, name)
    for i, name in enumerate(names[1]):
        solver.passRowName(i, name)
    if solver.writeModel(path) == highspy.HighsStatus.kError:
        raise SolverError(f"the model could not be written to {path}")


class Probe:
    """Asks again and again whether a linear program can hold with tighter upper bounds on some columns."""

    def __init__(self, program: Program) -> None:
        self._solver = Solver()
        self._solver.load(program.without_cost())
        self._upper, self._lower = program.upper, program.lower

    def holds(self, columns: NDArray[np.int64], upper: Floats) -> bool:
        """Whether some solution keeps these columns within these bounds; the bounds are put back."""
        index = columns.astype(np.int32)
        self._solver.changeColsBounds(len(index), index, self._lower[columns], np.asarray(upper, dtype=float))
        self._solver.run()
        answer: bool = self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        self._solver.changeColsBounds(len(index), index, self._lower[columns], self._upper[columns])
        return answer
