"""Every sheet and column of the workbook: the only list.

The order of the sheets is the order in which they are read, shown in the manual and laid out in the
template. Units are written with `unit` for the material's own unit and `money` for the currency.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from resilience_opt.case.schema import Record, column

PLACE = ("market", "supplier", "country", "group")


@dataclass(frozen=True, kw_only=True)
class Settings(Record):
    """The Settings sheet holds one of these in all, a row a field: `Name`, `Value`, `Note`."""

    SHEET: ClassVar[str] = "Settings"
    MEANING: ClassVar[str] = "Years, currency and the choices that hold for the whole case."
    REQUIRED: ClassVar[bool] = True

    title: str | None = column("Title", "text", "What the report is headed with.", blank="the file's name")
    currency: str = column("Currency", "text", "The currency of every amount of money.", default="USD")
    first_year: int = column("First year", "year", "The first year that is planned.", required=True)
    last_year: int | None = column("Last year", "year", "The last year that is planned.", blank="First year")
    discount_rate: float = column("Discount rate", "share", "By which a year's costs are worth less than the year before's.", default=0.0, low=0, high=1, unit="a year")
    crisis_months: int = column("Crisis months", "whole", "Months for which every crisis is followed.", default=12, low=1, high=60, unit="months")
    risk_aversion: float | None = column("Risk aversion", "share", "Weight of the worst crises (CVaR) against the expected ones.", blank="0, or what the model says", low=0, high=1)
    cvar_level: float = column("CVaR level", "share", "The worst crises are those beyond this share of cases.", default=0.95, low=0, high=0.999)
    base_shortage_allowed: bool = column("Base shortage allowed", "yesno", "Whether a normal year may leave demand unmet, at its shortage cost.", default=False)
    default_lane: str = column("Default lane", "choice", "Whether a delivery that no row of Lanes names is open (free and at once) or closed.", default="open", words=("open", "closed"))
    attack_budget: float | None = column("Attack budget", "number", "What an adversary may spend on Attacks.", blank="no adversary", low=0)
    model: str = column("Model", "text", "A file of models/, without its ending.", default="standard")


@dataclass(frozen=True, kw_only=True)
class Material(Record):
    SHEET: ClassVar[str] = "Materials"
    MEANING: ClassVar[str] = "What is bought, one row for each processing stage. Where the sheet is missing, the materials are those of Offers and Demand."

    material: str = column("Material", "name", "Name of the material at this stage.", required=True, key=True)
    unit: str = column("Unit", "text", "Unit of every quantity of the material.", default="t")
    price: float | None = column("Price", "number", "What replacing a unit released from stock costs; required for a material with a stockpile.", unit="money/unit", low=0)
    note: str | None = column("Note", "text", "For people.")


@dataclass(frozen=True, kw_only=True)
class Member(Record):
    SHEET: ClassVar[str] = "Groups"
    MEANING: ClassVar[str] = "Groups of countries and suppliers. A country is by itself a group of its own name."

    group: str = column("Group", "name", "Name of the group.", required=True, key=True)
    member: str = column("Member", "refer", "A country or a supplier that belongs to it.", required=True, key=True, to=("country", "supplier"))


@dataclass(frozen=True, kw_only=True)
class Supplier(Record):
    SHEET: ClassVar[str] = "Suppliers"
    MEANING: ClassVar[str] = "Producing sites."
    REQUIRED: ClassVar[bool] = True

    supplier: str = column("Supplier", "name", "Name of the site.", required=True, key=True)
    country: str = column("Country", "country", "Where it stands.", required=True)
    owner: str | None = column("Owner", "owner", "The country, or the company, that controls it.", blank="the country")
    note: str | None = column("Note", "text", "For people.")


@dataclass(frozen=True, kw_only=True)
class Offer(Record):
    SHEET: ClassVar[str] = "Offers"
    MEANING: ClassVar[str] = "What each supplier can make, how much and at what cost."
    REQUIRED: ClassVar[bool] = True

    supplier: str = column("Supplier", "refer", "Who offers.", required=True, key=True, to=("supplier",))
    material: str = column("Material", "refer", "What is offered.", required=True, key=True, to=("material",))
    capacity: float = column("Capacity", "number", "Largest yearly delivery before any expansion.", required=True, unit="unit/year", low=0)
    unit_cost: float = column("Unit cost", "number", "Price at the gate; with a recipe, the cost of conversion.", required=True, unit="money/unit", low=0)
    fixed_cost: float = column("Fixed cost", "number", "Paid every year under contract.", default=0.0, unit="money/year", low=0)
    qualified: bool = column("Qualified", "yesno", "Whether deliveries may be used without qualification.", default=True)
    qualification_cost: float = column("Qualification cost", "number", "Paid once, when qualification begins.", default=0.0, unit="money", low=0)
    qualification_years: int = column("Qualification years", "whole", "Years from that payment to the first delivery.", default=0, unit="years", low=0)
    minimum_take: float = column("Minimum take", "number", "Smallest yearly delivery while under contract.", default=0.0, unit="unit/year", low=0)
    current_volume: float = column("Current volume", "number", "Delivery in the year before the plan.", default=0.0, unit="unit/year", low=0)
    maximum_change: float | None = column("Maximum change", "number", "By how much the delivery may differ from the year before's.", blank="no limit", unit="unit/year", low=0)
    standby: float = column("Standby", "share", "Share of unused capacity that can be called on in a crisis.", default=0.0, low=0, high=1)
    surge: float = column("Surge", "share", "What can be had beyond capacity in a crisis, as a share of it.", default=0.0, low=0)
    surge_premium: float = column("Surge premium", "share", "Extra price of what goes beyond the plan in a crisis, as a share of Unit cost.", default=0.0, low=0)
    ramp_months: int = column("Ramp months", "whole", "Months of a crisis before Standby and Surge can be had.", default=0, unit="months", low=0)
    expansion_limit: float = column("Expansion limit", "number", "Largest capacity that can be bought in all.", default=0.0, unit="unit/year", low=0)
    expansion_cost: float = column("Expansion cost", "number", "Price of a unit of yearly capacity.", default=0.0, unit="money per unit/year", low=0)
    expansion_years: int = column("Expansion years", "whole", "Years from that payment to the capacity.", default=0, unit="years", low=0)
    from_year: int | None = column("From year", "year", "First year in which it can be under contract.", blank="no limit")
    to_year: int | None = column("To year", "year", "Last year in which it can be under contract.", blank="no limit")
    note: str | None = column("Note", "text", "For people.")


@dataclass(frozen=True, kw_only=True)
class PriceBreak(Record):
    SHEET: ClassVar[str] = "Price breaks"
    MEANING: ClassVar[str] = "Unit costs that depend on the yearly volume. Below the first break the offer's own unit cost applies."

    supplier: str = column("Supplier", "refer", "Whose offer.", required=True, key=True, to=("supplier",))
    material: str = column("Material", "refer", "Of what.", required=True, key=True, to=("material",))
    from_quantity: float = column("From quantity", "number", "Yearly volume from which the unit cost applies.", required=True, key=True, unit="unit/year", low=0)
    unit_cost: float = column("Unit cost", "number", "Unit cost from there on.", required=True, unit="money/unit", low=0)
    kind: str = column("Kind", "choice", "Whether it applies to all of the volume or only to the part beyond the break.", default="all units", words=("all units", "incremental"))


@dataclass(frozen=True, kw_only=True)
class Recipe(Record):
    SHEET: ClassVar[str] = "Recipes"
    MEANING: ClassVar[str] = "What is needed to make a material. A supplier's own rows replace the general ones for that output; a Quantity of 0 there makes it a source."

    output: str = column("Output", "refer", "What is made.", required=True, key=True, to=("material",))
    input: str = column("Input", "refer", "What it is made from.", required=True, key=True, to=("material",))
    quantity: float = column("Quantity", "number", "Units of input for one unit of output.", required=True, unit="unit of input/unit", low=0)
    supplier: str | None = column("Supplier", "refer", "For whom the row holds.", blank="every supplier of the output", key=True, to=("supplier",))


@dataclass(frozen=True, kw_only=True)
class Market(Record):
    SHEET: ClassVar[str] = "Markets"
    MEANING: ClassVar[str] = "Where final demand is. Where the sheet is missing, the markets are those of Demand."

    market: str = column("Market", "name", "Name of the market.", required=True, key=True)
    country: str | None = column("Country", "country", "Where it is.", blank="the market's name")


@dataclass(frozen=True, kw_only=True)
class Demand(Record):
    SHEET: ClassVar[str] = "Demand"
    MEANING: ClassVar[str] = "What each market needs. A row with a year replaces the row without one."
    REQUIRED: ClassVar[bool] = True

    market: str = column("Market", "refer", "Who needs it.", required=True, key=True, to=("market",))
    material: str = column("Material", "refer", "What is needed.", required=True, key=True, to=("material",))
    priority: str = column("Priority", "name", "Class of demand, for survival requirements.", default="all", key=True)
    year: int | None = column("Year", "year", "The year that is meant.", blank="every year", key=True)
    quantity: float = column("Quantity", "number", "Need.", required=True, unit="unit/year", low=0)
    shortage_cost: float = column("Shortage cost", "number", "Harm done by each unit that is missing.", required=True, unit="money/unit", low=0)


@dataclass(frozen=True, kw_only=True)
class Lane(Record):
    SHEET: ClassVar[str] = "Lanes"
    MEANING: ClassVar[str] = "Which deliveries are possible, and what they add to the price. The most specific row holds: name before country before group before *; From first, then To, then Material."

    from_: str = column("From", "refer", "Where it starts.", required=True, key=True, to=("supplier", "country", "group"), words=("*",))
    to: str = column("To", "refer", "Where it ends; `abroad` is every destination outside the supplier's country.", required=True, key=True, to=("market", "stockpile", "supplier", "country", "group"), words=("abroad", "*"))
    material: str | None = column("Material", "refer", "For which material.", blank="every material", key=True, to=("material",))
    transport_cost: float = column("Transport cost", "number", "Cost of carrying a unit.", default=0.0, unit="money/unit", low=0)
    tariff: float = column("Tariff", "share", "Duty, as a share of Unit cost.", default=0.0, low=0)
    lead_months: int = column("Lead months", "whole", "Months from dispatch to arrival.", default=0, unit="months", low=0)
    corridor: str | None = column("Corridor", "name", "Strait, canal or route that events may hit.", blank="none")
    open: bool = column("Open", "yesno", "Whether deliveries are possible at all.", default=True)
    note: str | None = column("Note", "text", "For people.")


@dataclass(frozen=True, kw_only=True)
class Stockpile(Record):
    SHEET: ClassVar[str] = "Stockpiles"
    MEANING: ClassVar[str] = "Stores of one material each."

    stockpile: str = column("Stockpile", "name", "Name of the store.", required=True, key=True)
    material: str = column("Material", "refer", "What is stored.", required=True, to=("material",))
    country: str = column("Country", "country", "Where it stands.", required=True)
    serves: tuple[str, ...] = column("Serves", "refers", "Whom it may supply: names, countries or groups, separated by ;", default=(), blank="all nodes in the country that use the material", to=PLACE)
    opening_level: float = column("Opening level", "number", "In store when the plan begins.", default=0.0, unit="unit", low=0)
    minimum_level: float = column("Minimum level", "number", "Smallest level at the end of a year.", default=0.0, unit="unit", low=0)
    minimum_from_year: int | None = column("Minimum from year", "year", "From when the Minimum level holds.", blank="First year")
    maximum_level: float = column("Maximum level", "number", "Largest level.", required=True, unit="unit", low=0)
    maximum_build: float | None = column("Maximum build", "number", "Largest delivery into store.", blank="no limit", unit="unit/year", low=0)
    holding_cost: float = column("Holding cost", "number", "Cost of keeping a unit for a year.", default=0.0, unit="money per unit and year", low=0)
    loss: float = column("Loss", "share", "What is lost in a year.", default=0.0, unit="a year", low=0, high=1)
    release_limit: float | None = column("Release limit", "number", "Largest release.", blank="no limit", unit="unit/month", low=0)
    response_months: int = column("Response months", "whole", "Months of a crisis before anything is released.", default=0, unit="months", low=0)
    fixed_cost: float = column("Fixed cost", "number", "Paid every year while open.", default=0.0, unit="money/year", low=0)
    note: str | None = column("Note", "text", "For people.")


@dataclass(frozen=True, kw_only=True)
class ShareLimit(Record):
    SHEET: ClassVar[str] = "Share limits"
    MEANING: ClassVar[str] = "How much of a material may, or must, come from a group. At least one of Minimum and Maximum."

    group: str = column("Group", "refer", "Whose share is limited; `each ...` is one limit for every one.", required=True, to=("group", "country", "supplier", "owner"), words=("each country", "each foreign country", "each owner", "each supplier"))
    lens: str = column("Lens", "choice", "Whether the site, its owner, or the origin of what it is made from counts.", default="location", words=("location", "owner", "traced"))
    material: str | None = column("Material", "refer", "Of which material.", blank="each material", to=("material",))
    destination: str | None = column("Destination", "refer", "For whom; `each` is each node by itself.", blank="all together", to=PLACE, words=("each",))
    year: int | None = column("Year", "year", "In which year.", blank="every year")
    minimum: float | None = column("Minimum", "share", "Smallest share.", blank="none", low=0, high=1)
    maximum: float | None = column("Maximum", "share", "Largest share.", blank="none", low=0, high=1)
    basis: str = column("Basis", "choice", "What the share is a share of.", default="quantity", words=("quantity", "value"))
    origin_material: str | None = column("Origin material", "refer", "The material whose origin counts (lens traced).", to=("material",))
    penalty: float | None = column("Penalty", "number", "Price of breaking the limit, for each unit of quantity (or of value).", blank="the limit is hard", unit="money/unit", low=0)
    note: str | None = column("Note", "text", "For people.")


@dataclass(frozen=True, kw_only=True)
class SourceLimit(Record):
    SHEET: ClassVar[str] = "Source limits"
    MEANING: ClassVar[str] = "How many offers of a material may, or must, be under contract. At least one of Minimum and Maximum."

    material: str = column("Material", "refer", "Of which material.", required=True, to=("material",))
    group: str | None = column("Group", "refer", "Among which suppliers.", blank="every supplier", to=("group", "country", "supplier"))
    minimum: int | None = column("Minimum", "whole", "Smallest number of sources.", blank="none", low=0)
    maximum: int | None = column("Maximum", "whole", "Largest number of sources.", blank="none", low=0)
    minimum_share: float = column("Minimum share", "share", "What a source must ship, as a share of all deliveries, to count for the Minimum.", default=0.05, low=0, high=1)
    year: int | None = column("Year", "year", "In which year.", blank="every year")
    note: str | None = column("Note", "text", "For people.")


@dataclass(frozen=True, kw_only=True)
class Survival(Record):
    SHEET: ClassVar[str] = "Survival"
    MEANING: ClassVar[str] = "Which service must be held through a crisis, and for how long. In each month the highest level of the rows that reach it holds."

    scenario: str | None = column("Scenario", "refer", "In which scenario; `attack` is every set of attacks within the budget.", blank="every scenario; not the attacks", to=("scenario",), words=("attack",))
    market: str | None = column("Market", "refer", "For which market.", blank="each", to=("market",))
    material: str | None = column("Material", "refer", "For which material.", blank="each", to=("material",))
    priority: str | None = column("Priority", "refer", "For which class of demand.", blank="each", to=("priority",))
    months: int = column("Months", "whole", "From the start of the crisis; at most Crisis months.", required=True, unit="months", low=1)
    service_level: float = column("Service level", "share", "Share of demand that must be met.", required=True, low=0, high=1)
    from_year: int | None = column("From year", "year", "From which year on.", blank="First year")
    note: str | None = column("Note", "text", "For people.")


@dataclass(frozen=True, kw_only=True)
class Scenario(Record):
    SHEET: ClassVar[str] = "Scenarios"
    MEANING: ClassVar[str] = "Disruptions, at most one a year. The probabilities add up to 1 at most."

    scenario: str = column("Scenario", "name", "Name of the disruption.", required=True, key=True)
    probability: float = column("Probability", "share", "That it happens in a year.", required=True, unit="a year", low=0, high=1)
    note: str | None = column("Note", "text", "For people.")


@dataclass(frozen=True, kw_only=True)
class Event(Record):
    SHEET: ClassVar[str] = "Events"
    MEANING: ClassVar[str] = "What happens in a scenario, a row each. The earliest starts in month 1."

    scenario: str = column("Scenario", "refer", "In which scenario.", required=True, to=("scenario",))
    kind: str = column("Kind", "choice", "What is hit.", required=True, words=("supplier", "country", "owner", "group", "corridor", "market", "material"))
    target: str = column("Target", "refer", "Its name.", required=True, to=("target",))
    material: str | None = column("Material", "refer", "Only this material.", blank="every material", to=("material",))
    to: str | None = column("To", "refer", "Only deliveries to there; `abroad` is every destination outside the supplier's country.", blank="every destination", to=PLACE, words=("abroad",))
    start_month: int = column("Start month", "whole", "First month of the event.", default=1, unit="month", low=1)
    months: int = column("Months", "whole", "How long it lasts.", required=True, unit="months", low=1)
    remaining: float = column("Remaining", "share", "Share that is left while it lasts.", blank="0; 1 where the row gives a Demand factor or a Price factor", low=0, high=1)
    recovery_months: int = column("Recovery months", "whole", "Months of a straight line back.", default=0, unit="months", low=0)
    demand_factor: float = column("Demand factor", "number", "By which demand is multiplied while it lasts (kinds market, country, group).", default=1.0, low=0)
    price_factor: float = column("Price factor", "number", "By which landed costs are multiplied while it lasts.", default=1.0, low=0)
    note: str | None = column("Note", "text", "For people.")


@dataclass(frozen=True, kw_only=True)
class Attack(Record):
    SHEET: ClassVar[str] = "Attacks"
    MEANING: ClassVar[str] = "What an adversary may do, a row each, all from month 1."

    attack: str = column("Attack", "name", "Name of the attack.", required=True, key=True)
    kind: str = column("Kind", "choice", "What is hit.", required=True, words=("supplier", "country", "owner", "group", "corridor", "material"))
    target: str = column("Target", "refer", "Its name.", required=True, to=("target",))
    material: str | None = column("Material", "refer", "Only this material.", blank="every material", to=("material",))
    to: str | None = column("To", "refer", "Only deliveries to there; `abroad` is every destination outside the supplier's country.", blank="every destination", to=PLACE, words=("abroad",))
    months: int = column("Months", "whole", "How long it lasts.", required=True, unit="months", low=1)
    remaining: float = column("Remaining", "share", "Share that is left while it lasts.", default=0.0, low=0, high=1)
    recovery_months: int = column("Recovery months", "whole", "Months of a straight line back.", default=0, unit="months", low=0)
    cost: float = column("Cost", "number", "What it takes of the Attack budget.", default=1.0, low=0)
    note: str | None = column("Note", "text", "For people.")


#: Every sheet that is a table of records, in order. Settings is read apart: a row there is a field.
TABLES: tuple[type[Record], ...] = (
    Material, Member, Supplier, Offer, PriceBreak, Recipe, Market, Demand, Lane, Stockpile,
    ShareLimit, SourceLimit, Survival, Scenario, Event, Attack,
)  # fmt: skip
SHEETS: tuple[type[Record], ...] = (Settings, *TABLES)
