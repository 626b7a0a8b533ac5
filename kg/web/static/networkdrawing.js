// The drawing of the served network: vis-network places and moves; shapes are those of the single-file page.

const DARK = matchMedia("(prefers-color-scheme: dark)");
const STILL = matchMedia("(prefers-reduced-motion: reduce)");
const OPTIONS = {
  physics: {
    solver: "forceAtlas2Based", stabilization: { iterations: 120, fit: true },
    forceAtlas2Based: { gravitationalConstant: -120, springLength: 130, springConstant: 0.03, avoidOverlap: 0.5 },
  },
  interaction: { hideEdgesOnDrag: true, keyboard: false, selectConnectedEdges: false },
  nodes: { shape: "custom", chosen: false },
  edges: { smooth: false, chosen: false },
  layout: { randomSeed: 7, improvedLayout: false },
};

export class Drawing {
  /** Draw in an element; `choose` is called with the IRI of a node that is clicked. */
  constructor(holder, choose) {
    document.documentElement.dataset.theme = DARK.matches ? "dark" : "light";
    this.things = new Map();
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.network = new vis.Network(holder, { nodes: this.nodes, edges: this.edges }, {
      ...OPTIONS, nodes: { ...OPTIONS.nodes, ctxRenderer: (given) => this.render(given) },
    });
    this.network.on("click", ({ nodes }) => { if (nodes.length) choose(nodes[0]); });
    this.network.on("afterDrawing", (context) => this.label(context));
    this.network.on("stabilizationIterationsDone", () => this.settle());
  }

  /** Show these things and ties; what was there keeps its place. */
  show(things, ties) {
    const fresh = new Map(things.map((thing) => [thing.iri, thing]));
    this.nodes.remove(this.nodes.getIds().filter((id) => !fresh.has(id)));
    const old = new Set(this.nodes.getIds());
    const places = this.network.getPositions([...old]);
    this.things = new Map(things.map((thing) => [thing.iri, { ...thing, radius: 6 + Math.min(14, 2.2 * Math.log2(1 + thing.weight)) }]));
    this.edges.clear();
    this.nodes.update([...old].map((id) => ({ id, fixed: true, ...places[id] })));
    this.nodes.add(things.filter(({ iri }) => !old.has(iri)).map(({ iri }, i) => ({ id: iri, ...this.near(iri, i, ties, places) })));
    this.edges.add(ties.map(({ from, to, weight }, id) => ({ id, from, to, width: 0.6 + Math.log2(1 + weight) * 0.6, color: { color: this.tone("--line") } })));
    if (things.some(({ iri }) => !old.has(iri))) {
      this.network.setOptions({ physics: { enabled: true } });
      this.network.stabilize(old.size ? 60 : 120);
    } else this.settle();
  }

  /** Return where a new node starts: on a spiral around what it is tied to. */
  near(iri, i, ties, places) {
    const first = ties.find(({ from, to }) => (from === iri && places[to]) || (to === iri && places[from]));
    const centre = first ? places[first.from === iri ? first.to : first.from] : { x: 0, y: 0 };
    const [angle, radius] = [i * 2.399963, (first ? 90 : 30) + 22 * Math.sqrt(i)];
    return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) };
  }

  settle() {
    this.network.setOptions({ physics: { enabled: false } });
    this.nodes.update(this.nodes.getIds().map((id) => ({ id, fixed: false })));
    this.network.fit({ animation: false });
    if (this.chosen && this.things.has(this.chosen)) this.fly(this.chosen);
  }

  fly(iri) {
    this.chosen = iri;
    if (!this.things.has(iri)) return;
    this.network.focus(iri, { scale: Math.max(0.9, this.network.getScale()), animation: STILL.matches ? false : { duration: 300 } });
  }

  tone(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  render({ ctx: context, id, x, y }) {
    const thing = this.things.get(id);
    if (!thing) return { nodeDimensions: { width: 10, height: 10 } };
    Object.assign(thing, { x, y });
    return { drawNode: () => this.paint(context, thing), nodeDimensions: { width: thing.radius * 2, height: thing.radius * 2 } };
  }

  paint(context, { iri, kind, x, y, radius }) {
    const { fill } = Shapes.of(kind);
    Shapes.trace(context, kind, x, y, radius);
    context.fillStyle = fill;
    context.fill();
    context.lineWidth = iri === this.chosen ? 4 : 1.2;
    context.strokeStyle = iri === this.chosen ? this.tone("--accent") : Shapes.border(fill, DARK.matches);
    context.stroke();
  }

  /** Write the labels that have room, the weightiest first, in the same size at every scale. */
  label(context) {
    const size = 13 / this.network.getScale();
    const taken = [];
    const order = [...this.things.values()].filter((thing) => thing.x !== undefined)
      .sort((a, b) => (b.iri === this.chosen) - (a.iri === this.chosen) || b.weight - a.weight);
    Object.assign(context, { font: `${size}px "Noto Sans SC", "Noto Sans CJK SC", sans-serif`, textAlign: "center", textBaseline: "top", lineJoin: "round" });
    for (const { label, x, y, radius } of order) {
      const text = Text.cut(label, 14);
      const [half, top] = [context.measureText(text).width / 2, y + radius + size * 0.15];
      const box = [x - half, top, x + half, top + size * 1.15];
      if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
      taken.push(box);
      Object.assign(context, { strokeStyle: this.tone("--ground"), lineWidth: size / 4, fillStyle: this.tone("--ink") });
      context.strokeText(text, x, top);
      context.fillText(text, x, top);
    }
  }
}
