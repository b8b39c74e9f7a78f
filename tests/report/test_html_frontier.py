"""The page of a frontier: it says what the sheet says, marks what has no plan, keeps to itself, and draws in a real browser."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re
from pathlib import Path

import pandas as pd
import pytest

from resilience_opt.report.html.frontier import frontier_page, write_frontier_page
from resilience_opt.report.html.scripts import own_script, plotly_script
from resilience_opt.studies.frontier import COLUMNS, Frontier
from tests.report.test_html_browser import CHROMIUM, dom, done, requests, unguarded
from tests.report.test_html_guarded import HOSTILE, Reader
from tests.report.test_workbook import fake_plan

POINTS = [
    (0.8, 0.7, "optimal", 100e6, 0.0, 0.7, 0.0, "", ""),
    (0.8, 0.6, "feasible", 104e6, 0.021, 0.6, 300e3, "Ingal (Gallium)", ""),
    (0.8, 0.5, "no plan", None, None, None, None, "", ""),
    (1.0, 0.7, "optimal", 120e6, 0.0, 0.7, 0.0, "", ""),
    (1.0, 0.6, "infeasible", None, None, None, None, "", ""),
    (1.0, 0.5, "infeasible", None, None, None, None, "", ""),
]
browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is found here")


def made(rows: list[tuple[object, ...]] = POINTS, **more: str) -> Frontier:
    return Frontier(fake_plan().case, pd.DataFrame(rows, columns=COLUMNS), **{"limited": "China's share of Gallium", **more})


@pytest.fixture(scope="module")
def text() -> str:
    return frontier_page(made())


@pytest.fixture(scope="module")
def read(text: str) -> Reader:
    return Reader(text)


def test_the_page_says_what_the_sheet_says(read: Reader) -> None:
    """Every point is in the table, and sentences tell the cost, the end without a plan and what is not proven, curve by curve."""
    said = " ".join(" ".join(read.texts).split())
    for words in (
        "The limit that moves: China's share of Gallium.",
        "At a service level of 80%: from a limit of 70% to one of 60% the discounted cost goes from 100,000,000 to 104,000,000 USD: +4,000,000 (+4.00%).",
        "At a service level of 80%: from 70% to 60%, where a percentage point costs 400,000 USD on average.",
        "At a service level of 80%: the search was ended before there was a plan at 50%.",
        "At a service level of 80%: the search was ended before the gap was reached at 60%.",
        "At a service level of 100%: a limit of 70% costs 120,000,000 USD, discounted.",
        "At a service level of 100%: no plan can meet a limit of 60%, nor a tighter one.",
        "Ingal (Gallium)",
        "SHA-256 of the input",
    ):
        assert words in said, words
    assert said.count(" infeasible ") >= 2


def test_curves_and_their_ends(read: Reader) -> None:
    """A line for each service level, hollow where the gap was not reached, open where the search ended, a cross where no plan is left."""
    (chart,) = json.loads(read.scripts[0]).values()
    cost, price = chart["views"]
    first, second, cross = cost["traces"]
    assert (first["name"], first["x"], first["y"]) == ("service level 80%", [0.7, 0.6, 0.5], [100.0, 104.0, None])
    assert first["marker"]["symbol"][:2] == ["circle", "circle-open"] and first["customdata"][1] == "104,000,000 USD (gap 2.10%)"
    assert (second["name"], second["y"]) == ("service level 100%", [120.0, None, None])
    assert (cross["x"], cross["y"], cross["marker"]["symbol"], cross["line"]["dash"]) == ([0.7, 0.6], [120.0, 120.0], "x", "dot")
    assert cost["layout"]["yaxis"]["title"]["text"] == "million USD, discounted"
    assert cost["rows"] == [
        ["70%", "100,000,000 USD", "120,000,000 USD"],
        ["60%", "104,000,000 USD (gap 2.10%)", "no plan can meet it"],
        ["50%", "search ended first", "no plan can meet it"],
    ]
    assert price["traces"][0]["y"][:2] == [0.0, 300e3]


def test_one_curve_has_no_service_level(tmp_path: Path) -> None:
    """Where every requirement stayed as it is, neither the table nor the legend speaks of service."""
    found = Reader(frontier_page(made([(None, *row[1:]) for row in POINTS[:3]])))
    assert "Service level" not in found.texts
    (chart,) = json.loads(found.scripts[0]).values()
    assert chart["views"][0]["layout"]["showlegend"] is False
    assert chart["views"][0]["headers"] == ["Limit", "Cost of the plan"]


def test_no_plan_at_all() -> None:
    """Without any plan there is no chart, and a sentence in its place."""
    found = Reader(frontier_page(made(POINTS[-2:])))
    assert "No plan can meet any of these limits." in found.texts
    assert not [attrs for attrs in found.all("div") if attrs.get("class") == "plot"]
    assert "#charts" not in [attrs["href"] for attrs in found.all("a")]


def test_it_keeps_to_itself(read: Reader) -> None:
    """Nothing points outside, only the two known scripts run, and every link and label within leads somewhere."""
    links = [(k, v) for _, attrs in read.elements for k, v in attrs.items() if k in ("src", "href", "srcset", "action", "data", "poster")]
    assert all(v.startswith("#") or v == "data:," for _, v in links)
    assert read.scripts[1:] == [plotly_script(), own_script()]
    policy = next(attrs["content"] for attrs in read.all("meta") if "http-equiv" in attrs)
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in read.scripts[1:]]
    assert policy.startswith("default-src 'none';") and re.findall(r"'sha256-([^']+)'", policy) == hashes
    names = [attrs["id"] for _, attrs in read.elements if "id" in attrs]
    assert len(names) == len(set(names))
    wanted = [attrs["href"][1:] for attrs in read.all("a")] + [attrs["for"] for attrs in read.all("label")]
    assert set(wanted + [attrs["aria-labelledby"] for _, attrs in read.elements if "aria-labelledby" in attrs]) <= set(names)


def hostile(name: str) -> Frontier:
    """The same with a name in every text of the planner's."""
    case = fake_plan().case
    settings = dataclasses.replace(case.settings, title=f"{name} title", currency=f"{name} USD")
    rows = [(*row[:7], f"{name} enters" if row[7] else "", f"{name} leaves" if row[7] else "") for row in POINTS]
    return dataclasses.replace(made(rows, limited=f"{name}'s share"), case=dataclasses.replace(case, settings=settings))


