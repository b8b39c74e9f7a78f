"""The command: how it may be called, what it prints, where, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from resilience_opt.case.examples import folder
from resilience_opt.case.template import write_template
from resilience_opt.cli import main
from resilience_opt.errors import AuditError, NoPlanError, SolverError

FIRST_STEPS = folder() / "first-steps.xlsx"
KEYS = ["status", "objective", "bound", "gap", "currency", "seconds", "size", "engine", "costs", "files", "audit", "warnings"]
SMALL = {
    "Settings": [{"Name": "First year", "Value": 2027}],
    "Suppliers": [{"Supplier": "Aster", "Country": "Japan"}],
    "Offers": [{"Supplier": "Aster", "Material": "Gallium", "Capacity": 9, "Unit cost": 2}],
    "Demand": [{"Market": "Korea", "Material": "Gallium", "Quantity": 5, "Shortage cost": 99}],
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with one offer and one row of demand."""
    write_template(tmp_path / "small.xlsx", SMALL)
    return tmp_path / "small.xlsx"


def _optimize(monkeypatch: pytest.MonkeyPatch, answer: Callable[..., Any]) -> None:
    """Put something else in the place of the search."""
    fake = SimpleNamespace(optimize=answer, write_mps=lambda case, path, model=None: Path(path).write_text("NAME"))
    monkeypatch.setitem(sys.modules, "resilience_opt.studies.run", fake)  # type: ignore[arg-type]


def _raising(error: BaseException) -> Callable[..., Any]:
    def answer(*_: object, **__: object) -> None:
        raise error

    return answer


