"""What stands where in a worksheet: the rows, the cells of those rows that are to be changed, and what may forbid a change."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from resilience_opt.case.container import refusal
from resilience_opt.case.layout import column_number
from resilience_opt.case.patch_range import Range
from resilience_opt.case.patch_shared import Shared
from resilience_opt.case.patch_xml import Element, Part

_DATA = ["worksheet", "sheetData"]
_VALUES = frozenset(["f", "v", "is"])  #: what a cell holds and loses; anything else in it stays


@dataclass(slots=True)
class Cell:
    """A cell that is there, with a value or blank."""

    column: int
    element: Element
    formula: Element | None
    others: tuple[Element, ...] = ()  #: what it holds beside its value

    @property
    def style(self) -> str | None:
        return style(self.element.attributes.get("s"))


@dataclass(slots=True)
class Row:
    """A row that is there; `cells` is empty for a row whose cells nobody asked for."""

    number: int
    element: Element
    cells: dict[int, Cell]

    @property
    def style(self) -> str | None:
        """The format of those of its cells that are not there."""
        given = self.element.attributes
        return style(given.get("s")) if given.get("customFormat") in ("1", "true") else None


@dataclass
class Layout:
    """A worksheet by its parts.

    Attributes
    ----------
    data : Element
        What holds the rows.
    dimension : Element or None
        Where the sheet says which range it fills.
    rows : dict of int to Row
        In the order in which they stand.
    columns : list of (first, last, style)
        The format of the cells of these columns that are not there.
    merged, arrays : list of Range
        Merged cells, and cells that one formula fills together.
    shared : list of Shared
        Formulas that several cells share, of which one is in a row that was asked for.
    formats : dict of int to (row, style)
        By column, the last cell that is there.
    last_used : int
        The last row with a value or a formula; 0 in an empty sheet.
    """

    data: Element
    dimension: Element | None
    rows: dict[int, Row] = field(default_factory=dict)
    columns: list[tuple[int, int, str | None]] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)
    arrays: list[Range] = field(default_factory=list)
    shared: list[Shared] = field(default_factory=list)
    formats: dict[int, tuple[int, str | None]] = field(default_factory=dict)
    last_used: int = 0

    def style(self, row: int, column: int) -> str | None:
        """The format of a cell that is not there."""
        found = self.rows[row].style if row in self.rows else None
        return found or next((s for first, last, s in self.columns if first <= column <= last), None)


def scan(part: Part, rows: Collection[int] | None = None) -> Layout:
    """Where everything is in a worksheet.

    Parameters
    ----------
    part : Part
        The worksheet.
    rows : numbers of the rows whose cells are wanted, optional
        The last row with a value and those below it where not given.

    Raises
    ------
    InputError
        If it is not a sound worksheet.
    """
    try:
        return _Scanner(part, rows).layout()
    except (ValueError, KeyError) as error:
        raise refusal(
            f"is damaged: its part '{part.name}' is not a sound worksheet; open it in Excel and save it anew", part.source
        ) from error


def style(text: str | None) -> str | None:
    """The number of a cell format; None for the usual one, which needs no mention."""
    return str(int(text)) if text and int(text) else None


class _Scanner:
    """One reading of a worksheet; rows and cells may leave out their address where they follow the one before."""

    def __init__(self, part: Part, rows: Collection[int] | None) -> None:
        self.part, self.wanted = part, rows
        self.ending: list[Row] = []  # where no rows are asked for: the last one with a value so far, and those below it
        self.places: dict[str, Element] = {}
        self.found = Layout(Element("", {}, 0, 0), None)
        self.sharing: dict[str, Shared | None] = {}
        self.row = self.column = 0  # the last one that has ended
        self.cells: dict[int, Cell] = {}
        self.used = False
        self.inside: list[Element] = []  # what the cell that is being read holds

    def layout(self) -> Layout:
        self.part.walk(self._ended)
        self.found.data, self.found.dimension = self.places["sheetData"], self.places.get("dimension")
        return self.found

    def _ended(self, stack: list[Element]) -> None:
        element, depth = stack[-1], len(stack)
        if depth == 5 and stack[3].name == "c":
            self.inside.append(element)
        elif depth == 4 and element.name == "c" and stack[1].name == "sheetData":
            self._cell(element, stack[2])
        elif depth == 3:
            given = element.attributes
            if element.name == "row" and stack[1].name == "sheetData":
                self._row(element)
            elif element.name == "col" and stack[1].name == "cols":
                self.found.columns.append((int(given["min"]), int(given["max"]), style(given.get("style"))))
            elif element.name == "mergeCell":
                self._add_range(self.found.merged, element)
        elif depth == 2:
            self.places.setdefault(element.name, element)

    def _number(self, row: Element) -> int:
        given = row.attributes.get("r")
        return int(given) if given else self.row + 1

    def _is_wanted(self, row: int) -> bool:
        return self.wanted is None or row in self.wanted

    def _row(self, element: Element) -> None:
        number = self._number(element)
        if number in self.found.rows:
            raise ValueError(f"row {number} is there twice")
        row = self.found.rows[number] = Row(number, element, self.cells)
        if self.used and number > self.found.last_used:
            self.found.last_used = number
            for above in self.ending:
                above.cells = {}
            self.ending.clear()
        if self.wanted is None:
            self.ending.append(row)
        self.row, self.column, self.cells, self.used = number, 0, {}, False

    def _cell(self, element: Element, row: Element) -> None:
        given = element.attributes.get("r")
        self.column = column_number(given.rstrip("0123456789").upper()) if given else self.column + 1
        inside, self.inside = self.inside, []
        formula = next((e for e in inside if e.name == "f"), None)
        self.used = self.used or formula is not None or any(e.name == "is" or (e.name == "v" and e.has_content) for e in inside)
        number = self._number(row)
        self.found.formats[self.column] = number, style(element.attributes.get("s"))
        if self._is_wanted(number):
            if self.column in self.cells:
                raise ValueError(f"cell {given} is there twice")
            self.cells[self.column] = Cell(self.column, element, formula, tuple(e for e in inside if e.name not in _VALUES))
        if formula is not None and "t" in formula.attributes:
            self._joint(number, formula)

    def _joint(self, row: int, formula: Element) -> None:
        """A formula that is not of its cell alone."""
        given = formula.attributes
        if given["t"] in ("array", "dataTable"):
            self._add_range(self.found.arrays, formula)
        elif given["t"] == "shared":
            index = given["si"]
            if "ref" in given:  # written here; the same number may be used again further down
                self.sharing[index] = Shared(row, self.column, formula) if self._is_wanted(row) else None
                if shared := self.sharing[index]:
                    self.found.shared.append(shared)
            elif shared := self.sharing.get(index):
                shared.others.append((row, self.column, formula))

    def _add_range(self, ranges: list[Range], element: Element) -> None:
        found = Range.read(element.attributes.get("ref", ""))
        if found and not found.is_one_cell:
            ranges.append(found)
