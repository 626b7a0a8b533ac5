// Beside the drawing: what is known of what is chosen, the legend, the list of what is drawn, the search.
import { evidence, valueOf } from "./claims.js";
import { link, localName, make, pageOf } from "./dom.js";
import { language, say } from "./words.js";

const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const CLAIMS = 20;
const KINDS = {
  person: ["人物", "People"], outlet: ["媒体", "Outlets"], place: ["地点", "Places"], organization: ["机构", "Bodies"],
  policy: ["政策", "Policies"], title: ["称号", "Titles"], indicator: ["指标", "Indicators"], event: ["事件", "Events"], post: ["职务", "Posts"],
  community: ["群组", "Communities"],
};
const WORDS = {
  open: ["展开相邻", "Expand"], close: ["收起", "Collapse"], inside: ["下级地点", "Places inside"], only: ["只看周边", "Focus here"],
  hide: ["隐藏", "Hide"], from: ["以此为路径起点", "Path from here"], to: ["找到此处的路径", "Path to here"],
  more: ["查看全部", "See all"], page: ["打开它的页面", "Open its page"], nothing: ["没有找到", "nothing found"],
  noWay: ["两者之间没有六步以内的路径", "No path of at most six steps"], way: ["路径", "Path"], sentences: ["原文依据", "Evidence"],
  overview: ["概览", "Overview"], list: ["提到最多的", "Spoken of most"],
  start: ["点选事物或连线看原文依据；双击展开或收起。", "Click a thing or a line for its evidence; double-click to expand or collapse."],
  groups: ["群组按常在同一句中出现的事物划分（Louvain），以地点和主题命名；双击展开。",
    "Communities are things that stand in the same sentences (Louvain), named by place and themes; double-click to unfold."],
  members: ["成员", "Members"],
  problem: ["服务器没有回答", "The server did not answer"],
};
const words = (key) => (WORDS[key] ?? KINDS[key] ?? [key, key])[language() === "en" ? 1 : 0];
const panel = document.getElementById("panel");
let asked = "";

/** Show what is chosen: a thing, a tie, a path, or else the overview. */
export async function show(view, once) {
  const state = view.state();
  const mine = JSON.stringify([state, language()]);
  asked = mine;
  try {
    const parts = await describe(view, once, state);
    if (asked !== mine) return;
    panel.replaceChildren(...parts);
  } catch (problem) {
    if (asked === mine) panel.replaceChildren(make("p", { class: "note" }, `${words("problem")}：${problem.message}`));
  }
  panel.scrollTop = 0;
  crumb(view, state);
}

function describe(view, once, state) {
  if (state.at && view.kindOf(state.at) === "community") return describeGroup(view, once, state);
  if (state.tie?.length && state.tie.some((iri) => view.kindOf(iri) === "community")) return describeAll(view);
  if (state.at && view.kindOf(state.at)) return describeThing(view, once, state);
  if (state.tie && state.tie.every(view.kindOf)) return describeTie(view, once, state.tie);
  if (state.from && state.to) return describeWay(view);
  return describeAll(view);
}

function crumb(view, { only, from, to }) {
  const name = (iri) => view.label(iri) ?? localName(iri);
  const said = from && to ? `${words("way")}：${name(from)} → ${name(to)}` : from ? `${words("way")}：${name(from)} → …`
    : only ? `${words("only")}：${name(only)}` : "";
  document.getElementById("crumb").textContent = said;
}

function describeAll(view) {
  const { totals, things } = view.get();
  const known = Object.keys(KINDS).filter((kind) => totals[kind]);
  const counted = known.map((kind) => `${words(kind)} ${totals[kind]}`);
  const groups = known.flatMap((kind) => {
    const rows = [...things.values()].filter((thing) => thing.kind === kind);
    return rows.length ? [make("h3", {}, `${words(kind)}`), chips(view, rows.map((row) => [row, row.weight]))] : [];
  });
  return [make("h2", {}, words("overview")),
    make("p", {}, `${say("document")} ${totals.doc} · ${counted.join(" · ")}`),
    make("p", { class: "note" }, words(view.get().groups ? "groups" : "start")), make("h3", {}, words("list")), ...groups];
}

async function describeGroup(view, once, state) {
  const rows = (await once("/api/members", { iri: state.at, limit: CLAIMS * 2 })).filter((row) => view.kindOf(row.other));
  const size = view.get().things.get(state.at)?.weight ?? rows.length;
  return [
    make("h2", {}, Shapes.icon("community"), ` ${view.label(state.at) ?? localName(state.at)}`),
    make("p", {}, `${words("community")} · ${words("members")} ${size}`), make("p", { class: "note" }, words("groups")),
    make("div", { class: "fields" }, ...actions(view, state)), make("h3", {}, words("members")),
    chips(view, rows.map((row) => [{ iri: row.other, kind: view.kindOf(row.other), label: row.label }, row.sentences]), goTo(view)),
  ];
}

