// Positions. Views that the file brings positions for use them; other slices are laid out here, always alike.

const Arrange = (() => {
  const GOLDEN = Math.PI * (3 - Math.sqrt(5));

  /** Return positions of the scene's nodes; `portrait` turns the layout for tall screens. */
  function place(state, scene, portrait) {
    const { store } = Store;
    const given = pickGiven(state, scene);
    const points = given || (scene.path ? line(scene.path) : settle(centreFirst(scene.nodes, state.focus), scene.edges));
    if (given) fillIn(scene, points);
    const turned = new Map();
    for (const [node, [x, y]] of points) turned.set(node, portrait ? [y * 0.8, x * 1.15] : [x, y]);
    for (const [node, point] of Object.entries(state.pins)) turned.set(Number(node), point);
    return store.ready ? turned : new Map();
  }

  function pickGiven(state, scene) {
    const { store } = Store;
    if (store.large || scene.path || state.scope === "focus" || Scene.isFiltered(state)) return null;
    const source = state.scope === "all" ? store.positions : store.startPositions;
    const points = new Map();
    for (const node of scene.nodes) if (source[node]) points.set(node, source[node]);
    return points.size ? points : null;
  }

  /** Stand nodes that were unfolded into the view around the neighbour that they came with, in free places. */
  function fillIn(scene, points) {
    const taken = [...points.values()];
    for (const node of scene.nodes) {
      if (points.has(node)) continue;
      const edge = scene.edges.find(({ a, b }) => (a === node && points.has(b)) || (b === node && points.has(a)));
      const [x, y] = edge ? points.get(edge.a === node ? edge.b : edge.a) : [0, 0];
      const spot = free(x, y, taken);
      points.set(node, spot);
      taken.push(spot);
    }
  }

  function free(x, y, taken) {
    for (let i = 1; i < 4000; i++) {
      const radius = 40 + 16 * Math.sqrt(i);
      const spot = [x + 1.3 * radius * Math.cos(i * GOLDEN), y + radius * Math.sin(i * GOLDEN)];
      if (taken.every(([px, py]) => Math.abs(px - spot[0]) > 86 || Math.abs(py - spot[1]) > 40)) return spot;
    }
    return [x, y];
  }

  /** Lay out a slice by forces (Fruchterman and Reingold); the first node starts in the middle. */
  function settle(nodes, edges) {
    const index = new Map(nodes.map((node, i) => [node, i]));
    const xs = nodes.map((_, i) => 60 * Math.sqrt(i) * Math.cos(i * GOLDEN));
    const ys = nodes.map((_, i) => 60 * Math.sqrt(i) * Math.sin(i * GOLDEN));
    const pulls = edges.map(({ a, b }) => [index.get(a), index.get(b)]);
    const rounds = Math.max(30, Math.min(160, Math.floor(4e6 / (nodes.length ** 2 + 1))));
    for (let step = 0; step < rounds; step++) move(xs, ys, pulls, 60 * (1 - step / rounds) + 1);
    part(xs, ys);
    return new Map(nodes.map((node, i) => [node, [Math.round(xs[i]), Math.round(ys[i])]]));
  }

  function centreFirst(nodes, centre) {
    const sorted = Store.byImportance([...nodes]);
    return centre >= 0 ? [centre, ...sorted.filter((node) => node !== centre)] : sorted;
  }

  function line(path) {
    return new Map(path.map((node, i) => [node, [i * 190, (i % 2) * 90]]));
  }

  function move(xs, ys, pulls, heat) {
    const fx = new Float64Array(xs.length);
    const fy = new Float64Array(xs.length);
    for (let i = 0; i < xs.length; i++) {
      for (let j = 0; j < i; j++) {
        const dx = xs[i] - xs[j];
        const dy = ys[i] - ys[j];
        const force = 9000 / (dx * dx + dy * dy + 1);
        fx[i] += dx * force; fy[i] += dy * force;
        fx[j] -= dx * force; fy[j] -= dy * force;
      }
    }
    for (const [a, b] of pulls) {
      const dx = xs[b] - xs[a];
      const dy = ys[b] - ys[a];
      const force = Math.hypot(dx, dy) / 120;
      fx[a] += dx * force; fy[a] += dy * force;
      fx[b] -= dx * force; fy[b] -= dy * force;
    }
    for (let i = 0; i < xs.length; i++) {
      const gx = fx[i] - 0.3 * xs[i];
      const gy = fy[i] - 0.3 * ys[i];
      const length = Math.hypot(gx, gy) + 0.01;
      xs[i] += (gx / length) * Math.min(heat, length);
      ys[i] += (gy / length) * Math.min(heat, length);
    }
  }

  /** Push nodes apart until each has room for its label. */
  function part(xs, ys) {
    for (let round = 0; round < 60; round++) {
      let moved = false;
      for (let i = 0; i < xs.length; i++) {
        for (let j = 0; j < i; j++) {
          const across = 92 - Math.abs(xs[i] - xs[j]);
          const along = 42 - Math.abs(ys[i] - ys[j]);
          if (across <= 0 || along <= 0) continue;
          moved = true;
          if (across < along) { const s = (across / 2 + 0.5) * (xs[i] > xs[j] ? 1 : -1); xs[i] += s; xs[j] -= s; }
          else { const s = (along / 2 + 0.5) * (ys[i] > ys[j] ? 1 : -1); ys[i] += s; ys[j] -= s; }
        }
      }
      if (!moved) return;
    }
  }

  return { place, settle, fillIn, line };
})();
