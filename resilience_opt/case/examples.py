"""The worked examples that come with the package, as workbooks or as records that fill a template.

An example is a workbook in ``inputs/``. A source checkout reads them there; a wheel carries them as
``resilience_opt/examples`` (``tool.hatch.build.targets.wheel`` in pyproject.toml).
"""

from __future__ import annotations

from pathlib import Path

from resilience_opt.case.book import BadCell, Book
from resilience_opt.case.container import read_container
from resilience_opt.case.layout import columns_of
from resilience_opt.case.names import header_key, nearest
from resilience_opt.case.sheets import SHEETS
from resilience_opt.case.template import write_template
from resilience_opt.errors import Fault, InputError

_PACKAGE = Path(__file__).parents[1]


def folder() -> Path:
    """Where the examples are: inside an installed package, or in ``inputs/`` of a source checkout."""
    packaged = _PACKAGE / "examples"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "inputs"


def examples() -> tuple[str, ...]:
    """Names of the examples, in alphabetical order: file names without their ending."""
    return tuple(sorted(path.stem for path in folder().glob("*.xlsx") if not path.name.startswith((".", "~"))))


def example(name: str) -> Path:
    """The workbook of an example; it is only to be read.

    Parameters
    ----------
    name : str
        As in :func:`examples`; case, spaces, ``_`` and ``-`` do not count.

    Raises
    ------
    InputError
        If there is no such example.
    """
    known = examples()
    for found in known:
        if header_key(found) == header_key(name):
            return folder() / f"{found}.xlsx"
    close = nearest(name, known)
    hint = f"did you mean '{close}'?" if close else f"there are: {', '.join(known)}" if known else "none is installed"
    raise InputError([Fault("", "", f"no example is named '{name}'; {hint}")])


def example_records(name: str) -> dict[str, list[dict[str, object]]]:
    """The rows of an example as its workbook has them, blanks left out: sheet to rows of header to value.

    Raises
    ------
    InputError
        If there is no such example, or it is not a workbook.
    """
    from resilience_opt.case.workbook import read_book  # openpyxl is heavy, and a blank template does without

    path = example(name)
    return records_of(read_book(read_container(path), path.name))


def records_of(book: Book) -> dict[str, list[dict[str, object]]]:
    """The rows of a workbook under the schema's headers; cells that hold no value are left out."""
    found: dict[str, list[dict[str, object]]] = {}
    for sheet in SHEETS:
        grid = book.grids.get(sheet.SHEET)
        if grid is None:
            continue
        headers = {column.attribute: column.header for column in columns_of(sheet)}
        rows = [{headers[a]: value for a, value in line.cells.items() if not isinstance(value, BadCell)} for line in grid.lines]
        found[sheet.SHEET] = [row for row in rows if row]
    return found


def write_example(path: str | Path, name: str) -> None:
    """Write a template filled in with an example, with drop-downs, notes and the guide.

    Raises
    ------
    InputError
        If there is no such example, or it is not a workbook.
    """
    records = example_records(name)
    titles = [row.get("Value") for row in records.get("Settings", []) if header_key(str(row.get("Name", ""))) == "title"]
    write_template(path, records, str(titles[0]) if titles and titles[0] else "")