/** Go to a thing that may not be drawn yet. */
function goTo(view) {
  return (iri) => {
    const { add } = view.state();
    return view.fly({ at: iri, tie: "", add: view.get().things.has(iri) || add.includes(iri) ? add : [...add, iri] });
  };
}

function describeWay(view) {
  const { way, things } = view.get();
  const title = make("h2", {}, words("way"));
  if (!way.length) return [title, make("p", {}, words("noWay"))];
  return [title, make("ol", { id: "way" }, ...way.filter((iri) => things.has(iri)).map((iri) => make("li", {}, button(view, things.get(iri)))))];
}

async function describeThing(view, once, state) {
  const iri = state.at;
  const [thing, claims, near] = await Promise.all([once("/api/entity", { iri }), once("/api/claims", { iri, limit: CLAIMS }),
    once("/api/neighbours", { iri, limit: 500 })]);
  const types = thing.statements.filter((row) => row.predicate === TYPE).map((row) => row.valueLabel ?? localName(row.value));
  const label = String(thing.statements.find((row) => row.predicate === LABEL)?.value ?? localName(iri));
  const rows = near.filter((row) => view.kindOf(row.other)).slice(0, 14)
    .map((row) => [{ iri: row.other, kind: view.kindOf(row.other), label: row.label }, row.sentences]);
  return [
    make("h2", {}, Shapes.icon(view.kindOf(iri)), ` ${label}`), make("p", { class: "what" }, [...new Set(types)].join("、")),
    make("p", {}, link(iri, words("page"), view.base())), make("div", { class: "fields" }, ...actions(view, state)),
    ...section(say("claims"), claims.map((row) => claimItem(row, view.base()))),
    claims.length === CLAIMS ? make("a", { href: pageOf(iri, view.base()) }, words("more")) : "",
    ...section(say("relations"), thing.relations.slice(0, CLAIMS).map((row) => relationItem(row, view.base()))),
    ...(rows.length ? [make("h3", {}, say("neighbours")), chips(view, rows, (other) => view.set({ tie: [iri, other], at: "" }))] : []),
  ];
}

async function describeTie(view, once, [one, other]) {
  const found = await once("/api/between", { one, other });
  const name = (iri) => view.label(iri) ?? localName(iri);
  const ends = [one, other].map((iri) => [{ iri, kind: view.kindOf(iri), label: name(iri) }, null]);
  return [
    make("h2", {}, `${name(one)} — ${name(other)}`), chips(view, ends),
    ...section(say("claims"), found.claims.map((row) => claimItem(row, view.base()))),
    ...section(say("relations"), found.relations.map((row) => relationItem(row, view.base()))),
    ...section(`${words("sentences")} (${found.count})`, found.sentences.map((row) => make("li", {},
      make("a", { href: `/doc/${row.document}#${row.begin}-${row.end}` }, quote(row))))),
  ];
}

/** A sentence with all its words marked; offsets count code points. */
function quote({ text, begin, marks }) {
  const points = [...text];
  const parts = [];
  let at = 0;
  for (const [from, to] of marks.map(([a, b]) => [a - begin, b - begin])) {
    if (from < at || to > points.length) continue;
    parts.push(points.slice(at, from).join(""), make("mark", {}, points.slice(from, to).join("")));
    at = to;
  }
  return make("q", {}, ...parts, points.slice(at).join(""));
}

function claimItem(row, base) {
  return make("li", {}, make("p", {}, `${row.placeText ?? ""} ${row.indicatorText} ${valueOf(row)}${by(row)}`), evidence(row, base));
}

function relationItem(row, base) {
  return make("li", {}, make("p", {}, `${row.subjectText} ${say(row.predicate)} ${row.objectText}${by(row)}`), evidence(row, base));
}

function by(row) {
  return [row.period, row.speakerName].filter(Boolean).map((part) => ` · ${part}`).join("");
}

function section(title, items) {
  return items.length ? [make("h3", {}, title), make("ul", {}, ...items)] : [];
}

