"""The manual of the input workbook, docs/workbook.md, made from the schema.

``python -m resilience_opt.case.manual`` prints it; with a path, ``... manual docs/workbook.md``, it is written there.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from resilience_opt.case.layout import columns_of
from resilience_opt.case.schema import Column, Record
from resilience_opt.case.sheets import SHEETS, Settings
from resilience_opt.case.wording import blank_words, bounds_words, kind_words, unit_words

INTRODUCTION = """\
# The input workbook

<!-- Made by `python -m resilience_opt.case.manual docs/workbook.md` from the schema in resilience_opt/case/sheets.py. Do not edit. -->

A case is one `.xlsx` workbook, which is read and never written to. `optimize template NEW.xlsx` makes an empty one with tables,
drop-downs and notes, and `optimize check BOOK.xlsx` lists every mistake of a filled one, each with its sheet and cell.

## Sheets, rows and columns

A sheet is a table. Its headers stand in row 1 and each row below is one record; blank rows are skipped. The order of sheets,
columns and rows does not matter. In the names of sheets and columns capitals do not count, and a space, an underscore and a
hyphen are the same.

Four sheets must be there: {required}. Every other sheet may be missing or empty. A sheet whose name is not in this manual, such
as the template's `Guide`, is left alone, so keep sources and working in sheets of your own. A column that is not known is left
alone too, with a warning that names the nearest known one.

A cell of a required column must be filled. What a blank cell means elsewhere is told below, column by column; it is not always
zero.

## Names

Suppliers, materials, markets, scenarios and the rest are known by their names. Two spellings are one name if they differ only in
capitals, in spaces at the ends or repeated, or in forms of a letter that Unicode holds to be alike (full width and half width,
for example). Reports use the spelling that was met first. A number that serves as a name is text: 7 and `7` are one name.

A name that no row declares is a fault, and the message offers the nearest one that is declared. Some columns hold a word instead
of a name: {words}.

## Countries

A country is an ISO 3166 code of two or three letters or any usual name: `KR`, `KOR`, `South Korea` and `Korea, Republic of` are
one country. `NA` is Namibia and never a blank. Write `unknown` for a country or an owner that is not known: such a supply counts
towards every Maximum on a share and towards no Minimum, because what is not known does not help. Any other text is taken as a
country of its own, with a warning.

The countries of a case are those that stand in a `Country` cell. A country that is named elsewhere and stands in none matches
nothing, which is a warning; a Maximum on it still holds for what is `unknown`. The texts of `Owner` are looked at only where an
owner is meant: by a share limit with the lens owner, and by an event or an attack of kind owner.

## Places

Where a cell may hold a market, a supplier, a country or a group, it means every place that the name matches in any of these ways:
a country is every market and supplier that stands in it, a group is whatever its members match. For that to be clear, groups,
suppliers, stockpiles and countries must not share a name with each other. A market may bear the name of its own country; the name
of another country is a warning.

## Shares, numbers and choices

A share or a rate is a fraction of 1, or a percentage: 0.3, and 30% typed or formatted as a percentage, are the same. A bare 30
means 3000%; above 3 a warning asks whether a percentage was meant.

A cell for yes or no takes yes, no, true, false, 1 and 0. Quantities are in the unit of their material (sheet Materials), money is
in the currency of Settings.

A formula is read by the result that was stored with it, so save the workbook in a program that computes. Text, an error value
such as `#N/A` or a formula without a stored result is a fault where a number belongs.
"""

_NO_NUMBER = ("text", "name", "refer", "refers", "country", "owner", "yesno", "choice")


def manual() -> str:
    """What does each sheet and column of the workbook mean? The whole manual, in Markdown."""
    required = [f"`{sheet.SHEET}`" for sheet in SHEETS if sheet.REQUIRED]
    words = dict.fromkeys(word for sheet in SHEETS for column in sheet.columns() if column.kind == "refer" for word in column.words)
    opening = INTRODUCTION.format(required=_listed(required), words=_listed([f"`{word}`" for word in words]))
    return "\n".join([opening, *(_sheet(sheet) for sheet in SHEETS)])


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _sheet(sheet: type[Record]) -> str:
    """A sheet's section: meaning, whether it is required, its key and its columns."""
    lines = [f"## {sheet.SHEET}", "", sheet.MEANING, "", _standing(sheet), ""]
    if sheet is Settings:
        headers = ", ".join(f"`{column.header}`{' (required)' if column.required else ''}" for column in columns_of(sheet))
        lines += [f"The columns are {headers}; each row is one of these settings:", ""]
    title = "setting" if sheet is Settings else "column"
    lines += [_row((title, "required", "holds", "unit", "bounds", "blank means", "meaning")), _row(("---",) * 7)]
    lines += [_row(_described(column)) for column in sheet.columns()]
    return "\n".join([*lines, ""])


def _standing(sheet: type[Record]) -> str:
    standing = "The sheet is required." if sheet.REQUIRED else "The sheet is optional."
    if sheet is Settings:
        return f"{standing} There is one row for each setting; a setting without a row is as one with a blank value."
    keys = [f"`{column.header}`" for column in sheet.key_columns()]
    if not keys:
        return f"{standing} Rows may repeat."
    return f"{standing} There is one row for each {keys[0] if len(keys) == 1 else 'combination of ' + _listed(keys)}."


def _described(column: Column) -> tuple[str, ...]:
    bounds = "" if column.kind in _NO_NUMBER else bounds_words(column)
    blank = blank_words(column)
    return (f"`{column.header}`", "yes" if column.required else "", kind_words(column), unit_words(column), bounds, blank, column.meaning)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main(arguments: Sequence[str]) -> None:
    """Print the manual, or write it to the path given."""
    if arguments:
        Path(arguments[0]).write_text(manual(), encoding="utf-8")
    else:
        sys.stdout.write(manual())


if __name__ == "__main__":
    main(sys.argv[1:])
