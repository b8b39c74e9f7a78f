"""What every step of resilience costs and brings: the tables, whoever makes them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

CHEAPEST, LIMITS, SURVIVAL, ADVERSARY = "cheapest plan", "+ share limits", "+ survival", "+ adversary"
STEPS = ["step", "cost", "increase", "largest_share", "limits_broken", "shortest_survived", "requirements_unmet", "requirements", "off"]
SHARES = ["lens", "group", "material", "destination", "origin", "side", "limit", "year"]


@dataclass(frozen=True)
class Ladder:
    """What every step of resilience costs and brings.

    Attributes
    ----------
    steps : step, cost, increase, largest_share, limits_broken, shortest_survived, requirements_unmet, requirements, off
        `cost` is discounted; `increase` that over the step before. `largest_share` is the largest share that a
        Maximum of the case limits, in any year; `limits_broken` counts the limits and years beyond it.
        `shortest_survived` is the least number of months for which all that is required in a crisis can be held at
        once, sets of attacks included (those that cost most to withstand), `requirements_unmet` counts the crises (of any year) in which that is less than required, of `requirements`.
        `off` is by how much the increase could be wrong: what the proofs of this step and of the one before leave open.
    bridge : step, then every kind of cost and the total: by how much it is dearer than the step before [money]
    shares : every limited share in its last year, with a column for each step
    """

    steps: pd.DataFrame
    bridge: pd.DataFrame
    shares: pd.DataFrame
