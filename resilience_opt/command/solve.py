"""``optimize BOOK.xlsx``: read, solve, audit, write the plan as a workbook and as a page."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from resilience_opt.case.whole import usable_file, usable_folder
from resilience_opt.command.outcome import EXIT_CODES, Failure, as_json, failure_object, failure_of, plan_object, print_warnings, wrong_call
from resilience_opt.command.progress import live_line

if TYPE_CHECKING:
    from resilience_opt.case.case import Case
    from resilience_opt.plan.plan import Plan


@dataclass(frozen=True)
class Request:
    """What the command line asked for."""

    book: Path
    output: Path = Path("outputs")
    model: str | None = None
    gap: float = 1e-4
    time_limit: float | None = None
    engine: str = "auto"
    threads: int | None = None
    json: bool = False
    quiet: bool = False
    debug: bool = False
    mps: Path | None = None
    ladder: bool = True
    repair: int | None = None


@dataclass
class Run:
    """How far a run has come."""

    phase: str = "read"
    seconds: dict[str, float] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    case: Case | None = None

    @contextmanager
    def timed(self, phase: str) -> Iterator[None]:
        """Count the seconds inside towards a phase, whether it ends well or not."""
        self.phase, started = phase, perf_counter()
        try:
            yield
        finally:
            self.seconds[phase] = self.seconds.get(phase, 0.0) + perf_counter() - started


def solve(request: Request) -> int:
    """Solve a workbook, print the result and return the exit code."""
    run = Run()
    if request.repair is not None and _same(request.book, request.output):
        return _report_failure(request, run, wrong_call("the copy would take the place of the workbook itself; give it another name with -o"))
    if request.repair is not None and request.output.is_file():
        return _report_failure(request, run, wrong_call(f"{request.output} exists already and is left as it is; choose another name or remove it first"))
    try:
        plan = _plan(request, run)
    except (Exception, KeyboardInterrupt) as error:
        if request.debug:
            traceback.print_exc()
        failure = failure_of(error)
        return _report_conflict(request, run, failure) if failure.status == "infeasible" else _report_failure(request, run, failure)
    if request.repair is not None:
        return _report_failure(request, run, wrong_call("there is a plan, so there is nothing to repair"))
    return _report_plan(request, run, plan)


def _same(book: Path, copy: Path) -> bool:
    return book.exists() and copy.exists() and book.samefile(copy)


def _plan(request: Request, run: Run) -> Plan:
    from resilience_opt.case.build import read_case

    with run.timed("read"):
        run.case = case = read_case(request.book)
    with run.timed("report"):
        if request.repair is None:
            usable_folder(request.output)
        else:
            usable_file(request.output)
        if request.mps is not None:
            usable_file(request.mps)
    with run.timed("build"):
        from resilience_opt.studies.run import optimize, write_mps

        if request.mps is not None:
            write_mps(case, request.mps, model=request.model)
            run.files.append(str(request.mps))
    with live_line(request.quiet) as progress, run.timed("solve"):
        plan = optimize(
            case,
            model=request.model,
            gap=request.gap,
            time_limit=request.time_limit,
            engine=request.engine,
            threads=request.threads,
            progress=progress,
        )
        if request.repair is not None:
            return plan
        if request.ladder:
            plan = _with_ladder(request, plan)
    building = min(float(plan.seconds.get("build", 0.0)), run.seconds["solve"])
    run.seconds["build"] = run.seconds.get("build", 0.0) + building
    run.seconds["solve"] -= building
    with run.timed("report"):
        run.files.append(str(plan.to_excel(request.output / f"{request.book.stem}-plan.xlsx")))
        run.files.append(str(plan.to_html(request.output / f"{request.book.stem}-plan.html")))
    return plan


def _with_ladder(request: Request, plan: Plan) -> Plan:
    """The plan with what resilience costs; without it, and a sentence, where time ended first."""
    from resilience_opt.errors import NoPlanError
    from resilience_opt.studies.ladder import with_ladder
    from resilience_opt.studies.run import Options

    if _stopped(request, plan):
        print("the sheet Cost of resilience is left out: the search was stopped", file=sys.stderr)
        return plan
    left = None if request.time_limit is None else request.time_limit - sum(plan.seconds.values())
    if left is not None and left <= 0:
        print("the sheet Cost of resilience is left out: the limit of time ended before its plans were searched for", file=sys.stderr)
        return plan
    try:
        return with_ladder(plan, Options(request.model, request.gap, left, request.engine, request.threads))
    except NoPlanError as error:
        print(f"the sheet Cost of resilience is left out: {error}", file=sys.stderr)
        return plan
    except KeyboardInterrupt:
        print("the sheet Cost of resilience is left out: the search for its plans was stopped", file=sys.stderr)
        return plan


def _stopped(request: Request, plan: Plan) -> bool:
    """Whether the user ended the search: its gap was not reached, and no limit of time was used up."""
    return plan.status != "optimal" and (request.time_limit is None or plan.seconds.get("solve", 0.0) < request.time_limit)


def _report_plan(request: Request, run: Run, plan: Plan) -> int:
    found = plan_object(plan, run.files, run.seconds)
    if request.json:
        print(as_json(found))
    elif request.quiet:
        print(*run.files, sep="\n")
    else:
        print_warnings(plan.case.warnings)
        print("\n".join(_summary(request, plan, run.files)))
    if not plan.audit.passed:
        print("the plan failed its audit; do not use it (see the sheet Audit)", file=sys.stderr)
    return EXIT_CODES[str(found["status"])]


def _summary(request: Request, plan: Plan, files: list[str]) -> Iterator[str]:
    why = "the search was stopped before the gap was reached" if _stopped(request, plan) else "the limit of time ended the search"
    ended = "" if plan.status == "optimal" else f" ({why})"
    proof = "no proven bound" if plan.bound is None or plan.gap is None else f"no plan costs less than {plan.bound:,.0f}, gap {plan.gap:.4%}"
    yield f"{plan.status}{ended}: {plan.objective:,.0f} {plan.currency}; {proof}"
    for kind, cost in plan.costs.items():
        if cost:
            yield f"  {kind:<13} {cost:>20,.0f}"
    if plan.ladder is not None and len(plan.ladder.steps) > 1:
        for step in plan.ladder.steps.itertuples():
            yield f"  {step.step:<16} {step.cost:>17,.0f}" + (f"  {step.increase:+,.0f}{_open(step)}" if step.Index else "")
    yield f"audit {'passed' if plan.audit.passed else 'FAILED'}"
    yield from (f"wrote {file}" for file in files)


def _open(step: Any) -> str:
    """A word on a step that is smaller than what the proofs leave open."""
    return f" (could be off by {step.off:,.0f})" if abs(step.increase) <= step.off and step.off >= 1 else ""


def _report_failure(request: Request, run: Run, failure: Failure) -> int:
    warnings = run.case.warnings if run.case else ()
    if request.json:
        currency = run.case.settings.currency if run.case else None
        found = failure_object(failure, run.seconds, engine=request.engine, currency=currency, warnings=warnings, files=run.files)
        print(as_json(found))
    else:
        if not request.quiet:
            print_warnings(warnings)
        print(failure.message, file=sys.stdout if failure.status == "infeasible" else sys.stderr)
    return failure.exit_code


def _report_conflict(request: Request, run: Run, failure: Failure) -> int:
    """Say why there is no plan and what would give one; write it, or a copy of the workbook with one of the repairs."""
    from resilience_opt.command import repair

    assert run.case is not None
    case = run.case
    try:
        with run.timed("solve"):
            found = repair.find(request, case)
        if request.repair is not None:
            if not 1 <= request.repair <= len(found):
                return _report_failure(request, run, wrong_call(f"there is no repair {request.repair}; there are {len(found)}"))
            run.files.append(str(repair.write_copy(case, found[request.repair - 1], request.book, request.output)))
        else:
            run.files.append(str(repair.write_report(case, failure, found, request.output / f"{request.book.stem}-explanation.xlsx")))
    except (Exception, KeyboardInterrupt) as error:
        if request.debug:
            traceback.print_exc()
        return _report_failure(request, run, failure_of(error))
    if request.json:
        told = failure_object(failure, run.seconds, engine=request.engine, currency=case.settings.currency, warnings=case.warnings, files=run.files)
        print(as_json({**told, "repairs": repair.objects(case, found)}))
    elif request.quiet:
        print(failure.message, *run.files, sep="\n")
    else:
        print_warnings(case.warnings)
        for line in _earlier(request):
            print(line, file=sys.stderr)
        print(failure.message, *repair.lines(case, found, request.book), *(f"wrote {file}" for file in run.files), sep="\n")
    return failure.exit_code if request.repair is None else 0


def _earlier(request: Request) -> Iterator[str]:
    """Plans of this name that an earlier run left where the explanation goes."""
    for ending in ("plan.xlsx", "plan.html"):
        if (file := request.output / f"{request.book.stem}-{ending}").exists():
            yield f"{file} is of an earlier run: it is not a plan of this workbook"
