"""Writes docs/performance.md and its chart from benchmarks/results/: ``python -m benchmarks.page``. Neither is edited by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.chart import Line, drawn
from benchmarks.results import FOLDER, Record, contradictions, gaps, read
from benchmarks.section_build import building
from benchmarks.sections import NAMES, cores, engines, growth, name_of, peers, table
from resilience_opt.case.whole import whole

DOCS = Path(__file__).parents[1] / "docs"
PAGE, CHARTS = DOCS / "performance.md", DOCS / "pictures"
#: Others that use more of the machine than this many cores disturb a measurement.
DISTURBED = 0.1
ABOUT = """# How fast it is

Written by `python -m benchmarks.page` from the files of `benchmarks/results/`; nothing here is edited by hand. What was measured by hand, the main
example among it, stands in [performance-by-hand.md](performance-by-hand.md).

Every measurement is a process of its own, one after the other (`python -m benchmarks.run --help`). Cases are synthetic and come from a seed
(`benchmarks/cases.py`); no seed below was used to tune anything. Each side of a comparison has the same processor time, that of all its threads and
ranks together, from the case that was read: compiling counts. A gap is (plan - bound) / plan, each engine's own, and counts from the moment at which its engine tells of it. Figures are the median over
the seeds and, in brackets, the range; a search that did not get there counts as later than all that did.
"""
MPI_SPPY = """A scenario is one crisis with the whole plan, as for the engine `mpi`. The extensive form is mpi-sppy's `ExtensiveForm` by HiGHS, which tells of no
progress: its gap counts from its end. Progressive hedging has a Lagrangian and an `xhatshuffle` spoke, rho by mpi-sppy's rule SEP, and linear proximal
terms, because HiGHS has no mixed-integer quadratic programs. Processor seconds are those of all ranks, waiting included: mpi-sppy's ranks wait busily.
"""
BUILD = """`compile` reads the rules once for all crises, `stamp` writes the extensive form as arrays, `pass` hands it to HiGHS. linopy writes every row of the crises in
its own expressions over whole arrays, in the fastest of its ways (sparse, semantics v1), and takes the plan's few rows over from our matrix; a test compares rows, columns, nonzeros and the optimum. numpy writes
the same rows of the crises by hand, and not the plan's. HiGHS alone is a process that knows highspy and numpy and loads the same arrays from files.
Memory is the most that the process had, Python and all that it imported included; linopy's holds our compiled statement too, from which it takes the plan's rows.
Targets are for 1.5 million columns and more.
"""


def page(records: Sequence[Record]) -> str:
    """The whole page."""
    return "\n".join(_lines(records)).rstrip() + "\n"


def _lines(records: Sequence[Record]) -> Iterator[str]:
    yield ABOUT
    yield from _machines(records)
    yield "## Engines"
    yield ""
    for size in charts(records):
        yield f"![Gap over processor seconds, size {size}](pictures/gap-{size}.svg)"
        yield ""
    for one, other, by in contradictions(records):
        yield f"**Size {one['size']}, seed {one['seed']}: the bound of {name_of(one)} lies above the plan of {name_of(other)} by {by:.1e} of it; one of them is wrong.**"
        yield ""
    yield from engines(records)
    yield "## One core and two"
    yield ""
    yield from cores(records)
    yield "## More scenarios"
    yield ""
    yield from growth(records)
    yield "## Against mpi-sppy"
    yield ""
    yield MPI_SPPY
    yield from peers(records)
    yield "## Building the program"
    yield ""
    yield BUILD
    yield from building(records)


def _machines(records: Sequence[Record]) -> Iterator[str]:
    if not records:
        return
    found: dict[tuple[str, ...], list[Record]] = {}
    for record in records:
        machine = record["machine"]
        words = [f"{machine['cores']} cores", *(f"{name} {machine[name]}" for name in ("python", "highspy", "numpy", "pyomo", "linopy", "mpi-sppy") if name in machine)]
        found.setdefault((record["date"][:10], record["commit"], ", ".join(words)), []).append(record)
    rows = []
    for (date, commit, words), own in sorted(found.items()):
        disturbed = sum(record["others"] > DISTURBED for record in own)
        rows.append([date, commit, words, str(len(own)), f"{max(record['others'] for record in own):.2f}", str(disturbed)])
    yield from table(["date", "commit", "with", "measurements", "most that others used [cores]", f"disturbed (more than {DISTURBED:g})"], rows)
    if any(record["others"] > DISTURBED for record in records):
        yield "**Measurements marked as disturbed were made while others used the machine: take them as a trial.**"
        yield ""


def charts(records: Sequence[Record]) -> dict[str, str]:
    """The chart of each size of which some search knows a gap, as the text of an SVG file."""
    found: dict[str, list[Line]] = {}
    order = list(NAMES.values())
    for record in sorted(records, key=lambda r: order.index(name_of(r)) if name_of(r) in order else len(order)):
        if record["work"] in ("engine", "sppy-ef", "sppy-ph") and not record.get("cores") and not record.get("scenarios") and record["curve"]:
            found.setdefault(record["size"], []).append(Line(name_of(record), gaps(record), float(record["curve"][-1][0])))
    return {size: drawn(f"Size {size}: gap over processor seconds, a line for each seed", lines) for size, lines in found.items() if any(line.points for line in lines)}


def main() -> None:
    """Write the page and its charts."""
    records = read(FOLDER)
    for path, text in [(PAGE, page(records)), *((CHARTS / f"gap-{size}.svg", svg) for size, svg in charts(records).items())]:
        with whole(path) as temporary:
            temporary.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
