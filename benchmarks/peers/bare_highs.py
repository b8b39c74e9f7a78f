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
    """Pass the arrays of a folder to HiGHS as they are, which takes least time and memory of its ways; `start` is the memory before."""
    before, folder = peak(), Path(job["folder"])
    found = {name: np.load(folder / f"{name}.npy") for name in ("cost", "lower", "upper", "value", "row_lower", "row_upper", "integer", "start", "column")}
    started = time.process_time()
    solver, rows, width = highspy.Highs(), len(found["row_lower"]), len(found["cost"])
    solver.setOptionValue("output_flag", False)
    status = solver.passModel(
        width, rows, len(found["value"]), int(highspy.MatrixFormat.kRowwise), int(highspy.ObjSense.kMinimize), 0.0,
        found["cost"], found["lower"], found["upper"], found["row_lower"], found["row_upper"],
        found["start"], found["column"], found["value"], found["integer"].astype(np.int32),
    )  # fmt: skip
    if status == highspy.HighsStatus.kError:
        raise RuntimeError("HiGHS could not load the model")
    return {"rows": rows, "columns": width, "nonzeros": len(found["value"]), "seconds": {"pass": [round(time.process_time() - started, 4)]}, "start": round(before, 1)}
