"""The command `optimize exposure`: what it prints, where, what it writes and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from resilience_opt.case.template import write_template
from resilience_opt.cli import main

OFFERS = [
    {"Supplier": "Aster [1]", "Material": "Gallium", "Capacity": 90, "Unit cost": 2, "Current volume": 90},
    {"Supplier": "Borage", "Material": "Gallium", "Capacity": 60, "Unit cost": 3, "Current volume": 30, "Standby": 1},
]
SMALL = {
    "Settings": [{"Name": "First year", "Value": 2027}],
    "Materials": [{"Material": "Gallium", "Unit": "kg", "Price": 5}],
    "Suppliers": [{"Supplier": "Aster [1]", "Country": "China"}, {"Supplier": "Borage", "Country": "Japan", "Owner": "unknown"}],
    "Offers": OFFERS,
    "Markets": [{"Market": "Seoul", "Country": "South Korea"}],
    "Demand": [{"Market": "Seoul", "Material": "Gallium", "Quantity": 120, "Shortage cost": 99}],
    "Stockpiles": [
        {
            "Stockpile": "Reserve",
            "Material": "Gallium",
            "Country": "South Korea",
            "Opening level": 9,
            "Minimum level": 9,
            "Maximum level": 20,
        }
    ],
}
SHEETS = ["Summary", "Exposure", "Lost", "Dependence", "Look through", "Concentration", "Cover", "Deliveries"]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sources, of which the smaller can take over half of what the larger delivers, and a stock of nine."""
    path = tmp_path_factory.mktemp("book") / "small.xlsx"
    write_template(path, SMALL)
    return path


def _bare(tmp_path: Path) -> Path:
    """The same without volumes."""
    write_template(tmp_path / "bare.xlsx", {**SMALL, "Offers": [{k: v for k, v in row.items() if k != "Current volume"} for row in OFFERS]})
    return tmp_path / "bare.xlsx"


