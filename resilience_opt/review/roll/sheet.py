"""The sheet that tells what the plan said of each cell, and shows what was changed since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from resilience_opt.case.case import Case
from resilience_opt.case.patch_sheet import LONGEST_NAME, Formula, NewSheet, reference
from resilience_opt.review.roll.cells import Moved
from resilience_opt.review.roll.moves import DROPPED

HEADERS = ("Sheet", "Cell", "Row", "Column", "Before", "Carried over", "Why", "In the cell now", "Changed since")
_WIDTHS = (16, 8, 36, 20, 16, 16, 60, 16, 16)
CHANGED = "changed"
TITLE = "Rolled to "  #: before the year, the sheet's name


def sheet_of(case: Case, year: int, moved: Sequence[Moved], about: Iterable[str], notes: Iterable[str], taken: Iterable[str]) -> NewSheet:
    """The sheet, named after the year in which the new plan begins; `taken` are names that it cannot have."""
    rows: list[Sequence[Any]] = [HEADERS]
    for number, one in enumerate(moved, start=2):
        after = "(row left out)" if one.move.kind == DROPPED else one.after
        rows.append((
            one.sheet, one.cell, _key(case, one), one.header, _shown(one.before), after, one.move.why,
            *_now(one, number),
        ))  # fmt: skip
    rows += [(), *([sentence] for sentence in about)]
    told = list(notes)
    rows += [(), ["To be looked at:"], *([sentence] for sentence in told)] if told else []
    return NewSheet(_name(f"{TITLE}{year}", taken), rows, _WIDTHS)


def _now(one: Moved, number: int) -> tuple[Formula, Formula]:
    """What stands in the cell, and whether it is what was carried over, both computed by the program that shows the sheet."""
    cell = reference(one.sheet, one.cell)
    blank = one.move.kind == DROPPED or one.after is None
    now = Formula(f'IF(ISBLANK({cell}),"",{cell})', "" if blank else one.after)
    return now, Formula(f'IF(H{number}={chr(34) * 2 if blank else f"F{number}"},"","{CHANGED}")', "")


def _key(case: Case, one: Moved) -> str:
    """What names the row: its key, or its first cells where rows may repeat."""
    if one.move.record is case.settings:
        return one.header
    columns = type(one.move.record).key_columns() or [c for c in type(one.move.record).columns() if c.kind != "text"][:4]
    return ", ".join(str(value) for c in columns if (value := getattr(one.move.record, c.attribute)) not in (None, ""))


def _shown(value: Any) -> Any:
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)


def _name(wanted: str, taken: Iterable[str]) -> str:
    known, name, number = {other.casefold() for other in taken}, wanted, 2
    while name.casefold() in known:
        name, number = f"{wanted} ({number})", number + 1
    return name[:LONGEST_NAME]
