// Large networks open as communities that unfold: first into their parts, then into their nodes.

const Communities = (() => {
  const MOST = 60;

  /** Return what a name such as "3" (a community) or "3.1" (a part of it) stands for: lists of nodes. */
  function parts(name) {
    const [community, part] = name.split(".").map(Number);
    const all = Store.store.communities[community] || [];
    return part === undefined ? all : [all[part] || []];
  }

  function members(name) {
    return parts(name).flat();
  }

  /** Tell whether a state shows communities or parts rather than nodes. */
  function applies(state) {
    return Store.store.large && state.scope !== "focus" && !Scene.isFiltered(state) && !state.selection && !state.shown.length
      && !state.open.length && !(state.pathFrom >= 0 && state.pathTo >= 0)
      && (!state.community || (parts(state.community).length > 1 && !state.community.includes(".")));
  }

  function show(drawn, name = "") {
    const { nodes, edges } = name ? partsOf(name) : top(drawn);
    const most = Math.max(...nodes.map(({ size }) => size), 1);
    const items = new Map(nodes.map(({ id, label, size, x, y }) => [`community-${id}`, {
      id: `community-${id}`, kind: "community", label: `${label} (${size})`, x, y, tier: 2, rank: size,
      radius: 10 + 22 * Math.sqrt(size / most), chosen: false, pinned: false }]));
    const lines = edges.map(({ from, to, value }) => ({ id: `${from}~${to}`, from: `community-${from}`,
      to: `community-${to}`, weight: Math.min(16, value / 8), label: "", claims: [], facts: [], mutual: true }));
    Canvas.show(items, lines, { light: null, fitKey: `communities ${name}`, physics: false });
  }

  function top({ nodes, edges }) {
    const kept = nodes.slice(0, MOST);
    return { nodes: kept.map((node) => ({ ...node, label: Text.cut(node.label, 14) })),
      edges: edges.filter(({ from, to }) => from < MOST && to < MOST) };
  }

  /** Draw the parts of a community around each other in a sunflower, biggest in the middle. */
  function partsOf(name) {
    const lists = parts(name).slice(0, MOST);
    const home = new Map(lists.flatMap((list, i) => list.map((node) => [node, i])));
    const ties = new Map();
    for (const [node, here] of home) {
      for (const i of Store.factsOf(node)) {
        const there = home.get(Store.store.facts.target[i]);
        if (Store.store.facts.source[i] === node && there !== undefined && there !== here) {
          const key = [here, there].sort((a, b) => a - b).join("-");
          ties.set(key, (ties.get(key) || 0) + 1);
        }
      }
    }
    const nodes = lists.map((list, i) => ({ id: `${name}.${i}`, label: nameOf(list), size: list.length,
      x: 150 * Math.sqrt(i) * Math.cos(i * 2.4), y: 95 * Math.sqrt(i) * Math.sin(i * 2.4) }));
    return { nodes, edges: [...ties].sort((a, b) => b[1] - a[1]).slice(0, 2 * MOST).map(([key, value]) => {
      const [from, to] = key.split("-");
      return { from: `${name}.${from}`, to: `${name}.${to}`, value };
    }) };
  }

  /** Name a list of nodes by its first place and first theme. */
  function nameOf(list) {
    const sorted = Store.byImportance([...list]);
    const first = (...kinds) => sorted.find((node) => kinds.includes(Store.store.nodes[node].kind));
    const chosen = [first("place"), first("indicator", "policy", "title"), sorted[0]].filter((node) => node !== undefined);
    return Text.cut([...new Set(chosen)].slice(0, 2).map((node) => Store.store.nodes[node].label).join(" · "), 14);
  }

  function name(drawn, which) {
    const [community, part] = which.split(".");
    const { label } = drawn.nodes[Number(community)] || { label: which };
    return part === undefined ? label : `${label} ${Number(part) + 1}`;
  }

  return { applies, show, members, name };
})();
