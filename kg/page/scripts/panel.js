// The panel: what is selected, its claims in words, its evidence, and what can be done with it.

const Panel = (() => {
  const FIRST = 12;
  let version = 0;
  let shown = "";

  async function render(state) {
    const { tab, view, doc, sort, values, physics, theme, ...about } = state;
    const key = JSON.stringify(about);
    if (key === shown) return;
    shown = key;
    const mine = ++version;
    const { selection } = state;
    const parts = await content(state, selection);
    if (mine !== version) return;
    const holder = byId("details");
    holder.replaceChildren(...parts.flat().filter(Boolean));
    holder.scrollTop = 0;
    byId("panel").classList.toggle("raised", Boolean(selection));
  }

  function content(state, selection) {
    if (state.pathFrom >= 0 && !selection) return path(state);
    if (!selection) return overview(state);
    if (selection.is === "node") return node(selection.node, state);
    if (selection.is === "edge") return edge(selection, state);
    if (selection.is === "claim") return claim(Store.store.claims[selection.claim]);
    return sentence(selection);
  }

  function heading(icon, title, ...under) {
    return el("header", { class: "head" }, el("h2", {}, icon, el("span", {}, title)), ...under);
  }

  function button(text, action, attributes = {}) {
    return el("button", { type: "button", on: { click: action }, ...attributes }, text);
  }

  function nodeLink(id, extra = null) {
    const { kind, label } = Store.store.nodes[id];
    return el("button", { class: "entity", type: "button", data: { node: id }, on: { click: () => Main.goTo(id) } },
      Shapes.icon(kind), el("span", { class: "label" }, label), extra !== null && el("span", { class: "dim" }, String(extra)));
  }

  // --- nothing selected ---

  function overview(state) {
    const { documents, nodes, claims, facts, ranked } = Store.store;
    const said = claims.filter((one) => one.status !== "computed").length;
    const lead = el("p", { class: "lead" }, Words.english()
      ? `${documents.length} transcript(s), ${nodes.length} nodes, ${said} figures said and ${claims.length - said} computed, ${facts.source.length} facts, each with the words that it rests on.`
      : `${documents.length} 份实录 · ${nodes.length} 个节点 · ${said} 项数据 · ${claims.length - said} 项推算 · ${facts.source.length} 条关系，条条可回到原文。`);
    return [
      heading(null, t("start"), lead, el("p", { class: "dim" }, t("howTo"))),
      el("section", {}, el("h3", {}, t("questions")), exchanges().slice(0, 8).map(exchangeCard)),
      el("section", {}, el("h3", {}, t("key")), el("div", { class: "entities" },
        ranked.filter((id) => !state.offTypes.includes(nodes[id].kind)).slice(0, 14).map((id) => nodeLink(id, Store.degree(id))))),
      documents.length > 1 ? el("section", {}, el("h3", {}, t("documents")), documents.slice(0, 60).map((data, i) => button(
        [data.date, Text.cut(data.title, 26)].filter(Boolean).join(" "), () => Main.openDocument(i), { class: "link row" }))) : null,
    ];
  }

  /** Return questions with their answers: document, question turn, answering turns. */
  function exchanges() {
    const found = [];
    Store.store.documents.forEach((data, document) => {
      let open = null;
      data.turns.forEach((turn, i) => {
        if (turn.role === "journalist") { open = { document, question: i, answers: [] }; found.push(open); }
        else if (turn.role !== "host" && open) open.answers.push(i);
      });
    });
    return found;
  }

  function exchangeCard({ document, question, answers }) {
    const { turns } = Store.store.documents[document];
    const { nodes, claims } = Store.store;
    const asked = turns[question];
    const named = (id) => id >= 0 && nodes[id].kind !== "document";
    const voices = [...new Set(answers.map((i) => turns[i].voice))].filter(named);
    const figures = claims.filter((one) => one.document === document && answers.includes(one.turn) && one.status !== "computed").length;
    const line = el("p", { class: "words" }, "…");
    Store.text(document).then((text) => { line.textContent = gist(Text.slice(text, asked.label[1], asked.end)); });
    return el("article", { class: "card clickable" },
      el("p", { class: "meta" }, named(asked.voice) ? nodeLink(asked.voice) : t("journalist"),
        voices.length ? " → " : null, voices.map((id) => nodeLink(id))),
      line, el("p", { class: "dim" }, `${figures} ${Words.english() ? "figures" : "项数据"} `,
        button(t("inText"), () => Main.readAt(document, asked.label[0], asked.label[1]), { class: "link" })));
  }

  /** Return the sentence of a question that asks, the last one with a request or a question mark. */
  function gist(text) {
    const parts = text.trim().split(/(?<=[。？！?])/);
    const asking = parts.filter((part) => /[？?]|请问|请.{0,8}(介绍|谈|说明)/.test(part));
    return Text.cut((asking[0] || parts[0] || "").trim(), 90);
  }

  // --- a node ---

  async function node(id, state) {
    const data = Store.store.nodes[id];
    const claims = Store.claimsOf(id).map((i) => Store.store.claims[i]);
    const facts = [...Store.factsOf(id)];
    const kindLine = el("p", { class: "dim" }, Shapes.kinds.includes(data.kind) ? t(data.kind) : data.kind,
      Words.type(data.type) === t(data.kind) ? "" : ` · ${Words.type(data.type)}`, data.listed ? ` · ${t("listed")}` : "");
    return [
      heading(Shapes.icon(data.kind), data.label, kindLine, properties(data)),
      nodeActions(id, state),
      claims.length ? figures(claims) : null,
      Charts.small(claims),
      connections(id, facts),
      await evidence(facts.filter((i) => Store.store.facts.start[i] >= 0), id),
      copies([[t("iri"), () => Cite.nodeIri(id)], ...Main.formal({ is: "node", node: id })]),
    ];
  }

  function properties(data) {
    const rows = [];
    if (data.aliases) rows.push([t("aliases"), data.aliases.join("、")]);
    if (data.parent !== undefined) rows.push([t("parent"), nodeLink(data.parent)]);
    for (const [name, value] of data.attributes || []) rows.push(Words.attribute(name, value));
    return rows.length ? el("dl", {}, rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])) : null;
  }

  function nodeActions(id, state) {
    const opened = state.open.includes(id);
    const steps = el("select", { "aria-label": t("steps"), id: "steps", on: { change: (event) => State.set(
      { scope: "focus", focus: id, steps: Number(event.target.value) }) } },
    [1, 2, 3, 4].map((k) => el("option", { value: k, selected: state.steps === k }, `${k} ${t("steps")}`)));
    return el("div", { class: "actions", role: "group" },
      button(opened ? t("collapse") : t("expand"), () => State.toggle("open", id), { "aria-pressed": String(opened), id: "expand" }),
      el("span", { class: "joined" }, button(t("only"), () => State.set({ scope: "focus", focus: id }), { id: "focus" }), steps),
      button(t("hide"), () => State.set({ hidden: [...state.hidden, id], selection: null }), { id: "hide" }),
      button(state.pins[id] ? t("unpin") : t("pin"), () => Main.togglePin(id), { id: "pin" }),
      state.pathFrom >= 0 && state.pathFrom !== id
        ? button(t("pathTo"), () => State.set({ pathTo: id, selection: null }), { id: "path-to", class: "strong" })
        : button(t("pathFrom"), () => State.set({ pathFrom: id, pathTo: -1 }), { id: "path-from" }));
  }

  // --- claims ---

  /** Claims grouped by place and indicator: 潍坊港 吞吐量 > 5400万吨, 是2012年的2.7倍 — 刘运，答大众日报记者. */
  function figures(claims) {
    const groups = new Map();
    for (const one of claims) {
      const key = [one.place, one.indicator, one.sentence, one.document, one.formula || ""].join(" ");
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(one);
    }
    const rows = [...groups.values()].map(figure);
    const holder = el("ul", { class: "figures" }, rows.slice(0, FIRST));
    return el("section", {}, el("h3", {}, `${t("figures")} (${claims.length})`), holder, rest(rows, holder));
  }

  function figure(group) {
    const [first] = group;
    return el("li", {}, button([el("span", {}, Words.subject(first), " "), el("b", {}, Words.together(group)),
      first.inferred ? el("span", { class: "tag", title: t("inferred") }, t("inferred")) : null,
      first.status === "actual" ? null : el("span", { class: `tag ${first.status}` }, t(first.status)),
      el("span", { class: "dim" }, (first.period ? `（${first.period[0]}）` : "") + Words.source(first))].filter(Boolean),
    () => State.select({ is: "claim", claim: first.id }), { class: "figure", data: { claim: first.id } }));
  }

  function rest(rows, holder) {
    if (rows.length <= FIRST) return null;
    const more = button(`${t("showMore")} (${rows.length - FIRST})`, () => {
      holder.append(...rows.slice(holder.children.length, holder.children.length + 100));
      if (holder.children.length >= rows.length) more.remove();
    }, { class: "link" });
    return more;
  }

  async function claim(one) {
    const rows = [[t("number"), Words.value(one)], [t("kind"), t(one.kind)], [t("comparator"), Words.sign(one.comparator)],
      [t("unit"), one.unit], [t("direction"), one.direction && t(one.direction)], [t("basis"), one.basis && t(one.basis)],
      [t("formula"), one.formula],
      [t("origin"), one.originQuote], [t("of"), one.of], [t("period"), one.period && one.period.filter(Boolean).join(" · ")],
      [t("status"), t(one.status)], [t("rule"), one.rule]].filter(([, value]) => value);
    const turn = one.turn === undefined ? null : Store.store.documents[one.document].turns[one.turn];
    return [
      heading(Shapes.icon("value"), `${Words.subject(one)} ${Words.value(one)}`,
        el("p", { class: "dim" }, (Words.marks(one) + Words.source(one)).replace(/^ — /, ""))),
      el("div", { class: "entities" }, [one.place, one.indicator, one.voice, one.asker]
        .filter((id) => id !== undefined && id >= 0).map((id) => nodeLink(id))),
      el("dl", { class: "fields" }, rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])),
      one.steps ? steps(one) : null,
      one.from ? el("section", {}, el("h3", {}, t("computedFrom")), el("ul", { class: "figures" },
        one.from.map((number) => figure([Store.claimAt(one.document, number)])))) : null,
      el("section", {}, el("h3", {}, t("evidence")), await card(one.document, one.sentence, one.start, one.end, turn)),
      copies([[t("iri"), () => Cite.claimIri(one)], ...Main.formal({ is: "claim", claim: one.id })]),
    ];
  }

  function steps(one) {
    return el("details", {}, el("summary", {}, t("explanation")), el("ol", { class: "steps" }, one.steps.map(
      ([field, value, rule]) => el("li", {}, el("b", {}, `${field} = ${value}`), el("span", { class: "dim" }, ` ${rule}`)))));
  }

  // --- relations and evidence ---

  function connections(id, facts) {
    const groups = new Map();
    for (const i of facts) {
      const outward = Store.store.facts.source[i] === id;
      const key = `${outward ? "→" : "←"} ${t(Store.relationOf(i))}`;
      if (!groups.has(key)) groups.set(key, new Map());
      const ends = groups.get(key);
      const other = Store.otherEnd(i, id);
      ends.set(other, (ends.get(other) || 0) + 1);
    }
    if (!groups.size) return null;
    return el("section", {}, el("h3", {}, t("connections")), [...groups].map(([key, ends]) => {
      const rows = Store.byImportance([...ends.keys()]).map((other) => nodeLink(other, ends.get(other) > 1 ? ends.get(other) : null));
      const holder = el("div", { class: "entities" }, rows.slice(0, FIRST));
      return el("div", { class: "group" }, el("h4", {}, `${key} (${rows.length})`), holder, rest(rows, holder));
    }));
  }

  async function edge({ a, b }, state) {
    const passes = Scene.test(state);
    const facts = [...Store.factsOf(a)].filter((i) => Store.otherEnd(i, a) === b && passes(i));
    const claims = [...new Set(facts.map(Store.claimOf).filter(Boolean))];
    const names = [...new Set(facts.map((i) => t(Store.relationOf(i))))].join("、");
    const { nodes } = Store.store;
    return [
      heading(null, `${nodes[a].label} — ${nodes[b].label}`, el("p", { class: "dim" }, names)),
      el("div", { class: "entities" }, nodeLink(a), nodeLink(b)),
      claims.length ? figures(claims) : null,
      await evidence(facts.filter((i) => Store.store.facts.start[i] >= 0), a),
      facts.some((i) => Store.store.facts.start[i] < 0) ? el("p", { class: "dim" }, `${names} · ${t("fromLists")}`) : null,
      copies(Main.formal({ is: "edge", a, b })),
    ];
  }

  /** Evidence cards, one for each sentence and words, with a stepper into the transcript. */
  async function evidence(facts) {
    const { document, start, end, sentence } = Store.store.facts;
    const groups = new Map();
    for (const i of [...facts].sort((a, b) => document[a] - document[b] || start[a] - start[b])) {
      const key = sentence[i] < 0 ? `${document[i]} at ${start[i]}` : `${document[i]} ${sentence[i]}`;
      if (!groups.has(key)) groups.set(key, { i, spans: [] });
      groups.get(key).spans.push([start[i], end[i]]);
    }
    const unique = [...groups.values()];
    if (!unique.length) return null;
    let at = -1;
    const position = el("output", { class: "dim" }, `0 / ${unique.length}`);
    const step = (by) => {
      at = (at + by + unique.length) % unique.length;
      position.textContent = `${at + 1} / ${unique.length}`;
      const { i } = unique[at];
      Main.readAt(document[i], start[i], end[i], sentence[i]);
    };
    const make = ({ i, spans }) => card(document[i], sentence[i], start[i], end[i], Store.turnOf(i), spans);
    const cards = await Promise.all(unique.slice(0, FIRST).map(make));
    const holder = el("div", { class: "cards" }, cards);
    const more = unique.length > FIRST ? button(`${t("showMore")} (${unique.length - FIRST})`, async () => {
      holder.append(...await Promise.all(unique.slice(FIRST, 300).map(make)));
      more.remove();
    }, { class: "link" }) : null;
    return el("section", {}, el("div", { class: "bar" }, el("h3", {}, `${t("evidence")} (${unique.length})`),
      el("span", { class: "joined" }, button("‹", () => step(-1), { "aria-label": t("previous") }), position,
        button("›", () => step(1), { "aria-label": t("next"), id: "evidence-next" }))), holder, more);
  }

  async function card(number, sentence, start, end, turn, spans = [[start, end]]) {
    const text = await Store.text(number);
    const data = Store.store.documents[number];
    const known = sentence !== undefined && sentence >= 0;
    let [from, to] = known ? data.sentences[sentence] : [Math.max(0, start - 40), Math.min(data.length, end + 40)];
    if (to - from > 240) { from = Math.max(from, start - 90); to = Math.min(to, Math.max(end + 60, from + 220)); }
    const words = el("blockquote", {});
    Transcript.fill(words, number, from, to, text, spans);
    const quote = Text.slice(text, known ? data.sentences[sentence][0] : start, known ? data.sentences[sentence][1] : end);
    return el("article", { class: "card" }, words, el("p", { class: "meta" }, whoSaid(turn, data)),
      el("div", { class: "actions" }, button(t("inText"), () => Main.readAt(number, start, end, sentence), { class: "in-text" }),
        button(t("citation"), () => Cite.copy(Cite.citation(number, start, end, quote, turn)), { class: "cite" })));
  }

  function whoSaid(turn, data) {
    const { nodes } = Store.store;
    const voice = turn && turn.voice >= 0 && nodes[turn.voice].kind !== "document" ? nodes[turn.voice].label : "";
    const asker = turn && turn.asker >= 0 ? nodes[turn.asker].label : "";
    return [voice, asker && (Words.english() ? `asked by ${asker}` : `答${asker}`), data.date, Store.store.documents.length > 1
      ? Text.cut(data.title, 24) : ""].filter(Boolean).join(" · ");
  }

  async function sentence({ document, sentence: i }) {
    const facts = Scene.factsOfSentence(document, i);
    const [start, end, of] = Store.store.documents[document].sentences[i];
    const turn = of >= 0 ? Store.store.documents[document].turns[of] : null;
    const claims = Store.store.claims.filter((one) => one.document === document && one.sentence === i);
    return [
      heading(null, t("sentence"), el("p", { class: "dim" }, `${facts.length} ${Words.english() ? "facts" : "条关系"}`)),
      await card(document, i, start, end, turn),
      claims.length ? figures(claims) : null,
      el("section", {}, el("h3", {}, t("entities")), el("div", { class: "entities" },
        Scene.marked({ is: "sentence", document, sentence: i }).map((id) => nodeLink(id)))),
    ];
  }

  function path(state) {
    const found = Scene.last().path;
    const { nodes } = Store.store;
    const clear = button(t("clear"), () => State.set({ pathFrom: -1, pathTo: -1 }), { id: "path-clear" });
    if (!found) {
      return [heading(null, t("path"), el("p", {}, `${t("from")} ${nodes[state.pathFrom].label}`)), clear];
    }
    if (!found.length) return [heading(null, t("path"), el("p", { class: "lead" }, t("noPath"))), clear];
    return [heading(null, t("path"), el("p", { class: "dim" }, `${found.length - 1} ${t("steps")}`)), clear,
      el("ol", { class: "path", id: "path-list" }, found.map((id, i) => el("li", {}, nodeLink(id), i + 1 < found.length
        ? button(Scene.last().edges.filter(({ a, b }) => (a === id && b === found[i + 1]) || (b === id && a === found[i + 1]))
          .flatMap((one) => one.facts).map((fact) => t(Store.relationOf(fact))).filter((name, at, all) => all.indexOf(name) === at)
          .join("、"), () => State.select({ is: "edge", a: id, b: found[i + 1] }), { class: "link" }) : null)))];
  }

  function copies(rows) {
    return el("div", { class: "actions copies" }, rows.map(([name, make]) => button(name, async () => Cite.copy(await make()))));
  }

  return { render, exchanges, gist, nodeLink };
})();