def test_table_and_file(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The worst losses go to stdout with times that are not rounded to months, names as they are; the report to the folder."""
    assert main(["exposure", str(book), "-o", str(tmp_path / "made")]) == 0
    out = capsys.readouterr().out
    row = next(line for line in out.splitlines() if "Aster [1]" in line)
    months, lost = 9 / 5, (6 * 5 - 9) * 99
    assert f"{months:.3f}" in row
    assert f"{lost:,.0f}" in row
    file = tmp_path / "made" / "small-exposure.xlsx"
    assert out.splitlines()[-1] == f"wrote {file}"
    assert openpyxl.load_workbook(file).sheetnames == SHEETS


def test_json(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One object; a time without end and an unknown owner's bounds are plain figures or null."""
    assert main(["exposure", str(book), "-o", str(tmp_path), "--json", "--recover", "2.5"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["status"] == "ok"
    assert found["files"] == [str(tmp_path / "small-exposure.xlsx")]
    aster = next(row for row in found["exposures"] if row["name"] == "Aster [1]")
    assert aster["lost_value"] == pytest.approx((2.5 * 5 - 9) * 99, abs=1e-6)
    assert aster["time_to_recover"] == 2.5
    owner = next(row for row in found["exposures"] if (row["kind"], row["name"]) == ("owner", "China"))
    assert owner["time_to_survive"] == pytest.approx(9 / 10, abs=1e-6)
    assert owner["time_to_survive_known"] == pytest.approx(9 / 5, abs=1e-6)
    assert {row["group"]: (row["share"], row["share_known"]) for row in found["dependence"] if row["lens"] == "owner"} == {
        "China": (pytest.approx(1), pytest.approx(0.75))
    }
    assert [row["hhi"] for row in found["concentration"] if row["by"] == "country"] == [pytest.approx(1e4 * (0.75**2 + 0.25**2))]
    assert next(row for row in found["cover"] if not row["stockpile"])["days_of_cover"] == pytest.approx(365 * 9 / 120)


def test_no_end_is_null(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What can be survived for ever has no number of months in JSON, and says `no end` in the report and on the terminal."""
    write_template(tmp_path / "safe.xlsx", {**SMALL, "Offers": [OFFERS[0], {**OFFERS[1], "Capacity": 120}]})
    arguments = ["exposure", str(tmp_path / "safe.xlsx"), "-o", str(tmp_path)]
    assert main([*arguments, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["exposures"]
    assert next(row for row in rows if row["name"] == "Aster [1]")["time_to_survive"] is None
    assert main(arguments) == 0
    assert "no end" in next(line for line in capsys.readouterr().out.splitlines() if "Aster [1]" in line)
    sheet = openpyxl.load_workbook(tmp_path / "safe-exposure.xlsx")["Exposure"]
    header = [cell.value for cell in sheet[1]]
    told = {
        row[header.index("Name")]: row[header.index("Time to survive")]
        for row in sheet.iter_rows(min_row=2, values_only=True)
        if row[1] == "supplier"
    }
    assert told["Aster [1]"] == "no end"
    assert told["Borage"] == pytest.approx(9 / 2.5, abs=1e-6)


def test_quiet(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the file's name is printed."""
    assert main(["exposure", str(book), "-o", str(tmp_path), "--quiet"]) == 0
    assert capsys.readouterr() == (f"{tmp_path / 'small-exposure.xlsx'}\n", "")


def test_volumes_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without volumes the answer is a sentence and exit code 2, and no file; on request capacity stands in, and that is told."""
    bare = _bare(tmp_path)
    assert main(["exposure", str(bare), "-o", str(tmp_path / "made")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Current volume" in err and "--volumes capacity" in err
    assert not (tmp_path / "made").exists()
    assert main(["exposure", str(bare), "-o", str(tmp_path / "made"), "--volumes", "capacity"]) == 0
    assert "in proportion to Capacity" in capsys.readouterr().err
    assert main(["exposure", str(bare), "-o", str(tmp_path / "made"), "--json"]) == 2
    found = json.loads(capsys.readouterr().out)
    assert (found["status"], found["files"], found["faults"][0]["sheet"]) == ("invalid input", [], "Offers")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--recover", "0"], "more than 0 months"),
        (["--recover", "soon"], "'soon' is not a number"),
        (["--volumes", "guess"], "guess"),
        (["--fast"], "--fast"),
    ],
)
def test_wrong_options(book: Path, options: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong option gets a sentence and exit code 2."""
    assert main(["exposure", str(book), *options]) == 2
    assert said in capsys.readouterr().err


def test_no_such_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing workbook gets a sentence and exit code 2."""
    assert main(["exposure", str(tmp_path / "none.xlsx")]) == 2
    assert "none.xlsx" in capsys.readouterr().err


def test_folder_cannot_be_made(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that cannot be made is exit code 2, in a sentence without a traceback."""
    (tmp_path / "file").write_text("in the way")
    assert main(["exposure", str(book), "-o", str(tmp_path / "file")]) == 2
    err = capsys.readouterr().err
    assert "file" in err and "Traceback" not in err


def test_same_tables_same_bytes(book: Path, tmp_path: Path) -> None:
    """The report of the same workbook is the same file, and the old one is replaced whole."""
    for folder in ("one", "two", "two"):
        assert main(["exposure", str(book), "-o", str(tmp_path / folder), "--quiet"]) == 0
    assert (tmp_path / "one" / "small-exposure.xlsx").read_bytes() == (tmp_path / "two" / "small-exposure.xlsx").read_bytes()
    assert [file.name for file in (tmp_path / "two").iterdir()] == ["small-exposure.xlsx"]


def test_help_is_light() -> None:
    """`optimize exposure --help` loads neither tables nor a modeller."""
    code = "import sys; from resilience_opt.cli import main; code = main(['exposure', '--help']); sys.exit(1 if {'pandas', 'pyomo', 'highspy'} & set(sys.modules) else code)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "--recover" in done.stdout
