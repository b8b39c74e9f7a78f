"""The hidden sheet Lists: the names declared so far, by formulas, so that drop-downs grow with the tables.

For each source of a list one column numbers the rows in which a name appears first, and one column
a list brings the numbered names together; a union stacks words and lists. Sheets are read by whole
columns (``INDEX(Suppliers!$A:$A, ...)``), so that deleting or sorting rows breaks nothing. Formulas
carry their value, so that programs that do not recalculate see it too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from resilience_opt.case.countries import country_names
from resilience_opt.case.name_lists import LISTS, NameList, Source, Union, unions
from resilience_opt.case.names import UNKNOWN, fold
from resilience_opt.case.sheets import SHEETS, Event
from resilience_opt.case.template_styles import Styles

SHEET = "Lists"
NONE, ANY_COUNTRY, KIND = "none", "any_country", "kind"
_COUNT_ROW, _FIRST_ROW = 2, 3  #: Excel rows of this sheet; a sheet's row 2 is numbered in row 3

#: Text of each row of a column, '' for a blank cell, by sheet and header.
Texts = Mapping[tuple[str, str], Sequence[str]]


def formula_name(name: str) -> str:
    """The workbook's defined name of a list."""
    return f"list_{name}"


def event_kinds() -> tuple[str, ...]:
    """Kinds of an event, in the schema's order; those of an attack are among them."""
    return next(column.words for column in Event.columns() if column.attribute == "kind")


def _letter_on(sheet: str, header: str) -> str:
    columns = next(record.columns() for record in SHEETS if sheet == record.SHEET)
    return str(xl_col_to_name([column.header for column in columns].index(header)))


