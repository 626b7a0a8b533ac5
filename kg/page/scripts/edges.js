// Edges: thin and quiet at rest; those of the node in focus stand out with arrows and labels.

const Edges = (() => {
  const COLOURS = { rest: ["#8d99a6", "#66707c"], lit: ["#1f5fa8", "#8ab8f0"] };
  const MANY = 1500;

  function draw(context, view, edges, items) {
    if (view.moving && edges.length > MANY) return;
    const focus = view.hovered ? view.hovered.id : null;
    const rest = [];
    const lit = [];
    for (const edge of edges) (isLit(edge, view, focus) ? lit : rest).push(edge);
    const quiet = focus !== null || view.lit;
    strokeAll(context, rest, items, COLOURS.rest[Number(view.dark)], quiet ? 0.08 : opacity(edges.length), view.scale);
    strokeAll(context, lit, items, COLOURS.lit[Number(view.dark)], 0.9, view.scale);
    if (lit.length <= 60) for (const edge of lit) arrow(context, edge, items, view);
    context.globalAlpha = 1;
  }

  function isLit(edge, view, focus) {
    if (focus !== null) return edge.from === focus || edge.to === focus;
    return edge.chosen || false;
  }

  function opacity(count) {
    return count < 80 ? 0.55 : count < 300 ? 0.42 : 0.25;
  }

  /** Stroke edges of like width as one path: ten times as fast as one by one. */
  function strokeAll(context, edges, items, colour, alpha, scale) {
    context.strokeStyle = colour;
    context.globalAlpha = alpha;
    const byWidth = new Map();
    for (const edge of edges) {
      const width = Math.min(4, Math.round(Math.sqrt(edge.weight)));
      const key = `${width} ${edge.dashed ? 1 : 0}`;
      if (!byWidth.has(key)) byWidth.set(key, []);
      byWidth.get(key).push(edge);
    }
    for (const [key, group] of byWidth) {
      const [width, dashed] = key.split(" ").map(Number);
      context.lineWidth = (0.5 + 0.5 * width) / Math.max(scale, 0.6);
      context.setLineDash(dashed ? [5, 4] : []);
      context.beginPath();
      for (const edge of group) segment(context, edge, items);
      context.stroke();
    }
    context.setLineDash([]);
  }

  function segment(context, edge, items) {
    const a = items.get(edge.from);
    const b = items.get(edge.to);
    if (!a || !b) return;
    context.moveTo(a.x, a.y);
    context.lineTo(b.x, b.y);
  }

  function arrow(context, edge, items, view) {
    const a = items.get(edge.from);
    const b = items.get(edge.to);
    if (!a || !b || edge.mutual) return;
    const angle = Math.atan2(b.y - a.y, b.x - a.x);
    const tipX = b.x - Math.cos(angle) * (b.radius + 3);
    const tipY = b.y - Math.sin(angle) * (b.radius + 3);
    const size = 8 / Math.max(view.scale, 0.6);
    context.beginPath();
    context.moveTo(tipX, tipY);
    context.lineTo(tipX - size * Math.cos(angle - 0.42), tipY - size * Math.sin(angle - 0.42));
    context.lineTo(tipX - size * Math.cos(angle + 0.42), tipY - size * Math.sin(angle + 0.42));
    context.closePath();
    context.fillStyle = COLOURS.lit[Number(view.dark)];
    context.fill();
  }

  /** Return the edge within `reach` of a point, the nearest one. */
  function at({ x, y }, edges, items, reach) {
    let best = null;
    let least = reach;
    for (const edge of edges) {
      const a = items.get(edge.from);
      const b = items.get(edge.to);
      const away = a && b ? distance(x, y, a, b) : Infinity;
      if (away < least) { least = away; best = edge; }
    }
    return best;
  }

  function distance(x, y, a, b) {
    const dx = b.x - a.x;
    const dy = b.y - a.y;
    const along = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(x - a.x - along * dx, y - a.y - along * dy);
  }

  return { draw, at, isLit };
})();
