"""What the adversary can do to a plan, in the planner's words: the worst set of attacks, and what each set costs to withstand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from resilience_opt.network.attacks import Chosen

if TYPE_CHECKING:
    from resilience_opt.compile.program import Compiled
    from resilience_opt.network.network import Network
    from resilience_opt.solve.adversary.certificate import Certificate

COLUMNS = ["set", "spent", "year", "to_spare", "price", "worst"]
#: What costs less than this share of the plan to withstand is rounding.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Adversary:
    """No set of attacks within the budget breaks the plan.

    Attributes
    ----------
    sets : set, spent, year, to_spare, price, worst
        The sets that were looked at by name, what costs most to withstand first. `spent` is what a set takes of the budget; `to_spare`
        by how much more of the need, in the worst class and month, the service could be than is required, and
        `year` the year in which that is least; `price` what the plan would save if this set alone need not be withstood,
        its yes/no decisions kept [money, discounted], nan where it was not worked out; `worst` marks the worst set.
    budget : what may be spent
    within : within the budget are up to so many choices of attacks that cost something
    listed : whether every maximal set was a crisis of the plan; otherwise those that matter were found
    exact : whether no other set leaves less to spare than the worst (by more than a millionth)
    """

    sets: pd.DataFrame
    budget: float
    within: int
    listed: bool
    exact: bool

    @property
    def worst(self) -> str:
        """The attacks of the worst set."""
        return str(self.sets.loc[self.sets["worst"], "set"].iloc[0])

    @property
    def to_spare(self) -> float:
        """What the worst set leaves to spare, as a share of the need."""
        return float(self.sets.loc[self.sets["worst"], "to_spare"].iloc[0])

    @property
    def shaping(self) -> pd.DataFrame:
        """The sets that cost something to withstand."""
        return self.sets[self.sets["price"] > 0]


def adversary(net: Network, compiled: Compiled, certificate: Certificate | None, objective: float) -> Adversary | None:
    """What was proven about attacks; None where none must be withstood.

    Parameters
    ----------
    net : Network, unscaled
    objective : cost of the plan [money, discounted]
    """
    if certificate is None:
        return None
    case = net.case
    attacks = case.attacks
    price = certificate.price if certificate.price is not None else np.full(len(certificate.sets), np.nan)
    least = ROUNDING * abs(objective)
    costs = {chosen: 0.0 if p * compiled.net.money < least else float(p * compiled.net.money) for chosen, p in zip(certificate.sets, price, strict=True)}
    most: dict[Chosen, tuple[float, int]] = {}
    for (year, chosen), loss in certificate.loss.items():
        if chosen not in most or loss > most[chosen][0]:
            most[chosen] = loss, year
    year, worst, loss = certificate.worst
    most[worst] = max(most.get(worst, (loss, year)), (loss, year), key=lambda found: found[0])
    rows = [
        (
            " + ".join(attacks[k].attack for k in chosen) or "none",
            sum(attacks[k].cost for k in chosen),
            case.years[at],
            0.0 if abs(short) < 1e-6 else -short,
            costs.get(chosen, 0.0),
            chosen == worst,
        )
        for chosen, (short, at) in most.items()
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS).sort_values(["price", "worst", "to_spare"], ascending=[False, False, True], kind="stable", ignore_index=True)
    return Adversary(frame, float(case.settings.attack_budget or 0.0), certificate.within, certificate.listed, certificate.exact)
