// Search over labels, aliases and pinyin; a combobox after the ARIA pattern.

const Search = (() => {
  const MOST = 40;
  let readingsOf = new Map();
  let results = [];
  let active = -1;

  function index(pinyin) {
    readingsOf = new Map();
    for (const [syllable, letters] of Object.entries(pinyin)) {
      for (const letter of letters) {
        if (!readingsOf.has(letter)) readingsOf.set(letter, []);
        readingsOf.get(letter).push(syllable);
      }
    }
  }

  /** Tell whether pinyin, full or shortened at any syllable, reads on from position `at` of a text, `whole`: to its end. */
  function reads(query, text, at, whole = false, from = 0) {
    if (from === query.length) return !whole || at === text.length;
    if (at >= text.length) return false;
    const letter = text[at];
    const syllables = readingsOf.get(letter) || [];
    for (const syllable of syllables) {
      let same = 0;
      while (same < syllable.length && from + same < query.length && syllable[same] === query[from + same]) same++;
      if (same && from + same === query.length && (!whole || at === text.length - 1)) return true;
      if (same === syllable.length && same > 1 && reads(query, text, at + 1, whole, from + same)) return true;
    }
    const begins = letter.toLowerCase() === query[from] || syllables.some((syllable) => syllable[0] === query[from]);
    return begins && reads(query, text, at + 1, whole, from + 1);
  }

  /** Return how well a text answers: 4 same, 3 begins, 2 holds, below by pinyin, 0 not at all. */
  function quality(query, text) {
    const lower = text.toLowerCase();
    if (lower === query) return 4;
    if (lower.startsWith(query)) return 3;
    if (lower.includes(query)) return 2;
    if (!/^[a-zü]+$/.test(query)) return 0;
    const plain = query.replace(/ü/g, "v");
    if (reads(plain, text, 0)) return reads(plain, text, 0, true) ? 1.8 : 1.5;
    for (let at = 1; at < text.length; at++) if (reads(plain, text, at)) return 1;
    return 0;
  }

  /** Return the nodes that answer a query, best first. */
  function find(query) {
    const wanted = query.trim().toLowerCase().replace(/\s+/g, "");
    if (!wanted) return [];
    const found = [];
    for (const node of Store.store.nodes) {
      let best = quality(wanted, node.label);
      let via = "";
      for (const alias of node.aliases || []) {
        const other = quality(wanted, alias) * 0.9;
        if (other > best) { best = other; via = alias; }
      }
      if (best) found.push({ node: node.id, best, via });
    }
    const { importance } = Store.store;
    return found.sort((a, b) => b.best - a.best || importance[a.node] - importance[b.node]);
  }

  function start() {
    const box = byId("search");
    box.addEventListener("input", () => list(box.value));
    box.addEventListener("focus", () => list(box.value));
    box.addEventListener("blur", () => setTimeout(close, 150));
    box.addEventListener("keydown", steer);
    byId("search-clear").addEventListener("click", () => { box.value = ""; close(); box.focus(); });
  }

  function list(query) {
    results = find(query);
    active = results.length ? 0 : -1;
    const holder = byId("search-results");
    if (!query.trim()) { close(); return; }
    holder.replaceChildren(summary(), ...results.slice(0, MOST).map(option));
    holder.hidden = false;
    byId("search").setAttribute("aria-expanded", "true");
    mark();
  }

  /** Say how many results there are of each type. */
  function summary() {
    const counts = new Map();
    for (const { node } of results) {
      const { kind } = Store.store.nodes[node];
      counts.set(kind, (counts.get(kind) || 0) + 1);
    }
    const parts = [...counts].map(([kind, count]) => el("span", {}, Shapes.icon(kind), `${t(kind)} ${count}`));
    const total = results.length ? `${results.length} ${t("results")}` : t("nothing");
    return el("li", { class: "summary", role: "presentation" }, el("b", {}, total), ...parts);
  }

  function option({ node, via }, place) {
    const { label, kind, parent } = Store.store.nodes[node];
    const above = parent === undefined ? "" : Store.store.nodes[parent].label;
    return el("li", { role: "option", id: `option-${place}`, "aria-selected": "false", data: { node },
      on: { mousedown: (event) => { event.preventDefault(); choose(place); } } },
    Shapes.icon(kind), el("span", { class: "label" }, label), via && el("span", { class: "dim" }, via),
    el("span", { class: "dim end" }, [above, t(kind), Store.degree(node)].filter(Boolean).join(" · ")));
  }

  function steer(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const most = Math.min(results.length, MOST);
      if (most) active = (active + (event.key === "ArrowDown" ? 1 : most - 1)) % most;
      mark();
    } else if (event.key === "Enter") choose(active);
    else if (event.key === "Escape") { close(); byId("search").blur(); } else return;
    event.preventDefault();
  }

  function mark() {
    for (const option of byId("search-results").querySelectorAll("[role=option]")) {
      const chosen = option.id === `option-${active}`;
      option.setAttribute("aria-selected", String(chosen));
      if (chosen) option.scrollIntoView({ block: "nearest" });
    }
    byId("search").setAttribute("aria-activedescendant", active < 0 ? "" : `option-${active}`);
  }

  function choose(place) {
    if (!results[place]) return;
    close();
    Main.goTo(results[place].node);
  }

  function close() {
    byId("search-results").hidden = true;
    byId("search").setAttribute("aria-expanded", "false");
  }

  return { index, find, start };
})();
