// The same content as tables: sortable, filterable, by keyboard, for those who would rather read.

const Tables = (() => {
  const STEP = 200;
  let filter = "";
  let limit = STEP;
  let shownView = "";

  const COLUMNS = {
    claims: [
      ["place", (one) => label(one.place)], ["indicator", (one) => one.words],
      ["number", (one) => Words.value(one), "figure-cell", (one) => Number(one.value ?? one.low ?? NaN)],
      ["kind", (one) => t(one.kind), "short"], ["period", (one) => (one.period ? one.period[0] : "")],
      ["status", (one) => t(one.status), "short"], ["speaker", (one) => label(one.voice), "short"], ["asker", (one) => label(one.asker)],
    ],
    entities: [
      ["name", (node) => node.label], ["type", (node) => t(node.kind), "short"], ["aliases", (node) => (node.aliases || []).join("、")],
      ["parent", (node) => label(node.parent)], ["facts", (node) => String(Store.degree(node.id)), "", (node) => Store.degree(node.id)],
    ],
    questions: [
      ["outlet", (row) => label(row.asked)], ["question", (row) => row.gist, "words"], ["speaker", (row) => row.who],
      ["figures", (row) => String(row.figures), "", (row) => row.figures],
      ["documents", (row) => Text.cut(Store.store.documents[row.document].title, 20)],
    ],
  };

  function label(node) {
    return node === undefined || node < 0 || Store.store.nodes[node].kind === "document" ? "" : Store.store.nodes[node].label;
  }

  /** Return the rows of a table under the state's filters. */
  async function rowsOf(view, state) {
    if (view === "claims") return Scene.claims(state);
    if (view === "entities") return entities(state);
    return Promise.all(Panel.exchanges().filter((one) => questionPasses(one, state)).map(questionRow));
  }

  function entities(state) {
    const { nodes } = Store.store;
    const off = new Set(state.offTypes);
    const passes = Scene.test(state);
    const narrowed = Scene.isFiltered(state);
    return nodes.filter((node) => !off.has(node.kind) && (!narrowed || [...Store.factsOf(node.id)].some(passes)));
  }

  function questionPasses({ document, question, answers }, state) {
    const { turns } = Store.store.documents[document];
    return (!state.outlets.length || state.outlets.includes(turns[question].voice))
      && (!state.speakers.length || answers.some((i) => state.speakers.includes(turns[i].voice)));
  }

  async function questionRow({ document, question, answers }) {
    const text = await Store.text(document);
    const { turns } = Store.store.documents[document];
    const asked = turns[question];
    const voices = [...new Set(answers.map((i) => turns[i].voice))].filter((node) => node >= 0);
    return { document, question, asked: asked.voice, who: voices.map(label).join("、"), start: asked.label[0],
      end: asked.label[1], gist: Panel.gist(Text.slice(text, asked.label[1], asked.end)),
      figures: Store.store.claims.filter((one) => one.document === document && answers.includes(one.turn)
        && one.status !== "computed").length };
  }

  async function render(state) {
    const holder = byId("tables");
    const { view } = state;
    if (!COLUMNS[view]) return;
    if (view !== shownView) { filter = ""; limit = STEP; shownView = view; }
    const all = await rowsOf(view, state);
    if (State.get().view !== view) return;
    const rows = sort(all.filter((row) => matches(view, row)), view, state.sort);
    // The roles are said because phones show the rows as cards, and a table that is no longer laid out as one loses them.
    const table = el("table", { id: "table", role: "table" }, el("caption", { class: "offscreen" }, `${t(view)}. ${t("ordering")}`),
      el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, COLUMNS[view].map(([name], i) => head(name, i, state.sort)))),
      el("tbody", { role: "rowgroup" }, rows.slice(0, limit).map((row) => line(view, row))));
    const focused = document.activeElement && document.activeElement.id === "table-filter";
    const at = focused ? document.activeElement.selectionStart : 0;
    holder.replaceChildren(top(rows.length, all.length), table, rows.length > limit ? el("button", { type: "button",
      on: { click: () => { limit += STEP; render(State.get()); } } }, `${t("showMore")} (${rows.length - limit})`) : "");
    if (focused) { const box = byId("table-filter"); box.focus(); box.setSelectionRange(at, at); }
  }

  function top(count, total) {
    const box = el("input", { id: "table-filter", type: "search", placeholder: t("filterRows"), "aria-label": t("filterRows"),
      on: { input: (event) => { filter = event.target.value; limit = STEP; render(State.get()); } } });
    box.value = filter;
    return el("div", { class: "table-head" }, box, el("span", { class: "dim", id: "table-count" }, `${count} / ${total}`),
      el("button", { type: "button", on: { click: () => Exports.csv() } }, "CSV"));
  }

  function head(name, i, sorted) {
    const [by, way] = sorted.split("-");
    const here = by === String(i) && sorted !== "";
    const next = here && way === "up" ? "down" : "up";
    return el("th", { scope: "col", role: "columnheader", "aria-sort": here ? (way === "up" ? "ascending" : "descending") : "none" },
      el("button", { type: "button", on: { click: () => State.set({ sort: `${i}-${next}` }) } },
        `${t(name)}${here ? (way === "up" ? " ↑" : " ↓") : ""}`));
  }

  function line(view, row) {
    const cells = COLUMNS[view].map(([name, show, css], i) => (i
      ? el("td", { class: css || null, role: "cell", data: { label: t(name) } }, show(row))
      : el("td", { role: "cell", data: { label: t(name) } }, el("button", { type: "button", class: "open" }, view === "entities" ? Shapes.icon(row.kind) : null,
        show(row) || (view === "questions" ? t("journalist") : "—")))));
    return el("tr", { role: "row", on: { click: () => pick(view, row) } }, cells);
  }

  function pick(view, row) {
    if (view === "claims") State.select({ is: "claim", claim: row.id }, { tab: "details" });
    else if (view === "entities") State.select({ is: "node", node: row.id }, { tab: "details" });
    else Main.readAt(row.document, row.start, row.end);
  }

  function matches(view, row) {
    const wanted = filter.trim().toLowerCase();
    return !wanted || COLUMNS[view].some(([, show]) => show(row).toLowerCase().includes(wanted));
  }

  function sort(rows, view, sorted) {
    if (!sorted) return rows;
    const [by, way] = sorted.split("-");
    const column = COLUMNS[view][Number(by)];
    if (!column) return rows;
    const order = new Intl.Collator("zh-Hans-CN-u-co-pinyin", { numeric: true });
    const compare = column[3] ? (a, b) => compareNumbers(column[3](a), column[3](b))
      : (a, b) => order.compare(column[1](a), column[1](b));
    const turned = way === "down" ? -1 : 1;
    return [...rows].sort((a, b) => turned * compare(a, b));
  }

  function compareNumbers(a, b) {
    if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
    return a - b;
  }

  /** Return the table on the screen, all its rows, for export. */
  async function content(state) {
    const view = COLUMNS[state.view] ? state.view : "claims";
    const rows = sort((await rowsOf(view, state)).filter((row) => view !== shownView || matches(view, row)), view, state.sort);
    return [COLUMNS[view].map(([name]) => t(name)), ...rows.map((row) => COLUMNS[view].map(([, show]) => show(row)))];
  }

  return { render, content, has: (view) => Boolean(COLUMNS[view]) };
})();
