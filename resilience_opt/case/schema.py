"""How a sheet is described: its columns, with type, unit, bounds, default and meaning.

A sheet is a frozen dataclass whose fields are made by :func:`column`. The reader, the checks, the
messages, the template and the manual all come from these fields: there is no second list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, fields
from functools import cache, cached_property
from keyword import iskeyword
from typing import Any, ClassVar, Literal

Kind = Literal[
    "text",  # any text, kept as it is
    "name",  # defines a name
    "refer",  # names something defined elsewhere (see `to`)
    "refers",  # several such names, separated by ';'
    "country",  # an ISO 3166 code or name, `unknown`, or any text
    "owner",  # a country or a company: any text
    "number",  # a quantity or an amount of money
    "share",  # a fraction of 1, or a percentage
    "whole",  # a whole number
    "year",  # a whole number that is a calendar year
    "yesno",
    "choice",
]

#: What a `refer` cell may name. `country` is one that stands in a Country cell; `priority` a class
#: of Demand; `corridor` one of Lanes; `target` depends on the row's Kind.
Referent = Literal["supplier", "material", "market", "stockpile", "group", "country", "owner", "scenario", "corridor", "priority", "target"]


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    Attributes
    ----------
    header : str
        As the template spells it.
    kind : Kind
    meaning : str
        One sentence, shown in the manual and as the note of the template's header.
    required : bool
        A blank cell is a fault.
    default : object
        What a blank cell means.
    blank : str
        The same in words, where the value does not say it ('no limit', 'every year').
    unit : str
        'unit/year', 'money/unit', 'months', ... ; `unit` is the material's own.
    low, high : float or None
        Bounds of a number, both included.
    to : tuple of Referent
        What a `refer` cell may name.
    words : tuple of str
        Words with a meaning of their own that the cell may hold (`each`, `abroad`, `*`), or the
        choices of a `choice`.
    key : bool
        Part of the sheet's key, of which there is one row each.
    """

    header: str
    kind: Kind
    meaning: str
    required: bool = False
    default: Any = None
    blank: str = ""
    unit: str = ""
    low: float | None = None
    high: float | None = None
    to: tuple[Referent, ...] = ()
    words: tuple[str, ...] = ()
    key: bool = False

    @cached_property
    def attribute(self) -> str:
        """Name of the record's attribute: ``Unit cost`` is ``unit_cost``, ``From`` is ``from_``."""
        name = self.header.lower().replace(" ", "_")
        return name + "_" if iskeyword(name) else name


def column(header: str, kind: Kind, meaning: str, **properties: Any) -> Any:
    """Declare a column as a field of a sheet's dataclass; see :class:`Column`."""
    described = Column(header, kind, meaning, **properties)
    if described.required:
        return field(metadata={"column": described})
    return field(default=described.default, metadata={"column": described})


@dataclass(frozen=True, kw_only=True)
class Record:
    """One row of a sheet. `row` is its number in the workbook, or None where it was added in Python."""

    SHEET: ClassVar[str]
    MEANING: ClassVar[str]
    REQUIRED: ClassVar[bool] = False

    row: int | None = field(default=None, compare=False)

    @classmethod
    def columns(cls) -> tuple[Column, ...]:
        """The columns of the sheet, in the template's order."""
        return _columns(cls)  # type: ignore[arg-type]  # a class is hashable, which mypy does not see in type[Record]

    @classmethod
    def key_columns(cls) -> tuple[Column, ...]:
        """The columns that together name a row; empty where rows may repeat."""
        return tuple(c for c in cls.columns() if c.key)

    @classmethod
    def defaults(cls) -> Iterator[tuple[str, Any]]:
        """Attribute and default of every column that may be blank."""
        for f in fields(cls):
            if "column" in f.metadata and f.default is not MISSING:
                yield f.name, f.default


@cache
def _columns(sheet: type[Record]) -> tuple[Column, ...]:
    return tuple(f.metadata["column"] for f in fields(sheet) if "column" in f.metadata)
