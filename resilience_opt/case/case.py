"""The case: what the workbook says, checked and frozen. Edits give a new case and leave the old one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from resilience_opt.case import edits
from resilience_opt.case.book import Book
from resilience_opt.case.schema import Record
from resilience_opt.case.sheets import (
    Attack,
    Demand,
    Event,
    Lane,
    Market,
    Material,
    Member,
    Offer,
    PriceBreak,
    Recipe,
    Scenario,
    Settings,
    ShareLimit,
    SourceLimit,
    Stockpile,
    Supplier,
    Survival,
)
from resilience_opt.errors import Fault


@dataclass(frozen=True)
class Case:
    """A planning case: suppliers, demand, limits, disruptions and requirements.

    Made by :func:`resilience_opt.read_case` or by one of the ``with_...`` methods. Every name is spelled
    as it was first met, every blank holds its default (`settings.last_year`, `Market.country`,
    `Supplier.owner`, `Event.remaining`, `Stockpile.minimum_from_year`, `Survival.from_year` included), so that readers compare
    plain strings and numbers.
    """

    settings: Settings
    materials: tuple[Material, ...]
    suppliers: tuple[Supplier, ...]
    offers: tuple[Offer, ...]
    markets: tuple[Market, ...]
    demand: tuple[Demand, ...]
    groups: tuple[Member, ...] = ()
    price_breaks: tuple[PriceBreak, ...] = ()
    recipes: tuple[Recipe, ...] = ()
    lanes: tuple[Lane, ...] = ()
    stockpiles: tuple[Stockpile, ...] = ()
    share_limits: tuple[ShareLimit, ...] = ()
    source_limits: tuple[SourceLimit, ...] = ()
    survival: tuple[Survival, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    events: tuple[Event, ...] = ()
    attacks: tuple[Attack, ...] = ()
    warnings: tuple[Fault, ...] = field(default=(), compare=False)
    book: Book = field(default_factory=lambda: Book({}), compare=False, repr=False)

    @property
    def years(self) -> range:
        """The planning years."""
        last = self.settings.last_year
        return range(self.settings.first_year, (self.settings.first_year if last is None else last) + 1)

    def address(self, record: Record, attribute: str = "") -> tuple[str, str]:
        """Sheet and cell of a record's attribute, as in ``('Offers', 'D7')``."""
        return self.book.address(record.SHEET, record.row, attribute)

    def cell(self, record: Record, attribute: str = "") -> str:
        """The same in one word: ``Offers!D7``; for a row added in Python, ``Offers (added)``."""
        sheet, cell = self.address(record, attribute)
        return f"{sheet}!{cell}" if cell else f"{sheet} (added)"

    # --- what-if edits -------------------------------------------------------------------------

    def with_rows(self, sheet: str, rows: Iterable[Mapping[str, Any]]) -> Case:
        """The case with rows added to a sheet; a row with the key of an existing one replaces it.

        Parameters
        ----------
        sheet : str
            Name of the sheet, e.g. ``'Lanes'``.
        rows : iterable of mapping
            Column header to value, e.g. ``{'From': 'China', 'To': '*', 'Tariff': 0.25}``.

        Raises
        ------
        InputError
            If the result is not a valid case; every fault is listed.
        """
        return edits.rebuild(edits.add_rows(self.book, sheet, rows))

    def without_rows(self, sheet: str, where: Callable[[Mapping[str, Any]], bool]) -> Case:
        """The case without the rows of a sheet for which `where` (header to value) is true.

        Raises
        ------
        InputError
            If it is true of none: an edit that changes nothing is not what was meant.
        """
        return edits.rebuild(edits.drop_rows(self.book, sheet, where))

    def with_share_limit(self, group: str, *, maximum: float | None = None, minimum: float | None = None, **columns: Any) -> Case:
        """The case with a share limit; one with the same scope is replaced.

        Further columns as keywords: ``lens='owner'``, ``material='Gallium'``, ``destination='Japan'``,
        ``year=2028``, ``basis='value'``, ``origin_material=...``, ``penalty=...``.
        """
        return edits.rebuild(edits.share_limit(self.book, {"group": group, "maximum": maximum, "minimum": minimum, **columns}))

    def with_survival(self, *, months: int, service_level: float, **columns: Any) -> Case:
        """The case with a survival requirement; one with the same scope is replaced.

        Further columns as keywords: ``scenario``, ``market``, ``material``, ``priority``, ``from_year``.
        """
        return edits.rebuild(edits.survival(self.book, {"months": months, "service_level": service_level, **columns}))

    def without_supplier(self, supplier: str) -> Case:
        """The case in which a supplier offers nothing any more (its offers, price breaks and recipes go)."""
        return edits.rebuild(edits.drop_supplier(self.book, supplier))

    def with_demand(self, market: str, material: str, quantity: float, **columns: Any) -> Case:
        """The case with another demand; shortage cost and priority are kept unless given.

        Further columns as keywords: ``priority``, ``year``, ``shortage_cost``.
        """
        return edits.rebuild(edits.demand(self.book, {"market": market, "material": material, "quantity": quantity, **columns}))

    def with_scenario(self, scenario: str, probability: float, events: Iterable[Mapping[str, Any]]) -> Case:
        """The case with a scenario; one of the same name is replaced, its events too.

        `events` map column headers (or attributes) to values, without the scenario's name.
        """
        return edits.rebuild(edits.scenario(self.book, scenario, probability, events))

    def with_setting(self, name: str, value: Any) -> Case:
        """The case with another value in Settings, e.g. ``('Discount rate', 0.05)``."""
        return edits.rebuild(edits.setting(self.book, name, value))
