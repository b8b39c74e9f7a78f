"""``optimize alternatives``: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from resilience_opt.case.template import write_template
from resilience_opt.cli import main

BOOK = {
    "Settings": [{"Name": "First year", "Value": 2026}],
    "Suppliers": [{"Supplier": "Aster", "Country": "China"}, {"Supplier": "Berg", "Country": "Norway"}, {"Supplier": "Cedar", "Country": "Canada"}],
    "Offers": [
        {"Supplier": "Aster", "Material": "Gallium", "Capacity": 100, "Unit cost": 10},
        {"Supplier": "Berg", "Material": "Gallium", "Capacity": 100, "Unit cost": 10.1},
        {"Supplier": "Cedar", "Material": "Gallium", "Capacity": 100, "Unit cost": 10.4},
    ],
    "Demand": [{"Market": "Korea", "Material": "Gallium", "Quantity": 100, "Shortage cost": 99}],
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """100 are needed, and any of three suppliers could deliver all: for 1000, 1010 or 1040."""
    write_template(tmp_path / "near.xlsx", BOOK)
    return tmp_path / "near.xlsx"


def test_what_is_said_and_written(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The cheapest, then the farthest within 2 %: 95 from Berg and 5 from Cedar cost 1011.5, in three suppliers other than the cheapest."""
    out = tmp_path / "out"
    assert main(["alternatives", str(book), "--count", "1", "-o", str(out)]) == 0
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert lines[0].split() == ["cheapest", "1,000", "USD"]
    assert lines[1].split() == ["alternative", "1", "1,012", "USD", "+1.15%"]
    assert lines[2:5] == [
        "  3 suppliers other than in the cheapest, at least 3 other than in any above",
        "  + Berg (Gallium); Cedar (Gallium)",
        "  - Aster (Gallium)",
    ]
    assert lines[5:] == [f"wrote {out / 'near-alternatives.xlsx'}"]
    assert printed.err == ""
    assert openpyxl.load_workbook(out / "near-alternatives.xlsx")["Alternatives"].max_row == 3


def test_json_of_all_that_there_are(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One object: plans by their columns, distances as a square, why there are no more, and the files, a plan workbook each."""
    words = ["alternatives", str(book), "--within", "0.5%", "--count", "9", "--share", "10%", "--plans", "--json", "-o", str(tmp_path / "out")]
    assert main(words) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["status"] == "optimal" and (found["within"], found["share"]) == (0.005, 0.1)
    # 10 from Berg (1001), 10 from Cedar (1004), 10 from both (1005); without Aster it would be 1010 at least
    assert sorted(plan["cost"] for plan in found["plans"]) == pytest.approx([1000, 1001, 1004, 1005])
    assert [plan["plan"] for plan in found["plans"]] == [0, 1, 2, 3]
    assert found["plans"][0]["apart"] is None and found["plans"][0]["largest_share"] is None
    assert found["plans"][1]["differs"] == 2 == found["distances"][0][1]
    assert all((distance == 0) == (i == j) for i, row in enumerate(found["distances"]) for j, distance in enumerate(row))
    assert "at most 0.5% more" in found["stopped"]
    assert [Path(file).name for file in found["files"]] == ["near-alternatives.xlsx", *(f"near-alternative-{n}.xlsx" for n in (1, 2, 3))]
    for file in found["files"]:
        assert openpyxl.load_workbook(file).sheetnames[0] in ("Alternatives", "Summary")


def test_quiet(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the files are named."""
    assert main(["alternatives", str(book), "--count", "1", "--quiet", "-o", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'near-alternatives.xlsx'}\n"


def test_a_case_without_a_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 3 with the rows in conflict, in words and in JSON; nothing is written."""
    write_template(tmp_path / "none.xlsx", {**BOOK, "Demand": [{**BOOK["Demand"][0], "Quantity": 1000}]})
    words = ["alternatives", str(tmp_path / "none.xlsx"), "-o", str(tmp_path / "out")]
    assert main(words) == 3
    assert "no plan can meet the requirements" in capsys.readouterr().err
    assert main([*words, "--json"]) == 3
    found = json.loads(capsys.readouterr().out)
    assert found["status"] == "infeasible" and found["plans"] == [] == found["files"]
    assert any(fault["sheet"] == "Offers" for fault in found["faults"])
    assert not list((tmp_path / "out").iterdir())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--within", "-1%"], "0 or more"),
        (["--within", "some"], "not a number"),
        (["--count", "0"], "at least 1"),
        (["--share", "0"], "more than 0"),
        (["--share", "120%"], "a share from 0 to 1"),
    ],
)
def test_wrong_calls(book: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    """A wrong option is exit 2 and a sentence."""
    assert main(["alternatives", str(book), *words]) == 2
    assert said in capsys.readouterr().err


def test_no_such_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A workbook that is not there is exit 2, and no folder is made for it."""
    assert main(["alternatives", str(tmp_path / "no.xlsx"), "-o", str(tmp_path / "out")]) == 2
    assert "no such file" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
