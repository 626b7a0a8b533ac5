// The data of the page stand in inert script elements, as JSON or, in large files, compressed.

const Packets = (() => {
  const read = new Map();

  /** Return the content of a packet at once; only for what stands in the file as JSON. */
  function plain(name) {
    return JSON.parse(byId(`packet-${name}`).textContent);
  }

  function get(name) {
    if (!read.has(name)) read.set(name, load(name));
    return read.get(name);
  }

  async function load(name) {
    const holder = byId(`packet-${name}`);
    if (holder.dataset.encoding === "json") return JSON.parse(holder.textContent);
    const bytes = Uint8Array.from(atob(holder.textContent), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  return { plain, get };
})();
