// Building pages from data: text is only ever set as text.

/** Make an element with attributes and children; strings become text nodes. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Ask the server for JSON; a problem is thrown with the server's own words. */
export async function ask(path, parameters = {}) {
  const given = Object.entries(parameters).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))
    .filter(([, value]) => value !== "" && value !== undefined);
  const response = await fetch(`${path}?${new URLSearchParams(given)}`);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.problem ?? response.statusText);
  return answer;
}

/** The name of an IRI that people read: what follows the last / or #. */
export function localName(iri) {
  return iri.replace(/^.*[/#]/, "");
}

/** The page that shows a thing: things of this graph have one here, by their own path. */
export function pageOf(iri, base) {
  if (!iri.startsWith(base) || iri.startsWith(`${base}ontology`)) return null;
  const text = iri.match(/text\/([0-9a-f]+)#char=(\d+),(\d+)$/);
  return text ? `/doc/${text[1]}#${text[2]}-${text[3]}` : `/${iri.slice(base.length)}`;
}

/** A link to the page of a thing, or plain text where it has none. */
export function link(iri, words, base) {
  const page = iri ? pageOf(iri, base) : null;
  return page ? make("a", { href: page }, words) : make("span", {}, words);
}

/** A table of rows with the given columns; a column has a key, a title and perhaps a way to show its cell. */
export function table(caption, columns, rows) {
  const head = make("tr", {}, ...columns.map((column) => make("th", { scope: "col" }, column.title)));
  const body = rows.map((row) => make("tr", {}, ...columns.map((column) => make("td", {}, cell(column, row)))));
  const element = make("table", {}, make("caption", {}, caption), make("thead", {}, head), make("tbody", {}, ...body));
  return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, element);
}

function cell(column, row) {
  if (column.show) return column.show(row);
  const value = row[column.key];
  return value === undefined ? "" : String(value);
}

/** A quotation with its words marked: offsets are of Unicode code points, as in the graph. */
export function marked(sentence, start, begin, end) {
  const points = [...sentence];
  const [from, to] = [begin - start, end - start];
  if (!(from >= 0 && to <= points.length)) return make("q", {}, sentence);
  return make(
    "q", {}, points.slice(0, from).join(""), make("mark", {}, points.slice(from, to).join("")), points.slice(to).join(""),
  );
}