function actions(view, state) {
  const { at: iri, open, from } = state;
  const inside = state.in;
  const without = (all) => all.filter((other) => other !== iri);
  const acts = open.includes(iri) || inside.includes(iri)
    ? [["close", { open: without(open), in: without(inside) }]]
    : [["open", { open: [...open, iri], only: "" }]];
  if (view.kindOf(iri) === "place" && !inside.includes(iri)) acts.push(["inside", { in: [...inside, iri], only: "" }]);
  const thing = view.kindOf(iri) !== "community";
  if (thing) acts.push(["only", { only: iri, from: "", to: "" }]);
  acts.push(["hide", { hide: [...state.hide, iri], at: "" }]);
  if (thing) acts.push(from && from !== iri ? ["to", { to: iri, at: "" }] : ["from", { from: iri, to: "" }]);
  const buttons = acts.map(([name, patch]) => {
    const made = make("button", { type: "button", "data-act": name }, words(name));
    made.addEventListener("click", () => view.set(patch));
    return made;
  });
  const left = view.get().left.get(iri);
  return left ? [...buttons, make("p", { class: "note" }, language() === "en" ? `and ${left} more` : `另有 ${left} 个未画出`)] : buttons;
}

function button(view, { iri, label, kind }, extra = null, act = view.choose) {
  const made = make("button", { type: "button", title: words(kind) }, Shapes.icon(kind), make("span", {}, label),
    extra === null ? null : make("span", { class: "note" }, String(extra)));
  made.addEventListener("click", () => act(iri));
  return made;
}

function chips(view, rows, act) {
  return make("ul", { class: "chips" }, ...rows.map(([thing, extra]) => make("li", {}, button(view, thing, extra, act))));
}

/** The list of what is drawn, for those who read rather than look. */
export function list(view) {
  const order = [...view.get().things.values()].sort((a, b) => a.kind.localeCompare(b.kind) || b.weight - a.weight);
  const holder = document.getElementById("shown");
  holder.className = "chips";
  holder.replaceChildren(...order.map((thing) => make("li", {}, button(view, thing))));
}

/** The types that are there, each with its shape and numbers, switched on and off. */
export function legend(view) {
  const { counts, totals } = view.get();
  const { off } = view.state();
  const rows = Object.keys(KINDS).filter((kind) => counts.has(kind) || off.includes(kind)).map((kind) => {
    const made = make("button", { type: "button", "aria-pressed": String(!off.includes(kind)), "data-kind": kind },
      Shapes.icon(kind), words(kind), make("span", { class: "note" }, `${counts.get(kind) ?? 0}/${totals[kind] ?? 0}`));
    made.addEventListener("click", () => view.set({ off: off.includes(kind) ? off.filter((other) => other !== kind) : [...off, kind] }));
    return make("li", {}, made);
  });
  document.getElementById("legend").replaceChildren(...rows);
}

/** Search while typing; Enter goes to the first, the arrows go through them. */
export function suggest(view, once) {
  const [input, holder] = ["words", "found"].map((id) => document.getElementById(id));
  let timer = 0;
  let first = null;
  async function look() {
    const q = input.value.trim();
    if (!q) { holder.hidden = true; return; }
    const answer = await once("/api/search", { q, limit: 50 });
    if (q !== input.value.trim()) return;
    const rows = new Map();
    for (const { iri, text } of answer) if (view.kindOf(iri) && !rows.has(iri)) rows.set(iri, { iri, label: text, kind: view.kindOf(iri) });
    const found = [...rows.values()].slice(0, 12);
    first = found[0]?.iri ?? null;
    holder.replaceChildren(...(found.length ? found.map((row) => make("li", {}, button(view, row, null, go))) : [make("li", {}, words("nothing"))]));
    holder.hidden = false;
  }
  function go(iri) {
    holder.hidden = true;
    const { add, off, hide, from, to } = view.state();
    const shown = view.get().things.has(iri);
    view.fly({ at: iri, tie: "", only: "", from: to ? "" : from, to: "", add: shown || add.includes(iri) ? add : [...add, iri],
      off: off.filter((kind) => kind !== view.kindOf(iri)), hide: hide.filter((other) => other !== iri) });
  }
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 150); });
  document.getElementById("find").addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    await look();
    if (first) go(first);
  });
  document.getElementById("find").addEventListener("keydown", (event) => {
    const stops = [input, ...holder.querySelectorAll("button")];
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") { holder.hidden = true; input.focus(); }
    if (!by || holder.hidden) return;
    event.preventDefault();
    stops[(stops.indexOf(document.activeElement) + by + stops.length) % stops.length].focus();
  });
  document.addEventListener("click", ({ target }) => { if (!document.getElementById("find").contains(target)) holder.hidden = true; });
}
