"""The command `optimize study`: what a STUDY.toml may say, what is said of one that is wrong, and what it prints and writes."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

import resilience_opt as ro
from resilience_opt.case.build import read_case
from resilience_opt.case.template import write_template
from resilience_opt.cli import main
from resilience_opt.errors import InputError
from resilience_opt.studies.grid.definition import read_study

SMALL = {
    "Settings": [{"Name": "First year", "Value": 2027}, {"Name": "Crisis months", "Value": 6}],
    "Suppliers": [{"Supplier": "Aster", "Country": "China"}, {"Supplier": "Berg", "Country": "Norway"}, {"Supplier": "=Cobra", "Country": "Norway"}],
    "Offers": [
        {"Supplier": "Aster", "Material": "Gallium", "Capacity": 120, "Unit cost": 2},
        {"Supplier": "Berg", "Material": "Gallium", "Capacity": 60, "Unit cost": 3},
        {"Supplier": "=Cobra", "Material": "Gallium", "Capacity": 30, "Unit cost": 4},
    ],
    "Demand": [{"Market": "Korea", "Material": "Gallium", "Quantity": 120, "Shortage cost": 99}],
    "Lanes": [{"From": "Norway", "To": "*", "Transport cost": 1}],
}

STUDY = """
workbook = "small book.xlsx"

[factors."China's share"]
any = {}
"at most half" = { share_limit = { group = "China", maximum = "50%" } }

[factors.Lost]
nobody = {}
Berg = { without_supplier = "berg" }
"=Cobra" = { without_supplier = ["=Cobra"] }

[options]
workers = 1
gap = "0.01%"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A need of 120 t: China's at 2 a tonne, Norway's at 4 up to 60 t and at 5 up to 30 t."""
    write_template(tmp_path / "small book.xlsx", SMALL)
    return tmp_path


def _file(folder: Path, text: str) -> str:
    (folder / "what if.toml").write_text(text, encoding="utf-8")
    return str(folder / "what if.toml")


def _run(folder: Path, text: str, capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> tuple[str, str]:
    assert main(["study", _file(folder, text), "-o", str(folder / "out"), *words]) == code
    printed = capsys.readouterr()
    return printed.out, printed.err


def test_cases(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every combination is a case, with the cost worked out by hand; a path is seen from the file, not from where one stands."""
    found = json.loads(_run(folder, STUDY, capsys, "--json")[0])
    assert found["status"] == "ok" and found["factors"] == ["China's share", "Lost"]
    assert [(case["Lost"], case["status"], case["cost"]) for case in found["cases"][3:]] == [
        ("nobody", "optimal", 60 * 2 + 60 * 4),
        ("Berg", "infeasible", None),
        ("=Cobra", "optimal", 60 * 2 + 60 * 4),
    ]
    assert [effect["added"] for effect in found["effects"]][:2] == [0, 120]


def test_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Text for people: a line a case, what is written last; --quiet prints the file alone."""
    out, err = _run(folder, STUDY, capsys)
    lines = out.splitlines()
    assert len(lines) == 7 and lines[0].split() == ["any,", "nobody", "240", "USD", "largest", "share", "100%", "(China,", "Gallium,", "2027)"]
    assert "infeasible: no plan can meet the requirements" in lines[4]
    file = str(folder / "out" / "what if-study.xlsx")
    assert lines[-1] == f"wrote {file}" and err == ""
    assert _run(folder, STUDY, capsys, "--quiet") == (f"{file}\n", "")


def test_workbook(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sheet has a row a case; a label that begins with = stays text; what each level adds is a sheet; there are charts."""
    _run(folder, STUDY, capsys, "--quiet")
    book = openpyxl.load_workbook(folder / "out" / "what if-study.xlsx")
    rows = list(book["Study"].iter_rows(values_only=True))
    assert rows[0][:4] == ("China's share", "Lost", "Status", "Cost")
    assert [row[:4] for row in rows[1:4]] == [("any", "nobody", "optimal", 240), ("any", "Berg", "optimal", 240), ("any", "=Cobra", "optimal", 240)]
    assert book["Study"]["B4"].data_type == "s"
    assert len(book["Study"]._charts) == 2
    assert [row[:2] for row in book["Effects"].iter_rows(min_row=2, values_only=True)] == [
        ("China's share", "any"), ("China's share", "at most half"), ("Lost", "nobody"), ("Lost", "Berg"), ("Lost", "=Cobra"),
    ]  # fmt: skip


