"""``optimize compare``: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from xlsxwriter import Workbook

from resilience_opt.cli import main
from resilience_opt.errors import AuditError, NoPlanError
from tests.building import offer

Book = Callable[..., str]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Writes a workbook of 120 Ore for Home, of a name and with what differs."""

    def write(name: str, cost: float = 2, currency: str = "USD", **sheets: list[dict[str, Any]]) -> str:
        rows: dict[str, list[dict[str, Any]]] = {
            "Settings": [{"Name": "First year", "Value": 2026}, {"Name": "Currency", "Value": currency}],
            "Suppliers": [{"Supplier": "Cheap", "Country": "China"}, {"Supplier": "Dear", "Country": "Australia"}],
            "Offers": [offer("Cheap", cost), offer("Dear", 5, 60)],
            "Demand": [{"Market": "Home", "Material": "Ore", "Quantity": 120, "Shortage cost": 100}],
        }
        with Workbook(str(tmp_path / f"{name}.xlsx")) as made:
            for sheet, listed in (rows | sheets).items():
                headers = list(listed[0])
                grid = made.add_worksheet(sheet.replace("_", " "))
                for number, cells in enumerate([headers, *([row[header] for header in headers] for row in listed)]):
                    grid.write_row(number, 0, cells)
        return str(tmp_path / f"{name}.xlsx")

    return write


def limit(share: float) -> list[dict[str, Any]]:
    """At most this share from China."""
    return [{"Group": "China", "Maximum": share}]


def test_figures_bridge_and_file(book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Side by side, in sentences and cause by cause; the workbook is named after the first."""
    out = tmp_path / "new" / "folder"
    assert main(["compare", book("today"), book("tight", cost=3, Share_limits=limit(0.5)), "-o", str(out)]) == 0
    printed = capsys.readouterr()
    said = printed.out.split("\n")
    assert any(line.split() == ["today", "tight"] for line in said)
    assert any(line.split() == ["objective", "240", "480"] for line in said)
    assert any(line.split() == ["policy", "+120.0000", "1", "changed", "input"] for line in said)
    assert any(line.split() == ["in", "all", "+240.0000"] for line in said)
    assert said[-2] == f"wrote {out / 'today-compare.xlsx'}"
    assert openpyxl.load_workbook(out / "today-compare.xlsx").sheetnames[0] == "Summary"
    assert "Traceback" not in printed.err


def test_json(book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One object with every table; what is not known is null."""
    assert main(["compare", book("today"), book("tight", Share_limits=limit(0.5)), "-o", str(tmp_path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == [
        "status", "currency", "cases", "inputs", "allocation", "suppliers", "stocks", "dependence", "survival", "bridge", "bridge_by_kind",
        "notes", "files", "warnings",
    ]  # fmt: skip
    assert (found["status"], found["currency"]) == ("optimal", "USD")
    assert [(case["name"], case["figures"]["objective"]) for case in found["cases"]] == [("today", 240), ("tight", 420)]
    assert found["inputs"] == [
        {
            "case": "tight", "sheet": "Share limits", "key": "China", "column": "", "change": "row added", "before": None, "after": "Maximum 50%",
            "cause": "policy", "cell_before": "", "cell_after": "Share limits!A2",
        }
    ]  # fmt: skip
    assert found["dependence"][0]["limit_before"] is None
    assert sum(step["amount"] for step in found["bridge"]) == sum(kind["difference"] for kind in found["bridge_by_kind"]) == 180


def test_quiet(book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file alone."""
    assert main(["compare", book("a"), book("b"), "-o", str(tmp_path / "out"), "--quiet"]) == 0
    assert capsys.readouterr() == (f"{tmp_path / 'out' / 'a-compare.xlsx'}\n", "")


def test_a_case_that_no_plan_can_meet(book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 3 as elsewhere, with the report written and the rows named."""
    books = [book("today"), book("impossible", Share_limits=limit(0.4)), book("dearer", cost=4)]
    assert main(["compare", *books, "-o", str(tmp_path), "--json"]) == 3
    found = json.loads(capsys.readouterr().out)
    assert found["status"] == "infeasible"
    assert [case["figures"]["status"] for case in found["cases"]] == ["optimal", "infeasible", "optimal"]
    assert ("Share limits", "B2") in [(fault["sheet"], fault["cell"]) for fault in found["cases"][1]["explanation"]]
    assert {step["case"] for step in found["bridge"]} == {"dearer"}
    assert main(["compare", *books, "-o", str(tmp_path)]) == 3
    printed = capsys.readouterr().out
    assert "There is no plan for 'impossible'" in printed and "Share limits!B2: at most 40% of each material" in printed


def test_plan_workbooks(book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What `optimize` wrote can be compared; the note says what is missing."""
    tight = book("tight", Share_limits=limit(0.5))
    assert main([tight, "-o", str(tmp_path), "--quiet", "--no-ladder"]) == 0
    capsys.readouterr()
    assert main(["compare", book("today"), str(tmp_path / "tight-plan.xlsx"), "-o", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "'tight-plan' costs 180 USD more than 'today' (+75%)." in printed
    assert "is a plan workbook" in printed


@pytest.mark.parametrize("with_json", [False, True])
@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"currency": "EUR"}, "amounts are in USD in 'here' and in EUR in 'there'"),
        ({"cost": -1}, "Unit cost must be a number of at least 0"),
        (None, "no such file"),
    ],
)
def test_what_cannot_be_compared(
    other: dict[str, Any] | None, said: str, with_json: bool, book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 and a sentence, as JSON where that was asked for; nothing is written."""
    there = str(tmp_path / "none.xlsx") if other is None else book("there", **other)
    out = tmp_path / "out"
    assert main(["compare", book("here"), there, "-o", str(out), *(["--json"] if with_json else [])]) == 2
    printed = capsys.readouterr()
    told = "\n".join(fault["message"] for fault in json.loads(printed.out)["faults"]) if with_json else printed.err
    assert said in told and "Traceback" not in printed.err
    assert not list(out.glob("*.xlsx"))


def test_one_workbook_alone(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing to compare it with; without any the usage is told."""
    assert main(["compare", book("alone")]) == 2
    assert "at least two" in capsys.readouterr().err
    assert main(["compare"]) == 2


def test_a_comparison_has_the_status_of_its_worst_case(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Time that ends without a plan is exit code 4, and the report is written."""

    def no_time(*_: object, **__: object) -> None:
        raise NoPlanError("time ended before a plan was found")

    monkeypatch.setattr("resilience_opt.studies.compare.sides.optimize", no_time)
    assert main(["compare", book("a"), book("b"), "-o", str(tmp_path)]) == 4
    assert "There is no plan for 'a': time ended before a plan was found." in capsys.readouterr().out
    assert (tmp_path / "a-compare.xlsx").exists()


@pytest.mark.parametrize(
    "error", [AuditError("the plan failed its audit"), OSError(28, "No space left on device", "out"), KeyboardInterrupt()]
)
def test_what_else_can_go_wrong(
    error: BaseException, book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1 and a sentence without a traceback."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("resilience_opt.studies.compare.sides.optimize", fail)
    assert main(["compare", book("a"), book("b"), "-o", str(tmp_path)]) == 1
    printed = capsys.readouterr()
    assert printed.out == "" and len(printed.err.splitlines()) == 1 and "Traceback" not in printed.err
