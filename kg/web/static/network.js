// The network of a large graph: an overview first, then what is asked for; the server answers each step.
import { ask, link, localName, make, pageOf } from "./dom.js";
import { evidence, valueOf } from "./claims.js";
import { Drawing } from "./networkdrawing.js";
import { language, say, translate } from "./words.js";

const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const [MOST, ASKED, CLAIMS] = [40, 500, 20];
const KINDS = {
  person: ["人物", "person"], speaker: ["人物", "speaker"], outlet: ["媒体", "outlet"], place: ["地点", "place"],
  organization: ["机构", "organization"], policy: ["政策", "policy"], title: ["荣誉", "title"],
  indicator: ["指标", "indicator"], event: ["事件", "event"], post: ["职务", "post"],
};
const WORDS = {
  open: ["展开", "Expand"], inside: ["下级地点", "Places inside"], close: ["收起", "Collapse"],
  more: ["查看全部", "See all"], page: ["打开它的页面", "Open its page"], nothing: ["没有找到", "nothing found"],
  start: ["这里是提到最多的事物。点一个，看它的原文；展开它，看它的邻居。",
    "These are the things spoken of most. Choose one to read what is said of it; expand it to see its neighbours."],
};
const words = (pair) => pair[language() === "en" ? 1 : 0];
const panel = document.getElementById("panel");
const things = new Map(); // iri -> { iri, kind, label, weight, reasons }
const ties = new Map(); // "a b" -> { from, to, weight }
let state = { add: [], open: [], in: [], at: "" };
let base = "";
let drawing = null;

async function open() {
  translate();
  base = (await ask("/version")).base;
  drawing = new Drawing(document.getElementById("graph"), choose);
  document.getElementById("find").addEventListener("submit", find);
  window.addEventListener("hashchange", restart);
  await restart();
}

async function restart() {
  const given = new URLSearchParams(location.hash.slice(1));
  const list = (name) => given.getAll(name);
  things.clear();
  ties.clear();
  state = { add: [], open: [], in: [], at: "" };
  const found = await ask("/api/overview");
  for (const row of found.things) put(row.thing, row.label, row.mentions, "overview");
  for (const row of found.ties) tie(row.thing, row.other, row.sentences);
  for (const name of list("add")) await add(base + name);
  for (const name of list("open")) await grow(base + name, "open");
  for (const name of list("in")) await grow(base + name, "in");
  show();
  if (given.get("at")) await choose(base + given.get("at"));
  else panel.replaceChildren(make("p", { class: "note" }, words(WORDS.start)));
  document.body.dataset.ready = Math.round(performance.now());
}

function remember() {
  const given = ["add", "open", "in"].flatMap((name) => state[name].map((iri) => [name, iri.slice(base.length)]));
  if (state.at) given.push(["at", state.at.slice(base.length)]);
  history.replaceState(null, "", `#${new URLSearchParams(given)}`);
}

function kindOf(iri) {
  const kind = iri.startsWith(base) ? iri.slice(base.length).split("/")[0] : "";
  return KINDS[kind] ? kind : null;
}

function put(iri, label, weight, reason) {
  const kind = kindOf(iri);
  if (!kind) return;
  if (!things.has(iri)) things.set(iri, { iri, label, kind: kind === "speaker" ? "person" : kind, weight, reasons: new Set() });
  things.get(iri).reasons.add(reason);
}

function tie(from, to, weight) {
  if (things.has(from) && things.has(to)) ties.set([from, to].sort().join(" "), { from, to, weight });
}

/** Add a thing and tie it to what is shown already. */
async function add(iri) {
  if (!kindOf(iri)) return;
  const [thing, near] = await Promise.all([ask("/api/entity", { iri }), ask("/api/neighbours", { iri, limit: ASKED })]);
  put(iri, labelOf(thing, iri), near[0]?.sentences ?? 1, "add");
  for (const row of near) tie(iri, row.other, row.sentences);
  if (!state.add.includes(iri)) state.add.push(iri);
}

/** Ask for what is near a thing (`open`) or inside a place (`in`) and add the weightiest; return how many are left. */
async function grow(iri, way) {
  if (!things.has(iri)) await add(iri);
  if (!things.has(iri)) return 0;
  const answer = await ask(way === "open" ? "/api/neighbours" : "/api/inside", { iri, limit: ASKED });
  const rows = answer.filter((row) => kindOf(row.other));
  for (const row of rows.slice(0, MOST)) {
    put(row.other, row.label, row.sentences, `${way} ${iri}`);
    tie(iri, row.other, Math.max(1, row.sentences));
  }
  if (!state[way].includes(iri)) state[way].push(iri);
  things.get(iri).left = Math.max(0, rows.length - MOST);
  return things.get(iri).left;
}

