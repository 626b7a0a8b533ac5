// The SPARQL editor: it completes the words of the vocabulary, and the graph's own names by their words or their pinyin.
import { ask } from "./dom.js";
import { registerGraph } from "./graphplugin.js";

const HAN = /[\p{Script=Han}\w·]*\p{Script=Han}[\p{Script=Han}\w·]*$/u; // words that the editor's grammar would take apart
const NAMES = /^[\p{Script=Han}\w·']+$/u; // what may be a name or its pinyin
const labels = new Map(); // what the suggested IRIs are called
let editor = null;
let prefixes = {};

/** Open the editor with the terms and prefixes of the graph at `base`. */
export function openEditor(known, base) {
  const { Yasgui } = window;
  prefixes = known.prefixes;
  registerGraph(Yasgui.Yasr, base);
  Yasgui.Yasqe.forkAutocompleter("class", completer((words) => known.terms.filter((term) => term.includes(words))));
  Yasgui.Yasqe.defaults.autocompleters = ["variables", "kg-terms"];
  editor = new Yasgui(document.getElementById("editor"), {
    requestConfig: { endpoint: `${location.origin}/sparql` },
    endpointCatalogueOptions: { getData: () => [{ endpoint: `${location.origin}/sparql` }] },
    copyEndpointOnNewTab: true,
    autofocus: false,
    persistenceId: null,
  });
  editor.on("autocompletionShown", nameSuggestions);
  if (!location.hash) editSparql("SELECT ?label { ?person a kg:Person ; rdfs:label ?label }");
  for (const element of document.querySelectorAll("#editor .CodeMirror textarea")) {
    element.setAttribute("aria-label", "SPARQL");
  }
}

/** Put a query into the editor, with the prefixes that it uses. */
export function editSparql(text) {
  const used = Object.keys(prefixes).filter((name) => new RegExp(`(^|[^\\w<])${name}:`).test(text));
  const declared = used.filter((name) => !new RegExp(`prefix\\s+${name}:`, "i").test(text));
  editor.getTab().setQuery(declared.map((name) => `PREFIX ${name}: <${prefixes[name]}>\n`).join("") + text);
  document.getElementById("editor").scrollIntoView({ block: "nearest" });
}

/** A completer over the words of the vocabulary and the names of the graph, which it writes as IRIs. */
function completer(find) {
  return {
    name: "kg-terms",
    bulk: false,
    autoShow: false,
    persistenceId: null,
    isValidCompletionPosition: (yasqe) => wordBefore(yasqe, yasqe.getCompleteToken()).string.length > 1,
    get: async (_, token) => {
      const words = token.string.replace(/["']/g, "");
      const found = NAMES.test(words) ? await ask("/api/complete", { q: words, limit: 20 }) : [];
      for (const item of found) labels.set(`<${item.iri}>`, item.text);
      return [...find(words), ...found.map((item) => `<${item.iri}>`)];
    },
    preProcessToken: wordBefore,
    postProcessSuggestion: (_, __, suggestion) => suggestion,
  };
}

/** The word to complete: Chinese words whole, anything else as the editor's grammar has it. */
function wordBefore(yasqe, token) {
  const { line, ch } = yasqe.getDoc().getCursor();
  const word = yasqe.getDoc().getLine(line).slice(0, ch).match(HAN)?.[0];
  return word ? { ...token, string: word, start: ch - word.length, end: ch, from: { line, ch: ch - word.length }, to: { line, ch } } : token;
}

/** Show what the suggested IRIs are called: an IRI may be no more than a code. */
function nameSuggestions() {
  for (const item of document.querySelectorAll(".CodeMirror-hint")) {
    const label = labels.get(item.textContent);
    if (label) item.textContent = `${label}  ${item.textContent}`;
  }
}
