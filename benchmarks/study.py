"""A study of 100 cases on one process, on two processes and on two Dask workers: ``python -m benchmarks.study [BOOK]``.

Ten limits on China's share times ten discount rates. Prints the seconds of each, their ratio to one process, processor seconds of
the searches, and whether the tables are the same to the last bit. Two workers can be twice as fast only where two processors are free:
the load of the machine is printed too.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

import pandas as pd
from distributed import Client, LocalCluster

import resilience_opt as ro

LIMITS = [None, *(round(0.9 - 0.05 * step, 2) for step in range(9))]
RATES = [round(0.01 * step, 2) for step in range(10)]
SECONDS = "seconds"


def timed(name: str, work: Callable[[], ro.Study]) -> tuple[float, pd.DataFrame]:
    """Seconds of a study, and its table without them."""
    started = time.perf_counter()
    table = work().table
    took = time.perf_counter() - started
    counts = ", ".join(f"{count} {status}" for status, count in table["status"].value_counts().items())
    print(f"{name:<18} {took:7.1f} s   sum over the cases {table[SECONDS].sum():7.1f} s   {counts}   load {os.getloadavg()[0]:.1f}", flush=True)
    return took, table.drop(columns=SECONDS)


def main(book: str) -> None:
    """Time the three, and compare their tables."""
    case = ro.read_case(book)
    limits = {"none" if v is None else f"{v:.0%}": None if v is None else ro.edit.with_share_limit("China", maximum=v) for v in LIMITS}
    grid = {"limit on China": limits, "discount rate": {f"{v:.0%}": ro.edit.with_setting("Discount rate", v) for v in RATES}}
    one, table = timed("one process", lambda: ro.study(case, grid, workers=1))
    two, again = timed("two processes", lambda: ro.study(case, grid, workers=2))
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as cluster, Client(cluster) as client:
        client.run(__import__, "resilience_opt.studies.grid")
        dask, third = timed("two Dask workers", lambda: ro.study(case, grid, client=client))
    print(f"{len(table)} cases; one process over two processes {one / two:.2f}, over two Dask workers {one / dask:.2f}")
    print(f"the same table: processes {again.equals(table)}, Dask {third.equals(table)}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "inputs/solar.xlsx")
