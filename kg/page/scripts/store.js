// Everything that the page knows, with the indexes that the rest asks.

const Store = (() => {
  const store = { nodes: [], facts: null, claims: [], documents: [], ready: false, large: false };
  const texts = new Map();
  let offsets = null;
  let incident = null;
  let byKey = new Map();
  let claimsOfNode = new Map();
  let children = new Map();
  let firstClaim = [];

  function load(data) {
    Object.assign(store, data, { ready: true, large: Boolean(data.communities) });
    store.importance = new Int32Array(store.nodes.length);
    store.ranked.forEach((node, place) => { store.importance[node] = place; });
    byKey = new Map(store.nodes.map((node) => [node.key, node.id]));
    indexFacts();
    indexClaims();
    for (const node of store.nodes) if (node.parent !== undefined) push(children, node.parent, node.id);
  }

  function push(map, key, value) {
    if (!map.has(key)) map.set(key, []);
    map.get(key).push(value);
  }

  /** Index the facts of each node: incident[offsets[n]] up to incident[offsets[n + 1]]. */
  function indexFacts() {
    const { source, target } = store.facts;
    const size = store.nodes.length;
    offsets = new Int32Array(size + 1);
    for (let i = 0; i < source.length; i++) { offsets[source[i] + 1]++; offsets[target[i] + 1]++; }
    for (let n = 0; n < size; n++) offsets[n + 1] += offsets[n];
    incident = new Int32Array(source.length * 2);
    const next = offsets.slice();
    for (let i = 0; i < source.length; i++) {
      incident[next[source[i]]++] = i;
      incident[next[target[i]]++] = i;
    }
    store.voice = source.map((from, i) => voiceOf(i));
    store.asker = source.map((from, i) => askerOf(i));
  }

  function turnOf(i) {
    const { document, turn } = store.facts;
    return document[i] < 0 || turn[i] < 0 ? null : store.documents[document[i]].turns[turn[i]];
  }

  function relationOf(i) {
    return store.facts.relations[store.facts.relation[i]];
  }

  function voiceOf(i) {
    if (relationOf(i) === "asks") return store.facts.target[i];
    const turn = turnOf(i);
    return !turn || turn.role === "journalist" ? -1 : turn.voice;
  }

  function askerOf(i) {
    const turn = turnOf(i);
    if (!turn) return -1;
    return turn.role === "journalist" ? turn.voice : turn.asker;
  }

  function indexClaims() {
    firstClaim = store.documents.map(() => 0);
    for (const { document } of store.claims) if (document + 1 < firstClaim.length) firstClaim[document + 1]++;
    for (let n = 1; n < firstClaim.length; n++) firstClaim[n] += firstClaim[n - 1];
    store.claims.forEach((claim, index) => {
      claim.id = index;
      const turn = claim.turn === undefined ? null : store.documents[claim.document].turns[claim.turn];
      claim.voice = claim.formula ? -1 : turn ? (turn.role === "journalist" ? -1 : turn.voice) : store.documents[claim.document].node;
      claim.asker = claim.formula ? -1 : turn ? (turn.role === "journalist" ? turn.voice : turn.asker) : -1;
      for (const node of new Set([claim.place, claim.indicator, claim.voice, claim.asker])) {
        if (node !== undefined && node >= 0) push(claimsOfNode, node, index);
      }
    });
  }

  /** Return the claim that a fact rests on, or undefined. */
  function claimOf(i) {
    const { claim, document } = store.facts;
    return claim[i] < 0 ? undefined : store.claims[firstClaim[document[i]] + claim[i]];
  }

  function factsOf(node) {
    return incident.subarray(offsets[node], offsets[node + 1]);
  }

  function otherEnd(i, node) {
    return store.facts.source[i] === node ? store.facts.target[i] : store.facts.source[i];
  }

  /** Return the neighbours of a node over facts that pass, most important first. */
  function neighbours(node, passes = () => true) {
    const found = new Set();
    for (const i of factsOf(node)) if (passes(i)) found.add(otherEnd(i, node));
    found.delete(node);
    return byImportance([...found]);
  }

  function byImportance(nodes) {
    return nodes.sort((a, b) => store.importance[a] - store.importance[b]);
  }

  /** Return a node and everything below it in the hierarchy. */
  function within(node, found = new Set()) {
    if (!found.has(node)) {
      found.add(node);
      for (const child of children.get(node) || []) within(child, found);
    }
    return found;
  }

  /** Return the text of a document; large files unpack it at the first call. */
  async function text(number) {
    if (!texts.has(number)) texts.set(number, await Packets.get(`text-${number}`));
    return texts.get(number);
  }

  return {
    store, load, claimOf, factsOf, otherEnd, neighbours, byImportance, within, text, relationOf, turnOf,
    find: (key) => byKey.get(key),
    claimAt: (document, number) => store.claims.find((claim) => claim.document === document && claim.number === number),
    claimsOf: (node) => claimsOfNode.get(node) || [],
    childrenOf: (node) => children.get(node) || [],
    degree: (node) => offsets[node + 1] - offsets[node],
  };
})();
