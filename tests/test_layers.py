"""Imports run one way, and every third-party wall stands where it should."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "resilience_opt"

#: From the top of the house to its foundation; a room imports from itself and from those after it.
ROOMS = ("cli", "review", "studies", "report", "plan", "solve", "compile", "formulation", "network", "case", "errors")
#: The command line is one room of several files; the public names stand above everything.
SAME_ROOM = {"command": "cli", "__main__": "cli", "__init__": "cli"}

#: Where a third-party package may be imported.
WALLS = {
    "openpyxl": ("case/workbook.py",),
    "highspy": ("solve/highs.py",),
    "xlsxwriter": ("case/template", "case/validation", "report/"),
    "typer": ("cli/", "command/options.py"),
    "rich": ("command/",),
    "jinja2": ("report/html/",),
    "plotly": ("report/html/",),
    "mpisppy": ("solve/distributed/wall.py",),
    "mpi4py": ("solve/distributed/wall.py",),
}

#: Files in which a function may import from a higher room: a plan writes itself.
UPWARD_IN_FUNCTIONS = ("plan/plan.py",)


@dataclass(frozen=True)
class Import:
    """An import statement."""

    file: str
    line: int
    module: str
    in_function: bool

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.module}"


def _imports() -> Iterator[Import]:
    for path in sorted(ROOT.rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inside = {id(node) for f in ast.walk(tree) if isinstance(f, (ast.FunctionDef, ast.AsyncFunctionDef)) for node in ast.walk(f)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from (Import(file, node.lineno, name.name, id(node) in inside) for name in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = "." * node.level + (node.module or "")
                package = base == "resilience_opt"
                names = [f"{base}.{name.name}" for name in node.names] if package else [base]
                yield from (Import(file, node.lineno, name, id(node) in inside) for name in names)


def _room(part: str) -> str:
    return SAME_ROOM.get(part, part)


def _room_of_file(file: str) -> str:
    return _room(file.split("/")[0].removesuffix(".py"))


def _room_of_module(module: str) -> str:
    """The room of ``resilience_opt.x.y``; names such as ``resilience_opt.__version__`` need none."""
    part = module.split(".")[1]
    return "errors" if part == "__version__" else _room(part)


ALL = list(_imports())


def test_every_file_is_in_a_room() -> None:
    """A new folder of the package takes its place in the order."""
    assert {_room_of_file(found.file) for found in ALL} <= set(ROOMS)


def test_imports_run_one_way() -> None:
    """No room knows of those above it."""
    wrong = [
        found
        for found in ALL
        if found.module.startswith("resilience_opt.")
        and ROOMS.index(_room_of_module(found.module)) < ROOMS.index(_room_of_file(found.file))
        and not (found.in_function and found.file in UPWARD_IN_FUNCTIONS)
    ]
    assert not wrong, "\n".join(map(str, wrong))


def test_imports_are_absolute() -> None:
    """A module is named in full, so that a search for its name finds all who use it."""
    wrong = [found for found in ALL if found.module.startswith(".")]
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("package", WALLS)
def test_third_party_walls(package: str) -> None:
    """Each of these packages can be replaced by touching the files named here."""
    wrong = [found for found in ALL if found.module.split(".")[0] == package and not found.file.startswith(WALLS[package])]
    assert not wrong, "\n".join(map(str, wrong))


def test_files_are_short() -> None:
    """A file is one idea; the list of every column is longer."""
    longest = {"case/sheets.py": 300}
    found = {path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in ROOT.rglob("*.py")}
    assert not {file: count for file, count in found.items() if count > longest.get(file, 250)}
