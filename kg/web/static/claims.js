// Claims as people read them: what, where, how much, when, who, and the words it rests on.
import { link, localName, marked, table } from "./dom.js";
import { say } from "./words.js";

const NUMBER = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 6 });

/** The value of a claim in words: comparator, number or range, unit, direction, and what it was before. */
export function valueOf(claim) {
  const shown = claim.value === undefined ? `${format(claim.low)}–${format(claim.high)}` : format(claim.value);
  const before = claim.earlier === undefined ? "" : `${format(claim.earlier)} → `;
  const sign = claim.direction ? say(localName(claim.direction)) : "";
  const unit = claim.unit === "位" ? "位" : claim.unit ?? "";
  const of = claim.of ? `（${claim.of}）` : "";
  return `${before}${sign}${say(localName(claim.comparator))}${claim.unit === "位" ? "第" : ""}${shown}${unit}${of}`;
}

function format(value) {
  return value === undefined ? "" : NUMBER.format(value);
}

/** A table of claims. */
export function claimsTable(claims, base) {
  return table(`${claims.length} ${say("rows")}`, [
    { title: say("place"), show: (row) => link(row.place, row.placeText ?? "", base) },
    { title: say("indicator"), show: (row) => link(row.indicator, row.indicatorText, base) },
    { title: say("value"), show: (row) => link(row.claim, valueOf(row), base) },
    { title: say("period"), show: (row) => row.period ?? "" },
    { title: say("status"), show: (row) => say(localName(row.status)) },
    { title: say("speaker"), show: (row) => link(row.speaker, row.speakerName ?? "", base) },
    { title: say("evidence"), show: (row) => evidence(row, base) },
  ], claims);
}

/** The sentence of a claim or relation with its words marked, linked to its place in the document. */
export function evidence(row, base) {
  const quote = row.sentence ? marked(row.sentence, row.textStart, row.begin, row.end) : document.createTextNode(row.quote ?? "");
  return link(`${base}text/${row.document}#char=${row.begin},${row.end}`, quote, base);
}
