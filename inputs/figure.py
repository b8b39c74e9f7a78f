"""A figure and its pedigree: found, derived, estimated or assumed, and by what authority."""

from __future__ import annotations

from dataclasses import dataclass

Cell = object
Row = dict[str, Cell]


@dataclass(frozen=True)
class Figure:
    """A number of the case.

    `confidence` is `found (primary)` for a figure read at an agency, `found (secondary)` for one read in a page that quotes the agency or
    company, `derived` for arithmetic on such figures, `estimate` for what is remembered but was not found, `assumption` for what has no data.
    Arithmetic is as sure as the least sure of its parts: `derived from an estimate`, `derived from an assumption`.
    """

    value: float
    source: str
    confidence: str


def agency(value: float, source: str) -> Figure:
    """A figure found at the agency that measures it."""
    return Figure(value, source, "found (primary)")


def found(value: float, source: str) -> Figure:
    """A figure found in a page that quotes the agency, company or trade press named."""
    return Figure(value, source, "found (secondary)")


def derived(value: float, arithmetic: str, *parts: Figure) -> Figure:
    """A figure calculated from others; the arithmetic names them, and the parts that were not found make it less sure."""
    for doubt in ("assumption", "estimate"):
        if any(part.confidence.endswith(doubt) for part in parts):
            return Figure(value, arithmetic, f"derived from an {doubt}")
    return Figure(value, arithmetic, "derived")


def estimate(value: float, what: str) -> Figure:
    """A figure remembered and not found: to be checked before it is cited."""
    return Figure(value, what, "estimate")


def assumption(value: float, reason: str) -> Figure:
    """A figure without data, chosen for the reason given."""
    return Figure(value, reason, "assumption")


def record(comment: str = "", **cells: Cell) -> Row:
    """A row, its columns written as in Python: `unit_cost` is `Unit cost`, `from_` is `From`. `comment` opens its Note."""
    row: Row = {name.strip("_").replace("_", " ").capitalize(): value for name, value in cells.items() if value is not None}
    if comment:
        row["Note"] = comment
    return row


def with_note(row: Row) -> Row:
    """The row as the sheet shows it: numbers for figures, and a Note that says where each comes from."""
    causes: dict[tuple[str, str], list[str]] = {}
    for column, value in row.items():
        if isinstance(value, Figure):
            causes.setdefault((value.confidence, value.source), []).append(column)
    said = [f"{', '.join(columns)}: {confidence}, {source}." for (confidence, source), columns in causes.items()]
    plain: Row = {column: value.value if isinstance(value, Figure) else value for column, value in row.items()}
    note = " ".join(([str(row["Note"])] if "Note" in row else []) + said)
    return {**plain, "Note": note} if note else plain


def pedigrees(sheet: str, columns: list[str], row: Row) -> list[Row]:
    """A line of `Sources` for each figure in a row, named by the row's texts and years."""
    name = ", ".join(str(row[c]) for c in columns if c != "Note" and c in row and not isinstance(row[c], Figure))
    return [
        {"Sheet": sheet, "Row": name, "Figure": c, "Value": v.value, "Confidence": v.confidence, "Source": v.source}
        for c, v in row.items()
        if isinstance(v, Figure)
    ]