def test_help_imports_nothing_heavy() -> None:
    """`optimize --help` answers at once: no reader, modeller or solver is loaded."""
    code = (
        "import sys; from resilience_opt.cli import main; code = main(['--help']);"
        "heavy = {'pandas', 'numpy', 'pyomo', 'highspy', 'openpyxl', 'xlsxwriter'} & set(sys.modules);"
        "sys.exit(f'loaded {heavy}' if heavy else code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "optimize check" in done.stdout


def test_package_is_lazy() -> None:
    """`import resilience_opt` loads nothing heavy; a wrong name is an AttributeError as in any module."""
    code = "import sys, resilience_opt as ro; assert not {'pandas', 'pyomo'} & set(sys.modules); ro.read_case; ro.InputError; hasattr(ro, 'x') and 1/0"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--gap", "x"], "'x' is not a number"),
        (["--gap", "nan"], "'nan' is not a number"),
        (["--gap", "-1"], "from 0 to 1"),
        (["--gap", "2"], "from 0 to 1, such as 0.001 or 0.1%"),
        (["--time-limit", "0"], "more than 0 seconds"),
        (["--threads", "0"], "at least 1"),
        (["--threads", "1.5"], "whole number"),
        (["--engine", "quantum"], "quantum"),
        (["--colour"], "--colour"),
        (["another.xlsx"], "another.xlsx"),
    ],
)
def test_wrong_options_are_said_in_a_sentence(options: list[str], said: str, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong option is exit code 2, with nothing on stdout."""
    assert main([str(book), *options]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
    assert "Traceback" not in printed.err


def test_wrong_option_with_json(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A program that asked for JSON gets it, whatever is wrong."""
    assert main(["--json", str(book), "--gap", "x"]) == 2
    found = json.loads(capsys.readouterr().out)
    assert found["status"] == "invalid input"
    assert [(f["sheet"], f["cell"]) for f in found["faults"]] == [("", "")]


def test_missing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A workbook that is not there is invalid input; no folder of results is made for it."""
    assert main([str(tmp_path / "no.xlsx"), "-o", str(tmp_path / "out")]) == 2
    assert "no such file" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_faults_have_their_cells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A faulty workbook: the same faults from `optimize --json` and from `check --json`."""
    write_template(tmp_path / "bad.xlsx", {**SMALL, "Offers": [{"Supplier": "Aster", "Material": "Gallium", "Capacity": -9, "Unit cost": 2}]})
    assert main([str(tmp_path / "bad.xlsx"), "--json"]) == 2
    solved = json.loads(capsys.readouterr().out)
    assert main(["check", str(tmp_path / "bad.xlsx"), "--json"]) == 2
    checked = json.loads(capsys.readouterr().out)
    assert solved["faults"] == checked["faults"]
    assert [(f["sheet"], f["cell"]) for f in checked["faults"]] == [("Offers", "C2")]
    assert list(solved)[: len(KEYS)] == KEYS
    assert solved["objective"] is solved["bound"] is solved["gap"] is solved["costs"] is None


def test_check_of_a_good_workbook(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` solves nothing and ends with 0."""
    assert main(["check", str(book)]) == 0
    assert "no faults" in capsys.readouterr().out
    assert main(["check", str(book), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["faults"] == []


def test_check_counts_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One is singular and several are plural, in what `check` says of a workbook."""
    write_template(tmp_path / "one.xlsx", SMALL)
    main(["check", str(tmp_path / "one.xlsx")])
    assert capsys.readouterr().out == "one.xlsx: no faults; 0 warnings; 1 year, 1 offer, 1 row of demand, 0 scenarios\n"
    write_template(tmp_path / "two.xlsx", {**SMALL, "Settings": [*SMALL["Settings"], {"Name": "Last year", "Value": 2028}]})
    main(["check", str(tmp_path / "two.xlsx")])
    assert "; 2 years, 1 offer" in capsys.readouterr().out


def test_what_is_wrong_with_a_file_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A fault of the file as a whole is a sentence after its name, not a list of one; so is a command line without enough workbooks."""
    main([str(tmp_path / "no.xlsx")])
    assert capsys.readouterr().err == f"no.xlsx: there is no such file in {tmp_path}\n"
    main(["compare", str(tmp_path / "no.xlsx")])
    assert capsys.readouterr().err == "compare needs at least two workbooks: optimize compare PLAN PLAN...\n"


@pytest.mark.parametrize(
    ("word", "said"),
    [("chek", "'chek' is neither a workbook nor a sub-command; did you mean optimize check?"), ("gallium", "'gallium' is neither a workbook nor a sub-command")],
)
def test_unknown_words(word: str, said: str, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt sub-command is told from a workbook, and the one that was meant is named."""
    assert main([word, str(book)]) == 2
    assert capsys.readouterr().err.splitlines()[0] == said


def test_a_plan_is_not_an_input(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report of ours given as the workbook is called what it is, in one sentence."""
    assert main([str(book), "-o", str(tmp_path / "out"), "--quiet", "--no-ladder"]) == 0
    capsys.readouterr()
    assert main([str(tmp_path / "out" / "small-plan.xlsx"), "-o", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err == "small-plan.xlsx: the file is a report that optimize wrote, not an input workbook; give the workbook that it was made from\n"


def test_what_is_of_an_earlier_run_is_said(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A plan of an earlier run beside a new explanation is not mistaken for a plan of this workbook."""
    assert main([str(book), "-o", str(tmp_path / "out"), "--quiet", "--no-ladder"]) == 0
    write_template(book, {**SMALL, "Demand": [{**SMALL["Demand"][0], "Quantity": 50}]})
    capsys.readouterr()
    assert main([str(book), "-o", str(tmp_path / "out")]) == 3
    said = capsys.readouterr().err.splitlines()
    assert said == [f"{tmp_path / 'out' / name} is of an earlier run: it is not a plan of this workbook" for name in ("small-plan.xlsx", "small-plan.html")]


def test_help_names_both_reports(capsys: pytest.CaptureFixture[str]) -> None:
    """`optimize --help` says that a workbook and a page are written."""
    main(["--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "WORKBOOK-plan.xlsx" in said and "WORKBOOK-plan.html" in said


@pytest.mark.parametrize(
    ("error", "code", "status"),
    [
        (NoPlanError("time ended before a plan was found"), 4, "no plan"),
        (AuditError("the plan breaks a limit"), 1, "error"),
        (SolverError("the solver gave up"), 1, "error"),
        (ZeroDivisionError("division"), 1, "error"),
        (KeyboardInterrupt(), 1, "error"),
    ],
)
def test_exit_codes(
    error: BaseException, code: int, status: str, book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every way to end without a plan has its status word and exit code, and shows no traceback."""
    _optimize(monkeypatch, _raising(error))
    assert main([str(book), "-o", str(book.parent / "out"), "--json"]) == code
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert found["status"] == status
    assert found["currency"] == "USD"
    assert printed.err == ""
    assert main([str(book), "-o", str(book.parent / "out")]) == code
    assert "Traceback" not in capsys.readouterr().err


def test_traceback_only_with_debug(book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`--debug` shows where it went wrong."""
    _optimize(monkeypatch, _raising(ZeroDivisionError("division")))
    assert main([str(book), "-o", str(book.parent / "out"), "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_results_that_cannot_be_written(book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that cannot be made is said before the search, with exit code 2."""
    _optimize(monkeypatch, _raising(AssertionError("the search was started")))
    assert main([str(book), "-o", str(book / "out")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_options_reach_the_search(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was typed is what the search is given."""
    seen: dict[str, object] = {}

    def answer(case: object, **options: object) -> None:
        seen.update(options)
        raise NoPlanError("seen")

    _optimize(monkeypatch, answer)
    mps = book.parent / "model.mps"
    words = ["--gap", "0.5", "--time-limit", "2", "--engine", "benders", "--threads", "2", "--model", "worst-case", "--write-mps", str(mps)]
    assert main([*words, str(book), "-o", str(book.parent / "deep" / "out")]) == 4
    assert seen == {"gap": 0.5, "time_limit": 2.0, "engine": "benders", "threads": 2, "model": "worst-case", "progress": None}
    assert mps.read_text() == "NAME"


def test_template_leaves_a_file_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A template is written once; what a planner has filled in is never replaced."""
    new = tmp_path / "new.xlsx"
    assert main(["template", str(new)]) == 0
    before = new.read_bytes()
    assert main(["template", str(new)]) == 2
    assert new.read_bytes() == before
    assert main(["template", str(tmp_path / "other.xlsx"), "--example", "no such"]) == 2
    assert "no example is named 'no such'" in capsys.readouterr().err


def test_doctor_names_the_solver(capsys: pytest.CaptureFixture[str]) -> None:
    """`doctor` says what is here."""
    assert main(["doctor"]) == 0
    assert "solver: HiGHS" in capsys.readouterr().out


@pytest.mark.skipif(not FIRST_STEPS.exists(), reason="the example is not here")
def test_first_steps_from_end_to_end(tmp_path: Path) -> None:
    """The first example is solved by the real command; stdout holds one JSON object and stderr nothing."""
    words = [sys.executable, "-m", "resilience_opt", str(FIRST_STEPS), "-o", str(tmp_path / "out"), "--json"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(folder().parent)}, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert list(found) == KEYS
    assert found["status"] == "optimal"
    assert found["gap"] <= 1e-4
    assert sum(found["costs"].values()) == pytest.approx(found["objective"], rel=1e-6)
    assert found["files"] == [str(tmp_path / "out" / f"first-steps-plan.{kind}") for kind in ("xlsx", "html")]
    assert all(Path(file).stat().st_size > 0 for file in found["files"])
    assert found["audit"]["passed"] is True
    assert set(found["seconds"]) == {"read", "build", "solve", "report"}
    assert set(found["size"]) == {"rows", "columns", "integers", "nonzeros", "scenarios", "years"}