@pytest.mark.parametrize("name", HOSTILE)
def test_names_stay_letters(name: str, read: Reader) -> None:
    """Whatever a name holds, the page has the same elements and scripts, and shows the name letter by letter."""
    found = Reader(frontier_page(hostile(name)))
    assert [tag for tag, _ in found.elements] == [tag for tag, _ in read.elements]
    assert not [attrs for _, attrs in found.elements if any(k.startswith("on") for k in attrs)]
    assert found.scripts[1:] == read.scripts[1:] and len(found.scripts) == 3
    assert f"{name} title" in found.texts and f"{name} enters" in found.texts


def test_same_points_same_bytes(text: str, tmp_path: Path) -> None:
    """The page holds no time of day; the old one is replaced whole, and a folder is made."""
    target = tmp_path / "new" / "f.html"
    assert write_frontier_page(made(), target) == target
    assert made().to_html(target).read_bytes() == text.encode()
    assert list(target.parent.iterdir()) == [target]


@browser
def test_it_draws_under_its_own_policy(tmp_path: Path) -> None:
    """As it is written the page runs its script and draws the curves."""
    drawn = dom(write_frontier_page(made(), tmp_path / "f.html"))
    assert 'data-ready="yes"' in drawn
    assert len(re.findall(r'<div class="plot[^"]*js-plotly-plot[^"]*" id="plot-frontier"', drawn)) == 1


@browser
def test_the_selector_and_hostile_names(tmp_path: Path) -> None:
    """The other view is drawn on request; no name becomes an element, and the axis shows it as letters."""
    action = """
      const select = document.getElementById("choose-frontier"), plot = document.getElementById("plot-frontier");
      const before = plot.data[0].y;
      select.value = "1"; select.dispatchEvent(new Event("change")); await wait(300);
      const inside = document.querySelectorAll(".plot a, .plot img, .plot image, .plot script, main a[href^=http], main img, iframe");
      return [before, plot.data[0].y, inside.length, document.querySelector("#plot-frontier .ytitle").textContent, document.title];
    """
    name = " ".join("".join(HOSTILE).split())
    before, after, inside, axis, title = done(frontier_page(hostile(name)), action, tmp_path / "f.html")
    assert (before[:2], after[:2], inside) == ([100.0, 104.0], [0.0, 300e3], 0)
    assert axis == f"{name}"[:47].rstrip() + "…" and title == f"{name} title: frontier"


@browser
def test_it_asks_for_nothing(text: str, tmp_path: Path) -> None:
    """Even without its policy the page makes no request."""
    bare = tmp_path / "bare.html"
    bare.write_text(unguarded(text), encoding="utf-8")
    assert requests(bare) == []
