// The network of a large graph: an overview first, then what is asked for; the server answers each step.
// Everything that is set stands in the link; each step is one of the browser's history, so that it can be undone.
import { ask } from "./dom.js";
import { show as showPanel, legend, list, suggest } from "./networkpanel.js";
import { translate } from "./words.js";

const [MOST, ASKED, MANY] = [40, 500, 2000]; // above MANY things the page opens with communities
const KINDS = new Set(["person", "speaker", "outlet", "place", "organization", "policy", "title", "indicator", "event", "post", "community"]);
const LISTS = ["add", "open", "in", "hide", "off"];
const SINGLE = ["only", "from", "to", "at", "tie", "view"];
const WORDS = new Set(["tie", "view"]); // of what is set these are no single IRI
const DARK = matchMedia("(prefers-color-scheme: dark)");
const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
const answers = new Map(); // what was asked before is not asked again
const places = new Map(); // iri -> [x, y]: what was drawn before comes back to its place
const labels = new Map();
let base = "";
let steps = 0;
let flight = ""; // where to fly with the next drawing: to what is chosen anywhere but in the drawing itself
let scene = { things: new Map(), ties: [], totals: {}, left: new Map() };

export const view = { get: () => scene, base: () => base, kindOf, state: read, set, fly, choose, label: (iri) => labels.get(iri) };

async function open() {
  translate();
  theme();
  base = (await ask("/version")).base;
  Canvas.start(document.getElementById("graph"));
  listen();
  flight = read().at;
  await sync();
  Object.assign(document.body.dataset, { ready: Math.round(performance.now()) });
}

function read() {
  const given = new URLSearchParams(location.hash.slice(1));
  const state = {};
  for (const name of LISTS) state[name] = name === "off" ? given.getAll(name) : given.getAll(name).map((key) => base + key);
  for (const name of SINGLE) state[name] = given.get(name) && !WORDS.has(name) ? base + given.get(name) : "";
  state.view = ["groups", "most"].includes(given.get("view")) ? given.get("view") : "";
  if (given.get("tie")) state.tie = given.get("tie").split(" ").map((key) => base + key);
  return state;
}

function write(state) {
  const short = (iri) => (iri.startsWith(base) ? iri.slice(base.length) : iri);
  const given = LISTS.flatMap((name) => state[name].map((item) => [name, short(item)]));
  for (const name of SINGLE) if (state[name]?.length) given.push([name, [state[name]].flat().map(short).join(" ")]);
  return `#${new URLSearchParams(given)}`;
}

/** Change what is set, as a step that can be undone. */
async function set(patch) {
  const next = write({ ...read(), ...patch });
  if (next === (location.hash || "#")) return;
  history.pushState(null, "", next);
  steps += 1;
  await sync();
}

function kindOf(iri) {
  const kind = iri.startsWith(base) ? iri.slice(base.length).split("/")[0] : "";
  if (!KINDS.has(kind) || iri.length === base.length + kind.length + 1) return null;
  return kind === "speaker" ? "person" : kind;
}

function once(path, parameters = {}) {
  const key = JSON.stringify([path, parameters]);
  if (!answers.has(key)) answers.set(key, ask(path, parameters).catch((problem) => { answers.delete(key); throw problem; }));
  return answers.get(key);
}

let latest = 0;

/** Bring the page to what is set. */
async function sync() {
  const mine = ++latest;
  document.body.dataset.busy = "";
  const state = read();
  const next = await gather(state);
  if (mine !== latest) return;
  scene = next;
  draw(state);
  document.getElementById("undo").disabled = steps === 0;
  legend(view);
  list(view);
  await showPanel(view, once);
  if (mine === latest) delete document.body.dataset.busy;
}

async function gather(state) {
  const { things, ties, totals } = await once("/api/overview");
  const made = { things: new Map(), ties: new Map(), totals, left: new Map(), way: null, groups: false };
  if (state.from && state.to) await takeWay(made, state);
  else if (state.only) await grow(made, state.only, "open");
  else {
    if (!grouped(state, totals) || !await takeGroups(made)) {
      for (const row of things) put(made, row.thing, row.label, row.mentions);
      for (const row of ties) tie(made, row);
    }
    for (const iri of state.add) await add(made, iri);
    for (const iri of state.open) await grow(made, iri, "open");
    for (const iri of state.in) await grow(made, iri, "in");
  }
  made.counts = new Map();
  for (const { kind } of made.things.values()) made.counts.set(kind, (made.counts.get(kind) ?? 0) + 1);
  for (const [iri, { kind }] of made.things) if (state.hide.includes(iri) || state.off.includes(kind)) made.things.delete(iri);
  made.ties = [...made.ties.values()].filter(({ from, to }) => made.things.has(from) && made.things.has(to));
  return made;
}

