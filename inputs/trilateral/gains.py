"""Who gains what from standing together: ``python -m inputs.trilateral.gains``.

Every coalition is solved. A member's gain is its Shapley value: what it saves those who came before it, the mean over every order of coming.
"""

from __future__ import annotations

from contextlib import redirect_stdout
from io import StringIO
from itertools import combinations, permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import resilience_opt as ro

from ..casebook import FOLDER
from .__main__ import BOOK
from .coalition import METALS, THREE, book

Members = frozenset[str]


def case_of(members: Members, soft: bool) -> ro.Case:
    """The case of a coalition, read from a workbook that is thrown away; soft: nothing is asked, all is priced."""
    with TemporaryDirectory() as folder, redirect_stdout(StringIO()):
        book(members, "coalition.xlsx", " and ".join(m for m in THREE if m in members), [], soft).write(Path(folder))
        return ro.read_case(Path(folder) / "coalition.xlsx")


def asked(members: Members) -> str:
    """What a coalition pays for all that is asked of the three, where it can."""
    try:
        return f"{ro.optimize(case_of(members, soft=False)).objective / 1e6:,.1f}"
    except ro.InfeasibleError:
        return "no plan"


def with_reserves(case: ro.Case, shared: bool, least: bool) -> ro.Case:
    """The case of the three with reserves of the metals shared or kept at home, with or without their least levels."""
    rows = next(sheet for sheet in book(THREE, "", "", []).sheets() if sheet.name == "Stockpiles").rows
    dropped = () if least else ("Minimum level", "Minimum from year")
    changed = [
        {**{c: v for c, v in row.items() if c not in dropped}, "Serves": "; ".join(THREE) if shared else row["Country"]}
        for row in rows
        if row["Material"] in METALS
    ]
    return case.with_rows("Stockpiles", changed)


def shapley(cost: dict[Members, float]) -> dict[str, float]:
    """Each country's part of the saving."""
    gain = dict.fromkeys(THREE, 0.0)
    orders = list(permutations(THREE))
    for order in orders:
        for place, one in enumerate(order):
            before = frozenset(order[:place])
            gain[one] += (cost[before] + cost[frozenset({one})] - cost[before | {one}]) / len(orders)
    return gain


def main() -> None:
    """Solve every coalition and print costs and gains."""
    cost: dict[Members, float] = {frozenset(): 0.0}
    plans: dict[Members, ro.Plan] = {}
    for size in (1, 2, 3):
        for members in map(frozenset, combinations(THREE, size)):
            plans[members] = ro.optimize(case_of(members, soft=True))
            cost[members] = plans[members].objective
            apart = sum(cost[frozenset({m})] for m in members)
            name = ", ".join(m for m in THREE if m in members)
            saved, broken = (apart - cost[members]) / 1e6, plans[members].costs["penalty"] / 1e6
            print(
                f"{name:42} asked {asked(members):>8}  priced {cost[members] / 1e6:8,.1f}  saves {saved:6,.1f}  broken limits {broken:6,.1f}"
            )
    for country, gain in shapley(cost).items():
        alone = cost[frozenset({country})]
        print(
            f"{country:14} alone {alone / 1e6:8,.1f}  pays together {(alone - gain) / 1e6:8,.1f}  gains {gain / 1e6:6,.1f} ({gain / alone:.1%})"
        )
    together = ro.read_case(FOLDER / BOOK.file)
    for least in (True, False):
        for shared in (False, True):
            plan = ro.optimize(with_reserves(together, shared, least))
            print(
                f"all that is asked, reserves {'shared' if shared else 'at home'}, {'with' if least else 'without'} least levels:"
                f" {plan.objective / 1e6:,.1f}, holding {plan.costs['holding'] / 1e6:,.1f}"
            )


if __name__ == "__main__":
    main()
