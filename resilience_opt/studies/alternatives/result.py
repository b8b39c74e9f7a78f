"""The answer: plans side by side, what each costs, whom it uses, and how far each is from each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.plan.plan import Plan
from resilience_opt.studies.alternatives.use import Use, distance, other, shipped

COLUMNS = [
    "plan", "cost", "more", "more_share", "differs", "apart", "most", "enters", "leaves",
    "largest_share", "largest_share_of", "months_survived", "spare_months",
]  # fmt: skip
#: Destination of a limit on all destinations at once.
TOGETHER = "all together"
LIMIT = ["year", "lens", "group", "material", "destination", "side", "limit"]


@dataclass(frozen=True)
class Found:
    """A plan as it was found: whom it uses, and from how many suppliers its distance was proven not to be larger."""

    plan: Plan
    use: Use
    most: int | None = None


@dataclass(frozen=True)
class Alternatives:
    """Plans that cost little more than the cheapest and differ most in suppliers.

    Attributes
    ----------
    within : by how much an alternative may cost more than the cheapest plan, as a share of its cost
    share : what a supplier must ship to count as used, as a share of what the cheapest plan delivers of the material
    plans : the cheapest plan, then the alternatives in the order in which they were found; each is whole and audited
    table : plan, cost, more, more_share, differs, apart, most, enters, leaves, largest_share, largest_share_of, months_survived, spare_months
        One row for each plan; 0 is the cheapest. `more` is what it costs beyond the cheapest plan, discounted. `differs` is
        its distance from the cheapest plan: the number of suppliers of a material that `enters` and `leaves` name. `apart` is
        the least distance from any plan found before it, and `most` what that was proven not to be larger than.
        `largest_share` is the largest share that a Maximum limits, in any year, and `largest_share_of` says whose.
        `months_survived` is the shortest time for which a required service can be held in a crisis (full service, where
        nothing is required), `spare_months` the least by which such a time is longer than required.
    distances : DataFrame, plans by plans: in how many suppliers of a material one uses and the other is without
    suppliers : supplier, material, then for each plan its share of the material's deliveries over all years
    shares : year, lens, group, material, destination, side, limit, then the share of each plan
    stopped : why there are fewer alternatives than were asked for, in a sentence; '' where there are not
    """

    case: Case
    within: float
    share: float
    plans: tuple[Plan, ...]
    table: pd.DataFrame
    distances: pd.DataFrame
    suppliers: pd.DataFrame
    shares: pd.DataFrame
    stopped: str

    @property
    def currency(self) -> str:
        """Of every amount of money."""
        return self.case.settings.currency

    def to_excel(self, path: str | Path) -> Path:
        """Write the plans side by side; the old file, if any, is replaced whole."""
        from resilience_opt.report.alternatives import write_alternatives

        return write_alternatives(self, Path(path))

    @classmethod
    def of(cls, case: Case, within: float, share: float, found: Sequence[Found], stopped: str) -> Alternatives:
        """From the plans as they were found."""
        plans, uses = tuple(f.plan for f in found), [f.use for f in found]
        apart = np.array([[distance(one, another) for another in uses] for one in uses])
        table = pd.DataFrame([_row(place, found, apart) for place in range(len(found))], columns=COLUMNS)
        numbers = list(range(len(found)))
        return cls(
            case,
            within,
            share,
            plans,
            table,
            pd.DataFrame(apart, index=numbers, columns=numbers),
            _suppliers(plans),
            _shares(plans),
            stopped,
        )


def _row(place: int, found: Sequence[Found], apart: np.ndarray) -> tuple[object, ...]:
    plan, first = found[place].plan, found[0].plan
    more = plan.objective - first.objective
    enters, leaves = (_names(plan, who) for who in other(found[0].use, found[place].use))
    nearest = int(apart[place, :place].min()) if place else None
    head = (
        place,
        plan.objective,
        more,
        more / first.objective if first.objective else 0.0,
        int(apart[place, 0]),
        nearest,
        found[place].most,
        enters,
        leaves,
    )
    return (*head, *_largest_share(plan), *_survived(plan))


def _names(plan: Plan, who: np.ndarray) -> str:
    record = plan.network.offers.record
    return "; ".join(sorted(f"{record[o].supplier} ({record[o].material})" for o in np.flatnonzero(who)))


def _largest_share(plan: Plan) -> tuple[float | None, str]:
    """The largest share that a Maximum limits, and whose it is."""
    limited = plan.dependence[plan.dependence["side"] == "maximum"]
    if limited.empty:
        return None, ""
    row = limited.iloc[int(np.argmax(limited["share"].to_numpy()))]
    where = f" to {row['destination']}" if row["destination"] not in ("", TOGETHER) else ""
    lens = "" if row["lens"] == "location" else f", {row['lens']}"
    return float(row["share"]), f"{row['group']}: {row['material']}{where} in {row['year']}{lens}"


def _survived(plan: Plan) -> tuple[int | None, int | None]:
    """The shortest time for which a service is held, and the least by which one is held for longer than required."""
    required = plan.survival[plan.survival["months_required"] > 0]
    looked_at = plan.survival if required.empty else required
    if looked_at.empty:
        return None, None
    spare = None if required.empty else int((required["months_survived"] - required["months_required"]).min())
    return int(looked_at["months_survived"].min()), spare


def _suppliers(plans: Sequence[Plan]) -> pd.DataFrame:
    """Every supplier that some plan buys from: its share of the material's deliveries over all years, plan by plan."""
    offers = plans[0].network.offers
    table = pd.DataFrame({"supplier": [r.supplier for r in offers.record], "material": [r.material for r in offers.record]})
    for place, plan in enumerate(plans):
        ships = pd.Series(shipped(plan.network, plan.values))
        whole = ships.groupby(table["material"]).transform("sum")
        table[place] = (ships / whole.where(whole > 0)).fillna(0.0)
    bought = (table[list(range(len(plans)))] > 0).any(axis=1)
    return table[bought].sort_values(["material", "supplier"], ignore_index=True)


def _shares(plans: Sequence[Plan]) -> pd.DataFrame:
    """Every share limit in every year in which it holds, plan by plan."""
    table = plans[0].dependence[LIMIT].copy()
    for place, plan in enumerate(plans):
        table[place] = plan.dependence["share"].to_numpy()
    return table
