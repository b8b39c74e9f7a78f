"""Which names each drop-down offers, and in which columns of the workbook those names are declared.

A list takes the distinct texts of its sources, in order. A drop-down for several sorts of name is its
words followed by whole lists. :mod:`template_lists` turns both into formulas of the template.
"""

from __future__ import annotations

from dataclasses import dataclass

from resilience_opt.case.schema import Column
from resilience_opt.case.sheets import SHEETS


@dataclass(frozen=True)
class Source:
    """A column that declares names: of a sheet, or (sheet '') another list by its name.

    `instead` sources count only where the list's first source is empty: materials are those of
    Offers and Demand where Materials is not filled in.
    """

    sheet: str
    header: str
    instead: bool = False


@dataclass(frozen=True)
class NameList:
    """Distinct names of some columns, without those of another list (`without`)."""

    name: str
    sources: tuple[Source, ...]
    without: str = ""


@dataclass(frozen=True)
class Union:
    """Words and whole lists, one after the other."""

    name: str
    words: tuple[str, ...]
    lists: tuple[str, ...]


#: A list for every referent, after the lists that it is made from.
LISTS: tuple[NameList, ...] = (
    NameList("supplier", (Source("Suppliers", "Supplier"),)),
    NameList("material", (Source("Materials", "Material"), Source("Offers", "Material", True), Source("Demand", "Material", True))),
    NameList("market", (Source("Markets", "Market"), Source("Demand", "Market", True))),
    NameList("stockpile", (Source("Stockpiles", "Stockpile"),)),
    NameList("group", (Source("Groups", "Group"),)),
    NameList("country", (Source("Suppliers", "Country"), Source("Markets", "Country"), Source("Stockpiles", "Country"))),
    NameList("owner", (Source("Suppliers", "Owner"), Source("Suppliers", "Country"))),
    NameList("scenario", (Source("Scenarios", "Scenario"),)),
    NameList("corridor", (Source("Lanes", "Corridor"),)),
    NameList("priority", (Source("Demand", "Priority"),)),
    NameList("other_country", (Source("", "country"),), without="market"),
    NameList("other_owner", (Source("", "owner"),), without="country"),
)


#: What a sort of name is replaced by after another sort, which may have offered the same name.
_TWINS = {"country": ("market", "other_country"), "owner": ("country", "other_owner")}


def union_of(column: Column) -> Union | None:
    """The drop-down of a column that names things of several sorts, or words besides names; else None.

    A name of two sorts (a market called as its country) is offered once.
    """
    if column.kind != "refer" or column.to == ("target",) or (len(column.to) == 1 and not column.words):
        return None
    twins = {sort: twin for sort, (first, twin) in _TWINS.items() if first in column.to}
    lists = tuple(twins.get(referent, str(referent)) for referent in column.to)
    words = dict.fromkeys("any" if word == "*" else word.split()[0] for word in column.words)
    return Union("_or_".join([*column.to, *words]), column.words, lists)


def unions() -> tuple[Union, ...]:
    """Every union that some column of the workbook needs, each once."""
    found = [union_of(column) for sheet in SHEETS for column in sheet.columns()]
    return tuple(dict.fromkeys(union for union in found if union))


def list_name(column: Column) -> str | None:
    """Which list or union a column's drop-down offers; None where it offers none of the declared names."""
    union = union_of(column)
    if union:
        return union.name
    if column.kind == "refer" and column.to != ("target",):
        return column.to[0]
    if column.kind == "owner":
        return "owner"
    own = column.header.lower()
    repeats = column.kind == "name" and own in ("group", "corridor", "priority")
    return own if repeats else None
