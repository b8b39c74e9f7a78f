"""What every attack does by itself, month by month, and what a set of them does together: the product."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from resilience_opt.case.case import Case
from resilience_opt.network.attacks import Chosen, attack_name
from resilience_opt.network.shocks import Reach, Shocks, factor

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Strikes:
    """Factors of every attack by itself, in the order of the sheet; position 0 of the months is not used.

    Attributes
    ----------
    available : array (attacks, offers, 1 + T)
    permit, lane : arrays (attacks, arcs, 1 + T)
    service : array (classes, years, 1 + T), the level that must be held whatever attacks are made; 0 where none
    """

    available: Floats
    permit: Floats
    lane: Floats
    service: Floats

    def __len__(self) -> int:
        return len(self.available)


def strikes(reach: Reach, service: Floats) -> Strikes:
    """What the attacks of a case do."""
    case = reach.places.case
    T, count = case.settings.crisis_months, len(case.attacks)
    found = Strikes(np.ones((count, len(reach.offers), T + 1)), np.ones((count, len(reach.deliveries), T + 1)), np.ones((count, len(reach.deliveries), T + 1)), service)
    for k, attack in enumerate(case.attacks):
        share = factor(attack, T)
        if attack.kind == "corridor":
            found.lane[k, reach.corridor_arcs(attack)] = share
        elif attack.to is None:
            found.available[k, reach.hit_offers(attack)] = share
        else:
            found.permit[k, reach.hit_arcs(attack)] = share
    return found


def together(factors: Floats, sets: Sequence[Iterable[int]]) -> Floats:
    """The product of what the attacks of each set do, array (sets, ...)."""
    found = np.ones((len(sets), *factors.shape[1:]))
    for i, chosen in enumerate(sets):
        for k in chosen:
            found[i] *= factors[k]
    return found


def attacked(case: Case, shocks: Shocks, known: Strikes, sets: Sequence[Chosen]) -> Shocks:
    """The scenarios of a case, and after them these sets of attacks, each without probability and without cost."""
    S, count = len(case.scenarios), len(sets)
    return replace(
        shocks,
        names=shocks.names[:S] + tuple(attack_name([case.attacks[k] for k in chosen]) for chosen in sets),
        sets=tuple(sets),
        probability=np.concatenate([shocks.probability[:S], np.zeros(count)]),
        costed=np.concatenate([shocks.costed[:S], np.zeros(count, dtype=bool)]),
        available=np.concatenate([shocks.available[:S], together(known.available, sets)]),
        permit=np.concatenate([shocks.permit[:S], together(known.permit, sets)]),
        lane=np.concatenate([shocks.lane[:S], together(known.lane, sets)]),
        price=_quiet(shocks.price[:S], count),
        demand=_quiet(shocks.demand[:S], count),
        service=np.concatenate([shocks.service[:S], np.broadcast_to(known.service, (count, *known.service.shape))]),
    )


def _quiet(factors: Floats, count: int) -> Floats:
    """Attacks change neither prices nor demand."""
    return np.concatenate([factors, np.ones((count, *factors.shape[1:]))])

