"""Generates docs/mathematics.md from the docstrings of the families: ``python -m resilience_opt.formulation.manual``."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from resilience_opt.formulation.costs import COSTS
from resilience_opt.formulation.definition import load_model
from resilience_opt.formulation.statement import Family

INTRODUCTION = """# The mathematics

Generated from the code: one section for each family of constraints, in the order of `models/standard.toml`.
Indices: offer o (a supplier with a material), arc a (a permitted delivery), node n, stockpile k, market d,
priority class p, account c, year t, month of a crisis j, scenario w. A variable of the plan has no year
where it stands in a crisis: the year of the crisis is meant.
"""


def mathematics() -> str:
    """The manual as Markdown."""
    standard, worst = load_model("standard"), load_model("worst-case")
    parts = [INTRODUCTION]
    parts += [_section(f) for f in standard.families]
    parts.append(_section(worst.families[-1]))
    parts.append("## Costs of a year\n\n" + "\n".join(f"- **{c.name}**: {_inline(c.doc)}" for c in COSTS))
    for model in (standard, worst):
        parts.append(f"## Risk: {model.risk_name}\n\n" + _markdown(model.measure.risk.__doc__ or ""))
    return "\n".join(parts).rstrip() + "\n"


def _section(family: Family) -> str:
    lines = [f"## {_inline(family.doc)}\n"]
    if family.variables:
        lines += ["| variable | stage | meaning | unit |", "| --- | --- | --- | --- |"]
        lines += [f"| `{v.name}` | {v.stage} | {v.meaning} | {v.unit} |" for v in family.variables]
        lines.append("")
    for row in family.rows:
        lines += [f"### `{row.name}` ({row.stage})\n", _markdown(row.doc), ""]
    return "\n".join(lines)


def _inline(text: str) -> str:
    return re.sub(r":math:`([^`]*)`", r"$\1$", " ".join(text.split()))


def _markdown(text: str) -> str:
    """reStructuredText formulas as dollar blocks."""
    text = inspect.cleandoc(text)
    text = re.sub(r"\.\. math::\s*\n((?:\s{4}.*\n?)+)", lambda m: "$$" + " ".join(m.group(1).split()) + "$$\n", text)
    text = re.sub(r"\.\. math:: (.*)", r"$$\1$$", text)
    return re.sub(r":math:`([^`]*)`", r"$\1$", text)


if __name__ == "__main__":
    Path("docs/mathematics.md").write_text(mathematics(), encoding="utf-8")
