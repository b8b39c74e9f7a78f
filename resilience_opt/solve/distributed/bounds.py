"""The spoke of bounds: every crisis with a plan of its own, and prices on the differences between the plans (Lagrange).

The scenarios are the statement as Pyomo reads it, solved by mpi-sppy. The prices begin where the hub's relaxation leaves them
(:mod:`resilience_opt.solve.distributed.prices`), which gives its bound, and with whole decisions more; then they move. With U the cost of the best plan, L(W) the bound of prices W, and x_s the plan of scenario s, they move along p_s (x_s - mean x) by

    step = r (U - L) / sum_s p_s |x_s - mean x|^2        (Polyak's step)

each column in the scale in which it moves; r is halved where the bound rests. The spoke has one rank.
"""

from __future__ import annotations

import time

import numpy as np

from resilience_opt.compile.recorder import Floats
from resilience_opt.solve.distributed.wall import Lagrangian, OuterBoundWSpoke
from resilience_opt.solve.limits import HALT, TRUE

#: After so many steps without a better bound the steps are halved.
PATIENCE = 4
#: Steps shorter than this share of the first are not worth taking.
SHORTEST = 1e-3
#: Seconds between two looks for news.
NAP = 0.05


class Bounds(Lagrangian, OuterBoundWSpoke):  # type: ignore[misc]
    """The spoke as mpi-sppy turns it."""

    converger_spoke_char = "L"

    def main(self) -> None:
        """Raise the bound until the hub ends."""
        HALT.polls.append(self.got_kill_signal)
        try:
            self.lagrangian_prep()
            while not HALT.asked and not self.update_Ws():
                time.sleep(NAP)
            self._climb()
            while not HALT.asked:
                time.sleep(NAP)
        finally:
            HALT.polls.remove(self.got_kill_signal)

    def _climb(self) -> None:
        scenarios = list(self.opt.local_scenarios.values())
        shape = (len(scenarios), self.opt.nonant_length)
        prices = held = self.localWs.reshape(shape).copy()
        best, reach, resting, size = -np.inf, 1.0, 0, np.ones(shape[1])
        while not HALT.asked and reach > SHORTEST:
            bound = self._bound_of(prices)
            if bound is None:
                return  # a crisis that no plan survives: the hub finds that out and says so
            if bound > best + 1e-7 * abs(bound):
                best, resting, held = bound, 0, prices
                self.send_bound(bound - TRUE * abs(bound))  # sums of searches that are true to their tolerance
            elif (resting := resting + 1) >= PATIENCE:
                reach, resting, prices = reach / 2, 0, held
                bound = self._bound_of(prices)
            self.update_hub_bounds()
            goal = self.hub_inner_bound if np.isfinite(self.hub_inner_bound) else best + 0.05 * abs(best)
            plans = np.array([[column._value for column in s._mpisppy_data.nonant_indices.values()] for s in scenarios])
            size = np.maximum(size, np.abs(plans).max(axis=0))  # one for all scenarios: prices of a column add up to 0
            apart = (plans - plans.mean(axis=0)) / size
            length = float(np.sum(apart * apart)) / shape[0]
            if bound is None or length <= 0 or goal <= bound:
                return
            prices = prices + reach * (goal - bound) / length * apart / size

    def _bound_of(self, prices: Floats) -> float | None:
        """The bound of some prices; None where a crisis has no plan, or the search is over."""
        self.opt.W_from_flat_list(prices.ravel().tolist())
        for name, scenario in self.opt.local_scenarios.items():
            if HALT.asked:
                return None
            self.opt.solve_one(self.opt._effective_solver_options(0), name, scenario, need_solution=False)
            if not scenario._mpisppy_data.solution_available:
                return None
        return float(self.opt.Ebound(False))

    def finalize(self) -> None:
        """Everything was sent when it was found."""
