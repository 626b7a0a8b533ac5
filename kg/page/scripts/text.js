// Text and elements. Every text reaches the page through `textContent`; nothing here reads markup.

const Text = (() => {
  const pointsOf = new Map();

  /** Return a stretch of text by offsets that count code points, as the data do; JavaScript counts UTF-16 units. */
  function slice(text, start, end) {
    if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return text.slice(start, end);
    if (!pointsOf.has(text)) pointsOf.set(text, Array.from(text));
    return pointsOf.get(text).slice(start, end).join("");
  }

  /** Return a text of at most `length` characters, the cut marked. */
  function cut(text, length) {
    const points = Array.from(text.replace(/\s+/g, " "));
    return points.length > length ? points.slice(0, length - 1).join("") + "…" : points.join("");
  }

  return { slice, cut };
})();

/** Make an element: attributes, `on` for listeners, `data` for data attributes; children are elements or texts. */
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  fillElement(made, attributes);
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

function fillElement(made, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    else if (name === "data") Object.assign(made.dataset, value);
    else if (name === "class") made.className = value;
    else made.setAttribute(name, value === true ? "" : String(value));
  }
}

function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    else if (value !== null && value !== undefined) made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function byId(id) {
  return document.getElementById(id);
}
