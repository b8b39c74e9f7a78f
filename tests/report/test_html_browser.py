"""The page in a real browser, without a window: it draws, it can be used, no name breaks out of it, and it asks for nothing.

Skipped where no Chromium is found. Each run of the browser is one process, which ends by itself.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from resilience_opt.report.html.page import page, write_page
from resilience_opt.report.styles import SERIES
from tests.report.test_html_guarded import HOSTILE, hostile
from tests.report.test_workbook import fake_plan

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
CHROMIUM = next((found for name in NAMES if (found := shutil.which(name))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=f"no Chromium is found here; looked for {', '.join(NAMES)}")

QUIET = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-default-apps", "--disable-extensions", "--disable-sync", "--disable-domain-reliability",
    "--metrics-recording-only", "--no-pings", "--virtual-time-budget=30000", "--window-size=1300,1000",
)  # fmt: skip

#: What a test does on the page, once every chart is drawn; what it returns is read from the page as it is at the end.
DRIVER = """
<script>
addEventListener("error", (event) => { (window.faults ||= []).push(String(event.message)); });
(async () => {
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  for (let i = 0; i < 200 && !document.documentElement.dataset.ready; i++) await wait(50);
  const found = await (async () => { %s })();
  const shown = document.createElement("pre");
  shown.id = "found";
  shown.textContent = JSON.stringify({ found, faults: window.faults || [] });
  document.body.append(shown);
})();
</script>
"""


def dom(path: Path, *flags: str) -> str:
    """The page as it stands when it has come to rest."""
    assert CHROMIUM is not None
    profile = path.with_suffix(".profile")
    command = [CHROMIUM, *QUIET, f"--user-data-dir={profile}", *flags, "--dump-dom", path.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=240).stdout


def unguarded(text: str, more: str = "") -> str:
    """The page without its policy, which would stop what a test is looking for, and with more at its end."""
    bare, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    assert count == 1
    head, end = bare.rsplit("</body>", 1)
    return head + more + "</body>" + end


def done(text: str, action: str, path: Path, *flags: str) -> Any:
    """What an action on the page gives; a fault of any script on the way fails the test."""
    path.write_text(unguarded(text, DRIVER % action), encoding="utf-8")
    (shown,) = re.findall(r'<pre id="found">(.*?)</pre>', dom(path, *flags), flags=re.DOTALL)
    answer = json.loads(html.unescape(shown))
    assert answer["faults"] == []
    return answer["found"]


@pytest.fixture(scope="module")
def text() -> str:
    return page(fake_plan())


def test_page_draws_under_its_own_policy(tmp_path: Path) -> None:
    """As it is written, policy and all, the page runs its script and draws every chart."""
    drawn = dom(write_page(fake_plan(), tmp_path / "plan.html"))
    assert 'data-ready="yes"' in drawn
    assert len(re.findall(r'<div class="plot[^"]*js-plotly-plot[^"]*" id="plot-', drawn)) == 7


def test_tables_are_sorted_and_searched(text: str, tmp_path: Path) -> None:
    """Numbers are sorted as numbers and texts as texts, both ways; a search keeps the rows that have every word, and counts them."""
    action = """
      const table = document.getElementById("stockpiles-table"), input = document.getElementById("stockpiles-find");
      const column = (i) => Array.from(table.tBodies[0].rows, (row) => row.cells[i].textContent.trim());
      const button = (i) => table.tHead.rows[0].cells[i].querySelector("button");
      const level = [];
      button(7).click(); level.push(column(7), table.tHead.rows[0].cells[7].getAttribute("aria-sort"));
      button(7).click(); level.push(column(7), table.tHead.rows[0].cells[7].getAttribute("aria-sort"));
      const crisis = document.getElementById("crisis-find");
      crisis.value = "2028 3.00 ban"; crisis.dispatchEvent(new Event("input")); await wait(400);
      return { level, count: document.getElementById("crisis-count").textContent, left: document.getElementById("crisis-table").tBodies[0].rows.length };
    """
    found = done(text, action, tmp_path / "tables.html")
    assert found["level"] == [["100 USD", "200 USD"], "ascending", ["200 USD", "100 USD"], "descending"]
    crises = fake_plan().crisis
    kept = int((((crises[["from_stock", "shortage"]] == 3.0).any(axis=1)) & (crises["year"] == 2028)).sum())
    assert (found["count"], found["left"]) == (f"{kept} of {len(crises)} rows", kept)


def test_selectors_change_drawing_words_and_figures(text: str, tmp_path: Path) -> None:
    """Another choice of a selector changes what is drawn, what is said of it and the figures under it."""
    action = """
      const select = document.getElementById("choose-crisis"), plot = document.getElementById("plot-crisis");
      const state = () => [document.getElementById("viewed-crisis").textContent, plot.getAttribute("aria-label"), plot.data[2].y,
        document.getElementById("figures-crisis").tBodies[0].rows[0].textContent, select.selectedOptions[0].textContent.trim()];
      const before = state();
      select.value = "1"; select.dispatchEvent(new Event("change")); await wait(300);
      return [before, state(), document.getElementById("plot-costs").data[0].marker.color];
    """
    before, after, first = done(text, action, tmp_path / "select.html")
    assert before[0].startswith("Ban in 2027") and after[0].startswith("Ban in 2028")
    assert "Ban in 2027" in before[1] and "Ban in 2028" in after[1]
    assert before[4].startswith("2027:") and after[4].startswith("2028:")
    short = fake_plan().crisis
    assert after[2] == short[short["year"] == 2028]["shortage"].tolist()
    assert before[3] == after[3] == "16.00 t3.00 t1.00 t10.00 t"
    assert first == SERIES[0]


def test_dark_scheme_has_its_own_colours(text: str, tmp_path: Path) -> None:
    """The same page follows the reader's scheme: ground, ink and the charts' first colour."""
    action = """
      const style = getComputedStyle(document.body);
      return [matchMedia("(prefers-color-scheme: dark)").matches, style.backgroundColor, style.color,
        document.getElementById("plot-costs").data[0].marker.color];
    """
    dark, ground, ink, first = done(text, action, tmp_path / "dark.html", "--blink-settings=preferredColorScheme=0")
    assert dark is True
    assert sum(map(int, re.findall(r"\d+", ground))) < 150 < 600 < sum(map(int, re.findall(r"\d+", ink)))
    assert first != SERIES[0]


def test_no_name_breaks_out(tmp_path: Path) -> None:
    """In the browser too a name is letters: no script of it runs, no element of it is made, and charts show it as it is."""
    action = """
      const inside = document.querySelectorAll(".plot a, .plot img, .plot image, .plot script, main a[href^=http], main img, iframe");
      const labels = Array.from(document.querySelectorAll("#plot-flow .node-label"), (label) => label.textContent);
      const legends = Array.from(document.querySelectorAll("#plot-stock .legendtext"), (label) => label.textContent);
      return { title: document.title, inside: inside.length, scripts: document.scripts.length, labels, legends };
    """
    name = " ".join("".join(HOSTILE).split())
    found = done(page(hostile(name)), action, tmp_path / "hostile.html")
    assert found["title"] == f"{name} title: plan"
    assert (found["inside"], found["scripts"]) == (0, 4)
    assert f"{name} Gallium"[:35] + "…" in found["labels"]
    assert f"{name} Reserve"[:47] + "…" in found["legends"]


def test_charts_show_markup_as_letters(tmp_path: Path) -> None:
    """Plotly, which reads tags and entities in every text, shows those of a name letter by letter."""
    action = (
        """return Array.from(document.querySelectorAll("#plot-flow .node-label, #plot-stock .legendtext"), (label) => label.textContent)"""
    )
    name = '<a href="x">&lt;B&</a>'
    found = done(page(hostile(name)), action, tmp_path / "markup.html")
    assert {f"{name} Gallium", f"{name} Japan", f"{name} Reserve"} <= set(found)


def requests(path: Path) -> list[str]:
    """What a page asks the network for, from the browser's own log; what the browser asks for by itself has no page that began it."""
    log = path.with_suffix(".json")
    dom(path, f"--log-net-log={log}")
    noted = json.loads(log.read_text(encoding="utf-8"))
    begins = noted["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    asked = [event["params"] for event in noted["events"] if event["type"] == begins and "url" in event.get("params", {})]
    return [params["url"] for params in asked if params.get("initiator") != "not an origin"]


def test_page_asks_for_nothing(text: str, tmp_path: Path) -> None:
    """Even without its policy, which forbids it, the page makes no request; the same page with a picture from outside does, so it would be seen."""
    bare, asking = tmp_path / "bare.html", tmp_path / "asking.html"
    bare.write_text(unguarded(text), encoding="utf-8")
    asking.write_text(unguarded(text, '<img src="http://asked.example/picture.png" alt="">'), encoding="utf-8")
    assert requests(asking) == ["http://asked.example/picture.png"]
    assert requests(bare) == []
