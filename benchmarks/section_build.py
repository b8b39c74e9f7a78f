"""The section of the page on building: compile, stamp and pass, against numpy, linopy and HiGHS alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.results import Record, Spread, by_seed
from benchmarks.sections import grouped, missing, table
from benchmarks.targets import TARGETS

#: Targets are for programs of so many columns and more.
ASKED = 1_500_000
#: What is timed, in the order of the table: work, parts, words.
ROWS = (
    ("build", ("compile",), "compile"),
    ("build", ("stamp",), "stamp"),
    ("build", ("compile", "stamp"), "compile and stamp"),
    ("build", ("pass",), "pass to HiGHS"),
    ("numpy", ("build",), "the crises by hand in numpy"),
    ("linopy", ("build",), "linopy: build"),
    ("linopy", ("pass",), "linopy: pass to HiGHS"),
    ("highs", ("pass",), "HiGHS alone, from arrays"),
)


def seconds(record: Record, parts: Sequence[str]) -> float:
    """The median over a record's repeats of what some parts take together."""
    return Spread.of(map(sum, zip(*(record["seconds"][part] for part in parts), strict=True))).median


def building(records: Sequence[Record]) -> Iterator[str]:
    """Every size."""
    found = [r for r in records if r["work"] in ("build", "numpy", "linopy", "highs")]
    yield from missing(found, "build")
    for size, group in grouped(found, lambda r: r["size"]).items():
        works = {work: [r for r in own if r["ended"] == "ended"] for work, own in grouped(group, lambda r: r["work"]).items()}
        ours = works.get("build", [])
        if not ours:
            continue
        one = ours[0]
        yield f"### Size {size}"
        yield ""
        yield f"{one['rows']:,} rows, {one['columns']:,} columns, {one['nonzeros']:,} nonzeros (seed {one['seed']}); each figure is a seed's median of its repeats, and here the median and range over the seeds ({len(ours)})."
        yield ""
        rows = [[words, str(Spread.of(seconds(r, parts) for r in works[work]))] for work, parts, words in ROWS if works.get(work)]
        yield from table(["processor seconds", "median (range)"], rows)
        rows = [[words, str(Spread.of(r["peak"] for r in works[work]))] for work, words in (("build", "compile, stamp and pass"), ("linopy", "linopy: build and pass"), ("highs", "HiGHS alone")) if works.get(work)]
        yield from table(["most memory [MiB]", "median (range)"], rows)
        yield from _judged(works)
        failed = [f"{r['work']}, seed {r['seed']}: {r['ended']}" for r in group if r["ended"] != "ended"]
        if failed:
            yield "Not brought to an end: " + "; ".join(failed) + "."
            yield ""


def _judged(works: dict[object, list[Record]]) -> Iterator[str]:
    ours = by_seed(works["build"])
    for other, words, ratio, limit, most in (
        ("numpy", "compile and stamp over hand-written numpy", lambda a, b: seconds(a, ("compile", "stamp")) / seconds(b, ("build",)), 3.0, True),
        ("linopy", "linopy's building over compile and stamp", lambda a, b: seconds(b, ("build",)) / seconds(a, ("compile", "stamp")), 3.0, False),
        ("linopy", "linopy's building and passing over compile, stamp and pass", lambda a, b: seconds(b, ("build", "pass")) / seconds(a, ("compile", "stamp", "pass")), None, False),
        ("highs", "most memory over that of HiGHS alone", lambda a, b: a["peak"] / b["peak"], 1.5, True),
    ):  # fmt: skip
        theirs = by_seed(works.get(other, []))
        ratios = [ratio(ours[seed], theirs[seed]) for seed in sorted(ours.keys() & theirs.keys())]
        if not ratios:
            continue
        spread = Spread.of(ratios)
        target = TARGETS["memory" if other == "highs" else other]
        judge = limit is not None and works["build"][0]["columns"] >= ASKED
        good = limit is None or (spread.median <= limit if most else spread.median >= limit)
        yield f"- {words}: {spread}." + ("" if not judge else f" Target: {target}. {'Reached' if good else 'Missed'}.")
        if other in ("linopy", "highs") and limit is not None:
            same = sum(all(ours[seed][k] == theirs[seed][k] for k in ("rows", "columns", "nonzeros")) for seed in ours.keys() & theirs.keys())
            yield f"  The same numbers of rows, columns and nonzeros on {same} of {len(ratios)} seeds."
    yield ""
