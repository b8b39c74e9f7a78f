"""Sections of the page on searches: each engine to each gap, one core and two, more scenarios, and mpi-sppy. Records in, lines of Markdown out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from benchmarks.results import CLOCK, GAPS, Record, Spread, last_gap, paired, time_to
from benchmarks.targets import TARGETS, verdict

#: The gap at which engines are compared.
COMPARED = 1e-3
NAMES = {"extensive": "extensive form", "benders": "decomposition", "sppy-ef": "mpi-sppy, extensive form", "sppy-ph": "mpi-sppy, progressive hedging"}


def name_of(record: Record) -> str:
    """What a search is called on the page."""
    return NAMES.get(record.get("engine", record["work"]), record.get("engine", record["work"]))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table of Markdown."""
    yield "| " + " | ".join(head) + " |"
    yield "| " + " | ".join("---" for _ in head) + " |"
    yield from ("| " + " | ".join(row) + " |" for row in rows)
    yield ""


def grouped(records: Iterable[Record], by: Callable[[Record], object]) -> dict[object, list[Record]]:
    """Records by what they have in common, in the order in which it is first met."""
    found: dict[object, list[Record]] = {}
    for record in records:
        found.setdefault(by(record), []).append(record)
    return found


def percent(gap: float | None) -> str:
    """A gap in percent."""
    if gap is None:
        return "no gap known"
    return "0%" if gap < 5e-8 else f"{100 * gap:.3g}%"


def searches(records: Sequence[Record], heading: str) -> Iterator[str]:
    """One size and budget: seconds to each gap, the gap in the end, memory; and who was quicker on which seed."""
    by_name = grouped(records, name_of)
    seeds = sorted({record["seed"] for record in records})
    one = records[0]
    size = next((r for r in records if "columns" in r), one)
    what = f"{size['columns']:,} columns, {size['integers']} yes/no decisions, {size['crises']} crises; " if "columns" in size else ""
    yield f"### {heading}"
    yield ""
    yield f"{what}seeds {', '.join(map(str, seeds))}; {one['budget']:g} processor seconds each, ended at {percent(one['target'])}."
    yield ""
    rows = [[f"processor seconds to {percent(gap)}", *(str(Spread.of(time_to(r, gap) for r in group)) for group in by_name.values())] for gap in GAPS]
    rows.append([f"seconds by the clock to {percent(COMPARED)}", *(str(Spread.of(time_to(r, COMPARED, CLOCK) for r in group)) for group in by_name.values())])
    rows.append(["gap in the end, seed by seed", *("; ".join(percent(last_gap(r)) for r in sorted(group, key=lambda r: r["seed"])) for group in by_name.values())])
    rows.append(["processor seconds in all, the case read and the plan lived through", *(str(Spread.of(r["cpu"] for r in group)) for group in by_name.values())])
    rows.append(["most memory [MiB]", *(str(Spread.of(r["peak"] for r in group)) for group in by_name.values())])
    yield from table(["median (range)", *map(str, by_name)], rows)
    failed = [f"seed {r['seed']}, {name_of(r)}: {r['ended']}" for r in records if r["ended"] != "ended"]
    if failed:
        yield "Not brought to an end: " + "; ".join(failed) + "."
        yield ""


def _quicker(extensive: list[Record], benders: list[Record]) -> Iterator[str]:
    """Who was quicker on how many seeds, those on which one or both did not get there among them."""
    pairs = [(time_to(e, COMPARED), time_to(b, COMPARED)) for e in extensive for b in benders if e["seed"] == b["seed"]]
    if not pairs:
        return
    wins = sum(b is not None and (e is None or b < e) for e, b in pairs)
    losses = sum(e is not None and (b is None or e < b) for e, b in pairs)
    yield f"To {percent(COMPARED)} decomposition was quicker on {wins} of {len(pairs)} seeds and the extensive form on {losses}; on {sum(p == (None, None) for p in pairs)} neither got there."
    both = paired(extensive, benders, lambda r: time_to(r, COMPARED))
    if both:
        yield f"Where both did ({len(both)}), the extensive form took {Spread.of(both)} times the processor time of decomposition."
    alone = sum(e is None and b is not None for e, b in pairs)
    if alone:
        least = [extensive[0]["budget"] / b for e, b in pairs if e is None and b is not None]
        yield f"Where only decomposition did ({alone}), the extensive form's budget was {Spread.of(least)} times what decomposition took: the ratio is at least that."
    yield ""


