"""The network: a case as index sets and arrays, in the order in which the mathematics names them.

Indices: offer `o`, arc `a`, need `q` (a node with a material that it uses), stockpile `k`, draw `r` (a
stockpile with a need that it serves), class of demand `c`, year `t` (0 is the first), month `j` (1 to T;
position 0 of an array over months is not used), scenario `w`. Quantities are in each material's unit,
money in the case's currency, unless :mod:`resilience_opt.network.scale` has changed both.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from resilience_opt.case.case import Case
from resilience_opt.case.limits import Limit
from resilience_opt.case.places import Node
from resilience_opt.case.sheets import Demand, Lane, Offer, SourceLimit, Stockpile
from resilience_opt.network.shocks import Shocks
from resilience_opt.network.strikes import Strikes

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]
Lists = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Offers:
    """What suppliers can make; arrays of shape (offers,), `allowed` and `largest` (offers, years)."""

    record: tuple[Offer, ...]
    material: Whole
    capacity: Floats
    unit_cost: Floats
    fixed_cost: Floats
    qualified: Flags
    qualification_cost: Floats
    qualification_years: Whole
    minimum_take: Floats
    current_volume: Floats
    maximum_change: Floats  #: infinite where there is no limit
    standby: Floats
    surge: Floats
    surge_premium: Floats
    ramp_months: Whole
    expansion_limit: Floats
    expansion_cost: Floats
    expansion_years: Whole
    allowed: Flags  #: within From year..To year
    largest: Floats  #: largest useful shipment of a year
    arcs: Lists  #: arcs out of the offer
    free: Flags  #: being under contract costs and binds nothing: always active

    def __len__(self) -> int:
        return len(self.record)


@dataclass(frozen=True)
class Arcs:
    """Permitted deliveries; arrays of shape (arcs,), `largest` (arcs, years)."""

    offer: Whole
    need: Whole  #: -1 into a stockpile
    stock: Whole  #: -1 into a node
    lane: tuple[Lane | None, ...]
    cost: Floats  #: landed unit cost
    lead: Whole
    months: Whole  #: U_a: flows of later months would serve too late
    largest: Floats  #: largest useful delivery of a year

    def __len__(self) -> int:
        return len(self.offer)


@dataclass(frozen=True)
class Needs:
    """Nodes with a material that they use. `recipe[q]` lists (offer, quantity for one unit of it)."""

    node: tuple[Node, ...]
    material: Whole
    market: Flags
    arcs: Lists
    draws: Lists
    classes: Lists
    recipe: tuple[tuple[tuple[int, float], ...], ...]

    def __len__(self) -> int:
        return len(self.node)


@dataclass(frozen=True)
class Stocks:
    """Stockpiles; arrays of shape (stockpiles,), `minimum` (stockpiles, years)."""

    record: tuple[Stockpile, ...]
    material: Whole
    opening: Floats
    minimum: Floats
    maximum: Floats
    build: Floats  #: infinite where there is no limit
    keep: Floats  #: 1 - Loss
    release: Floats  #: a month; infinite where there is no limit
    response: Whole
    holding_cost: Floats
    fixed_cost: Floats
    price: Floats
    arcs: Lists
    draws: Lists

    def __len__(self) -> int:
        return len(self.record)


@dataclass(frozen=True)
class Draws:
    """Pairs of a stockpile and a need that it serves."""

    stock: Whole
    need: Whole

    def __len__(self) -> int:
        return len(self.stock)


@dataclass(frozen=True)
class Classes:
    """Classes of demand; `quantity` and `shortage_cost` have shape (classes, years)."""

    need: Whole
    priority: tuple[str, ...]
    record: tuple[tuple[Demand | None, ...], ...]
    quantity: Floats
    shortage_cost: Floats
    shortage_limit: Floats  #: largest shortage of a normal year

    def __len__(self) -> int:
        return len(self.need)


@dataclass(frozen=True)
class Account:
    """Whose deliveries are followed: the members' own, or what carries the origin material from them."""

    members: frozenset[str]
    origin: int | None  #: material, with lens traced
    arcs: tuple[int, ...]  #: arcs on which a tag may stand
    full: frozenset[int]  #: arcs whose whole delivery is tagged
    stocks: tuple[int, ...]
    draws: tuple[int, ...]
    mixes: tuple[int, ...]  #: suppliers' needs through which a tag may pass on to what is made


@dataclass(frozen=True)
class LimitRow:
    """A share limit on arcs and draws, each with the value that it weighs."""

    limit: Limit
    account: int
    arcs: tuple[tuple[int, float], ...]
    draws: tuple[tuple[int, float], ...]
    years: tuple[int, ...]
    penalty: float | None
    material: int


@dataclass(frozen=True)
class SourceRow:
    """A source limit: offers that count for either side, and all offers of the material."""

    record: SourceLimit
    maximum: int | None
    minimum: int | None
    share: float
    most: tuple[int, ...]
    least: tuple[int, ...]
    all: tuple[int, ...]
    years: tuple[int, ...]


@dataclass(frozen=True)
class Segment:
    """A part of an offer's yearly volume with its own unit cost, as the difference from the offer's."""

    start: float
    end: float
    difference: float


@dataclass(frozen=True)
class Breaks:
    """The price breaks of one offer. `ordered`: segments must be filled in turn, which needs binaries."""

    offer: int
    kind: str
    segments: tuple[Segment, ...]
    ordered: bool


@dataclass(frozen=True)
class Network:
    """A case, resolved; see the module for the indices."""

    case: Case
    years: tuple[int, ...]
    months: int
    discount: Floats
    materials: tuple[str, ...]
    offers: Offers
    arcs: Arcs
    needs: Needs
    stocks: Stocks
    draws: Draws
    classes: Classes
    accounts: tuple[Account, ...]
    limits: tuple[LimitRow, ...]
    sources: tuple[SourceRow, ...]
    breaks: tuple[Breaks, ...]
    shocks: Shocks
    strikes: Strikes
    unit: Floats  #: how many of the material's unit one of the network's is; 1 unless scaled
    money: float  #: likewise for money
    crisis_money: float = 1.0  #: how many of the network's money one unit of a crisis's cost is

    @property
    def crises(self) -> tuple[tuple[int, int], ...]:
        """Every crisis, as (year, scenario), year by year."""
        return tuple((t, w) for t in range(len(self.years)) for w in range(len(self.shocks)))
