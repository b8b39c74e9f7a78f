"""Write the pages of the cases that tell a story: ``python -m inputs.pages [NAME...]`` solves each and writes docs/cases/NAME.md.

The picture is the page of the plan as Chromium draws it; without Chromium the old picture stays.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import resilience_opt as ro
from resilience_opt.plan.plan import Plan

from . import page_tables as made
from .casebook import FOLDER, CaseBook
from .shelf import books
from .small_png import shrink
from .story import Story

DOCS = FOLDER.parent / "docs"
GAP = 1e-4


def story(name: str) -> Story | None:
    """What a person says about a case, if anything: `STORY` in the module `story` of its package."""
    place = FOLDER / name.split(".")[0] / "story.py"
    return import_module(f"inputs.{place.parent.name}.story").STORY if place.is_file() else None


def page(name: str, book: CaseBook, told: Story, plan: Plan) -> str:
    """The page of a case in Markdown."""
    size = plan.size
    parts = [
        f"# {book.title}",
        f"<!-- Made by `python -m inputs.pages {name}` from inputs/{name}/ and its plan. Do not edit. -->",
        told.question,
        f"    optimize inputs/{book.file}",
        f"![The page of the plan](../pictures/{name}.png)",
        "## The figures",
        told.figures,
        made.how_sure(book),
        "The figures that were found, and arithmetic on them; every other one stands in the workbook's sheet `Sources` with how sure it is and why it was chosen.",
        made.found_figures(book, told.rests_on),
        "## What the plan says",
        told.says,
        "In percent of what is delivered to each market (or to all makers together) in the year; draws from stores are not counted:",
        made.deliveries(plan, told.finals),
        "Qualified or enlarged:",
        made.newcomers(plan),
        "In store at the end of the year:",
        made.stocks(plan),
        "## What it costs",
        told.costs,
        made.ladder(plan),
        "## Dependence before and after",
        told.shares,
        made.shares(plan),
        "## Months survived",
        told.survives,
        made.survival(plan),
        "## What would change the answer",
        told.change,
        made.binding(plan),
        *((told.asked(plan),) if told.asked else ()),
        f"Objective {plan.objective:,.0f} {plan.currency}, gap {plan.gap or 0:.3%}, {size['rows']:,} rows and {size['columns']:,} columns; audit passed.",
    ]
    if told.published:
        parts += ["## Against what is published", told.published(plan)]
    if told.cells:
        parts += ["## Every cell", told.cells()]
    return "\n\n".join(parts) + "\n"


def picture(name: str, plan: Plan) -> None:
    """The top of the plan's page, as a small PNG."""
    browser = next((found for tool in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(tool))), None)
    if not browser:
        print("no Chromium: the picture is left as it was")
        return
    with tempfile.TemporaryDirectory() as folder:
        web, shot = plan.to_html(Path(folder) / "plan.html"), Path(folder) / "shot.png"
        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--virtual-time-budget=20000", "--window-size=1280,1560"]
        command = [browser, *flags, f"--user-data-dir={folder}/profile", f"--screenshot={shot}", web.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        shrink(shot, DOCS / "pictures" / f"{name}.png", height=1400)


def main(names: list[str]) -> None:
    """Write the pages of the named cases, or of all that tell a story."""
    for name, book in books().items():
        told = story(name) if not names or name in names else None
        if told is None:
            continue
        plan = ro.with_ladder(ro.optimize(ro.read_case(FOLDER / book.file), gap=GAP))
        assert plan.audit.passed, name
        (DOCS / "cases").mkdir(exist_ok=True)
        (DOCS / "cases" / f"{name}.md").write_text(page(name, book, told, plan), encoding="utf-8")
        picture(name, plan)
        print(f"wrote docs/cases/{name}.md")


if __name__ == "__main__":
    main(sys.argv[1:])
