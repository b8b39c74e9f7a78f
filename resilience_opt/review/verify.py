"""Is the archive what it was? Every file hashed again, and every plan audited again from the archived input."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from resilience_opt.errors import ArchiveError, ResilienceError
from resilience_opt.formulation.definition import load_model
from resilience_opt.plan.audit import audit
from resilience_opt.plan.crises import crisis_costs, crisis_table
from resilience_opt.plan.plan import Plan
from resilience_opt.plan.sourcing import allocation, stockpiles
from resilience_opt.review.archive.archive import Archive, Run
from resilience_opt.review.archive.hashes import files_under, hash_of
from resilience_opt.review.archive.layout import INPUT, MANIFEST, MODELS, PLAN, RUNS, SEAL, TABLES, UNFINISHED, VALUES
from resilience_opt.review.archive.record import read_record
from resilience_opt.review.archive.tables import as_read

#: Tables of a plan that follow from the values of its variables alone.
_FOLLOW = {"allocation": allocation, "stockpiles": stockpiles, "crisis": crisis_table, "crisis_costs": crisis_costs}
_ALIKE = 1e-9  #: relative difference of two figures that were worked out alike, perhaps on another machine


def damage(run: Run) -> list[str]:
    """What is not as it was written: files that are gone, changed or new."""
    folder, record = run.folder, run.record
    found = []
    seal = (folder / SEAL).read_text(encoding="ascii", errors="replace").split()[:1] if (folder / SEAL).is_file() else []
    if seal != [hash_of(folder / MANIFEST)]:
        found.append(f"{MANIFEST} is not the one that was sealed" if seal else f"{SEAL} is gone")
    for path, (digest, _) in record.files.items():
        if not (folder / path).is_file():
            found.append(f"{path} is gone")
        elif hash_of(folder / path) != digest:
            found.append(f"{path} was changed")
    found += [f"{path} was added" for path in files_under(folder) if path not in record.files and path not in (MANIFEST, SEAL)]
    return found


def unsound(run: Run) -> list[str]:
    """What is wrong with the plan of a run, from its input, its tables and the definition of its model in the archive."""
    if not run.record.planned:
        return []
    try:
        plan = run.plan
        with run.models():
            model = load_model(plan.model)
        asked = plan.options.get("gap") if plan.status == "optimal" else None
        checks = audit(
            plan.network, plan.values, plan.risk_measure, model.aversion(plan.case), plan.costs, plan.objective, dependence=plan.dependence,
            bound=plan.bound, gap=plan.gap, gap_asked=float(asked) if isinstance(asked, (int, float)) else None,
        ).checks  # fmt: skip
    except ResilienceError as error:
        return [str(error)]
    except Exception as error:
        return [f"its plan cannot be audited: its files do not fit together ({type(error).__name__})"]
    failed = checks[~checks["passed"].astype(bool)]
    found = [f"the audit fails: {check.check} (by {check.largest_violation:.2e})" for check in failed.itertuples()]
    if abs(plan.objective - float(run.record.figures["objective"])) > _ALIKE * abs(plan.objective):
        found.append("the cost in its manifest is not that of its plan")
    return found + list(_other_tables(plan))


def _other_tables(plan: Plan) -> Iterator[str]:
    for name, made in _FOLLOW.items():
        if not alike(getattr(plan, name), made(plan.network, plan.values)):
            yield f"the table {name} is not that of its plan"


def alike(one: pd.DataFrame, other: pd.DataFrame, tolerance: float = _ALIKE) -> bool:
    """Whether two tables say the same, numbers to within a relative difference."""
    if not len(one) and not len(other):
        return list(one.columns) == list(other.columns)
    try:
        pd.testing.assert_frame_equal(as_read(one), as_read(other), check_dtype=False, rtol=tolerance, atol=tolerance)
    except AssertionError:
        return False
    return True


def verified(archive: Archive) -> Iterator[tuple[str, list[str]]]:
    """Each run with what is wrong with it; last, under '', what is wrong with the archive itself."""
    place = archive.folder / RUNS
    for folder in sorted(place.iterdir()) if place.is_dir() else []:
        yield folder.name, wrong_with(folder)
    left = sorted(path.name for path in (archive.folder / UNFINISHED).glob("*")) if (archive.folder / UNFINISHED).is_dir() else []
    if left:
        yield "", [f"{UNFINISHED}/{name} is left of a run that is at work, or was ended; the next run of the review takes it away" for name in left]


def wrong_with(folder: Path) -> list[str]:
    """What is wrong with the run in a folder; nothing where it is sound."""
    if not (folder / MANIFEST).is_file():
        return [f"it has no {MANIFEST}: this is no run of a review"]
    try:
        run = Run(read_record(folder), folder)
        found = damage(run)
        if run.record.id != folder.name:
            found.append(f"its folder was renamed; it is the run {run.record.id}")
        if any(wrong.startswith(f"{MODELS}/") for wrong in found):
            return [*found, "it is not audited: rules in Python of a definition that was changed are not run"]
        if any(wrong.startswith((INPUT, PLAN, f"{TABLES}/", f"{VALUES}/")) for wrong in found):
            return [*found, "its plan is not audited: restore the folder from a copy first"]
        return found + unsound(run)
    except (ArchiveError, OSError) as error:
        return [str(error)]
