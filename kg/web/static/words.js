// What the pages say, in Chinese and English.

const WORDS = {
  actual: ["已实现", "actual"], target: ["目标", "target"],
  level: ["数值", "level"], growth: ["增幅", "growth"], multiple: ["倍数", "multiple"], share: ["占比", "share"],
  rank: ["位次", "rank"],
  equalTo: ["", ""], moreThan: [">", ">"], atLeast: ["≥", "≥"], lessThan: ["<", "<"], atMost: ["≤", "≤"],
  about: ["约", "about "], up: ["↑", "↑"], down: ["↓", "↓"],
  claims: ["指标", "Claims"], relations: ["关系", "Relations"], neighbours: ["同句出现", "Mentioned with"],
  statements: ["属性", "Statements"], place: ["地点", "place"], indicator: ["指标", "indicator"],
  value: ["数值", "value"], period: ["时期", "period"], speaker: ["发言人", "speaker"], evidence: ["原文", "evidence"],
  status: ["状态", "status"], property: ["属性", "property"], thing: ["事物", "thing"], sentences: ["句数", "sentences"],
  subject: ["主体", "subject"], relation: ["关系", "relation"], object: ["对象", "object"],
  run: ["查询", "Ask"], sparql: ["打开SPARQL", "Open SPARQL"], rows: ["行", "rows"], none: ["没有结果", "nothing found"],
  unknown: ["没有听懂这个问题。可以换个说法，或从命名问题中选择。",
    "This question is not understood. Put it in other words, or choose a named question."],
  understood: ["理解为", "understood as"], loading: ["正在查询……", "asking…"], document: ["文档", "document"],
  question: ["问题", "question"], more: ["更多", "More"], graph: ["图", "Graph"], triples: ["条陈述", "statements"], things: ["个事物", "things"],
  received_title: ["获得称号", "received title"], issued: ["发布", "issued"], holds_post: ["担任", "holds post"],
  located_in: ["位于", "located in"], officialRole: ["官员", "official"], journalistRole: ["记者", "journalist"],
  hostRole: ["主持人", "host"], unknownRole: ["不明", "unknown"], missing: ["图谱中没有它", "not in the graph"],
};

/** The language of the page: as chosen last, else Chinese. */
export function language() {
  return localStorage.getItem("kg-language") === "en" ? "en" : "zh";
}

/** The words for a key in the language of the page; unknown keys stand for themselves. */
export function say(key) {
  const words = WORDS[key];
  return words ? words[language() === "en" ? 1 : 0] : key;
}

/** Show the texts of a page in its language, and let a button switch it. */
export function translate() {
  document.documentElement.lang = language() === "en" ? "en" : "zh-CN";
  for (const element of document.querySelectorAll("[data-en]")) {
    element.dataset.zh ??= element.textContent;
    element.textContent = language() === "en" ? element.dataset.en : element.dataset.zh;
  }
  document.getElementById("language")?.addEventListener("click", () => {
    localStorage.setItem("kg-language", language() === "en" ? "zh" : "en");
    location.reload();
  });
}