CHANGES = {
    "share_limit": ("{ Group = 'China', Maximum = 0.5, Destination = 'Korea' }", lambda c: c.with_share_limit("China", maximum=0.5, destination="Korea")),
    "survival": ("{ months = 3, 'Service level' = 0.5, market = 'Korea' }", lambda c: c.with_survival(months=3, service_level=0.5, market="Korea")),
    "without_supplier": ("['Berg', '=Cobra']", lambda c: c.without_supplier("Berg").without_supplier("=Cobra")),
    "demand": ("{ market = 'Korea', material = 'Gallium', quantity = 90 }", lambda c: c.with_demand("Korea", "Gallium", 90)),
    "setting": ("{ 'Discount rate' = '5%', 'Base shortage allowed' = true }", lambda c: c.with_setting("Discount rate", 0.05).with_setting("Base shortage allowed", "yes")),
    "scenario": (
        "{ scenario = 'Ban', probability = 0.1, events = [{ Kind = 'country', Target = 'China', Months = 3 }] }",
        lambda c: c.with_scenario("Ban", 0.1, [{"Kind": "country", "Target": "China", "Months": 3}]),
    ),
    "rows": ("{ Lanes = [{ From = 'China', To = '*', Tariff = 0.25 }] }", lambda c: c.with_rows("Lanes", [{"From": "China", "To": "*", "Tariff": 0.25}])),
    "without_rows": ("{ lanes = { from = 'norway' } }", lambda c: c.without_rows("Lanes", lambda row: row["From"] == "Norway")),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_every_change(kind: str, folder: Path) -> None:
    """Every kind of change in the file gives the case that the same edit gives in Python."""
    written, change = CHANGES[kind]
    read = read_study(Path(_file(folder, f"workbook = 'small book.xlsx'\n[factors.What]\nit = {{ {kind} = {written} }}")))
    case = read_case(folder / "small book.xlsx")
    assert read.grid["What"]["it"](case) == change(case) != case


def test_changes_follow_one_another(folder: Path) -> None:
    """Several changes of a level are made one after the other, as tables in a list or as keys of one."""
    for level in ("[{ without_supplier = 'Berg' }, { setting = { 'Discount rate' = 0.1 } }]", "{ without_supplier = 'Berg', setting = { 'Discount rate' = 0.1 } }"):
        read = read_study(Path(_file(folder, f"workbook = 'small book.xlsx'\n[factors.What]\nit = {level}")))
        case = read_case(folder / "small book.xlsx")
        assert read.grid["What"]["it"](case) == case.without_supplier("Berg").with_setting("Discount rate", 0.1)


def test_several_workbooks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Workbooks by name are a factor of their own."""
    write_template(folder / "less.xlsx", {**SMALL, "Demand": [{**SMALL["Demand"][0], "Quantity": 60}]})
    text = "workbook = { now = 'small book.xlsx', less = 'less.xlsx' }\n[options]\nworkers = 1"
    found = json.loads(_run(folder, text, capsys, "--json")[0])
    assert [(case["case"], case["cost"]) for case in found["cases"]] == [("now", 240), ("less", 120)]


WRONG = """
workbok = "small book.xlsx"
[factors.a]
b = { without_suplier = "Berg" }
c = { share_limit = { grup = "China", maximum = 0.5 } }
d = { rows = { Lans = [] } }
e = { setting = { "Discont rate" = 0.1 } }
f = 3
g = { demand = { market = "Korea", material = "Gallium" } }
i = [{}, { x = 1 }]
[factors.cost]
h = {}
[options]
gap = 7
time_limit = -1
model = "standrad"
engine = "fast"
workers = 0
wokers = 2
"""


def test_every_fault_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All that is wrong is said in one run, where it stands, with the nearest name that is known; exit 2, and nothing is written."""
    out, err = _run(folder, WRONG, capsys, code=2)
    assert out == ""
    for sentence in (
        "workbok: no such key is known; did you mean 'workbook'?", "factors.a.b: no change is named 'without_suplier'; did you mean 'without_supplier'?",
        "factors.a.c.share_limit: Share limits has no column 'grup'; did you mean 'Group'?", "factors.a.c.share_limit: Group is missing",
        "factors.a.d.rows: no sheet is named 'Lans'; did you mean 'Lanes'?", "factors.a.e.setting: no setting is named 'Discont rate'; did you mean 'Discount rate'?",
        "factors.a.f: a level is a table of changes", "factors.a.i[2]: no change is named 'x'",
        "factors.a.g.demand: Quantity is missing", "factors.cost: a factor cannot have this name", "options.gap: it must be from 0 to 1", "options.time_limit:",
        "did you mean 'standard'?", "options.engine: it must be one of auto", "options.workers: it must be a whole number", "options.wokers: no such key", "workbook: give the path",
    ):  # fmt: skip
        assert sentence in err
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("workbook = ", "this is not a TOML file"),
        ("workbook = 'small book.xlsx'\n[factors.a]\nb = {}\n[options]\nengine = 'mpi'", "options.engine: it must be one of auto, extensive, benders, but it is 'mpi'; the engine mpi needs"),
        ("workbook = 'none.xlsx'\n[factors.a]\nb = {}", "workbook: none.xlsx: there is no such file"),
        ("workbook = 'small book.xlsx'", "there is nothing to vary"),
        ("workbook = 'small book.xlsx'\n[factors.a]\nb = { without_supplier = 'Brg' }", "factors.a.b: Suppliers: no supplier is named 'Brg'; did you mean 'Berg'?"),
        ("workbook = 'small book.xlsx'\n[factors.a]\nb = { share_limit = { group = 'China', maximum = 3 } }", "factors.a.b: Share limits"),
    ],
)
def test_one_fault(text: str, said: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that cannot be read, a workbook that is not there, and a level that no case can have are each a sentence and exit 2."""
    assert said in _run(folder, text, capsys, code=2)[1]
    assert json.loads(_run(folder, text, capsys, "--json", code=2)[0])["status"] == "invalid input"


def test_faults_of_the_file_and_of_what_it_means_come_together(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong option and a wrong level hide neither another workbook that is gone nor a level that no case can have; a key with blanks is in quotes."""
    text = """
    workbook = { now = 'small book.xlsx', "next year" = 'none.xlsx' }
    [factors."China's share"]
    "70%" = { share_limit = { group = 'China', maximum = 3 } }
    wrong = 3
    [options]
    gap = 7
    """
    err = _run(folder, text, capsys, code=2)[1]
    assert "4 faults" in err
    for said in ('options.gap: ', 'factors."China\'s share".wrong: a level', 'workbook."next year": none.xlsx: ', 'factors."China\'s share"."70%": Share limits'):
        assert said in err


def test_no_study_has_ranks(folder: Path) -> None:
    """The engine of several ranks is refused in Python too, before anything is solved."""
    with pytest.raises(InputError, match="needs a command that is started on several ranks"):
        ro.study(read_case(folder / "small book.xlsx"), {"a": {"b": None}}, engine="mpi", workers=1)


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing file is a sentence and exit 2."""
    assert main(["study", str(tmp_path / "none.toml")]) == 2
    assert "the study cannot be read" in capsys.readouterr().err


def test_a_level_that_another_makes_possible(folder: Path) -> None:
    """A level that is valid only with one of a factor before it is no fault: a limit on a supplier that the other level adds."""
    added = "[{ rows = { Suppliers = [{ Supplier = 'Dora', Country = 'Chile' }] } }, { rows = { Offers = [{ Supplier = 'Dora', Material = 'Gallium', Capacity = 9, 'Unit cost' = 1 }] } }]"
    text = f"workbook = 'small book.xlsx'\n[factors.New]\nno = {{}}\nDora = {added}\n[factors.Limit]\nit = {{ share_limit = {{ group = 'Dora', maximum = 0.1 }} }}"
    assert list(read_study(Path(_file(folder, text))).grid) == ["New", "Limit"]


def test_no_plan(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where no case has a plan the report is written all the same, and the exit code is 3."""
    text = "workbook = 'small book.xlsx'\n[factors.a]\nb = { share_limit = { group = 'China', maximum = 0.1 } }\n[options]\nworkers = 1"
    out, _ = _run(folder, text, capsys, code=3)
    assert "none of these cases has a plan" in out
    assert (folder / "out" / "what if-study.xlsx").is_file()


def test_rows_that_are_not_there_cannot_be_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Leaving out a row that the workbook has not is no change that costs nothing, but a fault that names the row."""
    from resilience_opt.case.examples import example

    file = tmp_path / "study.toml"
    file.write_text(f"workbook = '{example('first-steps')}'\n[factors.loss]\nbase = {{}}\nh = {{ without_rows = {{ Offers = {{ Supplier = 'Korea Zink' }} }} }}\n", encoding="utf-8")
    assert main(["study", str(file), "-o", str(tmp_path)]) == 2
    assert "there is no row with Supplier 'Korea Zink', so none can be left out" in capsys.readouterr().err
