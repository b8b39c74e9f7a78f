"""A study of 100 cases on one process, on two processes and on two Dask workers: ``python -m benchmarks.study [BOOK [SIDE]]``.

Ten limits on China's share times ten discount rates, or SIDE of each. Prints the seconds of each by the clock and of all processors,
their ratio to one process, and whether the tables are the same to the last bit. Two workers can be twice as fast only where two
processors are free: the load of the machine is printed too, and the ratio that the processor seconds allow.
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


def timed(name: str, work: Callable[[], ro.Study]) -> tuple[float, float, pd.DataFrame]:
    """Seconds of a study by the clock and of all processors, that of ended child processes included, and its table without seconds."""
    started, used = time.perf_counter(), sum(os.times()[:4])
    table = work().table
    took, used = time.perf_counter() - started, sum(os.times()[:4]) - used
    counts = ", ".join(f"{count} {status}" for status, count in table["status"].value_counts().items())
    print(f"{name:<18} {took:7.1f} s   of processors {used:7.1f} s   {counts}   load {os.getloadavg()[0]:.1f}", flush=True)
    return took, used, table.drop(columns=SECONDS)


def on_dask(case: ro.Case, grid: dict[str, dict[str, ro.Edit | None]]) -> ro.Study:
    """The study on two Dask workers, their start and end included."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as cluster, Client(cluster) as client:
        return ro.study(case, grid, client=client)


def main(book: str, side: int) -> None:
    """Time the three, and compare their tables."""
    case = ro.read_case(book)
    limits = {"none" if v is None else f"{v:.0%}": None if v is None else ro.edit.with_share_limit("China", maximum=v) for v in LIMITS[:side]}
    grid = {"limit on China": limits, "discount rate": {f"{v:.0%}": ro.edit.with_setting("Discount rate", v) for v in RATES[:side]}}
    one, alone, table = timed("one process", lambda: ro.study(case, grid, workers=1))
    two, pair, again = timed("two processes", lambda: ro.study(case, grid, workers=2))
    dask, three, third = timed("two Dask workers", lambda: on_dask(case, grid))
    print(f"{len(table)} cases; one process over two processes {one / two:.2f}, over two Dask workers {one / dask:.2f}")
    print(f"with two free processors at most {2 * alone / pair:.2f} and {2 * alone / three:.2f}")
    print(f"the same table: processes {again.equals(table)}, Dask {third.equals(table)}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "inputs/solar.xlsx", int(sys.argv[2]) if len(sys.argv) > 2 else 10)
