// The workbench: a question box, the named questions with forms, and a SPARQL editor that knows the graph's own words.
import { ask, link, make, table } from "./dom.js";
import { editSparql, openEditor } from "./editor.js";
import { language, say, translate } from "./words.js";

const answer = document.getElementById("answer");
const ROWS = 100; // rows that are shown at once
let base = "";
let questions = [];

async function open() {
  translate();
  base = (await ask("/version")).base;
  const known = await ask("/api/terms");
  questions = await ask("/api/questions");
  openEditor(known, base);
  fillNamed();
  showDocuments(await ask("/api/documents", { limit: 100 }));
  document.getElementById("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    go({ q: document.getElementById("words").value });
  });
  addEventListener("popstate", reopen);
  reopen();
}

/** Ask something and put it into the address, so that the page can be shared, reopened and gone back to. */
function go(asked) {
  const given = Object.entries(asked).filter(([, value]) => value !== "");
  history.pushState(null, "", `?${new URLSearchParams(given)}${location.hash}`);
  reopen();
}

/** Ask what the address says: a question in words, or a named question with its values. */
function reopen() {
  const { q, question, ...values } = Object.fromEntries(new URLSearchParams(location.search));
  if (q) {
    document.getElementById("words").value = q;
    askWords();
  } else if (questions.some((item) => item.name === question)) {
    chooseNamed(question, values);
    runNamed(question, values);
  } else answer.replaceChildren();
}

async function askWords() {
  const q = document.getElementById("words").value.trim();
  if (!q) return;
  answer.replaceChildren(make("p", { class: "note" }, say("loading")));
  try {
    const [understood, found] = await Promise.all([ask("/api/ask", { q }), ask("/api/search", { q, limit: 10 })]);
    const parts = understood.understood ? showAnswer(understood) : [make("p", { class: "note" }, say("unknown"))];
    answer.replaceChildren(make("h2", {}, q), ...parts, ...showFound(found));
  } catch (problem) {
    answer.replaceChildren(make("p", { class: "note" }, String(problem.message)));
  }
}

function showFound(found) {
  const rows = found.map((item) => make("li", {}, link(item.iri, item.text, base)));
  return rows.length ? [make("ul", {}, ...rows)] : [];
}

function showAnswer(found) {
  const question = questions.find((item) => item.name === found.name);
  const open = make("button", { type: "button" }, say("sparql"));
  open.addEventListener("click", () => editSparql(found.sparql));
  const title = `${say("understood")}：${language() === "en" ? question.en : question.zh}`;
  return [make("p", {}, `${title} `, open), ...chart(question, found.rows), rowsTable(question, found)];
}

/** The rows of an answer, with a button for those after them. */
function rowsTable(question, found) {
  if (!found.rows.length) return make("p", { class: "note" }, say("none"));
  const columns = question.columns.map((column) => ({
    key: column.name, title: language() === "en" ? column.en : column.zh,
    show: (row) => link(isIri(row[column.name]) ? row[column.name] : null, shown(row[column.name]), base),
  }));
  const rows = table(`${found.rows.length}${found.more ? "+" : ""} ${say("rows")}`, columns, found.rows);
  if (!found.more) return rows;
  const more = make("button", { type: "button" }, say("more"));
  more.addEventListener("click", async () => {
    const next = await ask(`/api/questions/${question.name}`, { ...found.values, limit: ROWS, offset: found.rows.length });
    more.parentElement.replaceWith(rowsTable(question, { ...next, rows: [...found.rows, ...next.rows] }));
  });
  return make("div", {}, rows, more);
}

function isIri(value) {
  return typeof value === "string" && value.startsWith(base);
}

function shown(value) {
  if (typeof value === "number") return new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 6 }).format(value);
  return isIri(value) ? value.slice(base.length) : value ?? "";
}

/** Bars for figures of one unit, where there are at least two. */
function chart(question, rows) {
  const figures = rows.filter((row) => typeof row.value === "number" && row.unit);
  const units = new Set(figures.map((row) => row.unit));
  if (figures.length < 2 || figures.length > 40 || units.size !== 1) return [];
  const most = Math.max(...figures.map((row) => row.value));
  const bars = figures.map((row) => {
    const name = [row.place, row.indicator, row.period].filter(Boolean).join(" ");
    const meter = make("meter", { min: 0, max: most, value: row.value, "aria-label": name });
    return make("li", {}, make("span", {}, name), meter, make("span", {}, `${shown(row.value)}${row.unit}`));
  });
  return [make("ul", { class: "bars" }, ...bars)];
}

function fillNamed() {
  const form = document.getElementById("named");
  const select = make("select", { id: "question" });
  for (const group of [...new Set(questions.map((item) => item.group))]) {
    const options = questions.filter((item) => item.group === group).map((item) => (
      make("option", { value: item.name }, language() === "en" ? item.en : item.zh)));
    select.append(make("optgroup", { label: group }, ...options));
  }
  const fields = make("span", { class: "fields", id: "values" });
  const run = make("button", { type: "submit", class: "first" }, say("run"));
  form.append(make("label", {}, say("question"), select), fields, run);
  select.addEventListener("change", () => chooseNamed(select.value));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go({ question: select.value, ...Object.fromEntries(new FormData(form)) });
  });
  chooseNamed(select.value);
}

/** Choose a named question in its form, with the values of its parameters. */
function chooseNamed(name, values = {}) {
  document.getElementById("question").value = name;
  const { parameters } = questions.find((item) => item.name === name);
  document.getElementById("values").replaceChildren(...parameters.map((part) => make(
    "label", {}, language() === "en" ? part.en : part.zh,
    make("input", { name: part.name, placeholder: part.example, value: values[part.name], autocomplete: "off" }))));
}

async function runNamed(name, values) {
  answer.replaceChildren(make("p", { class: "note" }, say("loading")));
  try {
    answer.replaceChildren(...showAnswer(await ask(`/api/questions/${name}`, { ...values, limit: ROWS })));
  } catch (problem) {
    answer.replaceChildren(make("p", { class: "note" }, String(problem.message)));
  }
}

function showDocuments(documents) {
  document.getElementById("documents").replaceChildren(table(`${documents.length} ${say("rows")}`, [
    { title: say("document"), show: (row) => link(`${base}doc/${row.document}`, row.title ?? row.source, base) },
    { title: say("period"), key: "date" },
    { title: say("place"), show: (row) => link(row.home, row.homeText ?? "", base) },
  ], documents));
}

open();
