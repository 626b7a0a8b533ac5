// Charts where figures ask for one: before and after, rates of change of one place, ranks.

const Charts = (() => {
  const WIDTH = 720;
  const ROW = 30;
  const NAME = 250;
  let place = -1;

  const pairs = (claims) => claims.filter((one) => one.origin !== undefined && one.value !== undefined
    && Number.isFinite(Number(one.origin)) && Number.isFinite(Number(one.value)));
  const rates = (claims) => claims.filter((one) => one.kind === "growth" && one.unit === "%" && one.value !== undefined);
  const ranks = (claims) => claims.filter((one) => one.kind === "rank" && one.value !== undefined);

  function render(state) {
    const holder = byId("charts");
    const claims = Scene.claims(state).filter((one) => one.status !== "computed");
    const parts = [before(pairs(claims)), growth(rates(claims)), positions(ranks(claims))].filter(Boolean);
    holder.replaceChildren(...(parts.length ? [el("p", { class: "dim" }, t("charted")), ...parts] : [el("p", {}, t("noCharts"))]));
  }

  /** The chart of one node's claims for the panel, null where none is worth drawing. */
  function small(all) {
    const claims = all.filter((one) => one.status !== "computed");
    if (pairs(claims).length) return el("section", {}, before(pairs(claims).slice(0, 6), 360));
    if (rates(claims).length > 1) return el("section", {}, bars(rates(claims).slice(0, 8), 360, t("rates")));
    return null;
  }

  function figure(title, drawing, extra = null) {
    return el("figure", {}, el("figcaption", {}, title), extra, drawing);
  }

  function canvas(width, height, name, ...content) {
    return svg("svg", { class: "chart", viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": name }, ...content);
  }

  function text(x, y, words, attributes = {}) {
    const made = svg("text", { x, y, ...attributes });
    made.textContent = words;
    return made;
  }

  /** A part of a chart that leads to its claim, by mouse and by keyboard. */
  function link(one, ...content) {
    const open = () => State.select({ is: "claim", claim: one.id }, { tab: "details" });
    const name = svg("title");
    name.textContent = Words.claim(one);
    return svg("g", { role: "button", tabindex: 0, "aria-label": Words.claim(one), "data-claim": one.id,
      on: { click: open, keydown: (event) => { if (event.key === "Enter") open(); } } }, name, ...content);
  }

  function nameOf(one, room) {
    return Text.cut(Words.subject(one), Math.floor(room / 13));
  }

  /** Pairs as dumbbells: a hollow dot before, a full dot after, each pair on a scale of its own from zero. */
  function before(claims, width = WIDTH) {
    if (!claims.length) return null;
    const room = width < 500 ? 0 : NAME;
    const row = room ? ROW + 8 : 52;
    const span = width - room - 150;
    const rows = claims.map((one, i) => {
      const from = Number(one.origin);
      const to = Number(one.value);
      const most = Math.max(Math.abs(from), Math.abs(to)) || 1;
      const y = i * row + (room ? 22 : 38);
      const x = (value) => room + 70 + (Math.max(0, value) / most) * (span - 20);
      const left = Math.min(x(from), x(to));
      const right = Math.max(x(from), x(to));
      return link(one, text(0, room ? y + 4 : y - 20, nameOf(one, room || width)),
        svg("line", { x1: room + 70, x2: room + 70 + span - 20, y1: y, y2: y, class: "rule" }),
        svg("line", { x1: left, x2: right, y1: y, y2: y, stroke: to < from ? "#332288" : "#cc6677", "stroke-width": 4 }),
        svg("circle", { cx: x(from), cy: y, r: 5.5, fill: "var(--paper)", stroke: "#565d66", "stroke-width": 2 }),
        svg("circle", { cx: x(to), cy: y, r: 6, fill: to < from ? "#332288" : "#cc6677", stroke: "var(--ink)" }),
        ends(from, to, x, y, one), text(width - 62, y + 4, change(from, to, one.unit), { class: "strong" }));
    });
    return figure(t("before"), canvas(width, claims.length * row + 16, t("before"), ...rows), room ? key() : null);
  }

  /** Return the change in per cent, of percentages in points. */
  function change(from, to, unit) {
    const sign = to < from ? "−" : "+";
    if (unit === "%" || unit === "百分点") return `${sign}${Number(Math.abs(to - from).toPrecision(6))}${Words.english() ? " pp" : "点"}`;
    return from ? `${sign}${(Math.abs((to - from) / from) * 100).toFixed(1)}%` : "";
  }

  /** Name both ends, in one text where they stand too close for two. */
  function ends(from, to, x, y, one) {
    const names = [one.originQuote || String(from), one.quote];
    const right = Math.max(x(from), x(to));
    if (Math.abs(x(from) - x(to)) < 7 * (names[0].length + names[1].length)) {
      return text(right + 6, y - 9, names.join(" → "), { "text-anchor": "end", class: "soft" });
    }
    const low = from < to ? [x(from), one.originQuote || String(from)] : [x(to), one.quote];
    const high = from < to ? [x(to), one.quote] : [x(from), one.originQuote || String(from)];
    return svg("g", {}, text(low[0] - 10, y - 9, low[1], { "text-anchor": "middle", class: "soft" }),
      text(high[0] + 4, y - 9, high[1], { "text-anchor": "middle", class: "soft" }));
  }

  function key() {
    return el("p", { class: "dim" }, Words.english() ? "Hollow: before; full: after; each pair on its own scale from zero; the percentage is computed."
      : "空心为此前，实心为此后；每对各以零为起点；百分比为推算。");
  }

  /** Rates of change of one place, chosen by the reader, as bars to both sides of zero. */
  function growth(claims) {
    const places = [...new Set(claims.map((one) => one.place))].filter((node) => node !== undefined);
    const count = (node) => claims.filter((one) => one.place === node).length;
    places.sort((a, b) => count(b) - count(a) || a - b);
    if (!places.length) return null;
    const chosen = places.includes(place) ? place : places[0];
    const select = el("select", { id: "chart-place", "aria-label": t("place"), on: { change: (event) => { place = Number(event.target.value); render(State.get()); } } },
      places.map((node) => el("option", { value: node, selected: node === chosen }, `${Store.store.nodes[node].label} (${count(node)})`)));
    return bars(claims.filter((one) => one.place === chosen), WIDTH, t("rates"), el("p", {}, t("placeOf"), select));
  }

  function bars(claims, width, title, extra = null) {
    const room = width < 500 ? 150 : NAME;
    const signed = claims.map((one) => [one, Number(one.value) * (one.direction === "down" ? -1 : 1)])
      .sort((a, b) => b[1] - a[1]).slice(0, 60);
    const most = Math.max(...signed.map(([, value]) => Math.abs(value)), 1e-9);
    const negative = signed.some(([, value]) => value < 0);
    const positive = signed.some(([, value]) => value > 0);
    const zero = room + (negative ? (positive ? (width - room) / 2 : width - room - 4) : 4);
    const span = (negative && positive ? (width - room) / 2 : width - room) - 74;
    const rows = signed.map(([one, value], i) => {
      const y = i * ROW + 8;
      const end = zero + (value / most) * span;
      return link(one, text(0, y + 15, Text.cut(one.words, Math.floor(room / 13))),
        svg("rect", { x: Math.min(zero, end), y, width: Math.max(1, Math.abs(end - zero)), height: 20, rx: 2,
          fill: value < 0 ? "#332288" : "#cc6677" }),
        text(end + (value < 0 ? -5 : 5), y + 15, Words.value(one), { "text-anchor": value < 0 ? "end" : "start" }));
    });
    const axis = svg("line", { x1: zero, x2: zero, y1: 2, y2: rows.length * ROW + 4, class: "axis" });
    return figure(title, canvas(width, rows.length * ROW + 10, title, ...rows, axis), extra);
  }

  /** Ranks as places on a ladder: the further left, the better. */
  function positions(claims) {
    if (!claims.length) return null;
    const sorted = [...claims].sort((a, b) => Number(a.value) - Number(b.value)).slice(0, 60);
    const most = Math.max(...sorted.map((one) => Number(one.value)), 2);
    const scale = (value) => NAME + 20 + (Math.log(value || 1) / Math.log(most)) * (WIDTH - NAME - 50);
    const rows = sorted.map((one, i) => {
      const y = i * ROW + 18;
      const x = scale(Number(one.value));
      const left = x > (NAME + WIDTH) / 2;
      return link(one, text(0, y + 4, nameOf(one, NAME)), svg("line", { x1: NAME + 20, x2: WIDTH - 20, y1: y, y2: y, class: "rule" }),
        Shapes.outline("title", x, y, 7, { fill: "#999933", stroke: "var(--ink)" }),
        text(left ? x - 14 : x + 14, y + 4, Text.cut(Words.value(one), 22), { class: "strong", "text-anchor": left ? "end" : "start" }));
    });
    return figure(t("ranks"), canvas(WIDTH, rows.length * ROW + 10, t("ranks"), ...rows));
  }

  return { render, small };
})();