def engines(records: Sequence[Record]) -> Iterator[str]:
    """Every size and budget."""
    plain = [r for r in records if r["work"] == "engine" and not r.get("cores") and not r.get("scenarios")]
    yield from missing(plain, "engine")
    for (size, budget), group in grouped(plain, lambda r: (r["size"], r["budget"])).items():  # type: ignore[misc]
        yield from searches(group, f"Size {size}, {budget:g} processor seconds")
        yield from _quicker(*([r for r in group if r["engine"] == engine] for engine in ("extensive", "benders")))
        yield from (f"{line}\n" for line in verdict(size, group))


def peers(records: Sequence[Record]) -> Iterator[str]:
    """mpi-sppy beside our engines, where both were given the same."""
    theirs = [r for r in records if r["work"] in ("sppy-ef", "sppy-ph")]
    yield from missing(theirs, "sppy")
    for (size, budget), group in grouped(theirs, lambda r: (r["size"], r["budget"])).items():  # type: ignore[misc]
        ours = [r for r in records if r["work"] == "engine" and (r["size"], r["budget"]) == (size, budget) and not r.get("cores") and not r.get("scenarios")]
        yield from searches([*ours, *group], f"Size {size}, {budget:g} processor seconds of all ranks together")


def cores(records: Sequence[Record]) -> Iterator[str]:
    """Seconds by the clock on one core and on two."""
    held = [r for r in records if r["work"] == "engine" and r.get("cores")]
    yield from missing(held, "cores")
    rows = []
    for (size, engine), group in grouped(held, lambda r: (r["size"], r["engine"])).items():  # type: ignore[misc]
        one, two = ([r for r in group if r["cores"] == count] for count in (1, 2))
        if one and two:
            ratios = paired(one, two, lambda r: time_to(r, COMPARED, CLOCK))
            both = [str(Spread.of(time_to(r, COMPARED, CLOCK) for r in g)) for g in (one, two)]
            rows.append([size, NAMES.get(engine, engine), *both, str(Spread.of(ratios)) if ratios else "not known"])
    if rows:
        yield from table(["size", "engine", f"one core: seconds by the clock to {percent(COMPARED)}", "two cores", "one over two"], rows)


def growth(records: Sequence[Record]) -> Iterator[str]:
    """Processor seconds with more and more scenarios of the same case, and what each doubling costs."""
    grown = [r for r in records if r["work"] == "engine" and r.get("scenarios")]
    yield from missing(grown, "growth")
    for (size, engine), group in grouped(grown, lambda r: (r["size"], r["engine"])).items():  # type: ignore[misc]
        steps = dict(sorted(grouped(group, lambda r: r["scenarios"]).items(), key=lambda step: int(step[0])))  # type: ignore[call-overload]
        rows, before = [], None
        for scenarios, own in steps.items():
            times = paired(own, before[1], lambda r: time_to(r, COMPARED)) if before and scenarios == 2 * before[0] else []  # type: ignore[operator]
            rows.append([str(scenarios), str(Spread.of(time_to(r, COMPARED) for r in own)), str(Spread.of(times)) if times else "", str(Spread.of(r["peak"] for r in own))])
            before = scenarios, own
        yield f"Size {size}, {NAMES.get(engine, engine)} ({TARGETS['growth']}):"
        yield ""
        yield from table(["scenarios", f"processor seconds to {percent(COMPARED)}", "times half as many", "most memory [MiB]"], rows)


def missing(found: Sequence[Record], work: str) -> Iterator[str]:
    """How to measure what was not measured yet."""
    if not found:
        yield f"Not measured yet: `python -m benchmarks.run --works {work}`."
        yield ""
