// What can be taken away as text: citations, IRIs, Turtle, SPARQL.

const Cite = (() => {
  function documentId(number) {
    return Store.store.documents[number].sha256.slice(0, 16);
  }

  /** Return a citation: speaker, occasion, date, quote, offsets. */
  function citation(number, start, end, quote, turn) {
    const data = Store.store.documents[number];
    const voice = turn && turn.voice >= 0 && Store.store.nodes[turn.voice].kind !== "document"
      ? `${Store.store.nodes[turn.voice].label}：` : "";
    const occasion = [data.title.replace(/\s+/g, " "), data.date].filter(Boolean).join("，");
    return `${voice}“${quote.replace(/\s+/g, " ").trim()}” — ${occasion}（${data.name}，${t("chars")} ${start}–${end}）`;
  }

  /** Return the IRI of a node. */
  function nodeIri(node) {
    const { key, iri } = Store.store.nodes[node];
    if (iri) return iri;
    const [kind, ...rest] = key.split("/");
    return `${Store.store.base}${kind}/${segment(rest.join("/"))}`;
  }

  /** Percent-encode what no segment of an IRI may hold, as the graph does. */
  function segment(name) {
    return name.normalize("NFC").replace(/[^A-Za-z0-9\-._~!$&'()*+,;=:@\u{a0}-\u{d7ff}\u{f900}-\u{fdcf}\u{fdf0}-\u{ffef}\u{10000}-\u{1fffd}\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}]/gu,
      (letter) => encodeURIComponent(letter));
  }

  function claimIri(claim) {
    return claim.iri || `${Store.store.base}claim/${documentId(claim.document)}-${claim.start}-${claim.end}`;
  }

  async function copy(text) {
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
    last = text;
    say(`${t("copied")}：${Text.cut(text, 60)}`);
  }

  let last = "";
  let timer = 0;

  /** Say something briefly, to screen readers too. */
  function say(text) {
    const note = byId("note");
    note.textContent = text;
    note.classList.add("on");
    clearTimeout(timer);
    timer = setTimeout(() => note.classList.remove("on"), 2600);
  }

  return { citation, nodeIri, claimIri, copy, say, documentId, last: () => last };
})();
