"""The page of the plan as a file: what it holds, that nothing breaks out of it or reaches out of it, and how it is written."""

from __future__ import annotations

import dataclasses
import importlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from resilience_opt.plan.plan import Plan
from resilience_opt.report.html.page import figures, page, write_page
from resilience_opt.report.provenance import provenance
from resilience_opt.report.sentences import decision
from resilience_opt.report.sheets import summary
from resilience_opt.report.tables import kept
from resilience_opt.report.workbook import SHEETS
from tests.report.test_html_guarded import Reader
from tests.report.test_workbook import fake_plan


@pytest.fixture(scope="module")
def text() -> str:
    return page(fake_plan())


@pytest.fixture(scope="module")
def read(text: str) -> Reader:
    return Reader(text)


def words(read: Reader) -> str:
    return " ".join(" ".join(read.texts).split())


def test_page_says_what_the_workbook_says(read: Reader) -> None:
    """Title, the decision's sentences, key figures, every sheet with its headers, and what produced the plan."""
    plan, said = fake_plan(), words(read)
    assert "=1+1" in said and "Plan for 2027 to 2028" in said
    for sentence in decision(plan):
        assert sentence in said
    for layout in SHEETS:
        assert layout.shows in said
        for field in kept(layout.fields, layout.frame(plan)) if len(layout.frame(plan)) else ():
            assert " ".join(field.header.split()) in said
    for name, value in provenance(plan):
        assert f"{name} {value}" in said


def test_key_figures_are_those_of_the_summary() -> None:
    """Cost, bound, gap, status and audit, each with its unit; a failed audit is bad and an unknown bound is said to be so."""
    plan = fake_plan()
    shown = {figure.name: (figure.value, figure.state) for figure in figures(plan)}
    value = dict(zip(*(summary.frame(plan)[c] for c in ("Figure", "Value")), strict=True))
    assert list(shown.values()) == [
        (f"{value['Objective']:,.0f} USD", ""),
        (f"{value['Bound']:,.0f} USD", ""),
        (f"{value['Gap']:.4%}", ""),
        ("optimal", "good"),
        ("passed", "good"),
    ]
    checks = plan.audit.checks.assign(passed=False)
    failed = dataclasses.replace(plan, status="feasible", bound=None, gap=None, audit=dataclasses.replace(plan.audit, checks=checks))
    assert [(f.value, f.state) for f in figures(failed)][1:] == [
        ("not known", ""),
        ("not known", ""),
        ("feasible", "bad"),
        ("failed", "bad"),
    ]


def test_same_plan_gives_same_bytes(text: str, tmp_path: Path) -> None:
    """The page holds no time of day and no duration, and no name that is made up anew."""
    slower = dataclasses.replace(fake_plan(), seconds={"solve": 99.0})
    one, two = write_page(slower, tmp_path / "a" / "one.html"), write_page(fake_plan(), tmp_path / "two.html")
    assert one.read_bytes() == two.read_bytes() == text.encode()


def test_a_failed_write_keeps_the_old_page(tmp_path: Path) -> None:
    """A page that cannot be written leaves the one before it, and nothing beside it."""
    target = tmp_path / "plan.html"
    target.write_bytes(b"old")
    with pytest.raises(KeyError):
        write_page(dataclasses.replace(fake_plan(), allocation=pd.DataFrame()), target)
    assert target.read_bytes() == b"old" and list(tmp_path.iterdir()) == [target]
    assert write_page(fake_plan(), target).read_bytes() != b"old" and list(tmp_path.iterdir()) == [target]


def test_every_anchor_is_there(read: Reader) -> None:
    """Each link within the page and each label leads to an element, and no two elements share a name."""
    names = [attrs["id"] for _, attrs in read.elements if "id" in attrs]
    assert len(names) == len(set(names))
    wanted = [attrs["href"][1:] for attrs in read.all("a")]
    wanted += [attrs["for"] for attrs in read.all("label")] + [attrs["data-table"] for attrs in read.all("input")]
    wanted += [attrs["aria-labelledby"] for _, attrs in read.elements if "aria-labelledby" in attrs]
    assert set(wanted) <= set(names)


