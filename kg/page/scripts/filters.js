// The left column: types with counts, and facets. What is ticked stands in the state and so in the link.

const Filters = (() => {
  const MOST = 12;
  const wide = new Set();
  const opened = new Map();

  function render(state) {
    byId("filters").replaceChildren(...[
      section("types", types(state)),
      nodeFacet("speakers", voices("voice"), state), nodeFacet("outlets", voices("asker"), state),
        placeTree(state), nodeFacet("indicators", counts("indicator"), state),
        wordFacet("kinds", "kind", state), wordFacet("statuses", "status", state), period(state), relations(state),
      actions(state),
    ].filter(Boolean));
  }

  function section(name, ...content) {
    const folded = ["relations", "indicators"].includes(name);
    return el("details", { class: "facet", open: opened.get(name) ?? !folded, data: { facet: name },
      on: { toggle: (event) => opened.set(name, event.target.open) } },
    el("summary", {}, t(name === "statuses" ? "status" : name)), ...content);
  }

  /** The legend: each type with its shape, colour and number, switched on and off. */
  function types(state) {
    const totals = once("types", countTypes);
    const drawn = new Map();
    for (const node of Scene.last().nodes) {
      const { kind } = Store.store.nodes[node];
      drawn.set(kind, (drawn.get(kind) || 0) + 1);
    }
    return el("ul", { class: "choices" }, Shapes.kinds.filter((kind) => totals.has(kind)).map((kind) => el("li", {},
      tick(!state.offTypes.includes(kind), () => State.toggle("offTypes", kind), Shapes.icon(kind), t(kind),
        `${drawn.get(kind) || 0}/${totals.get(kind)}`, { kind }),
      el("button", { class: "only", type: "button", on: { click: () => onlyType(kind, totals) },
        "aria-label": `${t("only")} ${t(kind)}` }, Words.english() ? "only" : "只看"))));
  }

  function countTypes() {
    const totals = new Map();
    for (const node of Store.store.nodes) totals.set(node.kind, (totals.get(node.kind) || 0) + 1);
    return totals;
  }

  function onlyType(kind, totals) {
    const others = [...totals.keys()].filter((other) => other !== kind);
    const already = others.every((other) => State.get().offTypes.includes(other));
    State.set({ offTypes: already ? [] : others });
  }

  function tick(checked, change, icon, text, count, data = {}) {
    const input = el("input", { type: "checkbox", on: { change }, data });
    input.checked = checked;
    return el("label", { class: "tick" }, input, icon, el("span", { class: "label" }, text),
      el("span", { class: "count" }, String(count)));
  }

  /** Count claims and questions of each speaker or outlet. */
  function voices(field) {
    return once(`facts by ${field}`, () => countVoices(field));
  }

  function countVoices(field) {
    const found = new Map();
    const values = Store.store[field];
    for (let i = 0; i < values.length; i++) if (values[i] >= 0) found.set(values[i], (found.get(values[i]) || 0) + 1);
    for (const node of found.keys()) if (Store.store.nodes[node].kind === "document") found.delete(node);
    return found;
  }

  const counted = new Map();

  /** Count once: totals do not depend on what is ticked. */
  function once(key, count) {
    if (!counted.has(key)) counted.set(key, count());
    return counted.get(key);
  }

  function counts(field) {
    return once(`claims by ${field}`, () => countClaims(field));
  }

  function countClaims(field) {
    const found = new Map();
    for (const claim of Store.store.claims) {
      if (claim[field] !== undefined) found.set(claim[field], (found.get(claim[field]) || 0) + 1);
    }
    return found;
  }

  function nodeFacet(list, found, state) {
    const sorted = [...found].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    if (!sorted.length) return null;
    const most = wide.has(`${list}+`) ? sorted.length : MOST;
    const rows = sorted.slice(0, Math.min(most, 300)).map(([node, count]) => el("li", {}, tick(
      state[list].includes(node), () => State.toggle(list, node), null, Store.store.nodes[node].label, count, { node })));
    return section(list, el("ul", { class: "choices" }, rows), sorted.length > most && more(list));
  }

  function more(list) {
    return el("button", { class: "link", type: "button",
      on: { click: () => { wide.add(`${list}+`); render(State.get()); } } }, t("showMore"));
  }

  /** Places that figures are about, in their hierarchy. */
  function placeTree(state) {
    const found = counts("place");
    if (!found.size) return null;
    const nodes = new Set();
    for (let node of found.keys()) {
      while (node !== undefined && !nodes.has(node)) { nodes.add(node); node = Store.store.nodes[node].parent; }
    }
    const roots = [...nodes].filter((node) => !nodes.has(Store.store.nodes[node].parent));
    const branch = (list, depth) => el("ul", { class: depth ? "choices tree" : "choices" },
      Store.byImportance(list).slice(0, wide.has("places+") ? 300 : MOST).map((node) => {
        const below = Store.childrenOf(node).filter((child) => nodes.has(child));
        return el("li", {}, tick(state.places.includes(node), () => State.toggle("places", node), null,
          Store.store.nodes[node].label, sum(node, found), { node }), below.length ? branch(below, depth + 1) : null);
      }));
    return section("places", branch(roots, 0), nodes.size > MOST && !wide.has("places+") && more("places"));
  }

  function sum(node, found) {
    let total = 0;
    for (const below of Store.within(node)) total += found.get(below) || 0;
    return total;
  }

  function wordFacet(list, field, state) {
    const found = counts(field);
    if (!found.size) return null;
    return section(list, el("ul", { class: "choices" }, [...found].sort((a, b) => b[1] - a[1]).map(([word, count]) => el(
      "li", {}, tick(state[list].includes(word), () => State.toggle(list, word), null, t(word), count, { word })))));
  }

  /** A slider with two ends over the years that figures speak of. */
  function period(state) {
    const years = once("years", () => Store.store.claims.flatMap(({ period: found }) => (found && found[1]
      ? [Number(found[1].slice(0, 4)), Number((found[2] || found[1]).slice(0, 4))] : [])));
    if (!years.length) return null;
    const least = years.reduce((a, b) => Math.min(a, b));
    const most = years.reduce((a, b) => Math.max(a, b));
    if (least === most) return null;
    const from = slider("from", state.from || least, least, most);
    const to = slider("to", state.to || most, least, most);
    const shown = el("output", { id: "period-shown" }, `${state.from || least} – ${state.to || most}`);
    const settle = () => {
      const low = Math.min(Number(from.value), Number(to.value));
      const high = Math.max(Number(from.value), Number(to.value));
      State.set({ from: low === least ? 0 : low, to: high === most ? 0 : high });
    };
    for (const input of [from, to]) {
      input.addEventListener("change", settle);
      input.addEventListener("input", () => {
        shown.textContent = `${Math.min(from.value, to.value)} – ${Math.max(from.value, to.value)}`;
      });
    }
    return section("period", el("div", { class: "sliders" }, from, to), shown);
  }

  function slider(name, value, min, max) {
    const made = el("input", { type: "range", id: `period-${name}`, min, max, step: 1, "aria-label": `${t("period")} ${t(name)}` });
    made.value = value;
    return made;
  }

  function relations(state) {
    const { facts } = Store.store;
    const found = facts.relations.map(() => 0);
    for (const relation of facts.relation) found[relation]++;
    return section("relations", el("ul", { class: "choices" }, facts.relations.map((name, i) => el("li", {}, tick(
      !state.offRelations.includes(name), () => State.toggle("offRelations", name), null, t(name), found[i],
      { relation: name })))));
  }

  function actions(state) {
    const { nodes, edges } = Scene.last();
    return el("div", { class: "facet foot" },
      el("p", { id: "drawn", class: "dim" }, `${t("drawnNow")} ${nodes.length}/${Store.store.nodes.length} ${t("nodes")}，${edges.length} ${t("edges")}`),
      state.hidden.length ? el("button", { type: "button", on: { click: () => State.set({ hidden: [] }) } },
        `${t("showHidden")} (${state.hidden.length})`) : null,
      el("button", { type: "button", id: "reset", on: { click: reset } }, t("reset")));
  }

  function reset() {
    State.set({ offTypes: [], offRelations: [], speakers: [], outlets: [], places: [], indicators: [], kinds: [],
      statuses: [], from: 0, to: 0, hidden: [], open: [], shown: [], scope: "start", focus: -1, pathFrom: -1,
      pathTo: -1, community: "" });
  }

  return { render };
})();