/** Tell whether the page starts with communities: where there is too much for an overview, or when asked to. */
function grouped({ view: chosen }, totals) {
  return chosen ? chosen === "groups" : Object.values(totals).reduce((sum, count) => sum + count, 0) > MANY;
}

/** Put the communities in the place of the overview; false while the server is still finding them. */
async function takeGroups(made) {
  try {
    const { ready, communities, ties } = await once("/api/communities");
    if (!ready) answers.delete(JSON.stringify(["/api/communities", {}]));
    if (!communities.length) return false;
    for (const { community, label, size } of communities) put(made, community, label, size);
    for (const { one, other, sentences } of ties) tie(made, { thing: communities[one].community, other: communities[other].community, sentences });
    made.totals = { ...made.totals, community: communities.length };
    made.groups = true;
    return true;
  } catch { return false; }
}

function put(made, iri, label, weight) {
  const kind = kindOf(iri);
  if (!kind) return;
  labels.set(iri, label);
  if (!made.things.has(iri)) made.things.set(iri, { iri, kind, label, weight });
}

function tie(made, { thing, other, sentences }) {
  const [from, to] = [thing, other].sort();
  if (from !== to) made.ties.set(`${from} ${to}`, { id: `${from} ${to}`, from, to, weight: Math.max(1, sentences) });
}

/** Add a thing and tie it to what is shown already. */
async function add(made, iri) {
  if (!kindOf(iri) || kindOf(iri) === "community") return;
  try {
    const [thing, near] = await Promise.all([once("/api/entity", { iri }), once("/api/neighbours", { iri, limit: ASKED })]);
    put(made, iri, String(thing.statements.find((row) => row.predicate === LABEL)?.value ?? iri), near[0]?.sentences ?? 1);
    for (const row of near) if (made.things.has(row.other)) tie(made, { thing: iri, ...row });
  } catch { /* a link to what is not in this graph shows the rest */ }
}

/** Add what is near a thing (`open`) or inside a place (`in`), the most frequent first; note how much is left. */
async function grow(made, iri, way) {
  if (!made.things.has(iri)) await add(made, iri);
  if (!made.things.has(iri)) return;
  const from = kindOf(iri) === "community" ? "/api/members" : way === "open" ? "/api/neighbours" : "/api/inside";
  const rows = (await once(from, { iri, limit: ASKED })).filter((row) => kindOf(row.other));
  for (const row of rows.slice(0, MOST)) {
    put(made, row.other, row.label, row.sentences);
    tie(made, { thing: iri, ...row });
  }
  const all = kindOf(iri) === "community" ? made.things.get(iri).weight : rows.length;
  made.left.set(iri, Math.max(0, all - MOST));
  if (kindOf(iri) !== "community") return;
  for (const row of await once("/api/ties", { iri: rows.slice(0, MOST).map((one) => one.other) })) tie(made, row);
}

async function takeWay(made, { from, to }) {
  const { things, ties } = await once("/api/path", { one: from, other: to });
  made.way = things.map((row) => row.thing);
  for (const row of things) put(made, row.thing, row.label, 1);
  const next = new Set(made.way.slice(1).map((iri, i) => [iri, made.way[i]].sort().join(" ")));
  for (const row of ties) if (next.has([row.thing, row.other].sort().join(" "))) tie(made, row);
}

function draw(state) {
  const { things, ties, way } = scene;
  const near = new Set(ties.filter(({ from, to }) => from === state.at || to === state.at).flatMap(({ from, to }) => [from, to]));
  const lit = things.has(state.at) && near.size ? near : null;
  const points = arrange(state);
  const items = new Map([...things.values()].map((thing) => [thing.iri, item(thing, points.get(thing.iri), state)]));
  const edges = ties.map((one) => ({ ...one, mutual: true, label: `${one.weight}`, chosen: state.tie ? state.tie.includes(one.from) && state.tie.includes(one.to)
    : one.from === state.at || one.to === state.at }));
  const fitKey = JSON.stringify([state.only, way, [...things.keys()].length]);
  Canvas.show(items, edges, { light: lit, fitKey, physics: false });
  if (state.at === flight && items.has(state.at)) Canvas.fly(state.at, false);
  flight = "";
}

function item({ iri, kind, label, weight }, [x, y], state) {
  const group = kind === "community";
  const radius = 6 + Math.min(group ? 20 : 12, 2 * Math.log2(1 + weight));
  return { id: iri, kind, label: Text.cut(label, group ? 18 : 14), full: Text.cut(label, 30), radius, x, y, chosen: iri === state.at,
    tier: kind === "person" || group || weight > 40 ? 2 : 1, rank: Math.log2(1 + weight) + (kind === "person" ? 4 : 0), pinned: false };
}

