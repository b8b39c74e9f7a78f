"""What a planner must look at: the rules of a review, each against the new plan and the last one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from resilience_opt.case.names import country_key, fold, nearest
from resilience_opt.errors import Fault
from resilience_opt.plan.plan import Plan
from resilience_opt.plan.say import percent
from resilience_opt.report.sentences import counted, listed, money
from resilience_opt.review.definition import Alerts, DependenceRule
from resilience_opt.review.figures import country_shares, limited_shares, shortest_survived
from resilience_opt.studies.compare.result import Comparison

#: Rules, the gravest first: an alert is one of these and a sentence.
REQUIREMENT, COST, DEPENDENCE, SUPPLIER, FAULT = RULES = ("requirement_unmet", "cost_up", "dependence_over", "supplier_leaves", "new_fault")
Alert = tuple[str, str]

_MOST = 12  #: alerts of one rule that are told one by one
_OVER = 1e-9  #: a share this much over a bound is over it; less is rounding
_BROKEN = -1e-6  #: a slack below this is a broken limit


def alerts_of_plan(rules: Alerts, plan: Plan, comparison: Comparison | None) -> list[Alert]:
    """The alerts of a plan, the gravest first; those that need a last plan are left out where there is no comparison with one."""
    found = [
        *(_tell(REQUIREMENT, _unmet(plan, comparison), "requirement") if rules.requirement_unmet else ()),
        *(_tell(COST, _dearer(rules.cost_up, comparison), "cost") if rules.cost_up is not None and comparison is not None else ()),
        *_tell(DEPENDENCE, _dependent(plan, rules), "dependence"),
        *(_tell(SUPPLIER, _leaving(comparison), "supplier that leaves") if rules.supplier_leaves and comparison is not None else ()),
    ]
    return found


def alerts_of_failure(rules: Alerts, status: str, message: str, faults: Sequence[Fault], last: str) -> list[Alert]:
    """The alerts of a run without a plan; `last` is the period of the last plan, '' where there is none."""
    if status == "invalid input" and rules.new_fault:
        return [(FAULT, f"The workbook has {counted(len(faults), 'fault')}, so that nothing was solved: {faults[0]}" if faults else message)]
    if status == "infeasible" and rules.requirement_unmet:
        since = f"; in {last} there was one" if last else ""
        return [(REQUIREMENT, f"No plan can meet the requirements any more{since}" if last else "No plan can meet the requirements")]
    return []


def alerts_of_data(rules: Alerts, before: Iterable[Fault] | None, now: Iterable[Fault]) -> list[Alert]:
    """Warnings that the last reading of the data did not have; the same one in another row is not new."""
    if before is None or not rules.new_fault:
        return []
    known = Counter((fault.sheet, fault.message) for fault in before)
    new = []
    for fault in now:
        known[fault.sheet, fault.message] -= 1
        if known[fault.sheet, fault.message] < 0:
            new.append(f"New warning: {fault}")
    return list(_tell(FAULT, new, "new warning"))


def _tell(rule: str, sentences: Iterable[str], noun: str) -> Iterator[Alert]:
    """Each sentence, as many as a reader takes in, then how many more there are."""
    told = list(dict.fromkeys(sentences))
    yield from ((rule, sentence) for sentence in told[:_MOST])
    if len(told) > _MOST:
        yield rule, f"And {counted(len(told) - _MOST, f'more {noun}')}; the tables have them all"


def _unmet(plan: Plan, comparison: Comparison | None) -> Iterator[str]:
    for row in shortest_survived(plan).to_dict("records"):
        if row["survived"] < row["required"]:
            yield f"'{row['scenario']}' is survived for {counted(int(row['survived']), 'month')}, where {row['required']} are required"
    broken = plan.dependence[plan.dependence["slack"].astype(float) < _BROKEN]
    for row in broken.drop_duplicates(["lens", "group", "material", "destination", "side"]).to_dict("records"):
        side = "at most" if row["side"] == "maximum" else "at least"
        yield f"{row['group']} has {percent(row['share'])} of {row['material']} in {row['year']}, where {side} {percent(row['limit'])} is required"
    if comparison is None:
        return
    held = comparison.survival
    lost = held[(held["required_before"] > 0) & (held["survived_before"] >= held["required_before"]) & (held["survived_after"] < held["required_before"])]
    for scenario, rows in lost.groupby("scenario", sort=False):
        worst = rows.sort_values("survived_after", kind="stable").iloc[0]
        asked = "so much is no longer required" if worst["required_after"] < worst["required_before"] else "it is required still"
        before, now = (counted(int(worst[name]), "month") for name in ("required_before", "survived_after"))
        yield f"The last plan had to survive {before} of '{scenario}' in {worst['year']}, and did; {asked}, and this plan survives {now}"


def _dearer(most: float, comparison: Comparison) -> Iterator[str]:
    first, name = comparison.names[0], comparison.names[-1]
    before, after = (float(str(comparison.table.at["objective", n])) for n in (first, name))
    if after - before > most * abs(before) * (1 + _OVER):
        rise = f"{100 * (after - before) / abs(before):.3g}% more" if before else "more"
        yield f"The plan costs {money(after, comparison.currency)}, {rise} than the {money(before, comparison.currency)} of {first}; {percent(most)} is the bound"


def _dependent(plan: Plan, rules: Alerts) -> Iterator[str]:
    every = [*([DependenceRule(over=rules.dependence_over)] if rules.dependence_over is not None else []), *rules.dependence]
    if not every:
        return
    countries = country_shares(plan).assign(lens="location", destination="", origin="", limit=float("nan"))
    shares = pd.concat([countries, limited_shares(plan)], ignore_index=True).sort_values(["share", "year"], ascending=[False, True], kind="stable")
    told: set[tuple[str, ...]] = set()
    for rule in every:
        for row in shares[shares["share"] > rule.over + _OVER].to_dict("records"):
            key = (row["lens"], country_key(row["group"]), fold(row["material"]), row["origin"], row["destination"])
            if key in told or not _meant(rule, row["group"], row["material"]):
                continue
            told.add(key)
            whom = f" to {row['destination']}" if row["destination"] else ""
            how = "" if row["lens"] == "location" else " by owner" if row["lens"] == "owner" else f" by origin of {row['origin']}"
            yield f"{row['group']} has {percent(row['share'])} of {row['material']}{whom}{how} in {row['year']}, over {percent(rule.over)}"


def idle_rules(rules: Alerts, plan: Plan) -> list[str]:
    """What is said of rules that name nobody and nothing of the workbook."""
    return [said for rule in rules.dependence if (said := _unknown(rule, plan))]


def _unknown(rule: DependenceRule, plan: Plan) -> str:
    """What is said of a rule that names nobody and nothing of the workbook; '' of any other."""
    case = plan.case
    whom = {s.country for s in case.suppliers} | {s.owner for s in case.suppliers if s.owner} | {str(group) for group in plan.dependence["group"]}
    what = {o.material for o in case.offers} | {d.material for d in case.demand}
    for name, known, key, noun in (
        (rule.group, whom, country_key, "country, owner or limited group"),
        (rule.material, what, fold, "material"),
    ):
        if name is not None and key(name) not in {key(other) for other in known}:
            meant = nearest(name, known)
            hint = f"; did you mean '{meant}'?" if meant else ""
            return f"A rule on the dependence watches nothing: the workbook has no {noun} '{name}'{hint}"
    return ""


def _meant(rule: DependenceRule, group: str, material: str) -> bool:
    return (rule.group is None or country_key(rule.group) == country_key(group)) and (rule.material is None or fold(rule.material) == fold(material))


def _leaving(comparison: Comparison) -> Iterator[str]:
    own = comparison.suppliers[comparison.suppliers["change"] == "leaves"]
    staying = set(comparison.suppliers.loc[comparison.suppliers["years_after"] != "", "supplier"])
    for supplier, rows in own.groupby("supplier", sort=False):
        materials, then = listed([str(material) for material in rows["material"]]), comparison.names[0]
        if supplier in staying:
            yield f"{supplier} no longer supplies {materials}, as in the plan of {then}; it stays for others"
        else:
            yield f"{supplier} leaves the plan: it supplied {materials} in that of {then}"
