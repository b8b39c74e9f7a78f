"""The sheets of the exposure workbook that are one table each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from resilience_opt.report.exposure.shown import Shown
from resilience_opt.report.tables import Field, Highlight, tabulate

SURVIVE, RECOVER = "Time to survive", "Time to recover"

RANK = Field("rank", "Rank", "whole", "By the value lost at the time to recover; those that cost the same by how soon they are felt.")
KIND = Field("kind", "Lost", "text", "A supplier, a country with all sites in it, an owner with all of its sites, or a corridor.")
NAME = Field("name", "Name", "text")
MATERIAL = Field("material", "Material", "text")
LOSS = (
    Field(
        "time_to_survive",
        SURVIVE,
        "cover",
        "Months from the loss for which all that is served today can still be served; the cell holds every digit.",
    ),
    Field("time_to_recover", RECOVER, "cover", "Months until what was lost is back."),
    Field(
        "lost_value",
        "Value lost",
        "money",
        "Demand that is not served until the time to recover, at its shortage cost; the least that can be reached.",
    ),
    Field("risk_exposure_index", "Risk exposure index", "share", "The value lost over the largest value lost of all."),
)
EXPOSURE = (
    RANK, KIND, NAME,
    Field("same_as", "Same as", "text", "A row above that takes exactly the same suppliers for the same time."),
    *LOSS[:2],
    Field("recovery_source", "Recovery from", "text", "The cell that gives the time to recover; 'assumed' where neither Events nor Attacks do."),
    LOSS[2],
    Field("lost_share", "Share of value lost", "share", "Of the value of the demand served today over the same time."),
    LOSS[3],
    Field("time_to_survive_known", "Time to survive without unknown", "cover", "If nobody of unknown country (owner) belongs to it."),
    Field("lost_value_known", "Value lost without unknown", "money", "If nobody of unknown country (owner) belongs to it."),
)  # fmt: skip
LOST = (
    RANK, KIND, NAME, Field("market", "Market", "text"), MATERIAL, Field("priority", "Priority", "text"),
    Field("quantity", "Not served", "quantity", "Until the time to recover, in one of the ways to lose the least value."),
    Field("value", "Value lost", "money", "At the shortage cost."),
)  # fmt: skip
SHARES = (
    Field("share", "Share", "share", "What is of unknown country or owner counts as part of it."),
    Field(
        "share_known",
        "Share without unknown",
        "share",
        "What is of unknown country or owner does not count: the true share lies between the two.",
    ),
)
DEPENDENCE = (
    Field("lens", "Lens", "text", "Whether the site, its owner or the origin of what it is made from counts."),
    Field("group", "Group", "text", "A country, an owner or a group of the workbook."), MATERIAL,
    Field("origin", "Origin material", "text", "With lens traced: the stage whose origin counts."),
    Field("destination", "Destination", "text", "For whom; blank for all together."), *SHARES,
)  # fmt: skip
LOOK_THROUGH = (
    MATERIAL, Field("destination", "Market", "text", "For whom; blank for all together."),
    Field("tier", "Tier", "whole", "Steps of processing between the stage and the material."),
    Field("stage", "Stage", "text", "What the country's share is of."), Field("country", "Country", "text"), *SHARES,
)  # fmt: skip
CONCENTRATION = (
    MATERIAL, Field("tier", "Tier", "whole", "0 for what nothing is made from."),
    Field("by", "By", "text", "What is one source: a supplier, a country or an owner."),
    Field("sources", "Sources", "whole", "How many are known today."), Field("largest", "Largest", "text"),
    Field("largest_share", "Share of the largest", "share"),
    Field("hhi", "HHI", "whole", "Herfindahl-Hirschman index in points; 10,000 is a single source. What is unknown belongs to the largest."),
    Field("hhi_known", "HHI without unknown", "whole", "If what is unknown is spread over very many: the true index lies between the two."),
)  # fmt: skip
COVER = (
    MATERIAL, Field("stockpile", "Stockpile", "text", "Blank for all of the material."),
    Field("level", "In store", "quantity", "Opening level."), Field("use", "Use", "capacity", "Of a year, by those whom it serves."),
    Field("days_of_cover", "Days of cover", "whole", "In store, over the use of a day."),
    Field("release_share", "Release over use", "share", "Share of the use that the release limit lets out."),
    Field("response_months", "Response", "months", "Months before anything is released."),
    Field("days_under_way", "Days under way", "whole", "On its way today, over the use of a day."),
)  # fmt: skip
DELIVERIES = (
    Field("supplier", "Supplier", "text"), MATERIAL, Field("destination", "Destination", "text"),
    Field("quantity", "Quantity", "capacity", "Of a year."), Field("share", "Share of the destination's supply", "share"),
)  # fmt: skip


@dataclass(frozen=True)
class Table:
    """A sheet: its name, what it shows, its columns and where they come from."""

    name: str
    shows: str
    fields: tuple[Field, ...]
    source: Callable[[Shown], pd.DataFrame]
    highlights: tuple[Highlight, ...] = ()

    def frame(self, shown: Shown) -> pd.DataFrame:
        """The table under the sheet's headers."""
        return cut(self.source(shown), self.fields)


def cut(table: pd.DataFrame, fields: Sequence[Field]) -> pd.DataFrame:
    """Some columns of a table under the report's headers; what is shown as a whole number is rounded, not cut off."""
    whole = [field.source for field in fields if field.kind == "whole"]
    return tabulate(table.assign(**{name: pd.to_numeric(table[name]).round() for name in whole}), fields)


TABLES = (
    Table(
        "Exposure", "Every loss in turn: time to survive, value lost, risk exposure index", EXPOSURE, lambda shown: shown.exposures,
        (Highlight(SURVIVE, f"=AND(ISNUMBER({{{SURVIVE}}}),{{{SURVIVE}}}<{{{RECOVER}}})", "red"),),
    ),
    Table("Lost", "What is not served in each loss, by market and material", LOST, lambda shown: shown.lost),
    Table("Dependence", "Shares of countries, owners and groups, by every lens", DEPENDENCE, lambda shown: shown.dependence),
    Table("Look through", "Where each stage of each material comes from", LOOK_THROUGH, lambda shown: shown.look_through),
    Table("Concentration", "How few sources each material has", CONCENTRATION, lambda shown: shown.concentration),
    Table("Cover", "How many days what is in store would last", COVER, lambda shown: shown.cover),
    Table("Deliveries", "Today's deliveries, on which all of this rests", DELIVERIES, lambda shown: shown.deliveries),
)  # fmt: skip