/** Positions: an overview, a neighbourhood and a way are laid out afresh; what is unfolded finds room beside them. */
function arrange({ only }) {
  const nodes = [...scene.things.keys()];
  const pulls = scene.ties.map(({ from, to }) => ({ a: from, b: to }));
  if (scene.way) return Arrange.line(scene.way);
  if (only) return Arrange.settle([only, ...nodes.filter((iri) => iri !== only)].filter((iri) => scene.things.has(iri)), pulls);
  if (!places.size) {
    const core = largest(nodes, pulls); // what is not tied to the rest would fly away
    for (const [iri, point] of spread(Arrange.settle(nodes.filter((iri) => core.has(iri)), pulls.filter(({ a }) => core.has(a))))) places.set(iri, point);
  }
  const points = new Map(nodes.filter((iri) => places.has(iri)).map((iri) => [iri, places.get(iri)]));
  Arrange.fillIn({ nodes, edges: pulls }, points);
  for (const [iri, point] of points) places.set(iri, point);
  return points;
}

/** The largest part of the nodes that hangs together. */
function largest(nodes, pulls) {
  const part = new Map(nodes.map((iri) => [iri, new Set([iri])]));
  for (const { a, b } of pulls) {
    if (part.get(a) === part.get(b)) continue;
    const joined = new Set([...part.get(a), ...part.get(b)]);
    for (const iri of joined) part.set(iri, joined);
  }
  return [...part.values()].reduce((most, one) => (one.size > most.size ? one : most), new Set());
}

/** Move positions half the way to even distances on each axis, so that crowds have room. */
function spread(points) {
  for (const axis of [0, 1]) {
    const order = [...points.values()].sort((p, q) => p[axis] - q[axis]);
    const [low, high] = [order[0]?.[axis], order.at(-1)?.[axis]];
    order.forEach((point, i) => { point[axis] = (point[axis] + low + ((high - low) * i) / Math.max(1, order.length - 1)) / 2; });
  }
  return points;
}

function theme() {
  document.documentElement.dataset.theme = DARK.matches ? "dark" : "light";
  DARK.addEventListener("change", () => {
    document.documentElement.dataset.theme = DARK.matches ? "dark" : "light";
    sync();
  });
}

/** What the drawing tells; it is the one of the single-file page, which calls its page so. */
globalThis.Main = {
  pickNode: (iri, double) => (double ? toggle(iri) : set({ at: iri, tie: "" })),
  pickEdge: ({ from, to }) => set({ tie: [from, to], at: "" }),
  pickNothing: () => set({ at: "", tie: "" }),
  pin: (iri, point) => places.set(iri, point),
};

/** Change what is set and fly to what is chosen then. */
function fly(patch) {
  flight = patch.at;
  return set(patch);
}

function choose(iri) {
  return fly({ at: iri, tie: "" });
}

function toggle(iri) {
  const { open: opened } = read();
  return set({ open: opened.includes(iri) ? opened.filter((other) => other !== iri) : [...opened, iri], at: iri, tie: "" });
}

function listen() {
  window.addEventListener("popstate", () => { steps = Math.max(0, steps - 1); sync(); });
  const start = (chosen) => () => {
    places.clear();
    return set({ ...Object.fromEntries([...LISTS, ...SINGLE].map((name) => [name, LISTS.includes(name) ? [] : ""])), view: chosen });
  };
  const acts = { undo: () => history.back(), fit: () => Canvas.fit(true), reset: start(""), groups: start("groups"), most: start("most") };
  for (const [id, act] of Object.entries(acts)) document.getElementById(id).addEventListener("click", act);
  suggest(view, once);
  document.addEventListener("keydown", keys);
}

function keys(event) {
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  if (event.key === "/") document.getElementById("words").focus();
  else if (event.key === "Escape") set({ at: "", tie: "" });
  else if (event.target.id !== "graph" || !steer(event.key)) return;
  event.preventDefault();
}

function steer(key) {
  const moves = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60], "+": [0, 0, 1.25], "-": [0, 0, 0.8] };
  if (moves[key]) Canvas.nudge(...moves[key]);
  else if (key === "0") Canvas.fit(true);
  else if (key === "n" || key === "p") {
    const order = [...scene.things.keys()];
    const next = order.indexOf(read().at) + (key === "n" ? 1 : -1);
    if (order.length) choose(order[(next + order.length) % order.length]);
  } else if (key === "Enter" && read().at) toggle(read().at);
  else return false;
  return true;
}

/** What tests look at: nothing here changes the page. */
globalThis.kgNetwork = Object.freeze({
  items: () => [...Canvas.items().values()].map((one) => ({ ...one, screen: Canvas.toScreen(one.x, one.y) })),
  labels: () => Labels.all().map((box) => ({ ...box })),
  edges: () => Canvas.edges().map(({ from, to, weight }) => ({ from, to, weight })),
});

await open();
