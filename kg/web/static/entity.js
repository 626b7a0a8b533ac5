// The page of a thing of the graph, at its own path: what it is, its claims and relations, or a document's transcript.
import { ask, link, localName, make, table } from "./dom.js";
import { claimsTable, evidence } from "./claims.js";
import { say, translate } from "./words.js";

const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const main = document.getElementById("main");

async function open() {
  translate();
  const { base } = await ask("/version");
  const iri = base + decodeURI(location.pathname).slice(1);
  const [, kind, name] = location.pathname.split("/");
  try {
    if (kind === "doc") await showDocument(name, base);
    else await showThing(iri, base);
  } catch (problem) {
    main.replaceChildren(make("h1", {}, say("missing")), make("p", { class: "what" }, String(problem.message)));
  }
}

async function showThing(iri, base) {
  const [thing, claims, neighbours] = await Promise.all([
    ask("/api/entity", { iri }), ask("/api/claims", { iri, limit: 500 }), ask("/api/neighbours", { iri, limit: 30 }),
  ]);
  const label = thing.statements.find((row) => row.predicate === LABEL)?.value ?? localName(iri);
  const types = thing.statements.filter((row) => row.predicate === TYPE).map((row) => row.valueLabel ?? localName(row.value));
  document.title = `${label} · kg`;
  main.replaceChildren(
    make("h1", {}, label),
    make("p", { class: "what" }, `${[...new Set(types)].join("、")} · ${iri} · `,
      make("a", { href: `${location.pathname}?format=ttl` }, "Turtle"), " · ",
      make("a", { href: `${location.pathname}?format=jsonld` }, "JSON-LD")),
  );
  section(say("claims"), claims, (rows) => claimsTable(rows, base));
  section(say("relations"), thing.relations, (rows) => relationsTable(rows, base));
  section(say("statements"), thing.statements, (rows) => statementsTable(rows, base));
  section(say("neighbours"), neighbours, (rows) => neighboursTable(rows, base));
}

function section(title, rows, show) {
  if (rows.length) main.append(make("h2", {}, title), show(rows));
}

function relationsTable(rows, base) {
  return table(`${rows.length} ${say("rows")}`, [
    { title: say("subject"), show: (row) => link(row.subject, row.subjectText, base) },
    { title: say("relation"), show: (row) => say(row.predicate) },
    { title: say("object"), show: (row) => link(row.object, row.objectText, base) },
    { title: say("period"), key: "period" },
    { title: say("evidence"), show: (row) => evidence(row, base) },
  ], rows);
}

function statementsTable(rows, base) {
  return table(`${rows.length} ${say("rows")}`, [
    { title: say("property"), show: (row) => row.predicateLabel ?? localName(row.predicate) },
    { title: say("value"), show: (row) => link(String(row.value), String(row.valueLabel ?? row.value), base) },
  ], rows);
}

function neighboursTable(rows, base) {
  return table(`${rows.length} ${say("rows")}`, [
    { title: say("thing"), show: (row) => link(row.other, row.label, base) },
    { title: say("sentences"), key: "sentences" },
  ], rows);
}

async function showDocument(name, base) {
  const found = await ask(`/api/documents/${name}`);
  const points = [...found.text];
  document.title = `${found.document} · kg`;
  main.replaceChildren(make("h1", {}, say("document")), make("p", { class: "what" }, `${base}doc/${found.document}`));
  const turns = found.turns.length ? found.turns : [{ begin: 0, end: points.length }];
  const asked = location.hash.match(/^#(\d+)-(\d+)$/)?.slice(1).map(Number);
  for (const turn of turns) main.append(showTurn(turn, points, found.marks, asked, base));
  document.getElementById("asked")?.scrollIntoView({ block: "center" });
}

function showTurn(turn, points, marks, asked, base) {
  const names = [turn.outletName, turn.speakerName].filter(Boolean).join(" ");
  const inside = marks.filter((mark) => mark.begin >= turn.begin && mark.end <= turn.end);
  if (asked && asked[0] >= turn.begin && asked[1] <= turn.end) inside.push({ begin: asked[0], end: asked[1] });
  return make("article", { class: "turn" },
    turn.role ? make("h3", {}, `${say(localName(turn.role))} `, link(turn.speaker, names, base)) : null,
    make("p", {}, ...pieces(turn, points, inside, base)));
}

/** The text of a turn with its marks, which never overlap on screen: the asked words win, then what begins first. */
function pieces(turn, points, marks, base) {
  const order = [...marks].sort((a, b) => (a.thing ? 1 : 0) - (b.thing ? 1 : 0) || a.begin - b.begin || b.end - a.end);
  const taken = [];
  for (const mark of order) {
    if (taken.every((other) => mark.end <= other.begin || other.end <= mark.begin)) taken.push(mark);
  }
  taken.sort((a, b) => a.begin - b.begin);
  const shown = [];
  let at = turn.begin;
  for (const mark of taken) {
    shown.push(points.slice(at, mark.begin).join(""), showMark(mark, points.slice(mark.begin, mark.end).join(""), base));
    at = mark.end;
  }
  return [...shown, points.slice(at, turn.end).join("")];
}

function showMark(mark, words, base) {
  if (!mark.thing) return make("mark", { id: "asked", class: "here" }, words);
  const shown = link(mark.thing, words, base);
  shown.title = mark.label;
  if (mark.class === "claim") shown.className = "claim";
  return shown;
}

open();
