// What the reader has set. All of it stands in the link, so that a view can be sent, undone and found again.

const State = (() => {
  const LISTS = ["offTypes", "offRelations", "speakers", "outlets", "places", "indicators", "kinds", "statuses",
    "open", "shown", "hidden"];
  const NODE_LISTS = new Set(["speakers", "outlets", "places", "indicators", "open", "shown", "hidden"]);
  const TEXTS = { view: "graph", scope: "start", tab: "details", values: "edges", lang: "zh", theme: "", sort: "",
    physics: "", community: "" };
  const NUMBERS = { steps: 1, from: 0, to: 0, doc: -1 };
  const NODES = ["focus", "pathFrom", "pathTo"];
  const listeners = [];
  const past = [];
  let current = fresh();

  function fresh() {
    const state = { ...TEXTS, ...NUMBERS, selection: null, pins: {} };
    for (const list of LISTS) state[list] = [];
    for (const node of NODES) state[node] = -1;
    return state;
  }

  /** Change some fields; `quiet` changes cannot be undone (a slider under way, the theme). */
  function set(patch, { quiet = false } = {}) {
    const before = encode(current);
    const next = { ...current, ...patch };
    const after = encode(next);
    if (before === after) return;
    if (!quiet) past.push(before);
    current = next;
    write(after);
    tell();
  }

  function undo() {
    if (!past.length) return;
    const language = current.lang;
    const theme = current.theme;
    current = { ...decode(past.pop()), lang: language, theme };
    write(encode(current));
    tell();
  }

  function tell() {
    for (const listener of listeners) listener(current);
  }

  function write(text) {
    const here = `#${text}`;
    if (location.hash !== here && !(text === "" && location.hash === "")) history.replaceState(null, "", here);
  }

  function key(node) {
    return Store.store.nodes[node] ? Store.store.nodes[node].key : "";
  }

  function encode(state) {
    const parts = new URLSearchParams();
    for (const [name, usual] of Object.entries({ ...TEXTS, ...NUMBERS })) {
      if (state[name] !== usual) parts.set(name, String(state[name]));
    }
    for (const list of LISTS) {
      for (const item of state[list]) parts.append(list, NODE_LISTS.has(list) ? key(item) : item);
    }
    for (const node of NODES) if (state[node] >= 0) parts.set(node, key(state[node]));
    for (const [node, [x, y]] of Object.entries(state.pins)) parts.append("pin", `${x},${y},${key(Number(node))}`);
    const { selection } = state;
    if (selection) parts.set(selection.is, spell(selection));
    return parts.toString();
  }

  function spell(selection) {
    if (selection.is === "node") return key(selection.node);
    if (selection.is === "edge") return `${key(selection.a)} ${key(selection.b)}`;
    if (selection.is === "claim") {
      const claim = Store.store.claims[selection.claim];
      return `${claim.document}-${claim.number}`;
    }
    return `${selection.document}-${selection.sentence}`;
  }

  function decode(text) {
    const parts = new URLSearchParams(text);
    const state = fresh();
    for (const name of Object.keys(TEXTS)) if (parts.has(name)) state[name] = parts.get(name);
    for (const name of Object.keys(NUMBERS)) if (parts.has(name)) state[name] = Number(parts.get(name)) || 0;
    for (const list of LISTS) {
      const items = parts.getAll(list);
      state[list] = NODE_LISTS.has(list) ? items.map(Store.find).filter((node) => node !== undefined) : items;
    }
    for (const node of NODES) if (parts.has(node)) state[node] = Store.find(parts.get(node)) ?? -1;
    for (const pin of parts.getAll("pin")) readPin(state, pin);
    state.selection = readSelection(parts);
    return state;
  }

  function readPin(state, pin) {
    const [x, y, ...rest] = pin.split(",");
    const node = Store.find(rest.join(","));
    if (node !== undefined && Number.isFinite(Number(x)) && Number.isFinite(Number(y))) {
      state.pins[node] = [Number(x), Number(y)];
    }
  }

  function readSelection(parts) {
    const { documents } = Store.store;
    if (parts.has("node")) {
      const node = Store.find(parts.get("node"));
      return node === undefined ? null : { is: "node", node };
    }
    if (parts.has("edge")) {
      const [a, b] = parts.get("edge").split(" ").map(Store.find);
      return a === undefined || b === undefined ? null : { is: "edge", a, b };
    }
    if (parts.has("claim")) {
      const claim = Store.claimAt(...parts.get("claim").split("-").map(Number));
      return claim ? { is: "claim", claim: claim.id } : null;
    }
    if (!parts.has("sentence")) return null;
    const [number, sentence] = parts.get("sentence").split("-").map(Number);
    return documents[number] && documents[number].sentences[sentence]
      ? { is: "sentence", document: number, sentence } : null;
  }

  /** Take the view of a link. */
  function read() {
    current = decode(location.hash.slice(1));
    tell();
  }

  function toggle(list, item) {
    const items = current[list];
    set({ [list]: items.includes(item) ? items.filter((other) => other !== item) : [...items, item] });
  }

  return {
    get: () => current, set, undo, read, toggle,
    canUndo: () => past.length > 0,
    listen: (listener) => listeners.push(listener),
    select: (selection, more = {}) => set({ selection, ...more }),
    link: () => location.href,
    text: () => encode(current),
  };
})();
