// Everything put together: from the state to the screen, and from the reader's hands to the state.

const Main = (() => {
  let drawn = null;
  let readyAt = 0;
  let drawnAt = 0;

  function start() {
    drawn = { nodes: JSON.parse(byId("drawn-nodes").textContent), edges: JSON.parse(byId("drawn-edges").textContent) };
    theme("");
    Words.setLanguage("zh");
    Canvas.start(byId("graph"));
    if (byId("packet-store").dataset.encoding === "json") begin(Packets.plain("store"));
    else {
      Communities.show(drawn);
      drawnAt = performance.now();
      Packets.get("store").then(begin);
    }
  }

  function begin(data) {
    Store.load(data);
    if (!Store.store.large) {
      Store.store.start = drawn.nodes.map(({ id }) => id);
      Store.store.startPositions = [];
      for (const { id, x, y } of drawn.nodes) Store.store.startPositions[id] = [x, y];
    }
    Search.index(data.pinyin);
    State.listen(render);
    listen();
    State.read();
    readyAt = performance.now();
    drawnAt = drawnAt || readyAt;
    document.documentElement.dataset.ready = "true";
  }

  // --- from the state to the screen ---

  function render(state) {
    Words.setLanguage(state.lang);
    theme(state.theme);
    byId("language").textContent = state.lang === "en" ? "中文" : "EN";
    const scene = Scene.compute(state);
    if (Communities.applies(state)) Communities.show(drawn, state.community); else showScene(state, scene);
    Filters.render(state);
    views(state);
    tabs(state);
    tools(state);
    Panel.render(state);
    if (Tables.has(state.view)) Tables.render(state);
    if (state.view === "charts") Charts.render(state);
  }

  function showScene(state, scene) {
    const portrait = isPortrait();
    const points = Arrange.place(state, scene, portrait);
    const chosen = new Set(state.selection ? chosenNodes(state.selection) : []);
    const items = new Map();
    for (const node of scene.nodes) items.set(node, item(node, points.get(node) || [0, 0], chosen, state));
    let edges = scene.edges.map((edge) => line(edge, state, chosen));
    if (state.values === "nodes") edges = withValues(items, edges, scene);
    Canvas.show(items, edges, { light: light(state, edges, chosen), fitKey: fitKey(state, portrait), physics: state.physics === "on" });
  }

  function item(node, [x, y], chosen, state) {
    const { kind, label, speaks } = Store.store.nodes[node];
    const degree = Store.degree(node);
    const tier = speaks || kind === "document" ? 2 : 1;
    const radius = Shapes.of(kind).base + Math.min(11, 1.25 * Math.sqrt(degree));
    return { id: node, kind, label: Text.cut(label, 12), full: Text.cut(label, 26), x, y, radius, tier, rank: 1e4 * tier - Store.store.importance[node],
      chosen: chosen.has(node), pinned: Boolean(state.pins[node]) };
  }

  function line({ id, a, b, facts }, state, chosen) {
    const names = [...new Set(facts.map((i) => t(Store.relationOf(i))))];
    const claims = facts.map(Store.claimOf).filter(Boolean);
    const { selection } = state;
    const picked = selection && (selection.is === "node" ? selection.node === a || selection.node === b
      : chosen.has(a) && chosen.has(b));
    const figures = Store.relationOf(facts[0]) === "measures"
      ? claims.filter((claim) => claim.status !== "computed" || state.statuses.includes("computed")) : [];
    return { id, from: a, to: b, weight: facts.length, label: names.join("、"), facts, claims: figures,
      value: state.values === "labels" && figures.length ? Text.cut(Words.together(figures.slice(0, 2)), 22) : "",
      dashed: names.length === 1 && Store.relationOf(facts[0]) === "within", chosen: Boolean(picked) };
  }

  /** Put a small node for each figure between its place and its indicator. */
  function withValues(items, edges, scene) {
    const made = [];
    for (const edge of edges) {
      if (!edge.claims.length || made.length > 400) { made.push(edge); continue; }
      const a = items.get(edge.from);
      const b = items.get(edge.to);
      [...new Set(edge.claims)].forEach((claim, i, all) => {
        const id = `value-${claim.id}`;
        const side = (i - (all.length - 1) / 2) * 26;
        const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
        items.set(id, { id, kind: "value", label: Text.cut(Words.value(claim), 18), radius: 5, tier: 1, rank: 50 - i,
          x: a.x + (b.x - a.x) * 0.55 - ((b.y - a.y) / length) * side, y: a.y + (b.y - a.y) * 0.55 + ((b.x - a.x) / length) * side,
          chosen: false, pinned: false });
        made.push({ ...edge, id: `${edge.id}-${claim.id}-a`, to: id, weight: 1, claims: [] },
          { ...edge, id: `${edge.id}-${claim.id}-b`, from: id, weight: 1, claims: [] });
      });
    }
    return made;
  }

  function chosenNodes(selection) {
    if (selection.is === "node") return [selection.node];
    if (selection.is === "edge") return [selection.a, selection.b];
    return Scene.marked(selection);
  }

  /** Return what stays bright while something is selected, null for all. */
  function light(state, edges, chosen) {
    if (!state.selection) return null;
    const near = new Set(chosen);
    for (const edge of edges) {
      if (state.selection.is !== "node") {
        if (edge.chosen) { near.add(edge.from); near.add(edge.to); }
      } else if (chosen.has(edge.from) || chosen.has(edge.to)) { near.add(edge.from); near.add(edge.to); }
    }
    return near;
  }

  function fitKey(state, portrait) {
    const { scope, focus, steps, community, pathFrom, pathTo, values, selection, open, shown, offTypes, pins, ...rest } = state;
    const about = scope === "focus" ? [focus, steps] : [];
    const { speakers, outlets, places, indicators, kinds, statuses, from, to } = rest;
    return JSON.stringify([scope, about, community, pathTo < 0 ? -1 : [pathFrom, pathTo], portrait, open, shown, speakers, outlets,
      places, indicators, kinds, statuses, from, to]);
  }

  function isPortrait() {
    const { clientWidth, clientHeight } = byId("graph");
    return clientHeight > clientWidth * 1.2;
  }

  function views(state) {
    const graph = state.view === "graph";
    byId("graph").hidden = !graph;
    document.querySelector(".stage-tools").hidden = !graph;
    byId("tables").hidden = !Tables.has(state.view);
    byId("charts").hidden = state.view !== "charts";
    byId("stage").classList.toggle("reading-table", !graph);
    for (const button of document.querySelectorAll("[data-view]")) {
      button.setAttribute("aria-current", String(button.dataset.view === state.view));
    }
  }

  function tabs(state) {
    for (const tab of document.querySelectorAll("[role=tab]")) {
      const chosen = tab.dataset.tab === state.tab;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      byId(tab.dataset.tab).hidden = !chosen;
    }
    if (state.tab === "transcript" && Transcript.shown() < 0 && Store.store.documents.length) {
      Transcript.open(Math.max(0, state.doc));
    }
  }

  function tools(state) {
    byId("undo").disabled = !State.canUndo();
    for (const button of document.querySelectorAll("[data-scope]")) {
      button.setAttribute("aria-pressed", String(state.scope === button.dataset.scope));
      button.hidden = Store.store.large && button.dataset.scope === "all";
    }
    byId("values").textContent = `${t("values")}：${t({ edges: "off", labels: "onEdges", nodes: "asNodes" }[state.values])}`;
    byId("physics").setAttribute("aria-pressed", String(state.physics === "on"));
    crumb(state);
  }

  /** Say what the view is narrowed to, and offer the way back. */
  function crumb(state) {
    const holder = byId("crumb");
    const { nodes } = Store.store;
    const words = [];
    if (state.pathFrom >= 0) words.push(`${t("path")}：${nodes[state.pathFrom].label} → ${state.pathTo >= 0 ? nodes[state.pathTo].label : "…"}`);
    else if (state.scope === "focus" && state.focus >= 0) words.push(`${t("focus")}：${nodes[state.focus].label}，${state.steps} ${t("steps")}`);
    else if (state.community) words.push(Communities.name(drawn, state.community));
    const { capped } = Scene.last();
    if (capped) words.push(`+${capped} ${t("expandAll")}`);
    holder.hidden = !words.length || state.view !== "graph";
    holder.replaceChildren(words.join("；"), el("button", { type: "button", on: { click: () => State.set(
      { scope: "start", focus: -1, pathFrom: -1, pathTo: -1, community: "", open: [], shown: [] }) } }, "×"));
    holder.lastChild.setAttribute("aria-label", t("clear"));
  }

  function theme(wanted) {
    const dark = wanted ? wanted === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  }

  // --- from the reader's hands to the state ---

  const DOUBLE = 350; // milliseconds in which a second click makes a double click
  let flight = 0;

  function pickNode(id, double) {
    if (typeof id === "string" && id.startsWith("community-")) State.set({ community: id.slice(10) });
    else if (typeof id === "string") State.select({ is: "claim", claim: Number(id.slice(6)) }, { tab: "details" });
    else if (double) {
      clearTimeout(flight);
      State.toggle("open", id);
    } else {
      State.select({ is: "node", node: id }, { tab: "details" });
      if (isPortrait()) flight = setTimeout(() => Canvas.fly(id), DOUBLE); // a second click must still meet the node
    }
  }

  function pickEdge(edge) {
    if (typeof edge.from === "number" && typeof edge.to === "number") {
      State.select({ is: "edge", a: edge.from, b: edge.to }, { tab: "details" });
    }
  }

  function pickNothing() {
    if (State.get().selection) State.select(null);
  }

  /** Select a node, bring it into the view if it is not there, and fly to it. */
  function goTo(node, { keepTab = false } = {}) {
    const state = State.get();
    const shown = Scene.last().nodes.includes(node) || state.shown.includes(node) ? state.shown : [...state.shown, node];
    const hidden = state.hidden.filter((other) => other !== node);
    const offTypes = state.offTypes.filter((kind) => kind !== Store.store.nodes[node].kind);
    const large = Store.store.large ? { scope: "focus", focus: node } : {};
    State.select({ is: "node", node }, { shown, hidden, offTypes, view: "graph", tab: keepTab ? state.tab : "details", ...large });
    Canvas.fly(node);
  }

  function openDocument(number) {
    State.set({ tab: "transcript", doc: number });
    Transcript.open(number);
  }

  /** Open the transcript at some words and mark them. */
  function readAt(document, start, end, sentence = -1) {
    State.set({ tab: "transcript", doc: document });
    byId("panel").classList.add("raised");
    Transcript.open(document, { sentence: sentence < 0 ? sentenceAt(document, start) : sentence, start, end });
  }

  function sentenceAt(document, start) {
    return Store.store.documents[document].sentences.findIndex(([, end]) => start < end);
  }

  function pin(id, point) {
    if (typeof id === "number" && State.get().physics !== "on") State.set({ pins: { ...State.get().pins, [id]: point } });
  }

  function togglePin(id) {
    const { pins } = State.get();
    const { [id]: old, ...others } = pins;
    const placed = Canvas.items().get(id);
    State.set({ pins: old ? others : { ...pins, [id]: [Math.round(placed ? placed.x : 0), Math.round(placed ? placed.y : 0)] } });
  }

  /** Return the forms in which a selection can be copied for machines: name and maker of the text. */
  function formal(selection) {
    const rows = [];
    if (selection.is !== "edge") rows.push([t("turtle"), () => turtleOf(selection)]);
    return [...rows, [t("sparql"), () => Cite.sparql({ ...State.get(), selection })]];
  }

  function turtleOf(selection) {
    if (selection.is === "claim") {
      const claim = Store.store.claims[selection.claim];
      return Cite.turtle(Cite.claimIri(claim), [claim.document]);
    }
    const { document } = Store.store.facts;
    const documents = new Set([...Store.factsOf(selection.node)].map((i) => document[i]).filter((number) => number >= 0));
    return Cite.turtle(Cite.nodeIri(selection.node), documents);
  }

  function listen() {
    Search.start();
    Exports.listen();
    Transcript.listen();
    for (const button of document.querySelectorAll("[data-view]")) on(button, () => State.set({ view: button.dataset.view }));
    for (const button of document.querySelectorAll("[data-scope]")) {
      on(button, () => State.set({ scope: button.dataset.scope, focus: -1, community: "", pathFrom: -1, pathTo: -1, selection: null }));
    }
    for (const tab of document.querySelectorAll("[role=tab]")) {
      on(tab, () => State.set({ tab: tab.dataset.tab }, { quiet: true }));
      tab.addEventListener("keydown", otherTab);
    }
    const acts = {
      undo: State.undo, fit: () => Canvas.fit(true), theme: changeTheme, print: () => window.print(),
      values: () => State.set({ values: { edges: "labels", labels: "nodes", nodes: "edges" }[State.get().values] }),
      physics: () => State.set({ physics: State.get().physics === "on" ? "" : "on" }),
      language: () => { Transcript.forget(); State.set({ lang: State.get().lang === "en" ? "zh" : "en" }, { quiet: true }); },
      "copy-link": () => Cite.copy(State.link()), "copy-sparql": () => Cite.copy(Cite.sparql(State.get())),
      "show-filters": showFilters, grip,
    };
    for (const [id, act] of Object.entries(acts)) on(byId(id), act);
    for (const button of byId("menu").querySelectorAll("button")) on(button, () => { byId("menu").open = false; });
    document.addEventListener("keydown", keys);
    document.addEventListener("click", ({ target }) => { if (!byId("menu").contains(target)) byId("menu").open = false; });
    window.addEventListener("hashchange", State.read);
    window.addEventListener("resize", () => { if (isPortrait() !== wasPortrait) { wasPortrait = isPortrait(); render(State.get()); } });
  }

  let wasPortrait = false;

  function on(button, act) {
    button.addEventListener("click", act);
  }

  function otherTab(event) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    State.set({ tab: State.get().tab === "details" ? "transcript" : "details" }, { quiet: true });
    byId(`tab-${State.get().tab}`).focus();
  }

  function changeTheme() {
    State.set({ theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" }, { quiet: true });
  }

  function showFilters() {
    const open = byId("filters").classList.toggle("open");
    byId("show-filters").setAttribute("aria-expanded", String(open));
  }

  function grip() {
    const { classList } = byId("panel");
    if (classList.contains("full")) classList.remove("full", "raised");
    else if (classList.contains("raised")) classList.add("full");
    else classList.add("raised");
  }

  function keys(event) {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && !typing) { event.preventDefault(); byId("search").focus(); } else if (event.key === "Escape" && !typing) {
      if (State.get().selection) State.select(null);
    } else if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !typing) { event.preventDefault(); State.undo(); } else if (event.target === byId("graph")) steer(event);
  }

  /** Move the drawing by keyboard; Tab steps through the nodes on the screen. */
  function steer(event) {
    const moves = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
    if (moves[event.key]) Canvas.nudge(...moves[event.key]);
    else if (event.key === "+" || event.key === "=") Canvas.nudge(0, 0, 1.25);
    else if (event.key === "-") Canvas.nudge(0, 0, 0.8);
    else if (event.key === "0") Canvas.fit(true);
    else if (event.key === "n" || event.key === "p") stepNode(event.key === "n" ? 1 : -1);
    else return;
    event.preventDefault();
  }

  function stepNode(by) {
    const nodes = Store.byImportance([...Scene.last().nodes]);
    const { selection } = State.get();
    const at = selection && selection.is === "node" ? nodes.indexOf(selection.node) : -1;
    if (nodes.length) pickNode(nodes[(at + by + nodes.length) % nodes.length], false);
  }

  return { start, pickNode, pickEdge, pickNothing, goTo, openDocument, readAt, pin, togglePin, formal, readyAt: () => readyAt, drawnAt: () => drawnAt };
})();

Main.start();

/** What tests look at: nothing here changes the page. */
window.kgPage = Object.freeze({
  labels: () => Labels.all().map((box) => ({ ...box })),
  items: () => [...Canvas.items().values()].map((item) => ({ ...item, screen: Canvas.toScreen(item.x, item.y) })),
  edges: () => Canvas.edges().map(({ id, from, to, weight, value }) => ({ id, from, to, weight, value })),
  state: () => JSON.parse(JSON.stringify(State.get())),
  scale: () => Canvas.view().scale,
  find: (query) => Search.find(query).map(({ node }) => Store.store.nodes[node].label),
  nodes: () => Store.store.nodes,
  copied: () => Cite.last(),
  copies: () => Cite.copies(),
  readyAt: Main.readyAt,
  drawnAt: Main.drawnAt,
  scripts: document.scripts.length,
  touches: (node, number) => [...Store.factsOf(node)].some((i) => Store.store.facts.document[i] === number),
  openDocument: Main.openDocument,
});
