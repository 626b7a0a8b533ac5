// Which nodes and edges a state shows. Facts that pass the filters make edges; edges make nodes visible.

const Scene = (() => {
  const CAP = 180;
  const UNFOLDED = 40;
  const WEAK = new Set(["within"]);
  let last = { nodes: [], edges: [], marked: null, path: null, capped: 0 };

  /** Tell whether any filter on facts is set. */
  function isFiltered(state) {
    return Boolean(state.speakers.length || state.outlets.length || state.places.length || state.indicators.length
      || state.kinds.length || state.statuses.length || state.from || state.to);
  }

  /** Return the test that facts must pass. */
  function test(state) {
    const { facts, asker, voice } = Store.store;
    const off = new Set(state.offRelations);
    const offCode = facts.relations.map((relation) => off.has(relation));
    const claimPasses = testClaim(state);
    const needsClaim = state.kinds.length || state.statuses.length || state.from || state.to;
    const speakers = new Set(state.speakers);
    const outlets = new Set(state.outlets);
    const ends = [state.places, state.indicators].filter((list) => list.length)
      .map((list) => new Set(list.flatMap((node) => [...Store.within(node)])));
    return (i) => {
      if (offCode[facts.relation[i]]) return false;
      if (speakers.size && !speakers.has(voice[i])) return false;
      if (outlets.size && !outlets.has(asker[i])) return false;
      const claim = Store.claimOf(i);
      if (needsClaim && !claim) return false;
      if (claim && !claimPasses(claim)) return false;
      return ends.every((set) => set.has(facts.source[i]) || set.has(facts.target[i])
        || (claim && (set.has(claim.place) || set.has(claim.indicator))));
    };
  }

  /** Return the test that claims must pass: kind, status, period; tables and charts use the rest too. */
  function testClaim(state) {
    const kinds = new Set(state.kinds);
    const statuses = new Set(state.statuses);
    return (claim) => (!kinds.size || kinds.has(claim.kind)) && (!statuses.size || statuses.has(claim.status))
      && inPeriod(claim, state);
  }

  function inPeriod(claim, { from, to }) {
    if (!from && !to) return true;
    if (!claim.period || !claim.period[1]) return false;
    const start = Number(claim.period[1].slice(0, 4));
    const end = Number((claim.period[2] || claim.period[1]).slice(0, 4));
    return (!from || end >= from) && (!to || start <= to);
  }

  /** Return the claims that pass every filter. */
  function claims(state) {
    const passes = testClaim(state);
    const wider = [["places", "place"], ["indicators", "indicator"], ["speakers", "voice"], ["outlets", "asker"]]
      .filter(([list]) => state[list].length)
      .map(([list, field]) => [new Set(state[list].flatMap((node) => [...Store.within(node)])), field]);
    return Store.store.claims.filter((claim) => passes(claim) && wider.every(([set, field]) => set.has(claim[field])));
  }

  function compute(state) {
    const passes = test(state);
    const path = state.pathFrom >= 0 && state.pathTo >= 0 ? shortest(state.pathFrom, state.pathTo, passes) : null;
    const wanted = choose(state, passes, path);
    for (const node of state.shown) wanted.add(node);
    for (const node of state.open) unfold(node, passes, wanted);
    for (const node of selected(state)) wanted.add(node);
    for (const node of state.hidden) wanted.delete(node);
    const off = new Set(state.offTypes);
    const nodes = [...wanted].filter((node) => !off.has(Store.store.nodes[node].kind));
    const edges = join(nodes, passes);
    last = { nodes, edges, path, capped: last.capped, values: [] };
    return last;
  }

  function selected({ selection, focus }) {
    const nodes = focus >= 0 ? [focus] : [];
    if (!selection) return nodes;
    if (selection.is === "node") return [...nodes, selection.node];
    if (selection.is === "edge") return [...nodes, selection.a, selection.b];
    return [...nodes, ...marked(selection)];
  }

  function choose(state, passes, path) {
    last.capped = 0;
    if (path) return new Set(path);
    if (state.scope === "focus" && state.focus >= 0) return around(state.focus, state.steps, passes);
    if (state.community && Store.store.large) return top(Communities.members(state.community));
    if (isFiltered(state)) return filtered(passes);
    if (state.scope === "all" && !Store.store.large) return new Set(Store.store.nodes.keys());
    return new Set(Store.store.large ? Store.store.ranked.slice(0, 60) : Store.store.start);
  }

  function top(nodes) {
    last.capped = Math.max(0, nodes.length - CAP);
    return new Set(Store.byImportance(nodes).slice(0, CAP));
  }

  function filtered(passes) {
    const { source, target, relation, relations } = Store.store.facts;
    const found = new Set();
    for (let i = 0; i < source.length; i++) {
      if (!WEAK.has(relations[relation[i]]) && passes(i)) { found.add(source[i]); found.add(target[i]); }
    }
    return top([...found]);
  }

  /** Return the nodes at most `steps` edges away. */
  function around(node, steps, passes) {
    const found = new Set([node]);
    let edge = [node];
    for (let step = 0; step < steps; step++) {
      edge = Store.byImportance(edge.flatMap((from) => Store.neighbours(from, passes)))
        .filter((next) => !found.has(next) && found.add(next));
    }
    return found.size > CAP ? withNode(top([...found]), node) : found;
  }

  function withNode(nodes, node) {
    return nodes.add(node);
  }

  function unfold(node, passes, wanted) {
    wanted.add(node);
    for (const next of Store.neighbours(node, passes).slice(0, UNFOLDED)) wanted.add(next);
  }

  /** Return the shortest path between two nodes as a list, empty where there is none (breadth first). */
  function shortest(from, to, passes) {
    const cameFrom = new Map([[from, -1]]);
    let edge = [from];
    while (edge.length && !cameFrom.has(to)) {
      const next = [];
      for (const node of edge) {
        for (const other of Store.neighbours(node, passes)) {
          if (!cameFrom.has(other)) { cameFrom.set(other, node); next.push(other); }
        }
      }
      edge = next;
    }
    if (!cameFrom.has(to)) return [];
    const path = [];
    for (let node = to; node !== -1; node = cameFrom.get(node)) path.unshift(node);
    return path;
  }

  /** Gather the facts between visible nodes into edges. */
  function join(nodes, passes) {
    const visible = new Set(nodes);
    const { facts } = Store.store;
    const edges = new Map();
    for (const node of nodes) {
      for (const i of Store.factsOf(node)) {
        const target = facts.target[i];
        if (facts.source[i] !== node || !visible.has(target) || !passes(i)) continue;
        const id = `${node}-${target}`;
        if (!edges.has(id)) edges.set(id, { id, a: node, b: target, facts: [] });
        edges.get(id).facts.push(i);
      }
    }
    return [...edges.values()];
  }

  /** Return the nodes that a claim or a sentence is about. */
  function marked(selection) {
    const { claims: all, facts } = Store.store;
    if (selection.is === "claim") {
      const claim = all[selection.claim];
      return [claim.place, claim.indicator, claim.voice].filter((node) => node !== undefined && node >= 0);
    }
    const found = new Set();
    for (const i of factsOfSentence(selection.document, selection.sentence)) {
      found.add(facts.source[i]);
      found.add(facts.target[i]);
    }
    return [...found];
  }

  function factsOfSentence(document, sentence) {
    const { facts } = Store.store;
    const found = [];
    for (let i = 0; i < facts.source.length; i++) {
      if (facts.document[i] === document && facts.sentence[i] === sentence) found.push(i);
    }
    return found;
  }

  return { compute, test, claims, isFiltered, marked, factsOfSentence, shortest, last: () => last };
})();
