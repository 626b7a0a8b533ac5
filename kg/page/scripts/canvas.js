// The drawing: vis-network holds nodes, moves and zooms; edges, labels and emphasis are drawn here.

const Canvas = (() => {
  const HEAD = 56;
  const items = new Map();
  let network = null;
  let nodeSet = null;
  let edgeSet = null;
  let edges = [];
  let hovered = null;
  let lit = null;
  let moving = false;
  let fitted = "";
  let shown = "";

  const OPTIONS = {
    autoResize: true,
    physics: { enabled: false, solver: "forceAtlas2Based", forceAtlas2Based: { springLength: 110, avoidOverlap: 0.6 } },
    interaction: { hover: true, tooltipDelay: 1e9, dragNodes: true, keyboard: false, multiselect: false,
      selectConnectedEdges: false, hoverConnectedEdges: false, zoomSpeed: 0.7 },
    nodes: { shape: "custom", ctxRenderer: renderNode, chosen: false, label: undefined },
    edges: { hidden: true, smooth: false, chosen: false },
    layout: { improvedLayout: false },
  };

  function start(holder) {
    nodeSet = new vis.DataSet();
    edgeSet = new vis.DataSet();
    network = new vis.Network(holder, { nodes: nodeSet, edges: edgeSet }, OPTIONS);
    network.on("beforeDrawing", (context) => Edges.draw(context, view(), edges, items));
    network.on("afterDrawing", (context) => Labels.draw(context, view(), edges, items));
    network.on("dragStart", () => { moving = true; });
    network.on("dragEnd", finishDrag);
    network.on("click", (event) => click(event, false));
    network.on("doubleClick", (event) => click(event, true));
    network.on("hoverNode", ({ node }) => hover(node));
    network.on("blurNode", () => hover(null));
    network.on("oncontext", ({ event }) => event.preventDefault());
    network.on("resize", () => requestAnimationFrame(() => refit()));
  }

  function view() {
    const { width, height } = network.canvas.frame.canvas;
    const ratio = network.canvas.pixelRatio || 1;
    return { scale: network.getScale(), centre: network.getViewPosition(), width: width / ratio, height: height / ratio,
      moving, hovered, lit, dark: document.documentElement.dataset.theme === "dark" };
  }

  function renderNode({ ctx: context, id, x, y }) {
    const item = items.get(id);
    if (!item) return { nodeDimensions: { width: 10, height: 10 } };
    return {
      drawNode() { paint(context, item, x, y); },
      nodeDimensions: { width: item.radius * 2, height: item.radius * 2 },
    };
  }

  function paint(context, item, x, y) {
    item.x = x;
    item.y = y;
    const dark = document.documentElement.dataset.theme === "dark";
    const { fill } = Shapes.of(item.kind);
    context.globalAlpha = isFaded(item.id) ? 0.14 : 1;
    if (item.chosen) halo(context, item, dark);
    Shapes.trace(context, item.kind, x, y, item.radius);
    context.fillStyle = fill;
    context.fill();
    context.lineWidth = item.pinned ? 2.6 : 1.2;
    context.strokeStyle = Shapes.border(fill, dark);
    context.stroke();
    context.globalAlpha = 1;
  }

  function halo(context, item, dark) {
    Shapes.trace(context, "community", item.x, item.y, item.radius + 6);
    context.fillStyle = dark ? "rgba(255,199,92,.35)" : "rgba(232,146,12,.28)";
    context.fill();
  }

  function isFaded(id) {
    const focus = hovered ? hovered.near : lit;
    return Boolean(focus) && !focus.has(id);
  }

  /** Show a scene. Each item: id, kind, label, radius, x, y, tier; each edge: id, from, to, weight, relation. */
  function show(nextItems, nextEdges, { light, fitKey, physics }) {
    edges = nextEdges;
    lit = light;
    const gone = [...items.keys()].filter((id) => !nextItems.has(id));
    nodeSet.remove(gone);
    items.clear();
    for (const [id, item] of nextItems) items.set(id, item);
    nodeSet.update([...items.values()].map(({ id, x, y, radius, pinned }) => (
      { id, x, y, size: radius, fixed: Boolean(pinned) })));
    syncEdges(physics);
    network.setOptions({ physics: { enabled: physics } });
    shown = fitKey;
    if (fitKey !== fitted) { fitted = fitKey; fit(); } else network.redraw();
  }

  /** Springs need edges in vis-network; without physics it need not know of any. */
  function syncEdges(physics) {
    edgeSet.clear();
    if (physics) edgeSet.add(edges.map(({ id, from, to }) => ({ id, from, to })));
  }

  /** Bring all items with their labels into the window. */
  function fit(animate = false) {
    const all = [...items.values()];
    if (!all.length) return;
    const { width, height } = view();
    const box = all.reduce((found, { x, y }) => [Math.min(found[0], x), Math.min(found[1], y), Math.max(found[2], x),
      Math.max(found[3], y)], [Infinity, Infinity, -Infinity, -Infinity]);
    const scale = Math.min((width - 110) / Math.max(1, box[2] - box[0]), (height - HEAD - 60) / Math.max(1, box[3] - box[1]), 1.25);
    const position = { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 - (HEAD / 2 - 12) / scale };
    network.moveTo({ position, scale: Math.max(scale, 0.04), animation: animate && calm() });
  }

  function refit() {
    if (shown) fit();
  }

  function calm() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 260, easingFunction: "easeInOutQuad" };
  }

  /** Fly to a node. */
  function fly(id, portrait = innerWidth <= 760) {
    const item = items.get(id);
    if (!item) return;
    const scale = Math.max(network.getScale(), portrait ? 0.7 : 0.9);
    const y = item.y + (portrait ? (0.2 * view().height) / scale : 0); // the panel covers the lower part of a phone
    network.moveTo({ position: { x: item.x, y }, scale, animation: calm() });
  }

  function hover(id) {
    if (id === null || moving) hovered = null;
    else {
      const near = new Set([id]);
      for (const edge of edges) {
        if (edge.from === id) near.add(edge.to);
        if (edge.to === id) near.add(edge.from);
      }
      hovered = { id, near };
    }
    network.redraw();
  }

  function click({ pointer, nodes }, double) {
    const id = nodes.length ? nodes[0] : labelAt(pointer.canvas);
    if (id !== null) Main.pickNode(id, double);
    else if (!double) {
      const edge = Edges.at(pointer.canvas, edges, items, 7 / network.getScale());
      if (edge) Main.pickEdge(edge);
      else Main.pickNothing();
    }
  }

  function labelAt({ x, y }) {
    const box = Labels.boxes().find((found) => x >= found.left && x <= found.right && y >= found.top && y <= found.bottom);
    return box ? box.id : null;
  }

  function finishDrag({ nodes }) {
    moving = false;
    if (nodes.length) {
      const { [nodes[0]]: point } = network.getPositions([nodes[0]]);
      Main.pin(nodes[0], [Math.round(point.x), Math.round(point.y)]);
    } else network.redraw();
  }

  /** Move or zoom by keyboard. */
  function nudge(dx, dy, factor = 1) {
    const { x, y } = network.getViewPosition();
    const scale = network.getScale();
    network.moveTo({ position: { x: x + dx / scale, y: y + dy / scale }, scale: scale * factor });
  }

  function toScreen(x, y) {
    return network.canvasToDOM({ x, y });
  }

  return { start, show, fit, fly, hover, nudge, toScreen, view, items: () => items, edges: () => edges,
    redraw: () => network && network.redraw(), element: () => network.canvas.frame.canvas, raw: () => network };
})();
