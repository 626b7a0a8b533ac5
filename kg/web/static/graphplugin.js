// A way to look at what CONSTRUCT and DESCRIBE answer: drawn as a graph. Texts are drawn on a canvas, never read as HTML.
import { link, localName, make } from "./dom.js";
import { say } from "./words.js";

const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
const MOST = 300; // statements that are drawn: more would hide each other
const ICON = "M3 3h6v4H7v3h6V8h6v6h-6v-2H7v4h2v4H3v-4h2V7H3z";
let base = "";

/** Offer the drawing among the views of results; things of the graph at `home` have pages. */
export function registerGraph(Yasr, home) {
  base = home;
  Yasr.registerPlugin("graph", GraphPlugin);
}

class GraphPlugin {
  constructor(yasr) {
    this.yasr = yasr;
    this.priority = 5;
    this.label = say("graph");
  }

  canHandleResults() {
    return Boolean(this.yasr.results?.getStatements()?.length);
  }

  getIcon() {
    const [svg, path] = ["svg", "path"].map((name) => document.createElementNS("http://www.w3.org/2000/svg", name));
    svg.setAttribute("viewBox", "0 0 22 22");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", ICON);
    path.setAttribute("fill", "currentColor");
    svg.append(path);
    const holder = make("div", { class: "svgImg" });
    holder.append(svg);
    return holder;
  }

  async draw() {
    const statements = this.yasr.results.getStatements();
    const { nodes, edges } = shape(statements.slice(0, MOST));
    const count = statements.length > MOST ? `${MOST} / ${statements.length}` : statements.length;
    const note = make("p", { class: "note" }, `${count} ${say("triples")}`);
    const chosen = make("p", { class: "chosen", "aria-live": "polite" });
    const words = `${say("graph")}: ${nodes.length} ${say("things")}, ${edges.length} ${say("triples")}`;
    const holder = make("div", { class: "drawn", role: "img", "aria-label": words });
    this.yasr.resultsEl.replaceChildren(note, holder, chosen);
    const vis = await library();
    const network = new vis.Network(holder, { nodes, edges }, options());
    network.on("click", (event) => {
      const node = nodes.find(({ id }) => id === event.nodes[0]);
      chosen.replaceChildren(...(node ? [link(node.iri, node.full, base)] : []));
    });
  }
}

/** The nodes and edges of statements: a label is the name of its thing, every other literal a box of its own. */
function shape(statements) {
  const names = new Map();
  for (const { subject, predicate, object } of statements) {
    if (predicate.value === LABEL && (!names.has(subject.value) || object.language === "zh")) names.set(subject.value, object.value);
  }
  const nodes = new Map();
  const place = (term, id) => {
    const full = term.termType === "Literal" ? term.value : names.get(term.value) ?? name(term.value);
    const look = term.termType === "Literal" ? { shape: "box" } : { shape: "dot", size: 10, iri: term.value };
    if (!nodes.has(id)) nodes.set(id, { id, full, label: full.length > 24 ? `${full.slice(0, 24)}…` : full, ...look });
    return id;
  };
  const edges = [];
  for (const [number, { subject, predicate, object }] of statements.entries()) {
    const from = place(subject, subject.value);
    if (predicate.value === LABEL) continue;
    const to = place(object, object.termType === "Literal" ? `literal ${number}` : object.value);
    edges.push({ from, to, label: name(predicate.value) });
  }
  return { nodes: [...nodes.values()], edges };
}

function name(iri) {
  try {
    return decodeURIComponent(localName(iri));
  } catch {
    return localName(iri);
  }
}

function options() {
  const tone = (key) => getComputedStyle(document.documentElement).getPropertyValue(key).trim();
  const font = { color: tone("--ink"), size: 14, face: "Noto Sans SC, Noto Sans CJK SC, sans-serif" };
  const box = { background: tone("--panel"), border: tone("--line") };
  return {
    layout: { randomSeed: 7, improvedLayout: false },
    physics: { solver: "forceAtlas2Based", stabilization: { iterations: 200 } },
    interaction: { keyboard: false },
    nodes: { font, borderWidth: 1, color: { ...box, background: tone("--mark"), highlight: tone("--accent") } },
    edges: {
      arrows: { to: { enabled: true, scaleFactor: 0.5 } }, color: tone("--soft"), smooth: false,
      font: { ...font, size: 11, color: tone("--soft"), strokeColor: tone("--ground"), strokeWidth: 3 },
    },
  };
}

/** vis-network, loaded when something is first drawn. */
function library() {
  if (window.vis) return Promise.resolve(window.vis);
  return new Promise((resolve, reject) => {
    const script = make("script", { src: "/static/vis-network.min.js" });
    script.addEventListener("load", () => resolve(window.vis));
    script.addEventListener("error", () => reject(new Error("vis-network")));
    document.head.append(script);
  });
}
