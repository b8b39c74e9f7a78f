"""What HiGHS alone needs for a program: a process that knows highspy and numpy, and arrays from files."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import highspy
import numpy as np

from benchmarks.measured import Tell
from benchmarks.process import peak


def load(job: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """Pass the arrays of a folder to HiGHS; `start` is the memory before."""
    before, folder = peak(), Path(job["folder"])
    found = {name: np.load(folder / f"{name}.npy") for name in ("cost", "lower", "upper", "value", "row_lower", "row_upper", "integer", "start", "column")}
    started = time.process_time()
    solver, lp = highspy.Highs(), highspy.HighsLp()
    solver.setOptionValue("output_flag", False)
    rows, width = len(found["row_lower"]), len(found["cost"])
    lp.num_row_, lp.num_col_ = rows, width
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = found["cost"], found["lower"], found["upper"]
    lp.row_lower_, lp.row_upper_ = found["row_lower"], found["row_upper"]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.num_row_, lp.a_matrix_.num_col_ = rows, width
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = found["start"], found["column"], found["value"]
    if solver.passModel(lp) == highspy.HighsStatus.kError:
        raise RuntimeError("HiGHS could not load the model")
    whole = np.flatnonzero(found["integer"]).astype(np.int32)
    solver.changeColsIntegrality(len(whole), whole, np.full(len(whole), int(highspy.HighsVarType.kInteger), dtype=np.uint8))
    return {"rows": rows, "columns": width, "nonzeros": len(found["value"]), "seconds": {"pass": [round(time.process_time() - started, 4)]}, "start": round(before, 1)}
