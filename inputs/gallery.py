"""Run every case of this folder and write the table of docs/gallery.md and of the README: ``python -m inputs.gallery`` or ``make gallery``.

A case is any `CaseBook` that a package or module of `inputs` holds; nothing is listed by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from time import perf_counter

import resilience_opt as ro
from resilience_opt.case.case import Case
from resilience_opt.plan.plan import Plan
from resilience_opt.studies.ladder import CHEAPEST, cases_of

from .casebook import FOLDER, CaseBook
from .page_tables import share, table
from .shelf import books

COUNTRY = "China"
DOCS = FOLDER.parent / "docs"

HEAD = f"""# Gallery: every case and what it says

<!-- Made by `make gallery` (`python -m inputs.gallery`) from the cases in inputs/. Do not edit. -->

| column | meaning |
| --- | --- |
| size | rows x columns of the program |
| seconds | for the plan alone, without the ladder, on the machine that wrote this page |
| cost of resilience | what limits and survival cost together over the cheapest plan, discounted, and as a part of it |
| spent in {COUNTRY} | part of what is paid for deliveries in the last year that goes to plants in {COUNTRY}: in the cheapest plan, then in the plan |
| spent on {COUNTRY}'s | the same for plants of owners in {COUNTRY}, wherever they stand |
| disruptions not survived | of those with a requirement, over all years: in the cheapest plan, then in the plan |
| months survived | the fewest in any disruption with a requirement, and how many that disruption asks for |
"""
COLUMNS = (
    "case",
    "years",
    "size",
    "seconds",
    "cost of resilience",
    f"spent in {COUNTRY}",
    f"spent on {COUNTRY}'s",
    "disruptions not survived",
    "months survived",
)


@dataclass(frozen=True)
class Ran:
    """A case that was run: its book, its plan with the ladder, the cheapest plan and the seconds of the plan."""

    name: str
    book: CaseBook
    plan: Plan
    cheapest: Plan
    seconds: float


def run(name: str, book: CaseBook) -> Ran:
    """Solve a case, the steps below it and the cheapest plan."""
    case = ro.read_case(FOLDER / book.file)
    started = perf_counter()
    plan = ro.optimize(case)
    seconds = perf_counter() - started
    cheapest = next((ro.optimize(step) for step_name, step in cases_of(case) if step_name == CHEAPEST), plan)
    return Ran(name, book, ro.with_ladder(plan), cheapest, seconds)


def spent(plan: Plan, lens: str) -> float:
    """Part of a year's deliveries, by cost, that goes to a country's plants (lens location) or to its owners' (lens owner)."""
    bought = plan.allocation[plan.allocation["year"] == plan.case.years[-1]]
    theirs = _suppliers(plan.case, lens)
    whole = float(bought["cost"].sum())
    return float(bought.loc[bought["supplier"].isin(theirs), "cost"].sum()) / whole if whole else 0.0


def _suppliers(case: Case, lens: str) -> set[str]:
    """Suppliers of the country; what is unknown is not counted."""
    return {s.supplier for s in case.suppliers if (s.country if lens == "location" else s.owner or s.country) == COUNTRY}


def line(ran: Ran) -> tuple[str, ...]:
    """The line of a case."""
    plan, page = ran.plan, DOCS / "cases" / f"{ran.name}.md"
    assert plan.ladder is not None
    steps = plan.ladder.steps
    first, last = steps.iloc[0], steps.iloc[-1]
    more = float(last["cost"] - first["cost"])
    asked = plan.survival[plan.survival["months_required"] > 0]
    shortest = asked.loc[asked["months_survived"].idxmin()] if len(asked) else None
    title = f"[{ran.book.title}](cases/{ran.name}.md)" if page.is_file() else ran.book.title
    return (
        f"{title} (`{ran.book.file}`)",
        str(len(plan.case.years)),
        f"{plan.size['rows']:,} x {plan.size['columns']:,}",
        f"{ran.seconds:.1f}",
        f"{more / 1e6:,.1f} million {plan.currency}, {more / float(first['cost']):.1%}",
        *(f"{share(round(spent(ran.cheapest, lens), 3))} -> {share(round(spent(plan, lens), 3))}" for lens in ("location", "owner")),
        f"{first['requirements_unmet']} -> {last['requirements_unmet']} of {last['requirements']}",
        "none required" if shortest is None else f"{shortest['months_survived']} ({shortest['months_required']} required)",
    )


def page(lines: Iterable[tuple[str, ...]]) -> str:
    """The page in Markdown."""
    return f"{HEAD}\n{table(COLUMNS, lines)}\n"


def readme(text: str, lines: Iterable[tuple[str, ...]]) -> str:
    """The README with the table between its marks."""
    start, end = "<!-- gallery: made by `make gallery` -->\n", "<!-- end of gallery -->"
    before, rest = text.split(start)
    after = rest.split(end)[1]
    return before + start + table(COLUMNS, lines).replace("](cases/", "](docs/cases/") + "\n" + end + after


def main() -> None:
    """Run the cases in the order of their names; one that has no plan says so and does not stop the others."""
    lines = []
    for name, book in books().items():
        try:
            lines.append(line(run(name, book)))
        except ro.ResilienceError as fault:
            lines.append((f"{book.title} (`{book.file}`)", *[""] * (len(COLUMNS) - 2), str(fault).splitlines()[0]))
        print(" | ".join(lines[-1]))
    (DOCS / "gallery.md").write_text(page(lines), encoding="utf-8")
    place = DOCS.parent / "README.md"
    place.write_text(readme(place.read_text(encoding="utf-8"), lines), encoding="utf-8")
    print("wrote docs/gallery.md, and its table into README.md")


if __name__ == "__main__":
    main()
