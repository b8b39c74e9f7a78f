"""What is allowed but was probably not meant: each a warning, none stops a run."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_opt.case.case import Case
from resilience_opt.case.coerce import LARGE_RATE
from resilience_opt.case.names import UNKNOWN, country_key, fold
from resilience_opt.case.schema import Record
from resilience_opt.errors import Fault

#: A First year after this one is hardly meant.
LAST_LIKELY_YEAR = 2200


def _at(case: Case, record: Record, attribute: str, message: str) -> Fault:
    return Fault(*case.address(record, attribute), message)


def large_rates(case: Case) -> Iterator[Fault]:
    """A rate over 3 was probably typed in per cent."""
    for record in (*case.offers, *case.lanes):
        for column in record.columns():
            value = getattr(record, column.attribute)
            if column.kind == "share" and column.high is None and value is not None and value > LARGE_RATE:
                yield _at(
                    case,
                    record,
                    column.attribute,
                    f"{column.header} is {value:g}, which is {value * 100:g}%; type {value:g}% if that is meant",
                )


def years_outside(case: Case) -> Iterator[Fault]:
    """A row that holds in no year of the plan does nothing."""
    first, last = case.years[0], case.years[-1]
    plan = f"outside the plan ({first} to {last})"
    dated: tuple[Record, ...] = (*case.demand, *case.share_limits, *case.source_limits)
    for record in dated:
        year = getattr(record, "year")  # noqa: B009 -- the three sheets share the column, not a class
        if year is not None and not first <= year <= last:
            yield _at(case, record, "year", f"Year {year} is {plan}, so the row does nothing")
    for requirement in case.survival:
        if requirement.from_year is not None and requirement.from_year > last:
            yield _at(case, requirement, "from_year", f"From year {requirement.from_year} is {plan}, so the row does nothing")
    for stockpile in case.stockpiles:
        if stockpile.minimum_from_year is not None and stockpile.minimum_from_year > last:
            message = f"Minimum from year {stockpile.minimum_from_year} is {plan}, so the Minimum level never holds"
            yield _at(case, stockpile, "minimum_from_year", message)
    for offer in case.offers:
        if offer.from_year is not None and offer.from_year > last:
            yield _at(case, offer, "from_year", f"From year {offer.from_year} is {plan}, so the offer is never used")
        if offer.to_year is not None and offer.to_year < first:
            yield _at(case, offer, "to_year", f"To year {offer.to_year} is {plan}, so the offer is never used")


def far_years(case: Case) -> Iterator[Fault]:
    """A year beyond any plan is a slip of the finger."""
    if case.settings.first_year > LAST_LIKELY_YEAR:
        yield _at(case, case.settings, "first_year", f"First year is {case.settings.first_year}; is that the year that was meant?")


def readiness_for_nothing(case: Case) -> Iterator[Fault]:
    """Standby that nobody is paid for."""
    for offer in case.offers:
        if offer.standby > 0 and offer.fixed_cost == 0 and offer.minimum_take == 0:
            yield _at(
                case,
                offer,
                "standby",
                "Standby with neither Fixed cost nor Minimum take is readiness for nothing: the supplier is kept ready without being paid",
            )


def opening_stock(case: Case) -> Iterator[Fault]:
    """Stock that the plan may use up."""
    for stockpile in case.stockpiles:
        if stockpile.opening_level > 0 and stockpile.minimum_level == 0:
            yield _at(case, stockpile, "minimum_level", "there is an Opening level but no Minimum level, so a plan may use the stock up")


def no_minimum_share(case: Case) -> Iterator[Fault]:
    """Sources that need not ship anything."""
    for limit in case.source_limits:
        if limit.minimum is not None and limit.minimum_share == 0:
            yield _at(case, limit, "minimum_share", "Minimum share is 0, so a source counts for the Minimum without shipping anything")


def factors(case: Case) -> Iterator[Fault]:
    """A factor on a kind of event that it does not belong to."""
    for event in case.events:
        if event.demand_factor != 1 and event.kind not in ("market", "country", "group"):
            yield _at(
                case,
                event,
                "demand_factor",
                f"a Demand factor belongs to kinds market, country and group; with kind {event.kind} it does nothing",
            )
        if event.price_factor != 1 and event.kind in ("market", "corridor"):
            yield _at(
                case, event, "price_factor", f"a Price factor belongs to kinds that hit offers; with kind {event.kind} it does nothing"
            )


def foreign_market_names(case: Case) -> Iterator[Fault]:
    """A market that bears the name of a country in which it is not."""
    standing = {country_key(s.country) for s in case.suppliers} | {country_key(k.country) for k in case.stockpiles}
    standing |= {country_key(m.country or m.market) for m in case.markets}
    for market in case.markets:
        key = country_key(market.market)
        if (key in standing or key.startswith("iso:")) and key != country_key(market.country or market.market):
            yield _at(case, market, "market", f"market '{market.market}' has the name of another country than its own, '{market.country}'")


def countries_of_their_own(case: Case) -> Iterator[Fault]:
    """A market whose Country is blank and whose name is not one: it stands nowhere that a limit or an event could name."""
    standing = {country_key(s.country) for s in case.suppliers} | {country_key(k.country) for k in case.stockpiles}
    for market in case.markets:
        key = country_key(market.market)
        if key == country_key(market.country or market.market) and not key.startswith("iso:") and key not in standing | {UNKNOWN}:
            message = f"market '{market.market}' has no Country, and its name is none of ISO 3166, so it stands in a country of its own"
            yield _at(case, market, "country", message)


def origin_without_trace(case: Case) -> Iterator[Fault]:
    """An Origin material that no lens looks at."""
    for limit in case.share_limits:
        if limit.origin_material is not None and limit.lens != "traced":
            yield _at(
                case, limit, "origin_material", f"Origin material counts only with lens traced; with lens {limit.lens} it does nothing"
            )


def recipe_suppliers(case: Case) -> Iterator[Fault]:
    """A recipe of a supplier that does not make the output."""
    offered = {(fold(o.supplier), fold(o.material)) for o in case.offers}
    for recipe in case.recipes:
        if recipe.supplier is not None and (fold(recipe.supplier), fold(recipe.output)) not in offered:
            yield _at(case, recipe, "supplier", f"'{recipe.supplier}' has no offer of '{recipe.output}', so the row does nothing")