def test_headings_and_headers_are_for_readers_of_all_kinds(read: Reader) -> None:
    """One title, headings without gaps, headers with a scope, and a text for each drawing."""
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch(r"h\d", tag)]
    assert levels.count(1) == 1 and all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))
    assert {attrs.get("scope") for attrs in read.all("th")} == {"col", "row"}
    plots = [attrs for attrs in read.all("div") if attrs.get("class") == "plot"]
    assert plots and all(attrs["role"] == "img" and len(attrs["aria-label"]) > 40 for attrs in plots)
    assert all(attrs["id"] in {label["for"] for label in read.all("label")} for tag in ("select", "input") for attrs in read.all(tag))
    assert read.all("html") == [{"lang": "en"}]


def test_both_schemes_have_contrast(read: Reader) -> None:
    """Text stands out from its ground as the guidelines for accessibility ask, in light and in dark: 4.5 to 1 or better."""
    css = "".join(read.styles)
    light = dict(re.findall(r"--([\w-]+): (#[0-9a-fA-F]{6})", css.split("@media (prefers-color-scheme: dark)")[0]))
    dark = light | dict(re.findall(r"--([\w-]+): (#[0-9a-fA-F]{6})", css.split("@media (prefers-color-scheme: dark)")[1].split("* {")[0]))
    pairs = [
        ("ink", "paper"),
        ("soft", "paper"),
        ("soft", "raised"),
        ("ink", "raised"),
        ("link", "paper"),
        ("link", "raised"),
        ("on-head", "head"),
    ]
    pairs += [("good", "raised"), ("bad", "raised"), ("ink", "land"), *(("marked", mark) for mark in ("red", "amber", "green"))]
    for scheme in (light, dark):
        assert {
            pair: contrast(scheme[pair[0]], scheme[pair[1]]) for pair in pairs if contrast(scheme[pair[0]], scheme[pair[1]]) < 4.5
        } == {}
    assert light != dark


def contrast(a: str, b: str) -> float:
    """Contrast of two colours, as WCAG 2 defines it."""
    parts = [[int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)] for colour in (a, b)]
    linear = [[v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in part] for part in parts]
    dark, light = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in linear)
    return (light + 0.05) / (dark + 0.05)


def test_a_bare_plan_has_a_page() -> None:
    """Without stock, limits, disruptions or a bound the page says so."""
    names = ("stockpiles", "dependence", "survival", "crisis", "crisis_costs")
    plan = dataclasses.replace(fake_plan(), bound=None, gap=None, **{n: getattr(fake_plan(), n).iloc[:0] for n in names})
    said = words(Reader(page(plan)))
    assert "Left out: no share is limited from above; no stock is kept; no disruption is tested." in said
    assert said.count("No rows.") >= 4


def test_a_plan_without_a_ladder_has_no_table_for_it(read: Reader) -> None:
    """A sheet that the workbook leaves out is left out of the page too."""
    bare = Reader(page(dataclasses.replace(fake_plan(), ladder=None)))
    tables = [{attrs["id"] for attrs in found.all("section")} for found in (read, bare)]
    assert tables[0] - tables[1] == {"cost-of-resilience"} and tables[1] < tables[0]


def test_plan_writes_itself(tmp_path: Path) -> None:
    """`Plan.to_html` stands beside `to_excel`."""
    assert fake_plan().to_html(str(tmp_path / "p.html")) == tmp_path / "p.html"
    assert (tmp_path / "p.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_page_is_imported_when_it_is_written() -> None:
    """Neither the command nor a plan without a page loads jinja2 or plotly."""
    code = (
        "import sys; from resilience_opt.cli import main; main(['--help']); import resilience_opt.plan.plan, resilience_opt.report.html.page;"
        "heavy = {'plotly', 'jinja2'} & set(sys.modules); sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_command_lists_both_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The command writes the page beside the workbook and names both."""
    from resilience_opt.command import solve

    def planned(*_: Any, **__: Any) -> Plan:
        return fake_plan()

    monkeypatch.setattr(importlib.import_module("resilience_opt.studies.run"), "optimize", planned)
    monkeypatch.setattr(importlib.import_module("resilience_opt.case.build"), "read_case", lambda _: fake_plan().case)
    assert solve.solve(solve.Request(book=Path("gallium.xlsx"), output=tmp_path, json=True, ladder=False)) == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert files == [str(tmp_path / "gallium-plan.xlsx"), str(tmp_path / "gallium-plan.html")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gallium-plan.html", "gallium-plan.xlsx"]
