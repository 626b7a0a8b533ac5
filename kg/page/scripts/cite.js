// What can be taken away as text: citations, IRIs, Turtle, SPARQL.

const Cite = (() => {
  const NAMESPACES = {
    kg: null, rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", rdfs: "http://www.w3.org/2000/01/rdf-schema#",
    xsd: "http://www.w3.org/2001/XMLSchema#", skos: "http://www.w3.org/2004/02/skos/core#",
    prov: "http://www.w3.org/ns/prov#", nif: "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    dcterms: "http://purl.org/dc/terms/", schema: "https://schema.org/", qudt: "http://qudt.org/schema/qudt/",
    org: "http://www.w3.org/ns/org#", time: "http://www.w3.org/2006/time#",
  };
  const FIELD_OF = { place: "place", indicator: "indicator", person: "speaker" };
  let last = "";
  let copies = 0;
  let timer = 0;

  function documentId(number) {
    return Store.store.documents[number].sha256.slice(0, 16);
  }

  /** Return a citation: speaker, occasion, date, quote, offsets. */
  function citation(number, start, end, quote, turn) {
    const data = Store.store.documents[number];
    const voice = turn && turn.voice >= 0 && Store.store.nodes[turn.voice].kind !== "document"
      ? `${Store.store.nodes[turn.voice].label}：` : "";
    const occasion = [data.title, data.date].filter(Boolean).join("，");
    return `${voice}“${quote.replace(/\s+/g, " ").trim()}” — ${occasion}（${data.name}，${t("chars")} ${start}–${end}）`;
  }

  /** Return the IRI of a node, minted as the graph does: only what no segment may hold is percent-encoded. */
  function nodeIri(node) {
    const [kind, ...rest] = Store.store.nodes[node].key.split("/");
    return `${Store.store.base}${kind}/${segment(rest.join("/"))}`;
  }

  function segment(name) {
    if (["", ".", ".."].includes(name)) return name.replace(/\./g, "%2E") || "-";
    const foreign = /[^A-Za-z0-9\-._~!$&'()*+,;=:@\u{a1}-\u{d7ff}\u{f900}-\u{fdcf}\u{fdf0}-\u{ffef}\u{10000}-\u{1fffd}\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}]/gu;
    return name.normalize("NFC").replace(foreign, percent);
  }

  function percent(letter) {
    const code = letter.codePointAt(0);
    const bytes = code >= 0xd800 && code <= 0xdfff ? [0xed, 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)]
      : [...new TextEncoder().encode(letter)];
    return bytes.map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
  }

  function claimIri(claim) {
    const again = claim.same ? `-${claim.same + 1}` : "";
    const name = `${documentId(claim.document)}-${claim.start}-${claim.end}${again}`;
    return `${Store.store.base}${claim.computation ? `derived/${name}-${claim.computation}` : `claim/${name}`}`;
  }

  // --- Turtle ---

  /** Return everything that the graphs of some documents say of an IRI, as Turtle. */
  async function turtle(iri, documents) {
    const lines = new Map();
    for (const number of documents) {
      const { terms, statements } = await Packets.get(`graph-${number}`);
      const subject = terms.indexOf(`<${iri}>`);
      for (let i = 0; i < statements.length && subject >= 0; i += 3) {
        if (statements[i] === subject) collect(lines, terms[statements[i + 1]], terms[statements[i + 2]]);
      }
    }
    const used = new Set();
    const body = [...lines].map(([predicate, objects]) => `  ${shorten(predicate, used, true)} ${
      [...objects].map((object) => shorten(object, used)).join(", ")}`);
    if (!body.length) return "";
    const prefixes = [...used].sort().map((name) => `@prefix ${name}: <${namespace(name)}> .`);
    return `${prefixes.join("\n")}\n\n<${iri}>\n${body.join(" ;\n")} .\n`;
  }

  function collect(lines, predicate, object) {
    if (!lines.has(predicate)) lines.set(predicate, new Set());
    lines.get(predicate).add(object);
  }

  function namespace(name) {
    return NAMESPACES[name] || Store.store.ontology;
  }

  /** Shorten a term to a prefixed name where that is safe. */
  function shorten(term, used, predicate = false) {
    if (predicate && term === `<${NAMESPACES.rdf}type>`) return "a";
    const literal = /^("(?:[^"\\]|\\.)*")\^\^(<.*>)$/su.exec(term);
    if (literal) return `${literal[1]}^^${shorten(literal[2], used)}`;
    if (!term.startsWith("<")) return term;
    for (const name of Object.keys(NAMESPACES)) {
      const space = namespace(name);
      const local = term.slice(space.length + 1, -1);
      if (term.startsWith(`<${space}`) && /^[A-Za-z][A-Za-z0-9]*$/.test(local)) {
        used.add(name);
        return `${name}:${local}`;
      }
    }
    return term;
  }

  // --- SPARQL ---

  function prologue() {
    return `PREFIX kg: <${Store.store.ontology}>\nPREFIX rdfs: <${NAMESPACES.rdfs}>\n`;
  }

  /** Return the query whose rows are the claims of the view: its filters and its selection. */
  function sparql(state) {
    const { selection } = state;
    if (selection && selection.is === "claim") return about(claimIri(Store.store.claims[selection.claim]));
    const lists = { place: withBelow(state.places), indicator: state.indicators, speaker: state.speakers, outlet: state.outlets };
    for (const node of selection && selection.is === "node" ? [selection.node] : []) {
      const { kind } = Store.store.nodes[node];
      if (!Store.claimsOf(node).length) return about(nodeIri(node));
      if (kind === "outlet") lists.outlet = [node];
      else if (FIELD_OF[kind]) lists[FIELD_OF[kind]] = [node];
      else return about(nodeIri(node));
    }
    if (selection && selection.is === "edge") {
      const ends = [selection.a, selection.b].map((node) => FIELD_OF[Store.store.nodes[node].kind]);
      if (ends.some((field) => !field) || ends[0] === ends[1]) return between(selection);
      ends.forEach((field, i) => { lists[field] = [i ? selection.b : selection.a]; });
    }
    return claimsQuery(lists, state);
  }

  function withBelow(places) {
    return [...new Set(places.flatMap((node) => [...Store.within(node)]))];
  }

  function claimsQuery(lists, state) {
    const computed = state.statuses.length === 1 && state.statuses[0] === "computed";
    const lines = computed
      ? [`  ?derived a kg:DerivedValue ; <${NAMESPACES.prov}wasDerivedFrom> ?claim ; kg:indicatorText ?indicatorText ; kg:formula ?quote .`]
      : ["  ?claim a kg:MetricClaim ; kg:indicatorText ?indicatorText ; kg:valueText ?quote ."];
    for (const field of ["place", "indicator", "speaker"]) {
      if (lists[field].length) lines.push(`  ?claim kg:${field} ?${field} .`, values(field, lists[field].map(nodeIri)));
    }
    if (lists.outlet.length) lines.push("  ?claim kg:statedIn/kg:answers/kg:outlet ?outlet .", values("outlet", lists.outlet.map(nodeIri)));
    const words = (names) => names.filter((name) => /^[a-z]+$/.test(name)).map((name) => `kg:${name}`);
    if (state.kinds.length && !computed) lines.push("  ?claim kg:kind ?kind .", `  VALUES ?kind { ${words(state.kinds).join(" ")} }`);
    if (state.statuses.length && !computed) lines.push("  ?claim kg:status ?status .", `  VALUES ?status { ${words(state.statuses).join(" ")} }`);
    if (state.from || state.to) lines.push(...period(state));
    lines.push(`  OPTIONAL { ?${computed ? "derived" : "claim"} kg:value ?value }`, "  OPTIONAL { ?claim kg:placeText ?placeText }");
    return `${prologue()}SELECT DISTINCT ${computed ? "?derived" : "?claim"} ?placeText ?indicatorText ?value ?quote WHERE {\n${lines.join("\n")}\n}\nORDER BY ${computed ? "?derived" : "?claim"}`;
  }

  function values(name, iris) {
    return `  VALUES ?${name} { ${iris.map((iri) => `<${iri}>`).join(" ")} }`;
  }

  function period({ from, to }) {
    const lines = [`  ?claim kg:period ?period . ?period <${NAMESPACES.schema}startDate> ?start .`,
      `  OPTIONAL { ?period <${NAMESPACES.schema}endDate> ?stop }`];
    const year = (name) => `SUBSTR(STR(${name}), 1, 4)`;
    if (from) lines.push(`  FILTER (${year("COALESCE(?stop, ?start)")} >= "${from}")`);
    if (to) lines.push(`  FILTER (${year("?start")} <= "${to}")`);
    return lines;
  }

  function about(iri) {
    return `SELECT ?subject ?predicate ?object WHERE {\n  { BIND (<${iri}> AS ?subject) <${iri}> ?predicate ?object }\n`
      + `  UNION { BIND (<${iri}> AS ?object) ?subject ?predicate <${iri}> }\n}`;
  }

  function between({ a, b }) {
    const [one, two] = [nodeIri(a), nodeIri(b)];
    return `SELECT ?statement ?p1 ?p2 WHERE {\n  { ?statement ?p1 <${one}> ; ?p2 <${two}> }\n`
      + `  UNION { BIND (<${one}> AS ?statement) <${one}> ?p1 <${two}> }\n  UNION { BIND (<${two}> AS ?statement) <${two}> ?p2 <${one}> }\n}`;
  }

  // --- the clipboard ---

  async function copy(text) {
    last = text;
    copies += 1;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = el("textarea", { class: "offscreen", "aria-hidden": "true" });
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    say(`${t("copied")}：${Text.cut(text, 60)}`);
  }

  /** Say something briefly, to screen readers too. */
  function say(text) {
    const note = byId("note");
    note.textContent = text;
    note.classList.add("on");
    clearTimeout(timer);
    timer = setTimeout(() => note.classList.remove("on"), 2600);
  }

  return { citation, nodeIri, claimIri, turtle, sparql, copy, say, last: () => last, copies: () => copies };
})();
