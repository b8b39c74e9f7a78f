"""Names: what each cell refers to, spelled as it was first met, and what nothing defines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from resilience_opt.case.book import Book
from resilience_opt.case.countries import country_names, iso_code
from resilience_opt.case.draft import Entry, at
from resilience_opt.case.names import UNKNOWN, country_key, nearest
from resilience_opt.case.registry import Registry
from resilience_opt.case.schema import Column, Record, Referent
from resilience_opt.case.sheets import (
    TABLES,
    Attack,
    Demand,
    Lane,
    Market,
    Material,
    Member,
    Offer,
    Scenario,
    ShareLimit,
    Stockpile,
    Supplier,
)
from resilience_opt.errors import Fault

#: What a Target names, by the row's Kind. A country is by itself a group of its own name.
_TARGETS: Mapping[str, tuple[Referent, ...]] = {
    "supplier": ("supplier",),
    "country": ("country",),
    "owner": ("owner",),
    "group": ("group", "country"),
    "corridor": ("corridor",),
    "market": ("market",),
    "material": ("material",),
}

Tables = Mapping[str, tuple[Entry, ...]]


def define_names(book: Book, tables: Tables) -> Registry:
    """Everything that the workbook names, rows with other faults included."""
    names = Registry()
    materials: Sequence[tuple[type[Record], str]] = (
        ((Material, "material"),) if tables[Material.SHEET] else ((Offer, "material"), (Demand, "material"))
    )
    markets: Sequence[tuple[type[Record], str]] = ((Market, "market"),) if tables[Market.SHEET] else ((Demand, "market"),)
    sources: dict[str, Sequence[tuple[type[Record], str]]] = {
        "material": materials,
        "market": markets,
        "group": ((Member, "group"),),
        "supplier": ((Supplier, "supplier"),),
        "stockpile": ((Stockpile, "stockpile"),),
        "scenario": ((Scenario, "scenario"),),
        "corridor": ((Lane, "corridor"),),
        "priority": ((Demand, "priority"),),
        "attack": ((Attack, "attack"),),
        "country": ((Supplier, "country"), (Market, "country"), (Stockpile, "country")),
        "owner": ((Supplier, "owner"),),
    }
    for kind, places in sources.items():
        for sheet, attribute in places:
            entries = tables[sheet.SHEET]
            if not entries and sheet.REQUIRED or any(not entry.has(attribute) for entry in entries):
                names.incomplete.add(kind)
            for entry in entries:
                if entry.has(attribute) and entry[attribute] is not None:
                    names.define(kind, entry[attribute])
    _define_defaults(names, tables)
    return names


def _define_defaults(names: Registry, tables: Tables) -> None:
    """Countries and owners of blank cells: a market's name, a supplier's country."""
    for entry in tables[Market.SHEET] or tables[Demand.SHEET]:
        if entry.has("market") and entry.values.get("country", "") is None or entry.sheet is Demand and entry.has("market"):
            names.define("country", entry["market"])
    for entry in tables[Supplier.SHEET]:
        if entry.has("owner", "country") and entry["owner"] is None:
            names.define("owner", entry["country"])
        elif not entry.has("country"):
            names.incomplete.add("owner")


@dataclass
class _Reader:
    """Goes through the cells in order, so that the spelling first met is the one kept."""

    book: Book
    names: Registry
    faults: list[Fault]
    doubts: list[Fault]
    doubted: set[str] = field(default_factory=set)
    meant: dict[tuple[tuple[str, ...], str], str] = field(default_factory=dict)  #: what a text turned out to mean among some kinds

    def read(self, entry: Entry) -> Entry:
        values = dict(entry.values)
        for column in _naming(entry.sheet):  # type: ignore[arg-type]  # a class is hashable, which mypy does not see in type[Record]
            value = values.get(column.attribute)
            if value is None:
                continue
            if column.kind == "refers":
                found = [self._refer(entry, column, column.to, text) for text in value]
                spelled: object = None if None in found else tuple(dict.fromkeys(found))
            elif column.kind == "refer":
                kinds = _kinds(entry, column)
                spelled = value if value in column.words or kinds is None else self._refer(entry, column, kinds, value)
                if kinds is None and value not in column.words:
                    spelled = None
            elif column.kind == "country":
                spelled = self._country(entry, column, value)
            elif column.kind == "owner":
                spelled = self.names.spell("owner", value)
            else:
                spelled = self.names.spell(column.attribute, value)
            if spelled is None:
                del values[column.attribute]
            else:
                values[column.attribute] = spelled
        return Entry(entry.sheet, entry.number, MappingProxyType(values), entry.given)

    def _refer(self, entry: Entry, column: Column, kinds: tuple[Referent, ...], text: str) -> str | None:
        met = self.meant.get((kinds, text))
        if met is not None:
            return met
        kind = self.names.kind_of(kinds, text)
        if kind is not None:
            if "country" in kinds and self.names.has("country", text):
                self.names.spell("country", text)  # the cell means the country too
            return self.meant.setdefault((kinds, text), self.names.spell(kind, text))
        if "owner" not in kinds and "country" in kinds and entry.sheet is Member and self.names.has("owner", text):
            self._doubt(entry, column, f"'{text}' is only an Owner: as a member of a group it counts where owners do, with lens owner")
            return self.names.spell("owner", text)
        if ("country" in kinds or "owner" in kinds) and iso_code(text):
            where = "Country cell" if "country" in kinds else "Owner cell"
            if not self.names.incomplete.intersection(kinds):
                self._doubt(entry, column, f"'{text}' stands in no {where}, so it matches nothing")
            return self.names.spell("country", text)
        similar = self.names.similar(kinds, text)
        if similar is None:
            similar = nearest(text, column.words)
        if similar or not self.names.incomplete.intersection(kinds):
            what = _listed(kinds)
            self._fault(entry, column, f"no {what} is named '{text}'" + (f"; did you mean '{similar}'?" if similar else ""))
        return None

    def _country(self, entry: Entry, column: Column, text: str) -> str:
        key = country_key(text)
        if key != UNKNOWN and not key.startswith("iso:") and key not in self.doubted:
            self.doubted.add(key)
            similar = nearest(text, country_names(), cutoff=0.75)
            hint = f"; did you mean '{similar}'?" if similar else ""
            self._doubt(entry, column, f"'{text}' is neither a code nor a name of ISO 3166; it is taken as it is{hint}")
        return self.names.spell("country", text)

    def _fault(self, entry: Entry, column: Column, message: str) -> None:
        self.faults.append(at(self.book, entry, column.attribute, message))

    def _doubt(self, entry: Entry, column: Column, message: str) -> None:
        self.doubts.append(at(self.book, entry, column.attribute, message))


@cache
def _naming(sheet: type[Record]) -> tuple[Column, ...]:
    """The columns of a sheet whose cells are names."""
    return tuple(c for c in sheet.columns() if c.kind in ("name", "refer", "refers", "country", "owner"))


def _kinds(entry: Entry, column: Column) -> tuple[Referent, ...] | None:
    """What a cell may name; None where the cell that decides it is faulty."""
    if column.to == ("target",):
        return _TARGETS[entry["kind"]] if entry.has("kind") else None
    if entry.sheet is ShareLimit and column.attribute == "group" and entry.has("lens") and entry["lens"] != "owner":
        return tuple(kind for kind in column.to if kind != "owner")
    return column.to


def _listed(kinds: Sequence[str]) -> str:
    return kinds[0] if len(kinds) == 1 else f"{', '.join(kinds[:-1])} or {kinds[-1]}"


def refer_all(book: Book, tables: Tables, names: Registry, faults: list[Fault], doubts: list[Fault]) -> dict[str, tuple[Entry, ...]]:
    """The same rows with every name in the spelling first met; a cell that names nothing is left out."""
    reader = _Reader(book, names, faults, doubts)
    return {sheet.SHEET: tuple(reader.read(entry) for entry in tables[sheet.SHEET]) for sheet in TABLES}
