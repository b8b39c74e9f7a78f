"""HiGHS: programs in, answers out. The only file that imports highspy."""

from __future__ import annotations

import errno
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import highspy
import numpy as np
from highspy._core import _Highs, cb
from numpy.typing import NDArray

from resilience_opt.compile.differences import differences
from resilience_opt.compile.program import Program
from resilience_opt.errors import SolverError
from resilience_opt.solve.answers import STATUSES, Answer, Progress
from resilience_opt.solve.limits import HALT

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
VERSION = ".".join(str(getattr(highspy, f"HIGHS_VERSION_{part}")) for part in ("MAJOR", "MINOR", "PATCH"))


class Solver(highspy.Highs):
    """HiGHS without its banner on stdout, and with every option read back after it is set."""

    def __init__(self, **options: Any) -> None:
        _Highs.__init__(self)
        _Highs.setOptionValue(self, "output_flag", False)
        self.callbacks = [highspy.HighsCallback(cb.HighsCallbackType(i), self) for i in range(int(cb.HighsCallbackType.kCallbackMax) + 1)]
        self.enableCallbacks()  # type: ignore[no-untyped-call]
        self.cost, self.is_mip, self.interrupted = np.zeros(0), False, False
        self.cancel: threading.Event | None = None  #: ends a search from another thread
        for name, value in options.items():
            self.option(name, value)

    def option(self, name: str, value: Any) -> None:
        """Set an option and make sure that it is set."""
        if self.setOptionValue(name, value) != highspy.HighsStatus.kOk or self.getOptionValue(name)[1] != value:
            raise SolverError(f"HiGHS {VERSION} refused the option {name} = {value}")

    def use_threads(self, count: int) -> None:
        """Search with so many threads, and no more than the machine has."""
        self.resetGlobalScheduler(True)
        self.option("threads", min(int(count), os.cpu_count() or 1))

    def load(self, program: Program) -> None:
        """Pass a program as arrays."""
        rows, width, _, entries = program.size
        self.cost, self.is_mip = program.cost, bool(program.integer.any())
        kind = (int(highspy.MatrixFormat.kRowwise), int(highspy.ObjSense.kMinimize), 0.0)
        sides = (program.cost, program.lower, program.upper, program.row_lower, program.row_upper)
        matrix = (program.start.astype(np.int32), program.column.astype(np.int32), program.value)
        status = self.passModel(width, rows, entries, *kind, *sides, *matrix, program.integer.astype(np.int32))
        if status == highspy.HighsStatus.kError:
            raise SolverError("HiGHS could not load the model")

    def bound(self, columns: Whole, lower: Floats, upper: Floats) -> None:
        """Put other bounds on some columns; what was found before is kept to start from."""
        index = columns.astype(np.int32)
        if (
            self.changeColsBounds(len(index), index, np.asarray(lower, dtype=float), np.asarray(upper, dtype=float))
            == highspy.HighsStatus.kError
        ):
            raise SolverError("HiGHS could not change bounds")

    def bound_rows(self, rows: Whole, lower: Floats, upper: Floats) -> None:
        """Put other bounds on some rows."""
        if self.changeRowsBounds(len(rows), rows.astype(np.int32), lower, upper) == highspy.HighsStatus.kError:  # type: ignore[attr-defined]
            raise SolverError("HiGHS could not change the bounds of rows")

    def become(self, old: Program, new: Program) -> None:
        """Change the figures in which a program of the same rows and columns differs from the one that is loaded."""
        columns = np.flatnonzero(old.cost != new.cost)
        for j in columns.tolist():
            self.changeColCost(j, float(new.cost[j]))
        self.cost = new.cost
        moved = np.flatnonzero((old.lower != new.lower) | (old.upper != new.upper))
        self.bound(moved, new.lower[moved], new.upper[moved])
        rows = np.flatnonzero((old.row_lower != new.row_lower) | (old.row_upper != new.row_upper))
        self.bound_rows(rows, new.row_lower[rows], new.row_upper[rows])
        for i, j, value in differences(old, new):
            self.changeCoeff(i, j, value)

    def add_rows(self, lower: Floats, upper: Floats, start: Whole, column: Whole, value: Floats) -> None:
        """Add rows; `start` has the first entry of each."""
        status = self.addRows(len(lower), lower, upper, len(value), start.astype(np.int32), column.astype(np.int32), value)
        if status == highspy.HighsStatus.kError:
            raise SolverError("HiGHS could not add rows")

    def remove_rows(self, rows: Whole) -> None:
        """Remove rows; those behind them move up."""
        if self.deleteRows(len(rows), rows.astype(np.int32)) == highspy.HighsStatus.kError:
            raise SolverError("HiGHS could not remove rows")

    def start_from(self, x: Floats) -> None:
        """Begin the next search from a known plan."""
        solution = highspy.HighsSolution()
        solution.col_value = x.tolist()
        self.setSolution(solution)

    def search(self, progress: Callable[[Progress], None] | None = None) -> Answer:
        """Run, and say what was found."""
        self._run(progress)
        if self.getModelStatus() == highspy.HighsModelStatus.kNotset and not self.interrupted:
            # HiGHS shares its threads between all solvers of a process and refuses to run with another number of them
            self.resetGlobalScheduler(True)
            self._run(progress)
        if self._contradicts_itself() and not self.interrupted:
            # started from a plan, HiGHS has been seen to call it optimal, with an objective that is not the plan's
            self.clearSolver()
            self._run(progress)
        if not self.is_mip and STATUSES.get(self.getModelStatus().name, ("error",))[0] == "error":
            # a linear program that was changed often has been seen to end without an answer where one solved afresh has it
            self.clearSolver()
            self._run(progress)
        return self._answer()

    def _contradicts_itself(self) -> bool:
        """Whether the objective that HiGHS names is not what its plan costs."""
        info = self.getInfo()
        if not self.is_mip or info.primal_solution_status != highspy.kSolutionStatusFeasible:
            return False
        cost = float(self.cost @ np.array(self.getSolution().col_value))
        return abs(cost - float(info.objective_function_value)) > 1e-7 * max(1.0, abs(cost))

    def _answer(self) -> Answer:
        status, sentence = STATUSES.get(self.getModelStatus().name, ("error", "the solver ended with a status that is not known"))
        info, solution, width = self.getInfo(), self.getSolution(), len(self.cost)
        found = info.primal_solution_status == highspy.kSolutionStatusFeasible
        x = np.array(solution.col_value) if found else None
        if status == "optimal" and x is None:
            x = np.array(solution.col_value)
            if len(x) != width:
                raise SolverError("HiGHS says optimal and gives no plan")
        if status == "stopped" and not self.is_mip:
            x = None
        objective = None if x is None else float(self.cost @ x)
        bound = float(info.mip_dual_bound) if self.is_mip and np.isfinite(info.mip_dual_bound) else (objective if status == "optimal" else None)
        if self.is_mip or x is None:
            return Answer(status, sentence, x, objective, bound)
        return Answer(status, sentence, x, objective, bound, np.array(solution.row_dual), np.array(solution.col_dual))

    def _run(self, progress: Callable[[Progress], None] | None) -> None:
        """Run in a thread, so that Ctrl-C ends the search once and keeps what was found."""
        if threading.current_thread() is not threading.main_thread() or not self.is_mip:
            self._run_here()
            return
        told = self._teller(progress) if progress else None
        self.HandleUserInterrupt = True
        self.startSolve()
        interrupted = False
        try:
            while not self._ended_within(0.1):
                if HALT.asked and not interrupted:
                    interrupted = True
                    self.cancelSolve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:  # a second one is the user's last word
            interrupted = True
            self.cancelSolve()  # type: ignore[no-untyped-call]
            while not self._ended_within(0.1):
                pass
        finally:
            self.interrupted = interrupted
            if told:
                self.cbMipLogging -= told
                self.cbMipInterrupt -= told

    def _run_here(self) -> None:
        """Run in this thread; `cancel` ends a search of decisions from another one."""
        if self.cancel is None or not self.is_mip:
            self.run()
            return
        self.cbMipInterrupt += self._heed
        try:
            self.run()
        finally:
            self.cbMipInterrupt -= self._heed
            self.interrupted = self.cancel.is_set()

    def _heed(self, event: Any) -> None:
        if self.cancel is not None and self.cancel.is_set():
            event.interrupt()

    def _ended_within(self, seconds: float) -> bool:
        """Whether the search ends within so many seconds; a thread that was joined and interrupted is no witness."""
        return bool(self.wait(seconds)[0])

    def _teller(self, progress: Callable[[Progress], None]) -> Callable[[Any], None]:
        last = [0.0]

        def tell(event: Any) -> None:
            data, now = event.data_out, time.monotonic()
            if now - last[0] > 0.4:
                last[0] = now
                progress(
                    Progress(float(data.running_time), _finite(data.mip_primal_bound), _finite(data.mip_dual_bound), _finite(data.mip_gap))
                )

        self.cbMipLogging += tell
        self.cbMipInterrupt += tell
        return tell

    def ray(self) -> Floats | None:
        """A proof that the rows of the last linear program cannot hold together: weights of the rows; None where there is none."""
        status, known, values = self.getDualRay()  # type: ignore[attr-defined]
        return np.array(values) if status == highspy.HighsStatus.kOk and known else None

    def irreducible(self) -> tuple[list[int], list[int]]:
        """Rows and columns of an irreducible infeasible set; empty where there is none."""
        status, iis = self.getIis()
        if status == highspy.HighsStatus.kError or not iis.valid_:
            return [], []
        return list(iis.row_index_), list(iis.col_index_)

    def write(self, path: Path, columns: list[str], rows: list[str]) -> None:
        """Write the program with names, as an MPS or LP file, whichever the ending of the file's name says.

        HiGHS does not notice a disk that becomes full, so the end of what was written is read again.

        Raises
        ------
        SolverError
        """
        for i, name in enumerate(columns):
            self.passColName(i, name)
        for i, name in enumerate(rows):
            self.passRowName(i, name)
        if self.writeModel(str(path)) == highspy.HighsStatus.kError:
            raise SolverError(f"HiGHS could not write the model as a file that ends in {path.suffix or path.name}; .mps and .lp are known")
        with path.open("rb") as file:
            file.seek(-min(64, path.stat().st_size), os.SEEK_END)
            if file.read().split()[-1:] not in ([b"ENDATA"], [b"end"]):
                raise OSError(errno.ENOSPC, "the model could not be written in full; is the disk full?")


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) and abs(value) < 1e30 else None
