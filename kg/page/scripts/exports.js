// Files made from the page: picture, drawing, table, graph.

const Exports = (() => {
  const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

  function save(name, content, type) {
    const link = el("a", { href: URL.createObjectURL(new Blob([content], { type })), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  /** Quote a cell; what a spreadsheet would run as a formula gets an apostrophe in front. */
  function cell(value) {
    const text = String(value ?? "").replace(CONTROLS, "");
    const safe = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
    return `"${safe.replace(/"/g, '""')}"`;
  }

  async function csv() {
    const rows = await Tables.content(State.get());
    save("kg.csv", `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`, "text/csv;charset=utf-8");
  }

  /** The drawing as it stands, twice as fine, on paper colour. */
  function png() {
    const source = Canvas.element();
    const copy = el("canvas");
    copy.width = source.width;
    copy.height = source.height;
    const context = copy.getContext("2d");
    context.fillStyle = getComputedStyle(document.body).backgroundColor;
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(source, 0, 0);
    copy.toBlob((blob) => save("kg.png", blob, "image/png"), "image/png");
  }

  /** The drawing as vectors, the labels as text. */
  function drawing() {
    const { width, height, scale, dark } = Canvas.view();
    const paper = dark ? "#14171c" : "#ffffff";
    const ink = dark ? "#eceae4" : "#1d2126";
    const at = (x, y) => Canvas.toScreen(x, y);
    const items = Canvas.items();
    const root = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}` },
      svg("rect", { width, height, fill: paper }));
    for (const edge of Canvas.edges()) {
      const [a, b] = [items.get(edge.from), items.get(edge.to)];
      if (!a || !b) continue;
      const [from, to] = [at(a.x, a.y), at(b.x, b.y)];
      root.append(svg("line", { x1: from.x.toFixed(1), y1: from.y.toFixed(1), x2: to.x.toFixed(1), y2: to.y.toFixed(1),
        stroke: "#8d99a6", "stroke-opacity": 0.55, "stroke-width": Math.min(4, 0.5 + 0.5 * Math.sqrt(edge.weight)) }));
    }
    for (const item of items.values()) {
      const { x, y } = at(item.x, item.y);
      const { fill } = Shapes.of(item.kind);
      root.append(Shapes.outline(item.kind, x, y, item.radius * scale, { fill, stroke: Shapes.border(fill, dark) }));
    }
    for (const box of Labels.all()) root.append(words(box, at, paper, ink));
    return root;
  }

  function words(box, at, paper, ink) {
    const { x, y } = at(box.left, box.top);
    const made = svg("text", { x: x.toFixed(1), y: (y + 13).toFixed(1), "font-family": Labels.FAMILY, "font-size": 12.5, fill: ink,
      stroke: paper, "stroke-width": 3, "paint-order": "stroke" });
    made.textContent = box.text.replace(CONTROLS, "");
    return made;
  }

  function svgFile() {
    save("kg.svg", new XMLSerializer().serializeToString(drawing()), "image/svg+xml");
  }

  function xml(text) {
    const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
    return String(text).replace(CONTROLS, "").replace(/[&<>"']/g, (letter) => escapes[letter]);
  }

  /** The nodes and edges of the view as GraphML. */
  function graphml() {
    const { nodes, edges } = Scene.last();
    const keys = [["n_label", "node", "label"], ["n_kind", "node", "kind"], ["n_type", "node", "type"], ["n_iri", "node", "iri"],
      ["e_relation", "edge", "relation"], ["e_figures", "edge", "figures"]];
    const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
      ...keys.map(([id, of, name]) => `<key id="${id}" for="${of}" attr.name="${name}" attr.type="string"/>`),
      '<key id="e_weight" for="edge" attr.name="weight" attr.type="int"/>', '<graph edgedefault="directed">'];
    for (const node of nodes) {
      const { label, kind, type, key } = Store.store.nodes[node];
      lines.push(`<node id="${xml(key)}">${data("n_label", label)}${data("n_kind", kind)}${data("n_type", type)}${data("n_iri", Cite.nodeIri(node))}</node>`);
    }
    for (const { a, b, facts } of edges) {
      const names = [...new Set(facts.map(Store.relationOf))].join(" ");
      const figures = [...new Set(facts.map(Store.claimOf).filter(Boolean))].map(Words.claim).join("; ");
      lines.push(`<edge source="${xml(Store.store.nodes[a].key)}" target="${xml(Store.store.nodes[b].key)}">${
        data("e_relation", names)}${data("e_figures", figures)}${data("e_weight", facts.length)}</edge>`);
    }
    save("kg.graphml", `${lines.join("\n")}\n</graph>\n</graphml>\n`, "application/xml");
  }

  function data(key, value) {
    return `<data key="${key}">${xml(value)}</data>`;
  }

  function listen() {
    for (const [id, act] of Object.entries({ png, svg: svgFile, csv, graphml })) byId(`export-${id}`).addEventListener("click", act);
  }

  return { csv, listen };
})();
