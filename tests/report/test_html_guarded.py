"""The page keeps to itself: nothing breaks out of it and nothing in it reaches out."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from resilience_opt.case.schema import Record
from resilience_opt.plan.plan import Plan
from resilience_opt.report.html.page import page
from resilience_opt.report.html.scripts import own_script, plotly_script
from tests.report.test_workbook import fake_plan

#: Names that would do harm where a page or plotly took them for more than letters.
HOSTILE = (
    "</script><script>document.title='owned'</script>",
    "<img src=https://evil.example/x onerror=\"document.title='owned'\">",
    "\"'><svg onload=alert(1)>",
    '<a href="https://evil.example">link</a>',
    "{{ 7 * 7 }}{% raw %}",
    "%{x} $\\alpha$ &lt;b&gt; \u2028 <!-- --> ]]>",
)


def hostile(name: str) -> Plan:
    """The plan of the tests with a name before each of the planner's own, unit, currency and title included."""
    plan = fake_plan()
    case = plan.case

    def renamed(record: Record) -> Record:
        own = {
            f.name: getattr(record, f.name) for f in dataclasses.fields(record) if f.name not in ("row", "kind", "default_lane", "model")
        }
        return dataclasses.replace(record, **{k: f"{name} {v}" for k, v in own.items() if isinstance(v, str)})

    records = {f.name: getattr(case, f.name) for f in dataclasses.fields(case) if isinstance(getattr(case, f.name), tuple)}
    made = {key: tuple(renamed(record) for record in of) for key, of in records.items() if key != "warnings"}
    settings = dataclasses.replace(case.settings, title=f"{name} title", currency=f"{name} USD")
    tables = {
        f.name: getattr(plan, f.name).map(lambda v: f"{name} {v}" if isinstance(v, str) and v not in ("maximum", "minimum") else v)
        for f in dataclasses.fields(plan)
        if isinstance(getattr(plan, f.name), pd.DataFrame)
    }
    return dataclasses.replace(plan, case=dataclasses.replace(case, settings=settings, **made), **tables)


class Reader(HTMLParser):
    """The elements of a page with their attributes, its texts, and its scripts."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {k: v or "" for k, v in attrs}))
        self._inside = tag
        if tag == "script":
            self.scripts.append("")
        if tag == "style":
            self.styles.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.scripts[-1] += data
        elif self._inside == "style":
            self.styles[-1] += data
        else:
            self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.elements if name == tag]


@pytest.fixture(scope="module")
def read() -> Reader:
    return Reader(page(fake_plan()))


def test_nothing_points_outside(read: Reader) -> None:
    """No element names a place beyond the page, no style does, and the page forbids itself to ask."""
    links = [
        (tag, k, v) for tag, attrs in read.elements for k, v in attrs.items() if k in ("src", "href", "srcset", "action", "data", "poster")
    ]
    assert {(tag, k) for tag, k, _ in links} == {("a", "href"), ("link", "href")}
    assert all(v.startswith("#") or v == "data:," for _, _, v in links)
    assert not re.search(r"url\(|@import|https?:", "".join(read.styles) + own_script())
    assert not [attrs for attrs in read.all("meta") if attrs.get("http-equiv", "").lower() == "refresh"]
    (policy,) = [attrs["content"] for attrs in read.all("meta") if attrs.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none';") and "connect-src 'none'" in policy and "http" not in policy


def test_only_known_scripts_run(read: Reader) -> None:
    """The page has its data and two scripts, whose hashes are those that its policy allows."""
    assert read.scripts[1:] == [plotly_script(), own_script()]
    policy = next(attrs["content"] for attrs in read.all("meta") if "http-equiv" in attrs)
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in read.scripts[1:]]
    assert re.findall(r"'sha256-([^']+)'", policy) == hashes
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    assert [attrs for attrs in read.all("script") if attrs] == [{"type": "application/json", "id": "data"}]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_stay_letters(name: str, read: Reader) -> None:
    """Whatever a planner's name holds, the page has the same elements and attributes, and shows the name letter by letter."""
    plan = hostile(name)
    found = Reader(page(plan))
    tags = {tag for tag, _ in found.elements}
    assert tags == {tag for tag, _ in read.elements} and len(found.scripts) == 3
    assert not [attrs for _, attrs in found.elements if any(k.startswith("on") for k in attrs)]
    assert found.scripts[1:] == read.scripts[1:]
    title = f"{name} title"
    assert title in found.texts and f"{title}: plan" in found.texts
    supplier = plan.allocation["supplier"].iloc[0]
    assert supplier in found.texts
    crisis = json.loads(found.scripts[0])["crisis"]["views"][0]
    assert crisis["title"].startswith(f"{name} Ban in 2027: {name} Gallium in {name} Japan")
