"""Which sheet is which and which column is which: a workbook's names matched to the schema's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from resilience_opt.case.book import BadCell, Grid, Line
from resilience_opt.case.names import header_key, nearest, tidy
from resilience_opt.case.schema import Column, Record
from resilience_opt.case.sheets import SHEETS, Settings
from resilience_opt.errors import Fault

#: What stands in a sheet: row -> column -> value, blank cells left out.
Cells = dict[int, dict[int, object]]
#: Reads the cells of a sheet, which is only done where they are wanted.
Reader = Callable[[], Cells]

#: The columns of the Settings sheet, whose fields are rows.
SETTING_COLUMNS = (
    Column("Name", "name", "Which setting.", required=True),
    Column("Value", "text", "Its value; blank for what the manual says."),
    Column("Note", "text", "For people."),
)
_NEAR_SHEET = 0.8  #: likeness from which a sheet that is not known is taken for a mistyped one
_HEADERS_WITHIN = 20  #: filled rows in which headers are looked for that do not stand in row 1
_BY_KEY = {header_key(sheet.SHEET): sheet for sheet in SHEETS}


def columns_of(sheet: type[Record]) -> tuple[Column, ...]:
    """The columns that a sheet has in the workbook."""
    return SETTING_COLUMNS if sheet is Settings else sheet.columns()

def arrange(sheets: Iterable[tuple[str, Reader]]) -> tuple[dict[str, Grid], list[Fault], list[Fault]]:
    """Grids by the schema's name of the sheet, with what is wrong and what is doubtful about sheets and headers.

    Sheets that are not known, or there twice, are not read.
    """
    grids: dict[str, Grid] = {}
    faults: list[Fault] = []
    doubts: list[Fault] = []
    strangers: list[str] = []
    for name, read in sheets:
        sheet = _BY_KEY.get(header_key(name))
        if sheet is None:
            strangers.append(name)
        elif sheet.SHEET in grids:
            faults.append(
                Fault(name, "", f"sheet {sheet.SHEET} is there twice, as '{grids[sheet.SHEET].name}' and as '{name}'; keep one of them")
            )
        else:
            grids[sheet.SHEET] = _grid(sheet, name, read(), faults, doubts)
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
    columns = columns_of(sheet)
    known = {header_key(c.header): c for c in columns}
    head = _header_row(cells, known)
    if head > 1:
        faults.append(Fault(name, f"A{head}", f"the headers stand in row {head}, but must stand in row 1; delete the rows above them"))
    places: dict[int, Column] = {}
    seen: dict[str, int] = {}
    strangers: dict[int, str] = {}
    for position, found in sorted(cells.get(head, {}).items()):
        header = tidy(found.found if isinstance(found, BadCell) else str(found))
        match = known.get(header_key(header))
        if match is None:
            strangers[position] = header
        elif match.attribute in seen:
            first = f"{column_letter(seen[match.attribute])}{head}"
            faults.append(
                Fault(name, f"{column_letter(position)}{head}", f"column {match.header} is there twice; the other one is in {first}")
            )
        else:
            seen[match.attribute] = position
            places[position] = match
    missing = [c for c in columns if c.attribute not in seen]
    needed = [c for c in missing if c.required or (sheet is Settings and c.header == "Value")]
    if sheet.REQUIRED and not cells:
        wanted = " and ".join(", ".join(c.header for c in needed).rsplit(", ", 1))
        faults.append(Fault(name, "", f"the sheet is empty; it needs the columns {wanted}"))
    elif sheet.REQUIRED or any(number > head for number in cells):
        faults.extend(_missing(name, needed, strangers, head))
    doubts.extend(_unknown(name, strangers, columns, head))
    doubts.extend(_headless(name, cells, head))
    letters = {c.attribute: column_letter(p) for p, c in places.items()}
    return Grid(name, MappingProxyType(letters), tuple(_lines(cells, {p: c.attribute for p, c in places.items()}, head)))


def _header_row(cells: Cells, known: Mapping[str, Column]) -> int:
    """Where the headers stand: in row 1, unless it has none and a row near it has several."""

    def headers(number: int) -> int:
        return len(known.keys() & {header_key(str(value)) for value in cells[number].values() if not isinstance(value, BadCell)})

    if 1 not in cells or not headers(1):
        return next((number for number in sorted(cells)[:_HEADERS_WITHIN] if number > 1 and headers(number) > 1), 1)
    return 1


def _lines(cells: Cells, attributes: Mapping[int, str], head: int) -> Iterator[Line]:
    for number in sorted(cells):
        if number > head:
            found = {attributes[p]: value for p, value in cells[number].items() if p in attributes}
            if found:
                yield Line(number, MappingProxyType(found))


def _missing(name: str, missing: Sequence[Column], strangers: Mapping[int, str], head: int) -> Iterator[Fault]:
    for wanted in missing:
        similar = nearest(wanted.header, strangers.values())
        at = next((f"{column_letter(p)}{head}" for p, header in strangers.items() if header == similar), "")
        yield Fault(name, "", f"column {wanted.header} is missing" + (f"; did you mean '{similar}' in {at} to be it?" if similar else ""))


def _unknown(name: str, strangers: Mapping[int, str], known: Sequence[Column], head: int) -> Iterator[Fault]:
    every = [c.header for c in known]
    for position, header in strangers.items():
        similar = nearest(header, every)
        hint = f"; did you mean '{similar}'?" if similar else f"; known are {', '.join(every)}" if len(every) < 5 else ""
        yield Fault(name, f"{column_letter(position)}{head}", f"no column is named '{header}', so it is not read{hint}")


def _headless(name: str, cells: Cells, head: int) -> Iterator[Fault]:
    headed = cells.get(head, {}).keys()
    first: dict[int, int] = {}
    for number, row in cells.items():
        if number > head:
            for position in row.keys() - headed:
                value = row[position]
                if not (isinstance(value, BadCell) and value.shared):  # nothing stands inside a merged cell
                    first[position] = min(number, first.get(position, number))
    for position, number in sorted(first.items()):
        letter = column_letter(position)
        yield Fault(name, f"{letter}{head}", f"column {letter} has no header, so what stands in it from row {number} on is not read")


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