@dataclass
class Lists:
    """The sheet while it is written, from left to right. Column A stays empty: the list of nothing."""

    worksheet: Worksheet
    styles: Styles
    texts: Texts
    rows: int
    _next: int = 1
    _letters: dict[str, str] = field(default_factory=dict)
    _names: dict[str, list[str]] = field(default_factory=dict)

    @property
    def _last(self) -> int:
        return _FIRST_ROW + self.rows - 1

    def write(self) -> None:
        """Write every list, every union and the two fixed lists, and define their names."""
        self.worksheet.hide()
        self.styles.book.define_name(formula_name(NONE), f"={SHEET}!$A$1")
        self._fixed(KIND, event_kinds())
        self._fixed(ANY_COUNTRY, (UNKNOWN, *sorted(country_names())))
        for names in LISTS:
            self._list(names)
        for union in unions():
            self._union(union)

    def _column(self, title: str) -> tuple[int, str]:
        index, self._next = self._next, self._next + 1
        self.worksheet.write_string(0, index, title, self.styles.header(False))
        return index, str(xl_col_to_name(index))

    def _area(self, letter: str, first: int = _FIRST_ROW) -> str:
        return f"${letter}${first}:${letter}${self._last}"

    def _formula(self, row: int, index: int, formula: str, value: object) -> None:
        self.worksheet.write_formula(row - 1, index, formula, None, value)

    def _define(self, name: str, letter: str, names: list[str]) -> None:
        self._letters[name], self._names[name] = letter, names
        count, area = f"{SHEET}!${letter}${_COUNT_ROW}", f"{SHEET}!{self._area(letter)}"
        grown = f"{SHEET}!${letter}${_FIRST_ROW}:INDEX({area},MIN({count},{self.rows}))"
        self.styles.book.define_name(formula_name(name), f"=IF({count}=0,{SHEET}!$A$1,{grown})")

    def _fixed(self, name: str, words: Sequence[str]) -> None:
        index, letter = self._column(name)
        for number, word in enumerate(words):
            self.worksheet.write_string(_FIRST_ROW - 1 + number, index, word)
        end = _FIRST_ROW + len(words) - 1
        self.styles.book.define_name(formula_name(name), f"={SHEET}!${letter}${_FIRST_ROW}:${letter}${end}")

    def _source(self, source: Source) -> tuple[str, int, Sequence[str]]:
        """The source's column, the row in which its names begin, and its texts."""
        if not source.sheet:
            letter = self._letters[source.header]
            return f"${letter}:${letter}", _FIRST_ROW, self._names[source.header]
        letter = _letter_on(source.sheet, source.header)
        return f"'{source.sheet}'!${letter}:${letter}", 2, self.texts.get((source.sheet, source.header), ())

    def _list(self, names: NameList) -> None:
        found: list[str] = []
        seen = {fold(text) for text in self._names.get(names.without, [])}
        earlier = [f"COUNTIF({self._area(self._letters[names.without])},{{cell}})>0"] if names.without else []
        pick, last = [], ""
        for number, source in enumerate(names.sources):
            reference, first, texts = self._source(source)
            index, letter = self._column(f"{names.name} in {source.sheet or SHEET}")
            carried = f"=MAX({self._area(last, _COUNT_ROW)})" if last else "=0"
            self._formula(_COUNT_ROW, index, carried, len(found))
            if number == 1 and any(s.instead for s in names.sources):
                earlier.append(f"${letter}${_COUNT_ROW}>0")
            silent = source.instead and bool(self._names_in(names.sources[0]))
            cell = f"INDEX({reference},ROW()-{_FIRST_ROW - first})"
            tests = [f'{cell}=""', f"COUNTIF(INDEX({reference},{first}):{cell},{cell})>1", *earlier]
            skipped = ",".join(test.format(cell=cell) for test in tests)
            for row in range(_FIRST_ROW, self._last + 1):
                text = texts[row - _FIRST_ROW] if row - _FIRST_ROW < len(texts) else ""
                new = bool(text) and fold(text) not in seen and not silent
                if new:
                    found.append(text)
                    seen.add(fold(text))
                above = f"{letter}${_COUNT_ROW}:{letter}{row - 1}"
                self._formula(row, index, f'=IFERROR(IF(OR({skipped}),"",MAX({above})+1),"")', len(found) if new else "")
            earlier.append(f"COUNTIF({reference},{{cell}})>0")
            pick.append(f"INDEX({reference},MATCH(ROW()-{_COUNT_ROW},{self._area(letter)},0)+{first - 1})")
            last = letter
        formula = "".join(f"IFERROR({item}," for item in pick) + '""' + ")" * len(pick)
        self._compact(names.name, f"=MAX({self._area(last, _COUNT_ROW)})", (), formula, found)

    def _names_in(self, source: Source) -> list[str]:
        return [text for text in self._source(source)[2] if text]

    def _union(self, union: Union) -> None:
        counts = [f"${self._letters[name]}${_COUNT_ROW}" for name in union.lists]
        formula, rest = '""', f"ROW()-{_COUNT_ROW + len(union.words)}"
        for position in reversed(range(len(counts))):
            place = "-".join([rest, *counts[:position]])
            area = self._area(self._letters[union.lists[position]])
            formula = f"IF({place}<={counts[position]},INDEX({area},{place}),{formula})"
        names = [name for part in union.lists for name in self._names[part]]
        self._compact(union.name, f"={len(union.words)}+{'+'.join(counts)}", union.words, formula, names)

    def _compact(self, name: str, count: str, words: Sequence[str], formula: str, names: list[str]) -> None:
        """A column with fixed words first and then the names that a formula finds, under their number."""
        index, letter = self._column(name)
        self._formula(_COUNT_ROW, index, count, len(words) + len(names))
        for number, word in enumerate(words):
            self.worksheet.write_string(_FIRST_ROW - 1 + number, index, word)
        for row in range(_FIRST_ROW + len(words), self._last + 1):
            position = row - _FIRST_ROW - len(words)
            self._formula(row, index, f"={formula}", names[position] if position < len(names) else "")
        self._define(name, letter, [*words, *names])
