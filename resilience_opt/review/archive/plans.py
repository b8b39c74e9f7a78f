"""A plan as files, and the plan of those files: nothing of it is solved again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.network.build import build_network
from resilience_opt.plan.adversary import Adversary
from resilience_opt.plan.ladder import Ladder
from resilience_opt.plan.plan import Audit, Plan
from resilience_opt.review.archive.layout import PLAN, TABLES, VALUES
from resilience_opt.review.archive.tables import read_table, write_table

#: The tables of a plan, by the names of its attributes.
PLAN_TABLES = (
    "costs_by_year", "allocation", "suppliers", "stockpiles", "dependence", "survival", "crisis", "crisis_costs", "binding",
)  # fmt: skip
AUDIT = "audit"
#: Tables that only some plans have: those of the steps below the plan (its ladder), and the sets of attacks that were looked at.
LADDER, SETS = "ladder_", "adversary_sets"
_STEPS, _TOLD = ("steps", "bridge", "shares"), ("budget", "within", "listed", "exact")
_PLAIN = ("model", "risk_measure", "status", "objective", "bound", "gap", "costs", "engine", "options", "seconds", "size")

Summary = Mapping[str, Any]


def write_plan_files(plan: Plan, folder: Path) -> None:
    """Write a plan under a folder: ``plan.json``, its tables and the values of its variables as CSV."""
    (folder / TABLES).mkdir()
    (folder / VALUES).mkdir()
    kinds = {TABLES: {AUDIT: write_table(plan.audit.checks, _csv(folder, TABLES, AUDIT))}, VALUES: {}}
    for name in PLAN_TABLES:
        kinds[TABLES][name] = write_table(getattr(plan, name), _csv(folder, TABLES, name))
    for name, frame in plan.values.items():
        kinds[VALUES][name] = write_table(frame, _csv(folder, VALUES, name))
    for name, frame in _further(plan).items():
        kinds[TABLES][name] = write_table(frame, _csv(folder, TABLES, name))
    told = {name: _plain(getattr(plan, name)) for name in _PLAIN}
    if plan.adversary is not None:
        told["adversary"] = {name: _plain(getattr(plan.adversary, name)) for name in _TOLD}
    summary = {**told, "currency": plan.currency, "years": list(plan.case.years), "audit_passed": plan.audit.passed, "columns": kinds}
    (folder / PLAN).write_text(json.dumps(summary, indent=1, allow_nan=False), encoding="utf-8", newline="\n")


def read_summary(folder: Path) -> Summary:
    """What ``plan.json`` tells: status, objective, bound, gap, costs, model, engine, options, currency, years, kinds of columns."""
    found: Summary = json.loads((folder / PLAN).read_text(encoding="utf-8"))
    return found


def read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """The tables of a plan by their names, the checks of its audit among them."""
    kinds = read_summary(folder)["columns"][TABLES]
    return {name: read_table(_csv(folder, TABLES, name), own) for name, own in kinds.items()}


def read_values(folder: Path) -> dict[str, pd.DataFrame]:
    """The values of a plan's variables, one table each."""
    kinds = read_summary(folder)["columns"][VALUES]
    return {name: read_table(_csv(folder, VALUES, name), own) for name, own in kinds.items()}


def read_plan(folder: Path, case: Case) -> Plan:
    """The plan of a case that was written under a folder."""
    told, tables = read_summary(folder), read_tables(folder)
    parts: dict[str, Any] = {name: told[name] for name in _PLAIN} | {name: tables[name] for name in PLAN_TABLES}
    steps = Ladder(*(tables[f"{LADDER}{name}"] for name in _STEPS)) if f"{LADDER}{_STEPS[0]}" in tables else None
    worst = Adversary(sets=tables[SETS], **told["adversary"]) if "adversary" in told else None
    return Plan(case=case, network=build_network(case), values=read_values(folder), audit=Audit(tables[AUDIT]), ladder=steps, adversary=worst, **parts)


def _further(plan: Plan) -> dict[str, pd.DataFrame]:
    """The tables that only some plans have."""
    steps = {f"{LADDER}{name}": getattr(plan.ladder, name) for name in _STEPS} if plan.ladder is not None else {}
    return steps | ({SETS: plan.adversary.sets} if plan.adversary is not None else {})


def _csv(folder: Path, kind: str, name: str) -> Path:
    return folder / kind / f"{name}.csv"


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    return value.item() if hasattr(value, "item") else value
