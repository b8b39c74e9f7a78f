/* The page's own script: charts drawn in the reader's scheme, selectors, tables that are searched and sorted, print. It asks for nothing. */
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const shown = {};  // which view of each chart

  // --- colours: '@series-0' is the scheme's first colour, '@faint-0' the same, see-through -------------------------------------

  const named = (name) => getComputedStyle(root).getPropertyValue(name).trim();
  function colour(token) {
    if (token === "@halo") return `0 0 2px ${named("--paper")}, 0 0 4px ${named("--paper")}`;
    const faint = /^@faint-(\d)$/.exec(token);
    if (!faint) return named("--" + token.slice(1));
    const hex = named("--series-" + faint[1]);
    return `rgba(${[1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)).join(",")},0.45)`;
  }
  const isColour = (key) => ["color", "fillcolor", "fgcolor", "shadow"].includes(key);
  function coloured(value, key) {
    if (Array.isArray(value)) return value.map((one) => coloured(one, key));
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, coloured(v, k)]));
    return isColour(key) && typeof value === "string" && value.startsWith("@") ? colour(value) : value;
  }

  // --- charts ----------------------------------------------------------------------------------------------------------------

  function layout(own, width) {
    const ink = named("--ink"), rule = named("--rule"), text = { size: 13, color: ink };
    const bare = { visible: false, fixedrange: true };
    const axis = { color: ink, gridcolor: rule, linecolor: rule, zerolinecolor: rule, automargin: true, fixedrange: true };
    const titled = (given) => ({ ...given, title: { ...(given || {}).title, font: text } });
    const { map, bare: empty, ...rest } = own;
    const made = {
      font: { family: "system-ui, 'Segoe UI', Calibri, Arial, sans-serif", ...text },
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", dragmode: false, hovermode: "closest",
      hoverlabel: { font: { size: 13 }, namelength: -1 }, height: 380,
      margin: map ? { l: 0, r: 0, t: 0, b: 0 } : empty ? { l: 2, r: 2, t: 8, b: 12 } : { l: 55, r: 12, t: 12, b: 36 },
      showlegend: !map && !empty, legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom", traceorder: "normal" },
      ...rest,
      xaxis: map ? { ...bare, range: [-2750, 2750] } : { ...axis, showgrid: false, ...titled(rest.xaxis) },
      yaxis: map ? { ...bare, range: [-1040, 1420], scaleanchor: "x", scaleratio: 1 } : { ...axis, ...titled(rest.yaxis) },
    };
    if (rest.yaxis2) made.yaxis2 = { ...axis, ...titled(rest.yaxis2) };
    if (width) made.width = width; else made.autosize = true;
    return made;
  }

  const config = { responsive: true, displayModeBar: false, displaylogo: false, showTips: false, plotlyServerURL: "", topojsonURL: "" };

  // A trace with a column takes its places and its texts from the figures; plotly reads tags and entities in every text, so they are escaped.
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  function whole({ column, ...trace }, rows) {
    return column === undefined ? trace : { ...trace, x: rows.map((row) => escaped(row[0])), customdata: rows.map((row) => escaped(row[column])) };
  }

  const WORLD = 1200, PROPORTION = 0.447;  // pixels across at which the map's circles have their size; its height by its width
  function drawn(key, width) {
    const chart = data[key], view = chart.views[shown[key] || 0], own = { ...chart.layout, ...view.layout };
    let traces = chart.under.concat(view.traces.map((trace, i) => whole({ ...chart.common[i], ...trace }, view.rows)));
    if (own.map) {
      const wide = width || document.getElementById("plot-" + key).clientWidth, small = Math.min(1, wide / WORLD);
      const sized = ({ marker, textfont, ...trace }) => ({
        ...trace, marker: { ...marker, size: marker.size.map((one) => one * small) }, textfont: { ...textfont, size: small < 0.9 ? 10 : 12 },
      });
      own.height = Math.round(wide * PROPORTION);
      traces = traces.map((trace) => (trace.marker ? sized(trace) : trace));
    }
    return [coloured(traces), layout(own, width), config];
  }
  const draw = (key) => Plotly.react("plot-" + key, ...drawn(key));
  const drawAll = () => Promise.all(Object.keys(data).map((key) => draw(key)));

  function figures(key) {
    const chart = data[key], view = chart.views[shown[key] || 0], table = document.getElementById("figures-" + key);
    document.getElementById("plot-" + key).setAttribute("aria-label", chart.title + ". " + view.says);
    const viewed = document.getElementById("viewed-" + key);
    if (viewed) viewed.textContent = view.title;
    table.caption.textContent = view.says;
    const cell = (tag, text, scope) => { const made = document.createElement(tag); made.textContent = text; if (scope) made.scope = scope; return made; };
    table.tHead.rows[0].replaceChildren(...view.headers.map((text) => cell("th", text, "col")));
    table.tBodies[0].replaceChildren(...view.rows.map((row) => {
      const made = document.createElement("tr");
      made.append(...row.map((text, i) => (i ? cell("td", text) : cell("th", text, "row"))));
      return made;
    }));
  }

  for (const select of document.querySelectorAll("select[data-chart]")) {
    select.value = "0";
    select.addEventListener("change", () => {
      shown[select.dataset.chart] = Number(select.value);
      draw(select.dataset.chart);
      figures(select.dataset.chart);
    });
  }

  // --- tables ----------------------------------------------------------------------------------------------------------------

  // The number at the head of a text such as '1,234 t/year', '12.5%' or '1.0E-07'; a dash is nought, a blank comes last.
  function number(text) {
    const found = /^-?[\d,]*\.?\d+(?:E[+-]\d+)?/.exec(text);
    return found ? Number(found[0].replace(/,/g, "")) : text === "\u2013" ? 0 : null;
  }
  const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  function alive(table, input, count) {
    const body = table.tBodies[0], all = Array.from(body.rows), heads = Array.from(table.tHead.rows[0].cells);
    const text = all.map((row) => Array.from(row.cells, (cell) => cell.textContent.trim()));
    const found = text.map((cells) => cells.join("\n").toLowerCase());
    let order = all.map((_, i) => i);
    function show() {
      const asked = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const kept = order.filter((i) => asked.every((word) => found[i].includes(word)));
      body.replaceChildren(...kept.map((i) => all[i]));
      count.textContent = asked.length ? `${kept.length.toLocaleString("en-US")} of ${all.length.toLocaleString("en-US")} rows` : whole;
    }
    const whole = count.textContent;
    let waiting = 0;
    input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 120); });
    heads.forEach((head, column) => {
      const button = document.createElement("button"), numeric = head.classList.contains("n");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const values = text.map((cells) => (numeric ? number(cells[column]) : cells[column] || null));
        order = all.map((_, i) => i).sort((a, b) => {
          const x = values[a], y = values[b];
          if (x === null || y === null) return (x === null) - (y === null) || a - b;
          return (up ? 1 : -1) * (numeric ? x - y : words.compare(x, y)) || a - b;
        });
        show();
      });
    });
  }
  for (const input of document.querySelectorAll("input[data-table]")) {
    const table = document.getElementById(input.dataset.table);
    input.value = "";
    alive(table, input, input.parentElement.querySelector(".count"));
  }

  // --- scheme and print ------------------------------------------------------------------------------------------------------

  dark.addEventListener("change", () => drawAll());
  let resized = 0;
  window.addEventListener("resize", () => {  // plotly fits the width by itself; the map's height follows it
    clearTimeout(resized);
    resized = setTimeout(() => Object.keys(data).filter((key) => data[key].views[0].layout.map).forEach((key) => draw(key)), 200);
  });
  // On paper every chart is drawn anew, which is done at once, where a change of a drawing takes its time.
  const PAPER = { whole: 1000, half: 490 };  // pixels, on A4 landscape
  window.addEventListener("beforeprint", () => {
    root.classList.add("printing");
    for (const key of Object.keys(data)) {
      const plot = document.getElementById("plot-" + key);
      Plotly.purge(plot);
      Plotly.newPlot(plot, ...drawn(key, plot.closest(".tall") ? PAPER.whole : PAPER.half));
    }
  });
  window.addEventListener("afterprint", () => {
    root.classList.remove("printing");
    Object.keys(data).forEach((key) => Plotly.purge("plot-" + key));
    drawAll();
  });
  drawAll().then(() => root.setAttribute("data-ready", "yes"));
})();