/** Take back what a thing was unfolded into, and what that was unfolded into, unless it is there for another reason. */
function fold(iri) {
  for (const way of ["open", "in"]) {
    state[way] = state[way].filter((other) => other !== iri);
    for (const thing of [...things.values()]) {
      if (!thing.reasons.delete(`${way} ${iri}`) || thing.reasons.size) continue;
      things.delete(thing.iri);
      fold(thing.iri);
    }
  }
  for (const [key, { from, to }] of ties) if (!things.has(from) || !things.has(to)) ties.delete(key);
}

function show() {
  drawing.show([...things.values()], [...ties.values()]);
  const order = [...things.values()].sort((a, b) => a.kind.localeCompare(b.kind) || b.weight - a.weight);
  document.getElementById("shown").replaceChildren(...order.map((thing) => make("li", {}, thingButton(thing))));
}

function thingButton({ iri, label, kind }) {
  const button = make("button", { type: "button", title: words(KINDS[kind]) }, Shapes.icon(kind), ` ${label}`);
  button.addEventListener("click", () => choose(iri));
  return button;
}

async function find(event) {
  event.preventDefault();
  const q = document.getElementById("words").value.trim();
  const list = document.getElementById("found");
  if (!q) return;
  const answer = await ask("/api/search", { q, limit: 50 });
  const seen = new Map(answer.filter((item) => kindOf(item.iri)).map((item) => [item.iri, item]).reverse());
  const rows = [...seen.values()].reverse().slice(0, 12);
  const buttons = rows.map(({ iri, text }) => {
    const button = thingButton({ iri, label: text, kind: kindOf(iri) });
    button.addEventListener("click", () => { list.hidden = true; });
    return make("li", {}, button);
  });
  list.replaceChildren(...(buttons.length ? buttons : [make("li", {}, words(WORDS.nothing))]));
  list.hidden = false;
}

/** Show a thing: bring it into the drawing if need be, fly there, and say what is known of it. */
async function choose(iri) {
  if (!things.has(iri)) {
    await add(iri);
    show();
  }
  state.at = iri;
  remember();
  drawing.fly(iri);
  const [thing, claims] = await Promise.all([ask("/api/entity", { iri }), ask("/api/claims", { iri, limit: CLAIMS })]);
  if (state.at === iri) describe(iri, thing, claims);
}

function labelOf(thing, iri) {
  return String(thing.statements.find((row) => row.predicate === LABEL)?.value ?? localName(iri));
}

function describe(iri, thing, claims) {
  const types = thing.statements.filter((row) => row.predicate === TYPE).map((row) => row.valueLabel ?? localName(row.value));
  const relations = thing.relations.slice(0, CLAIMS);
  panel.replaceChildren(
    make("h2", {}, labelOf(thing, iri)),
    make("p", { class: "what" }, [...new Set(types)].join("、")),
    make("p", {}, link(iri, words(WORDS.page), base)),
    make("div", { class: "fields" }, ...actions(iri)),
    ...section(say("claims"), claims, (row) => `${row.placeText ?? ""} ${row.indicatorText} ${valueOf(row)}${by(row)}`),
    ...section(say("relations"), relations, (row) => `${row.subjectText} ${say(row.predicate)} ${row.objectText}${by(row)}`),
  );
  if (claims.length === CLAIMS) panel.append(make("a", { href: pageOf(iri, base) }, words(WORDS.more)));
}

function by(row) {
  return [row.period, row.speakerName].filter(Boolean).map((part) => ` · ${part}`).join("");
}

function section(title, rows, sentence) {
  if (!rows.length) return [];
  const items = rows.map((row) => make("li", {}, make("p", {}, sentence(row)), evidence(row, base)));
  return [make("h3", {}, title), make("ul", {}, ...items)];
}

function actions(iri) {
  const opened = state.open.includes(iri) || state.in.includes(iri);
  const { left, kind } = things.get(iri);
  const made = [["open", () => grow(iri, "open")]];
  if (kind === "place") made.push(["inside", () => grow(iri, "in")]);
  if (opened) made.push(["close", () => fold(iri)]);
  const buttons = made.map(([name, act]) => {
    const button = make("button", { type: "button", "data-act": name }, words(WORDS[name]));
    button.addEventListener("click", async () => {
      await act();
      show();
      await choose(iri);
    });
    return button;
  });
  return opened && left ? [...buttons, make("p", { class: "note" }, words([`另有 ${left} 个`, `and ${left} more`]))] : buttons;
}

open();
