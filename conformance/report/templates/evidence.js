"use strict";
// Draws evidence. Octets are set as textContent, never as markup. The hexdump is made here and not by text.py: its
// width depends on the window, its octets are coloured by kind, and its lines would make the data four times as large.
const el = (name, attributes, ...inside) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
  node.append(...inside.filter((child) => child !== ""));
  return node;
};
const plural = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;

const MARKS = { ">": ["sent", "→ sent"], "<": ["came", "← received"], "!": ["alarm", "! trouble"] };
const printable = (code) => code >= 0x20 && code < 0x7f;
const ESCAPES = { 9: "\\t", 10: "\\n", 13: "\\r" };
const spelled = (octets) => Array.from(octets, (octet) => octet.charCodeAt(0))
  .map((code) => ESCAPES[code] || `\\x${code.toString(16).padStart(2, "0")}`).join("");
const kind = (code) => (printable(code) ? "" : code === 13 || code === 10 ? "end" : "odd");
const glyph = (code) => (printable(code) ? String.fromCharCode(code) : "·");

const plain = (octets) => {
  const view = el("pre", { class: "plain", tabindex: "0", "aria-label": "as text" });
  for (const part of octets.match(/[\x20-\x7e]+|\r?\n|[^\x20-\x7e\n]/g) || []) {
    if (printable(part.charCodeAt(0))) view.append(part);
    else if (part.endsWith("\n")) view.append(el("span", { class: "end" }, spelled(part)), "\n");
    else view.append(el("span", { class: "odd" }, spelled(part)));
  }
  return view;
};
const tinted = (code, words) => (kind(code) ? el("span", { class: kind(code) }, words) : words);
const hex = (octets) => {
  const width = window.matchMedia("(max-width: 46rem)").matches ? 8 : 16;
  const view = el("pre", { class: "hex", tabindex: "0", "aria-label": "as hexadecimal" });
  for (let offset = 0; offset < octets.length; offset += width) {
    const codes = Array.from(octets.slice(offset, offset + width), (octet) => octet.charCodeAt(0));
    const left = width * 3 + width / 8 - codes.length * 3 - (codes.length > 8);
    view.append(el("span", { class: "offset" }, offset.toString(16).padStart(4, "0")), " ",
      ...codes.flatMap((code, place) => [place === 8 ? "  " : " ", tinted(code, code.toString(16).padStart(2, "0"))]),
      " ".repeat(left), " ", ...codes.map((code) => tinted(code, glyph(code))), "\n");
  }
  return view;
};

// Draws one entry of evidence; text gives the string of a number.
const entryMaker = (text) => ([micros, mark, connection, octets, omitted, note]) => {
  const [side, word] = MARKS[mark] || ["remark", ""];
  const size = text(octets).length + omitted;
  const head = el("div", { class: "head" }, word && el("b", {}, word), el("span", {}, `${(micros / 1e6).toFixed(6)} s`),
    connection ? el("span", {}, `connection ${connection}`) : "", size ? el("span", {}, plural(size, "octet")) : "",
    text(note) && el("b", { class: "note" }, text(note)));
  const item = el("li", { class: `entry ${side}` }, head);
  if (text(octets)) item.append(el("div", { class: "views" }, plain(text(octets)), hex(text(octets))));
  if (omitted) item.append(el("p", { class: "quiet" }, `${plural(omitted, "octet")} omitted`));
  return item;
};
