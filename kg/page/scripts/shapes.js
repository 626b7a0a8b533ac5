// What each kind looks like: a colour of Paul Tol's muted scheme and a shape, so that neither has to carry it alone.

const Shapes = (() => {
  const KINDS = {
    person: { fill: "#cc6677", shape: "circle", base: 9 },
    outlet: { fill: "#882255", shape: "square", base: 7.5 },
    document: { fill: "#bbbbbb", shape: "page", base: 8 },
    place: { fill: "#117733", shape: "up", base: 7 },
    organization: { fill: "#332288", shape: "down", base: 7.5 },
    policy: { fill: "#ddcc77", shape: "diamond", base: 7 },
    title: { fill: "#999933", shape: "star", base: 8 },
    indicator: { fill: "#88ccee", shape: "hexagon", base: 6.5 },
    event: { fill: "#aa4499", shape: "pentagon", base: 7 },
    post: { fill: "#dddddd", shape: "plus", base: 6 },
    value: { fill: "#44aa99", shape: "pill", base: 5 },
    community: { fill: "#44aa99", shape: "circle", base: 10 },
  };

  function regular(count, turn, stretch = () => 1) {
    return Array.from({ length: count }, (_, i) => {
      const angle = turn + (2 * Math.PI * i) / count;
      return [Math.cos(angle) * stretch(i), Math.sin(angle) * stretch(i)];
    });
  }

  const UP = -Math.PI / 2;
  const POLYGONS = {
    square: [[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]],
    page: [[-0.75, -1], [0.35, -1], [0.75, -0.55], [0.75, 1], [-0.75, 1]],
    up: regular(3, UP).map(([x, y]) => [x * 1.2, y * 1.2 + 0.15]),
    down: regular(3, -UP).map(([x, y]) => [x * 1.2, y * 1.2 - 0.15]),
    diamond: regular(4, UP).map(([x, y]) => [x * 1.15, y * 1.15]),
    hexagon: regular(6, 0).map(([x, y]) => [x * 1.05, y * 1.05]),
    pentagon: regular(5, UP).map(([x, y]) => [x * 1.1, y * 1.1]),
    star: regular(10, UP, (i) => (i % 2 ? 0.55 : 1.25)),
    plus: [[-0.35, -1], [0.35, -1], [0.35, -0.35], [1, -0.35], [1, 0.35], [0.35, 0.35], [0.35, 1], [-0.35, 1],
      [-0.35, 0.35], [-1, 0.35], [-1, -0.35], [-0.35, -0.35]],
    pill: [[-1.2, -0.7], [1.2, -0.7], [1.2, 0.7], [-1.2, 0.7]],
  };

  function of(kind) {
    return KINDS[kind] || KINDS.post;
  }

  /** Return the corners of a kind's shape around a point, null for a circle. */
  function corners(kind, x, y, radius) {
    const polygon = POLYGONS[of(kind).shape];
    return polygon ? polygon.map(([px, py]) => [x + px * radius, y + py * radius]) : null;
  }

  function trace(context, kind, x, y, radius) {
    const points = corners(kind, x, y, radius);
    context.beginPath();
    if (!points) {
      context.arc(x, y, radius, 0, 2 * Math.PI);
    } else {
      points.forEach(([px, py], i) => (i ? context.lineTo(px, py) : context.moveTo(px, py)));
      context.closePath();
    }
  }

  /** Darken a colour for its border. */
  function border(fill, dark) {
    if (dark) return "#f4f4f0";
    const parts = [1, 3, 5].map((at) => Math.round(parseInt(fill.slice(at, at + 2), 16) * 0.55));
    return `rgb(${parts.join(",")})`;
  }

  /** Return the SVG outline of a kind's shape. */
  function outline(kind, x, y, radius, attributes) {
    const points = corners(kind, x, y, radius);
    if (!points) return svg("circle", { cx: x, cy: y, r: radius, ...attributes });
    const list = points.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(" ");
    return svg("polygon", { points: list, ...attributes });
  }

  /** Return a small picture of a kind for legends and lists. */
  function icon(kind) {
    const dark = document.documentElement.dataset.theme === "dark";
    const { fill } = of(kind);
    const shape = outline(kind, 9, 9, 6.2, { fill, stroke: border(fill, dark), "stroke-width": 1.1 });
    return svg("svg", { class: "icon", width: 18, height: 18, viewBox: "0 0 18 18", "aria-hidden": "true" }, shape);
  }

  return { of, corners, trace, border, outline, icon, kinds: Object.keys(KINDS) };
})();
