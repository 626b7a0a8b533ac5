// The words of the page in Chinese and English, and claims put into words.

const Words = (() => {
  const TABLE = {
    graph: ["图谱", "Graph"], claims: ["数据", "Figures"], entities: ["实体", "Entities"], questions: ["问答", "Q&A"],
    charts: ["图表", "Charts"], details: ["详情", "Details"], transcript: ["原文", "Transcript"],
    filters: ["筛选", "Filters"], search: ["搜索名称、别名或拼音（按 / 聚焦）", "Search names, aliases, pinyin (press /)"],
    undo: ["撤销", "Undo"], theme: ["明暗", "Theme"], link: ["复制链接", "Copy link"], more: ["更多", "More"],
    exporting: ["导出", "Export"], print: ["打印", "Print"], reset: ["清除筛选", "Clear filters"],
    start: ["概览", "Overview"], all: ["全部", "All"], fit: ["适合窗口", "Fit"], physics: ["力导向", "Physics"],
    values: ["数值", "Figures"], focus: ["聚焦", "Focus"], path: ["路径", "Path"],
    types: ["类型", "Types"], speakers: ["发言人", "Speakers"], outlets: ["媒体", "Outlets"], places: ["地点", "Places"],
    indicators: ["指标", "Indicators"], kinds: ["数据类别", "Kinds of figure"], period: ["时段", "Period"],
    status: ["状态", "Status"], relations: ["关系", "Relations"], documents: ["文档", "Documents"],
    person: ["人物", "Person"], outlet: ["媒体", "Outlet"], document: ["实录", "Transcript"], place: ["地点", "Place"],
    organization: ["机构", "Body"], policy: ["政策", "Policy"], title: ["称号", "Title"], event: ["事件", "Event"],
    indicator: ["指标", "Indicator"], post: ["职务", "Post"], value: ["数值", "Value"], community: ["群组", "Community"],
    asks: ["提问", "asks"], raises: ["问及", "raises"], mentions: ["谈及", "mentions"], measures: ["指标", "measures"],
    reports: ["通报", "reports on"], states: ["通报指标", "states"], received_title: ["获称号", "received"],
    issued: ["发布", "issued"], holds_post: ["任", "holds post"], located_in: ["位于", "located in"],
    computes: ["推算", "computed for"],
    within: ["隶属", "within"],
    level: ["水平", "Level"], growth: ["增减", "Change"], multiple: ["倍数", "Multiple"], share: ["占比", "Share"],
    rank: ["位次", "Rank"], actual: ["已实现", "Said"], target: ["目标", "Target"], computed: ["推算", "Computed"],
    official: ["发言人", "Official"], journalist: ["记者", "Journalist"], host: ["主持人", "Host"],
    unknown: ["未标明", "Unnamed"], inferred: ["推断", "inferred"],
    expand: ["展开相邻", "Expand"], collapse: ["收起", "Collapse"], hide: ["隐藏", "Hide"], pin: ["固定", "Pin"],
    unpin: ["取消固定", "Unpin"], only: ["只看周边", "Focus here"], pathFrom: ["以此为路径起点", "Path from here"],
    pathTo: ["找到此处的路径", "Path to here"], steps: ["步", "steps"], showHidden: ["恢复隐藏", "Show hidden"],
    citation: ["复制引文", "Copy citation"], iri: ["复制 IRI", "Copy IRI"], turtle: ["复制 Turtle", "Copy Turtle"],
    sparql: ["复制 SPARQL", "Copy SPARQL"], viewSparql: ["复制此视图的 SPARQL", "Copy SPARQL of this view"],
    inText: ["看原文", "In transcript"], inGraph: ["在图中看", "In graph"], evidence: ["原文依据", "Evidence"],
    figures: ["数据", "Figures"], figure: ["数据", "Figure"], connections: ["关系", "Connections"], aliases: ["别名", "Also"],
    copied: ["已复制", "Copied"], nothing: ["没有结果", "Nothing found"], results: ["条结果", "results"],
    before: ["变化前后", "Before and after"], rates: ["增减幅度", "Rates of change"], ranks: ["位次", "Ranks"],
    speaker: ["发言人", "Speaker"], asker: ["提问媒体", "Asked by"], number: ["数值", "Value"], kind: ["类别", "Kind"],
    comparator: ["限定", "Bound"], of: ["基准", "Of"], sentence: ["原句", "Sentence"], name: ["名称", "Name"],
    facts: ["关系数", "Facts"], question: ["问", "Question"], answer: ["答", "Answer"], unit: ["单位", "Unit"],
    rule: ["规则", "Rule"], direction: ["方向", "Direction"], basis: ["比较", "Basis"], origin: ["此前", "Before"],
    explanation: ["如何得出", "How it was read"], type: ["类型", "Type"], parent: ["上级", "Within"],
    previous: ["上一条", "Previous"], next: ["下一条", "Next"], close: ["关闭", "Close"], showMore: ["显示更多", "Show more"],
    filterRows: ["筛选表中各行", "Filter rows"], drawnNow: ["图中", "Drawn"], nodes: ["个节点", "nodes"],
    edges: ["条连线", "edges"], noPath: ["两点之间没有路径", "No path between the two"], from: ["自", "from"],
    to: ["至", "to"], clear: ["清除", "Clear"], key: ["要点", "Key entities"], fromLists: ["据名录", "from lists"],
    ordering: ["点选列名排序", "Sort by column"], unfold: ["展开此群组", "Unfold"], members: ["个成员", "members"],
    expandAll: ["已限显示数量", "capped"], hidden: ["个已隐藏", "hidden"], chars: ["字符", "characters"],
    howTo: ["点选节点或连线看依据；双击展开或收起；点原文句子回到图中。", "Click a node or edge for its evidence, double-click to expand or collapse, click a sentence to return to the graph."],
    placeOf: ["地点：", "Place: "], noCharts: ["没有可画的数据", "Nothing to draw"], charted: ["点选数据点看依据", "Click a mark for its evidence"],
    yoy: ["同比", "year on year"], mom: ["环比", "month on month"], annual_average: ["年均", "a year on average"],
    since: ["较此前", "since"], up: ["上升", "up"], down: ["下降", "down"], listed: ["名录已收", "listed"],
    code: ["区划代码", "Code"], lat: ["纬度", "Latitude"], long: ["经度", "Longitude"], year: ["年份", "Year"],
    issuer: ["发布机构", "Issuer"], home: ["所属地", "Home"], includes: ["包含", "Includes"], administrative: ["层级", "Level"],
    country: ["国家级", "national"], province: ["省级", "province"], prefecture: ["地级", "prefecture"],
    county: ["县级", "county"], township: ["乡级", "township"], village: ["村级", "village"], zone: ["功能区", "zone"], area: ["区域", "area"], city: ["市级", "city"],
    formula: ["算式", "Formula"], computedFrom: ["推算自", "Computed from"],
    off: ["关", "off"], onEdges: ["连线上", "on edges"], asNodes: ["节点", "as nodes"],
    skip: ["跳到表格", "Skip to the tables"], tools: ["工具", "Tools"], all_documents: ["全部实录", "All transcripts"],
    more_nodes: ["个相邻未显示", "neighbours not shown"], unlinked: ["未链接", "not linked"],
  };
  const SIGNS = { eq: "", gt: ">", ge: "≥", lt: "<", le: "≤", approx: "≈" };
  const SIGN_WORDS = { eq: "=", gt: ">", ge: "≥", lt: "<", le: "≤", approx: "≈" };
  let column = 0;

  function t(key) {
    const pair = TABLE[key];
    return pair ? pair[column] : key;
  }

  function setLanguage(language) {
    column = language === "en" ? 1 : 0;
    document.documentElement.lang = language === "en" ? "en" : "zh-CN";
    for (const holder of document.querySelectorAll("[data-t]")) holder.textContent = t(holder.dataset.t);
    for (const holder of document.querySelectorAll("[data-t-label]")) {
      holder.setAttribute("aria-label", t(holder.dataset.tLabel));
      if (holder.tagName === "BUTTON") holder.title = t(holder.dataset.tLabel);
    }
    for (const holder of document.querySelectorAll("[data-t-placeholder]")) holder.placeholder = t(holder.dataset.tPlaceholder);
  }

  /** Return a claim's value in words: bound, direction, figure, baseline. */
  function value(claim) {
    const sign = SIGNS[claim.comparator];
    const quote = claim.quote.replace(/\s+/g, "");
    if (claim.kind === "multiple") return `${column ? "" : "是"}${claim.of || ""}${column ? " × " : "的"}${sign}${quote}`;
    if (claim.kind === "rank") return `${column ? "" : "居"}${claim.of || ""}${sign}${quote}`;
    if (claim.kind === "share") return `${claim.of ? (column ? `${claim.of} ` : `占${claim.of}`) : ""}${sign}${quote}`;
    if (claim.kind === "growth") return growth(claim, sign, quote);
    if (claim.originQuote) return `${claim.originQuote} → ${sign}${quote}`;
    return `${sign ? `${sign} ` : ""}${quote}`;
  }

  function growth(claim, sign, quote) {
    const basis = claim.basis && claim.basis !== "since" ? t(claim.basis) : "";
    const arrow = claim.direction === "down" ? "↓" : claim.direction === "up" ? "↑" : "±";
    return `${basis}${basis && column ? " " : ""}${arrow}${sign}${quote}`;
  }

  /** Return the head of a claim: place and indicator. */
  function subject(claim) {
    const { nodes } = Store.store;
    const place = claim.place === undefined ? "" : `${nodes[claim.place].label} `;
    return `${place}${claim.words}`;
  }

  /** Return a whole claim: 潍坊港 吞吐量 > 5400万吨 — 刘运，答大众日报记者. */
  function claim(which) {
    return `${subject(which)} ${value(which)}${marks(which)}${source(which)}`;
  }

  function marks(which) {
    const period = which.period ? `（${which.period[0]}）` : "";
    return period + (which.status === "actual" ? "" : `（${t(which.status)}）`);
  }

  function source(which) {
    const { nodes } = Store.store;
    if (which.formula) return ` — ${t("computed")}：${which.formula}`;
    const voice = which.voice >= 0 && nodes[which.voice].kind !== "document" ? nodes[which.voice].label : "";
    const asker = which.asker >= 0 && nodes[which.asker].kind === "outlet" ? nodes[which.asker].label : "";
    if (!voice && !asker) return "";
    if (column) return ` — ${voice}${asker ? `, asked by ${asker}` : ""}`;
    return ` — ${voice}${asker ? `${voice ? "，" : ""}答${asker}记者` : ""}`;
  }

  /** Return the words of every claim with one place and indicator in one sentence, joined. */
  function together(claims) {
    return claims.map(value).join(column ? ", " : "，");
  }

  function count(amount, key) {
    return column ? `${amount} ${t(key)}` : `${amount} ${t(key)}`;
  }

  /** Return what the ontology calls a class. */
  function type(name) {
    const labels = Store.store.classes[name];
    return labels ? labels[column] || labels[0] : name;
  }

  /** Return an attribute of an entity, its name and value in words; `level` is also a kind of figure. */
  function attribute(name, value) {
    const known = TABLE[value] && name === "level" ? t(value) : value;
    return [name === "level" ? t("administrative") : t(name), known];
  }

  return {
    type, attribute,
    t, setLanguage, value, subject, claim, marks, source, together, count,
    sign: (comparator) => SIGN_WORDS[comparator] || "",
    english: () => column === 1,
  };
})();

const t = Words.t;
