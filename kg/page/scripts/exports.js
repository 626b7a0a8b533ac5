// Files made from the page: picture, drawing, table, graph.

const Exports = (() => {
  function save(name, content, type) {
    const link = el("a", { href: URL.createObjectURL(new Blob([content], { type })), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  /** Quote a cell; what a spreadsheet would run as a formula gets an apostrophe in front. */
  function cell(value) {
    const text = String(value ?? "").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "");
    const safe = /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return `"${safe.replace(/"/g, '""')}"`;
  }

  async function csv() {
    const rows = await Tables.content(State.get());
    save("kg.csv", `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`, "text/csv;charset=utf-8");
  }

  return { csv, cell, save };
})();
