// The workbench: a question box, the named questions with forms, and a SPARQL editor that knows the graph's own words.
import { ask, link, make, table } from "./dom.js";
import { language, say, translate } from "./words.js";

const answer = document.getElementById("answer");
let base = "";
let editor = null;
let prefixes = {};

async function open() {
  translate();
  base = (await ask("/version")).base;
  const [questions, known] = await Promise.all([ask("/api/questions"), ask("/api/terms")]);
  prefixes = known.prefixes;
  openEditor(known.terms);
  fillNamed(questions);
  showDocuments(await ask("/api/documents", { limit: 100 }));
  document.getElementById("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `?${new URLSearchParams({ q: document.getElementById("words").value })}`);
    askWords();
  });
  const q = new URLSearchParams(location.search).get("q");
  if (q) {
    document.getElementById("words").value = q;
    askWords();
  }
}

async function askWords() {
  const q = document.getElementById("words").value.trim();
  if (!q) return;
  answer.replaceChildren(make("p", { class: "note" }, say("loading")));
  try {
    const [understood, found] = await Promise.all([ask("/api/ask", { q }), ask("/api/search", { q, limit: 10 })]);
    const parts = understood.understood ? await showAnswer(understood) : [make("p", { class: "note" }, say("unknown"))];
    answer.replaceChildren(make("h2", {}, q), ...parts, ...showFound(found));
  } catch (problem) {
    answer.replaceChildren(make("p", { class: "note" }, String(problem.message)));
  }
}

function showFound(found) {
  const rows = found.map((item) => make("li", {}, link(item.iri, item.text, base)));
  return rows.length ? [make("ul", {}, ...rows)] : [];
}

async function showAnswer(found) {
  const question = (await ask("/api/questions")).find((item) => item.name === (found.question ?? found.name));
  const open = make("button", { type: "button" }, say("sparql"));
  open.addEventListener("click", () => editSparql(found.sparql));
  const title = `${say("understood")}：${language() === "en" ? question.en : question.zh}`;
  return [make("p", {}, `${title} `, open), ...chart(question, found.rows), rowsTable(question, found.rows)];
}

function rowsTable(question, rows) {
  if (!rows.length) return make("p", { class: "note" }, say("none"));
  const columns = question.columns.map((column) => ({
    key: column.name, title: language() === "en" ? column.en : column.zh,
    show: (row) => link(isIri(row[column.name]) ? row[column.name] : null, shown(row[column.name]), base),
  }));
  return table(`${rows.length} ${say("rows")}`, columns, rows);
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

function fillNamed(questions) {
  const form = document.getElementById("named");
  const select = make("select", { id: "question" });
  for (const group of [...new Set(questions.map((item) => item.group))]) {
    const options = questions.filter((item) => item.group === group).map((item) => (
      make("option", { value: item.name }, language() === "en" ? item.en : item.zh)));
    select.append(make("optgroup", { label: group }, ...options));
  }
  const fields = make("span", { class: "fields" });
  const run = make("button", { type: "submit", class: "first" }, say("run"));
  form.append(make("label", {}, say("rows") === "行" ? "问题" : "question", select), fields, run);
  const chosen = () => questions.find((item) => item.name === select.value);
  const fill = () => fields.replaceChildren(...chosen().parameters.map((part) => make(
    "label", {}, language() === "en" ? part.en : part.zh,
    make("input", { name: part.name, placeholder: part.example, autocomplete: "off" }))));
  select.addEventListener("change", fill);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    runNamed(select.value, Object.fromEntries(new FormData(form)));
  });
  fill();
}

async function runNamed(name, values) {
  try {
    answer.replaceChildren(...await showAnswer(await ask(`/api/questions/${name}`, values)));
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

function openEditor(terms) {
  const { Yasgui } = window;
  Yasgui.Yasqe.forkAutocompleter("class", completer("kg-terms", (token) => terms.filter((term) => term.includes(token))));
  Yasgui.Yasqe.defaults.autocompleters = ["variables", "kg-terms"];
  editor = new Yasgui(document.getElementById("editor"), {
    requestConfig: { endpoint: `${location.origin}/sparql` },
    endpointCatalogueOptions: { getData: () => [{ endpoint: `${location.origin}/sparql` }] },
    copyEndpointOnNewTab: true,
    autofocus: false,
    persistenceId: null,
  });
  if (!location.hash) editSparql("SELECT ?label { ?person a kg:Person ; rdfs:label ?label }");
  for (const element of document.querySelectorAll("#editor .CodeMirror textarea")) {
    element.setAttribute("aria-label", "SPARQL");
  }
}

/** A completer over the words of the vocabulary and, for quoted text, the graph's own names. */
function completer(name, find) {
  return {
    name,
    bulk: false,
    autoShow: false,
    persistenceId: null,
    isValidCompletionPosition: (yasqe) => yasqe.getCompleteToken().string.length > 1,
    get: async (_, token) => {
      const words = token.string.replace(/["']/g, "");
      if (/\p{Script=Han}/u.test(words)) {
        const found = await ask("/api/search", { q: words, limit: 20 });
        return found.filter((item) => item.role !== "sentence").map((item) => `<${item.iri}>`);
      }
      return find(words);
    },
    preProcessToken: (_, token) => token,
    postProcessSuggestion: (_, __, suggestion) => suggestion,
  };
}

function editSparql(text) {
  const tab = editor.getTab();
  const used = Object.keys(prefixes).filter((name) => new RegExp(`(^|[^\\w<])${name}:`).test(text));
  const declared = used.filter((name) => !new RegExp(`prefix\\s+${name}:`, "i").test(text));
  tab.setQuery(declared.map((name) => `PREFIX ${name}: <${prefixes[name]}>\n`).join("") + text);
  document.getElementById("editor").scrollIntoView({ block: "nearest" });
}

open();
