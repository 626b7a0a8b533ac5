// The transcript: turns, sentences and marks; a sentence leads to its part of the graph and back.

const Transcript = (() => {
  let shown = -1;
  let version = 0;

  /** Show a document and go to a sentence; marks there the words from `start` to `end`. */
  async function open(number, { sentence = -1, start = -1, end = -1, scroll = true } = {}) {
    const holder = byId("transcript");
    const mine = ++version;
    if (shown !== number) {
      const text = await Store.text(number);
      if (mine !== version) return;
      holder.replaceChildren(...content(number, text));
      holder.scrollTop = 0;
      shown = number;
    }
    light(holder, sentence, start, end, scroll);
  }

  function content(number, text) {
    const data = Store.store.documents[number];
    const parts = [picker(number), head(data)];
    const paragraphs = [];
    let last = null;
    let turn = -2;
    data.sentences.forEach(([start, end, of, paragraph], i) => {
      if (of !== turn && of >= 0) paragraphs.push(turnHead(data.turns[of], text));
      if (of !== turn || paragraph !== last) paragraphs.push(el("p", {}));
      turn = of;
      last = paragraph;
      const from = of >= 0 ? Math.max(start, data.turns[of].label[1]) : start;
      if (from < end) paragraphs[paragraphs.length - 1].append(sentenceOf(number, i, from, end, text));
    });
    if (!data.sentences.length) paragraphs.push(el("p", {}, text));
    return [...parts, el("div", { class: "reading" }, paragraphs.filter((made) => made.tagName !== "P" || made.hasChildNodes()))];
  }

  /** Choose between documents where there are several. */
  function picker(number) {
    const { documents } = Store.store;
    if (documents.length < 2) return null;
    const select = el("select", { "aria-label": t("documents"), on: { change: (event) => Main.openDocument(Number(event.target.value)) } },
      documents.map(({ title, date }, i) => el("option", { value: i, selected: i === number },
        [date, Text.cut(title, 30)].filter(Boolean).join(" "))));
    return el("div", { class: "picker" }, select);
  }

  function head(data) {
    const facts = [data.date, data.home, data.name].filter(Boolean).join(" · ");
    return el("header", { class: "paper" }, el("h2", {}, data.title.replace(/\s+/g, " ")), el("p", { class: "dim" }, facts));
  }

  function turnHead(turn, text) {
    const label = Text.slice(text, turn.label[0], turn.label[1]).trim() || t(turn.role);
    const who = turn.voice >= 0 ? el("button", { class: "voice", type: "button", data: { node: turn.voice } }, label)
      : el("span", { class: "voice" }, label);
    return el("h3", { class: `turn ${turn.role}` }, who);
  }

  function sentenceOf(number, i, from, end, text) {
    const made = el("span", { class: "sentence", data: { sentence: i, start: from, end }, tabindex: -1 });
    fill(made, number, from, end, text);
    return made;
  }

  /** Fill a stretch with its marks; `evidence` are the spans of the words that are marked as evidence. */
  function fill(holder, number, from, end, text, evidence = []) {
    const marks = Store.store.documents[number].marks;
    const figures = figuresOf(number);
    const here = [...between(marks, from, end), ...between(figures, from, end)];
    const cuts = new Set([from, end]);
    for (const [a, b] of [...here, ...evidence]) {
      if (a > from && a < end) cuts.add(a);
      if (b > from && b < end) cuts.add(b);
    }
    const edges = [...cuts].sort((a, b) => a - b);
    holder.replaceChildren(...edges.slice(1).map((to, i) => piece(edges[i], to, here, text, evidence)));
  }

  function piece(from, to, here, text, spans) {
    const words = Text.slice(text, from, to);
    const mark = here.find(([a, b]) => a <= from && to <= b);
    const evidence = spans.some(([start, stop]) => start <= from && to <= stop);
    if (!mark && !evidence) return words;
    const [, , node, kind] = mark || [];
    const loose = mark && node < 0 && kind !== "figure";
    return el("mark", { class: [mark ? `mark is-${kind}` : "", evidence ? "evidence" : "", loose ? "loose" : ""].join(" ").trim(),
      data: mark && node >= 0 ? { node } : mark && mark[4] && kind === "figure" ? { claim: mark[4] } : {},
      title: mark ? [t(kind), loose && t("unlinked")].filter(Boolean).join("，") : null }, words);
  }

  const figureCache = new Map();

  function figuresOf(number) {
    if (!figureCache.has(number)) {
      figureCache.set(number, Store.store.claims.filter((claim) => claim.document === number && claim.status !== "computed")
        .map((claim) => [claim.start, claim.end, -1, "figure", String(claim.id)]));
    }
    return figureCache.get(number);
  }

  /** Return the marks that meet a stretch; marks are sorted by start. */
  function between(marks, from, end) {
    let low = 0;
    let high = marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (marks[middle][0] < from - 200) low = middle + 1; else high = middle;
    }
    const found = [];
    for (let i = low; i < marks.length && marks[i][0] < end; i++) if (marks[i][1] > from) found.push(marks[i]);
    return found;
  }

  function light(holder, sentence, start, end, scroll) {
    for (const old of holder.querySelectorAll(".here")) {
      old.classList.remove("here");
      refill(old, []);
    }
    const found = sentence >= 0 ? holder.querySelector(`[data-sentence="${Number(sentence)}"]`) : null;
    if (!found) return;
    found.classList.add("here");
    refill(found, end > start ? [[start, end]] : []);
    if (scroll) found.scrollIntoView({ block: "center" });
  }

  async function refill(made, evidence) {
    const number = shown;
    fill(made, number, Number(made.dataset.start), Number(made.dataset.end), await Store.text(number), evidence);
  }

  function listen() {
    const holder = byId("transcript");
    holder.addEventListener("click", ({ target }) => {
      const { node, claim } = target.dataset;
      const sentence = target.closest(".sentence");
      if (node !== undefined) Main.goTo(Number(node), { keepTab: true });
      else if (claim !== undefined) State.select({ is: "claim", claim: Number(claim) }, { view: "graph" });
      else if (sentence) pick(sentence);
    });
    holder.addEventListener("keydown", (event) => {
      const here = event.target.closest(".sentence");
      if (event.key === "Enter" && here) pick(here);
      else if (event.key === "ArrowDown" || event.key === "ArrowUp") step(holder, here, event);
    });
  }

  function pick(sentence) {
    State.select({ is: "sentence", document: shown, sentence: Number(sentence.dataset.sentence) }, { view: "graph" });
  }

  /** Walk through the sentences by keyboard. */
  function step(holder, here, event) {
    const all = [...holder.querySelectorAll(".sentence")];
    const next = all[here ? all.indexOf(here) + (event.key === "ArrowDown" ? 1 : -1) : 0];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  return { open, fill, listen, forget: () => { shown = -1; }, shown: () => shown };
})();
