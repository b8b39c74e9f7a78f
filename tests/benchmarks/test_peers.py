"""What we are measured against is the same program, and a measurement in a process of its own says what it took."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks.cases import SIZES, Size, synthetic
from benchmarks.process import measured
from benchmarks.results import last_gap
from resilience_opt.compile.program import extensive_form
from resilience_opt.solve.search import solve
from resilience_opt.studies.run import compile_case

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are measured through /proc")
linopy_is_here = pytest.mark.skipif(find_spec("linopy") is None, reason="linopy is not installed (extra benchmarks)")


@linopy_is_here
@pytest.mark.filterwarnings("ignore:Sparse")
@pytest.mark.parametrize(("size", "seed"), [(SIZES["S"], 101), (Size(9, 6, 2, 3, 6, 4, 2, 3), 102)])
def test_linopy_writes_the_same_program(size: Size, seed: int) -> None:
    """As many rows, columns and nonzeros, and the same optimum of the relaxation and of the whole."""
    from benchmarks.peers.linopy_form import written

    _, compiled, _ = compile_case(synthetic(size, seed))
    program, _ = extensive_form(compiled)
    solver = written(compiled.net, compiled).to_highspy()
    rows, columns, _, nonzeros = program.size
    assert (solver.getNumRow(), solver.getNumCol(), solver.getNumNz()) == (rows, columns, nonzeros)
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("solve_relaxation", True)
    solver.run()
    assert solver.getInfo().objective_function_value == pytest.approx(solve(program.relaxed()).objective, rel=1e-6)


def test_a_search_in_a_process_of_its_own() -> None:
    """It ends with a gap within what was asked for, and tells of moments, memory and processor time."""
    found = measured({"work": "engine", "engine": "benders", "size": "S", "seed": 101, "budget": 60.0, "target": 1e-3})
    assert found["ended"] == "ended" and found["status"] == "optimal"
    gap = last_gap(found)
    assert gap is not None and gap <= 1e-3
    assert found["curve"][-1][2] == pytest.approx(found["objective"])
    assert found["cpu"] > found["search"][0] > 0 and found["peak"] > 50


def test_a_search_keeps_to_its_budget() -> None:
    """With next to no processor time it is stopped long before it would have ended."""
    found = measured({"work": "engine", "engine": "extensive", "size": "M", "seed": 101, "budget": 1.0, "target": 1e-4})
    assert found["ended"] == "ended" and found["status"] == "no plan"
    assert found["inside"][0] < 60


def test_what_fails_says_why() -> None:
    """A job that cannot be done is a record with the reason, not an end of the run."""
    assert "KeyError" in measured({"work": "engine", "engine": "benders", "size": "none", "seed": 1, "budget": 1.0, "target": 1e-3})["ended"]


def test_what_asks_for_too_much_memory_fails_by_itself() -> None:
    """A case that does not fit is a record that says so, before the machine has to choose which process to end."""
    found = measured({"work": "engine", "engine": "benders", "size": "B", "seed": 101, "budget": 5.0, "target": 1e-3}, memory=700.0)
    assert found["ended"].startswith("failed: ") and "emory" in found["ended"]
    assert found["peak"] < 700


def test_highs_alone_loads_the_same_program(tmp_path: Path) -> None:
    """The arrays in a folder are the extensive form, and the bare process needs less memory than the whole software."""
    job = {"size": "S", "seed": 101}
    assert measured({**job, "work": "arrays", "folder": str(tmp_path)})["ended"] == "ended"
    bare, ours = measured({**job, "work": "highs", "folder": str(tmp_path)}), measured({**job, "work": "build", "repeats": 1})
    assert all(bare[name] == ours[name] for name in ("rows", "columns", "nonzeros"))
    assert bare["peak"] < ours["peak"]
