"""What each offer delivers today: its `Current volume`, or, on request, in proportion to its capacity."""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Literal, get_args

import numpy as np

from resilience_opt.errors import Fault, InputError
from resilience_opt.network.network import Flags, Floats, Network

#: Where no offer of a material has a Current volume: 'current' refuses, 'capacity' takes volumes in proportion to capacity.
Volumes = Literal["current", "capacity"]
CHOICES: tuple[str, ...] = get_args(Volumes)


@dataclass(frozen=True)
class Given:
    """Today's volumes as they are given.

    Attributes
    ----------
    volume : array (offers,), a year
    assumed : materials, by position, whose volumes are in proportion to capacity because the workbook has none
    """

    volume: Floats
    assumed: tuple[int, ...]


def given_volumes(net: Network, choice: Volumes) -> Given:
    """Today's volumes of every offer whose material is used.

    Raises
    ------
    InputError
        With a fault for each material that is used and has no Current volume anywhere, unless `choice` is 'capacity'.
    """
    volume = net.offers.current_volume.copy()
    assumed: list[int] = []
    used = _demanded(net)
    if not used:
        raise InputError(
            [Fault("Demand", "", f"there is no demand in {net.years[0]}, so nothing depends on anything")], net.case.book.source
        )
    for material in users_first(net):
        if material not in used:
            continue
        own = net.offers.material == material
        if not volume[own].any():
            assumed.append(material)
            volume[own & ready(net)] = net.offers.capacity[own & ready(net)]
        used |= _inputs(net, np.flatnonzero(own & (volume > 0)).tolist())
    if assumed and choice == "current":
        raise InputError([_missing(net, material) for material in assumed], net.case.book.source)
    return Given(volume, tuple(assumed))


def ready(net: Network) -> Flags:
    """Offers that can deliver in the first year without anything new: qualified, and within From year to To year."""
    found: Flags = net.offers.qualified & net.offers.allowed[:, 0]
    return found


def users_first(net: Network) -> list[int]:
    """Materials in an order in which each comes after everything that is made from it."""
    made_from: dict[int, set[int]] = {material: set() for material in range(len(net.materials))}
    for q in range(len(net.needs)):
        for o, _ in net.needs.recipe[q]:
            made_from[int(net.needs.material[q])].add(int(net.offers.material[o]))
    return list(TopologicalSorter(made_from).static_order())


def _demanded(net: Network) -> set[int]:
    """Materials that some market asks for in the first year."""
    asked = net.classes.quantity[:, 0] > 0
    return {int(m) for m in net.needs.material[net.classes.need[asked]]}


def _inputs(net: Network, offers: list[int]) -> set[int]:
    """Materials that any of these offers is made from."""
    chosen = set(offers)
    return {int(net.needs.material[q]) for q in range(len(net.needs)) if any(o in chosen for o, _ in net.needs.recipe[q])}


def _missing(net: Network, material: int) -> Fault:
    return Fault(
        "Offers",
        "",
        f"no offer of '{net.materials[material]}' has a Current volume, and exposure looks at today's volumes; fill in the column, "
        "or ask for volumes in proportion to Capacity (--volumes capacity)",
    )
