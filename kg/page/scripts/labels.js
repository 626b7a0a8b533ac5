// Labels: one size on every zoom, most important first, each in the first of several places where it meets no other.

const Labels = (() => {
  const FAMILY = '"Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Hiragino Sans GB","Microsoft YaHei",system-ui,sans-serif';
  const CELL = 64;
  const MOST_EDGE_LABELS = 16;
  const widths = new Map();
  let drawn = [];

  function draw(context, view, edges, items) {
    const grid = new Map();
    const { scale } = view;
    const order = [...items.values()].filter((item) => inside(item, view)).sort((a, b) => weigh(b, view) - weigh(a, view));
    drawn = [];
    for (const item of order.slice(0, 400)) {
      const size = item.radius * scale;
      if (size > 7 && item.tier > 1) put(grid, discOf(item, scale));
    }
    const most = Math.max(20, (view.width * view.height) / 6500);
    for (const item of order) {
      if (drawn.length >= most) break;
      if (!fadedOut(item, view)) label(context, item, view, grid);
    }
    for (const item of order.slice(0, 400)) put(grid, discOf(item, scale));
    if (!view.moving) edgeLabels(context, view, edges, items, grid);
  }

  function weigh(item, view) {
    const focus = view.hovered ? view.hovered.near : view.lit;
    return item.rank + (item.chosen ? 1e6 : 0) + (focus && focus.has(item.id) ? 1e5 : 0)
      + (view.hovered && view.hovered.id === item.id ? 2e6 : 0);
  }

  function fadedOut(item, view) {
    const focus = view.hovered ? view.hovered.near : view.lit;
    return Boolean(focus) && !focus.has(item.id);
  }

  function inside(item, { centre, scale, width, height }) {
    const x = (item.x - centre.x) * scale + width / 2;
    const y = (item.y - centre.y) * scale + height / 2;
    return x > -20 && y > -20 && x < width + 20 && y < height + 20;
  }

  function discOf(item, scale) {
    const radius = item.radius * 0.9;
    return { id: item.id, disc: true, left: item.x - radius, right: item.x + radius, top: item.y - radius,
      bottom: item.y + radius, scale };
  }

  function label(context, item, view, grid) {
    const strong = item.tier > 1 || item.chosen;
    const pixels = strong ? 14.5 : 12.5;
    const font = `${strong ? 600 : 400} ${pixels}px ${FAMILY}`;
    const near = item.chosen || (view.hovered && view.hovered.id === item.id);
    const text = (near && item.full) || item.label;
    const width = measure(context, text, font) / view.scale;
    const box = candidates({ ...item, label: text }, width, (pixels + 3) / view.scale, view.scale).find((found) => fits(found, view, grid, item));
    if (!box) return;
    put(grid, box);
    drawn.push(box);
    write(context, text, box, font, pixels, view);
  }

  function candidates(item, width, height, scale) {
    const gap = 3 / scale;
    const { id, x, y, radius: r, label: text } = item;
    const place = (left, top) => ({ id, text, left, top, right: left + width, bottom: top + height });
    return [
      place(x - width / 2, y + r + gap), place(x + r + gap, y - height / 2), place(x - r - gap - width, y - height / 2),
      place(x - width / 2, y - r - gap - height), place(x + r * 0.7, y + r * 0.7), place(x - r * 0.7 - width, y + r * 0.7),
    ];
  }

  function fits(box, { centre, scale, width, height }, grid, item) {
    const left = (box.left - centre.x) * scale + width / 2;
    const right = (box.right - centre.x) * scale + width / 2;
    const top = (box.top - centre.y) * scale + height / 2;
    const bottom = (box.bottom - centre.y) * scale + height / 2;
    if (left < 2 || top < 2 || right > width - 2 || bottom > height - 2) return false;
    for (const key of cells(box, scale)) {
      for (const other of grid.get(key) || []) {
        if (other.id !== item.id && other.left < box.right && box.left < other.right && other.top < box.bottom
          && box.top < other.bottom) return false;
      }
    }
    return true;
  }

  function* cells({ left, right, top, bottom }, scale) {
    const size = CELL / scale;
    for (let x = Math.floor(left / size); x <= Math.floor(right / size); x++) {
      for (let y = Math.floor(top / size); y <= Math.floor(bottom / size); y++) yield `${x},${y}`;
    }
  }

  function put(grid, box) {
    for (const key of cells(box, Canvas.view().scale)) {
      if (!grid.has(key)) grid.set(key, []);
      grid.get(key).push(box);
    }
  }

  function measure(context, text, font) {
    const key = font + text;
    if (!widths.has(key)) {
      context.font = font;
      widths.set(key, context.measureText(text).width);
    }
    return widths.get(key);
  }

  function write(context, text, box, font, pixels, { scale, dark }) {
    context.save();
    context.translate(box.left, box.top);
    context.scale(1 / scale, 1 / scale);
    context.font = font;
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = dark ? "#14171c" : "#ffffff";
    context.fillStyle = dark ? "#eceae4" : "#1d2126";
    context.strokeText(text, 0, 2);
    context.fillText(text, 0, 2);
    context.restore();
  }

  /** Label the edges in focus with their relation or, where figures are shown on edges, with the figure. */
  function edgeLabels(context, view, edges, items, grid) {
    const focus = view.hovered ? view.hovered.id : null;
    const lit = edges.filter((edge) => Edges.isLit(edge, view, focus) || (edge.value && !fadedEdge(edge, view)));
    const font = `400 11.5px ${FAMILY}`;
    const named = lit.filter((edge) => !edge.value).length <= MOST_EDGE_LABELS;
    let count = 0;
    for (const edge of lit) {
      const a = items.get(edge.from);
      const b = items.get(edge.to);
      const text = edge.value || (named ? edge.label : "");
      if (!a || !b || !text || count >= 60) continue;
      if (edgeLabel(context, text, edge.id, a, b, font, view, grid)) count++;
    }
  }

  function fadedEdge(edge, view) {
    const focus = view.hovered ? view.hovered.near : view.lit;
    return Boolean(focus) && !(focus.has(edge.from) && focus.has(edge.to));
  }

  function edgeLabel(context, text, id, a, b, font, view, grid) {
    const width = measure(context, text, font) / view.scale;
    const height = 14 / view.scale;
    for (const part of [0.5, 0.62, 0.38, 0.72]) {
      const x = a.x + (b.x - a.x) * part;
      const y = a.y + (b.y - a.y) * part;
      const box = { id: `edge ${id}`, text, left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
      if (!fits(box, view, grid, box)) continue;
      put(grid, box);
      drawn.push({ ...box, id: null, edge: id });
      write(context, text, box, font, 11.5, view);
      return true;
    }
    return false;
  }

  return { draw, boxes: () => drawn.filter((box) => box.id !== null), all: () => drawn, FAMILY };
})();
