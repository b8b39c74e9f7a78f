"""Which sheet is which and which column is which: a workbook's names matched to the schema's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from resilience_opt.case.book import BadCell, Grid, Line
from resilience_opt.case.names import header_key, nearest, tidy
from resilience_opt.case.schema import Column, Record
from resilience_opt.case.sheets import SHEETS, Settings
from resilience_opt.errors import Fault

#: What stands in a sheet: row -> column -> value, blank cells left out.
Cells = dict[int, dict[int, object]]

#: The columns of the Settings sheet, whose fields are rows.
SETTING_COLUMNS = (
    Column("Name", "name", "Which setting.", required=True),
    Column("Value", "text", "Its value; blank for what the manual says."),
    Column("Note", "text", "For people."),
)
_NEAR_SHEET = 0.8  #: likeness from which a sheet that is not known is taken for a mistyped one
_BY_KEY = {header_key(sheet.SHEET): sheet for sheet in SHEETS}


def columns_of(sheet: type[Record]) -> tuple[Column, ...]:
    """The columns that a sheet has in the workbook."""
    return SETTING_COLUMNS if sheet is Settings else sheet.columns()


def arrange(sheets: Iterable[tuple[str, Cells]]) -> tuple[dict[str, Grid], list[Fault], list[Fault]]:
    """Grids by the schema's name of the sheet, with what is wrong and what is doubtful about sheets and headers."""
    grids: dict[str, Grid] = {}
    faults: list[Fault] = []
    doubts: list[Fault] = []
    strangers: list[str] = []
    for name, cells in sheets:
        sheet = _BY_KEY.get(header_key(name))
        if sheet is None:
            strangers.append(name)
        elif sheet.SHEET in grids:
            faults.append(Fault(name, "", f"sheet {sheet.SHEET} is there twice, as '{grids[sheet.SHEET].name}' and as '{name}'; keep one of them"))
        else:
            grids[sheet.SHEET] = _grid(sheet, name, cells, faults, doubts)
    for sheet in SHEETS:
        if sheet.SHEET not in grids:
            similar = nearest(sheet.SHEET, strangers, cutoff=_NEAR_SHEET)
            hint = f"; did you mean '{similar}' to be it?" if similar else ""
            if sheet.REQUIRED:
                faults.append(Fault(sheet.SHEET, "", f"the sheet is missing{hint}"))
            elif similar:
                doubts.append(Fault(similar, "", f"the sheet is not known and is not read; did you mean '{sheet.SHEET}'?"))
    return grids, faults, doubts


def _grid(sheet: type[Record], name: str, cells: Cells, faults: list[Fault], doubts: list[Fault]) -> Grid:
    known = {header_key(c.header): c for c in columns_of(sheet)}
    places: dict[int, Column] = {}
    seen: dict[str, int] = {}
    strangers: dict[int, str] = {}
    for position, found in sorted(cells.get(1, {}).items()):
        header = tidy(found.found if isinstance(found, BadCell) else str(found))
        match = known.get(header_key(header))
        if match is None:
            strangers[position] = header
        elif match.attribute in seen:
            first = f"{column_letter(seen[match.attribute])}1"
            faults.append(Fault(name, f"{column_letter(position)}1", f"column {match.header} is there twice; the other one is in {first}"))
        else:
            seen[match.attribute] = position
            places[position] = match
    lines = tuple(_lines(cells, {position: c.attribute for position, c in places.items()}))
    missing = [c for c in columns_of(sheet) if c.attribute not in seen]
    if lines or sheet.REQUIRED:
        faults.extend(_missing(name, [c for c in missing if c.required or (sheet is Settings and c.header == "Value")], strangers))
    doubts.extend(_unknown(name, strangers, missing, known.values()))
    doubts.extend(_headless(name, cells))
    return Grid(name, MappingProxyType({c.attribute: column_letter(p) for p, c in places.items()}), lines)


def _lines(cells: Cells, attributes: Mapping[int, str]) -> Iterator[Line]:
    for number in sorted(cells):
        if number > 1:
            found = {attributes[p]: value for p, value in cells[number].items() if p in attributes}
            if found:
                yield Line(number, MappingProxyType(found))


def _missing(name: str, missing: Sequence[Column], strangers: Mapping[int, str]) -> Iterator[Fault]:
    for wanted in missing:
        similar = nearest(wanted.header, strangers.values())
        at = next((column_letter(p) for p, header in strangers.items() if header == similar), "")
        yield Fault(name, "", f"column {wanted.header} is missing" + (f"; did you mean '{similar}' in {at}1 to be it?" if similar else ""))


def _unknown(name: str, strangers: Mapping[int, str], missing: Sequence[Column], known: Iterable[Column]) -> Iterator[Fault]:
    every = [c.header for c in known]
    for position, header in strangers.items():
        similar = nearest(header, [c.header for c in missing]) or nearest(header, every)
        hint = f"; did you mean '{similar}'?" if similar else f"; known are {', '.join(every)}" if len(every) < 5 else ""
        yield Fault(name, f"{column_letter(position)}1", f"no column is named '{header}', so it is not read{hint}")


def _headless(name: str, cells: Cells) -> Iterator[Fault]:
    headed = cells.get(1, {})
    first: dict[int, int] = {}
    for number, row in cells.items():
        for position in row:
            if position not in headed:
                first[position] = min(number, first.get(position, number))
    for position, number in sorted(first.items()):
        letter = column_letter(position)
        yield Fault(name, f"{letter}1", f"column {letter} has no header, so what stands in it from row {number} on is not read")


def column_letter(position: int) -> str:
    """Letter of a column.

    >>> column_letter(1), column_letter(28)
    ('A', 'AB')
    """
    letters = ""
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Position of a column; 0 for ''.

    >>> column_number("AB")
    28
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


