"""The extensive form in linopy, as one who knows it would write it: whole arrays over years, scenarios, arcs and months at once.

Every row of the crises is written here in linopy's own expressions. The plan's own rows, which are few, are taken over from our matrix:
that is in linopy's favour. Of linopy's ways the fastest is taken: sparse, with semantics v1, about twice as fast as its default.
`tests/benchmarks/test_peers.py` asks that it is the same program: as many rows, columns and nonzeros, and the same optimum.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import linopy
import numpy as np
import xarray as xr

from benchmarks.measured import Tell, case_of
from benchmarks.peers.linopy_plan import plan_of
from benchmarks.process import peak
from resilience_opt.compile.program import Compiled, compile_statement
from resilience_opt.formulation.data import arrival_lane
from resilience_opt.formulation.definition import load_model
from resilience_opt.network.build import build_network
from resilience_opt.network.network import Network
from resilience_opt.network.scale import scaled


def build(job: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """Write the model and pass it to HiGHS: processor seconds, several times over; memory after the first."""
    net = scaled(build_network(case_of(job)))
    compiled = compile_statement(net, load_model("standard"))
    start, seconds = peak(), {"build": [], "pass": []}  # type: ignore[var-annotated]
    for repeat in range(job["repeats"]):
        times = [time.process_time()]
        m = written(net, compiled)
        times.append(time.process_time())
        solver = m.to_highspy()
        times.append(time.process_time())
        seconds["build"].append(round(times[1] - times[0], 4))
        seconds["pass"].append(round(times[2] - times[1], 4))
        if not repeat:
            most = peak()
        size = solver.getNumRow(), solver.getNumCol(), solver.getNumNz()
        del solver, m
    return {"rows": size[0], "columns": size[1], "nonzeros": size[2], "seconds": seconds, "start": round(start, 1), "peak": most}


@dataclass(frozen=True)
class Crises:
    """What the rows of the crises are written from; `into` are the arcs into nodes, under their own numbers."""

    net: Network
    m: linopy.Model
    plan: dict[str, linopy.Variable]
    flow: linopy.LinearExpression
    release: linopy.LinearExpression
    shortage: linopy.Variable
    into: xr.DataArray
    months: xr.DataArray

    def of_arc(self, values: Any, name: str = "into") -> xr.DataArray:
        """A figure of each arc into a node."""
        return xr.DataArray(np.asarray(values)[self.into.values], {"into": self.into.values}, name=name)

    def by_month(self, values: Any, dimension: str, chosen: Any = None) -> xr.DataArray:
        """A figure by scenario, one more index, and month."""
        chosen = np.arange(values.shape[1]) if chosen is None else np.asarray(chosen)
        coords = {"scenario": np.arange(values.shape[0]), dimension: chosen, "month": self.months.values}
        return xr.DataArray(values[:, chosen, 1:], coords, ("scenario", dimension, "month"))


def written(net: Network, compiled: Compiled) -> linopy.Model:
    """The whole model."""
    linopy.options["semantics"] = "v1"  # sparse models ask for it
    m = linopy.Model(sparse=True)
    plan = plan_of(m, compiled)
    into = _index("into", np.flatnonzero(net.arcs.need >= 0))
    months, draws, classes = _index("month", np.arange(1, net.months + 1)), _index("draw", np.arange(len(net.draws))), _index("class", np.arange(len(net.classes)))
    crisis = [_index("year", np.arange(len(net.years))), _index("scenario", np.arange(len(net.shocks)))]
    serves = xr.DataArray(net.arcs.months[into.values], {"into": into.values}) >= months
    responds = xr.DataArray(net.stocks.response[net.draws.stock], {"draw": draws.values}) < months
    flow = m.add_variables(0, coords=_coords(*crisis, into, months), name="flow", mask=_over(serves, *crisis))
    release = m.add_variables(0, coords=_coords(*crisis, draws, months), name="release", mask=_over(responds, *crisis))
    shortage = m.add_variables(0, coords=_coords(*crisis, classes, months), name="shortage")
    c = Crises(net, m, plan, flow.fillna(0), release.fillna(0), shortage, into, months)
    sent = _supply(c)
    dear = _passage(c, sent)
    _service(c)
    _stocks(c)
    _cost(c, dear)
    return m


def _supply(c: Crises) -> tuple[Any, Any]:
    """Supply of an offer; returns what it sends, and what it has contracted, by offer."""
    net = c.net
    sent = c.flow.groupby(c.of_arc(net.arcs.offer, "offer")).sum()
    offers = sent.indexes["offer"].to_numpy()
    last = np.zeros(len(net.offers), dtype=int)
    np.maximum.at(last, net.arcs.offer, net.arcs.months)
    everything = c.plan["ship"].groupby(xr.DataArray(net.arcs.offer, {"arc": np.arange(len(net.arcs))}, name="offer")).sum()
    contracted = everything.sel(offer=offers)
    of = {name: xr.DataArray(getattr(net.offers, name)[offers], {"offer": offers}) for name in ("standby", "surge", "ramp_months")}
    ready = c.months > of["ramp_months"]
    rate = c.by_month(net.shocks.available, "offer", offers) / 12
    right = (rate * (1 - of["standby"] * ready)) * contracted + (rate * (of["standby"] + of["surge"]) * ready) * c.plan["capacity"].sel(offer=offers)
    holds = xr.DataArray(last[offers], {"offer": offers}) >= c.months
    c.m.add_constraints(sent - right <= 0, name="supply", mask=_over(holds, *_crisis(c)))
    return sent, contracted


def _passage(c: Crises, sent: tuple[Any, Any]) -> linopy.Variable | None:
    """Hindered passages, and what goes beyond the plan; returns the variable that counts it."""
    net = c.net
    offer, dispatched, contracted = net.arcs.offer[c.into.values], *sent
    of = {name: c.of_arc(getattr(net.offers, name)[net.arcs.offer]) for name in ("standby", "surge", "ramp_months")}
    passes = c.by_month(net.shocks.permit * arrival_lane(net, net.shocks.lane), "into", c.into.values)
    hindered = np.flatnonzero((passes < 1).any(("scenario", "month")).values)
    if len(hindered):
        some, arcs = c.into.values[hindered], xr.DataArray(offer[hindered], {"into": c.into.values[hindered]})
        rate, ready = passes.sel(into=some) / 12, (c.months > of["ramp_months"]).sel(into=some)
        ship = c.plan["ship"].sel(arc=xr.DataArray(some, {"into": some}))
        standby, surge = of["standby"].sel(into=some), of["surge"].sel(into=some)
        right = rate * ship - (rate * standby * ready) * contracted.sel(offer=arcs) + (rate * (standby + surge) * ready) * c.plan["capacity"].sel(offer=arcs)
        holds = (passes.sel(into=some) < 1) & (c.of_arc(net.arcs.months).sel(into=some) >= c.months)
        c.m.add_constraints(c.flow.sel(into=some) - right <= 0, name="passage", mask=holds.expand_dims(year=_crisis(c)[0].values))
    dear = np.flatnonzero((net.offers.surge_premium > 0) & np.isin(np.arange(len(net.offers)), offer))
    if not len(dear):
        return None
    last = np.array([max(net.arcs.months[a] for a in net.offers.arcs[o]) for o in dear])
    holds = _over(xr.DataArray(last, {"offer": dear}) >= c.months, *_crisis(c))
    extra = c.m.add_variables(0, coords=_coords(*_crisis(c), _index("offer", dear), c.months), name="extra", mask=holds)
    c.m.add_constraints(extra - dispatched.sel(offer=dear) + 1 / 12 * contracted.sel(offer=dear) >= 0, name="beyond_the_plan", mask=holds)
    return extra


def _service(c: Crises) -> None:
    """Markets, recipes and survival."""
    net = c.net
    lead = net.arcs.lead[c.into.values]
    arriving = linopy.merge([(c.flow.sel(into=c.into.values[lead == months])).shift(month=int(months)).fillna(0) for months in np.unique(lead)], dim="into")
    need = xr.DataArray(net.arcs.need[arriving.indexes["into"].to_numpy()], {"into": arriving.indexes["into"].to_numpy()}, name="need")
    needs = np.arange(len(net.needs))
    parts = [arriving.groupby(need).sum().reindex(need=needs).fillna(0)]
    way = c.into.values[lead > 0]
    if len(way):
        moving = c.by_month(net.shocks.lane, "into", way) / 12 * (xr.DataArray(net.arcs.lead[way], {"into": way}) >= c.months)
        under = moving * c.plan["ship"].sel(arc=xr.DataArray(way, {"into": way}))
        parts.append(under.groupby(xr.DataArray(net.arcs.need[way], {"into": way}, name="need")).sum().reindex(need=needs).fillna(0))
    if len(net.draws):
        parts.append(c.release.groupby(xr.DataArray(net.draws.need, {"draw": np.arange(len(net.draws))}, name="need")).sum().reindex(need=needs).fillna(0))
    served = linopy.merge(parts, dim="_term")
    asked, made = np.flatnonzero(net.needs.market), np.flatnonzero(~net.needs.market)
    short = c.shortage.groupby(xr.DataArray(net.classes.need, {"class": np.arange(len(net.classes))}, name="need")).sum()
    due = xr.DataArray(net.shocks.demand[:, net.classes.need, 1:], dims=("scenario", "class", "month")) * xr.DataArray(net.classes.quantity / 12, dims=("class", "year"))
    due = due.assign_coords({"scenario": np.arange(len(net.shocks)), "class": np.arange(len(net.classes)), "month": c.months.values, "year": np.arange(len(net.years))})
    wanted = due.groupby(xr.DataArray(net.classes.need, {"class": np.arange(len(net.classes))}, name="need")).sum()
    c.m.add_constraints(served.sel(need=asked) + short.sel(need=asked) >= wanted.sel(need=asked), name="crisis_demand")
    c.m.add_constraints(c.shortage <= due, name="shortage_within_demand")
    service = xr.DataArray(net.shocks.service[..., 1:], dims=("scenario", "class", "year", "month")).assign_coords({x: due[x] for x in due.dims})
    if bool((service > 0).any()):
        c.m.add_constraints(c.shortage <= (1 - service) * due, name="survival", mask=service > 0)
    pairs = [(q, a, quantity) for q in made for o, quantity in net.needs.recipe[q] for a in net.offers.arcs[o] if net.arcs.need[a] >= 0]
    if pairs:
        by, arc, quantity = (np.array(x) for x in zip(*pairs, strict=True))
        used = xr.DataArray(quantity, dims="pair") * c.flow.sel(into=xr.DataArray(arc, dims="pair"))
        used = used.drop_vars("into").assign_coords(pair=np.arange(len(pairs)))
        inputs = used.groupby(xr.DataArray(by, {"pair": np.arange(len(pairs))}, name="need")).sum().reindex(need=made).fillna(0)
        body = served.sel(need=made) - inputs
        c.m.add_constraints(body >= 0, name="crisis_recipe", mask=((body.vars >= 0) & (body.coeffs != 0)).any("_term"))


def _stocks(c: Crises) -> None:
    """What reserves hold and hand out."""
    net = c.net
    if not len(net.draws):
        return
    stock = xr.DataArray(net.draws.stock, {"draw": np.arange(len(net.draws))}, name="stock")
    out = c.release.groupby(stock).sum()
    known = out.indexes["stock"].to_numpy()
    c.m.add_constraints(out.sum("month") - c.plan["level"].sel(stock=known) <= 0, name="release_within_stock")
    limited = known[np.isfinite(net.stocks.release[known])]
    if len(limited):
        holds = xr.DataArray(net.stocks.response[limited], {"stock": limited}) < c.months
        right = xr.DataArray(net.stocks.release[limited], {"stock": limited})
        c.m.add_constraints(out.sel(stock=limited) <= right, name="release_limited", mask=_over(holds, *_crisis(c)))


def _cost(c: Crises, extra: linopy.Variable | None) -> None:
    """What each crisis costs beyond a normal year."""
    net = c.net
    price = c.by_month(net.shocks.price, "into", c.into.values) * c.of_arc(net.arcs.cost)
    short = xr.DataArray(net.classes.shortage_cost, {"class": np.arange(len(net.classes)), "year": np.arange(len(net.years))})
    replaced = xr.DataArray(net.stocks.price[net.draws.stock], {"draw": np.arange(len(net.draws))})
    arcs = {"arc": np.arange(len(net.arcs))}
    spared = xr.DataArray(np.where(net.arcs.need >= 0, net.arcs.months / 12 * net.arcs.cost, 0.0), arcs)
    parts = [(price * c.flow).sum(("into", "month")), (short * c.shortage).sum(("class", "month")), -1 * (spared * c.plan["ship"]).sum("arc")]
    parts.append(-net.months / 12 * (short * c.plan["base_shortage"]).sum("class"))
    if len(net.draws):
        parts.append((replaced * c.release).sum(("draw", "month")))
    if extra is not None:
        dear = extra.indexes["offer"].to_numpy()
        parts.append((xr.DataArray((net.offers.surge_premium * net.offers.unit_cost)[dear], {"offer": dear}) * extra).sum(("offer", "month")))
    c.m.add_constraints(sum(parts[1:], parts[0]) - net.crisis_money * c.plan["crisis_cost"] <= 0, name="crisis_cost_counted")


def _index(name: str, values: Any) -> xr.DataArray:
    return xr.DataArray(values, {name: values}, name=name)


def _coords(*indices: xr.DataArray) -> list[Any]:
    return [index.to_index() for index in indices]


def _over(mask: xr.DataArray, *indices: xr.DataArray) -> xr.DataArray:
    return mask.expand_dims({str(index.name): index.values for index in indices})


def _crisis(c: Crises) -> list[xr.DataArray]:
    return [_index("year", np.arange(len(c.net.years))), _index("scenario", np.arange(len(c.net.shocks)))]
