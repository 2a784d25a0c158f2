"use strict";
// Everything that a target sent reaches the page through textContent, never as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const text = (number) => data.strings[number];
  const SIGNS = data.signs;
  const MARKS = { ">": ["sent", "→ sent"], "<": ["came", "← received"], "!": ["alarm", "! trouble"] };
  const GROUPS = Object.keys(data.groups);

  const el = (name, attributes, ...inside) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
    node.append(...inside.filter((child) => child !== ""));
    return node;
  };
  const plural = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;
  const family = (level) => level.replace(/ NOT$/, "");
  const byId = (id) => document.getElementById(id);

  const rows = data.rows.map((row, number) => {
    const [verdict, group, target, micros, node, values, message, asserted, actual, option, known, named, repeat, evidence] = row;
    return { number, verdict, group, target, micros, node: text(node), values: text(values), message: text(message),
      asserted: text(asserted), actual: text(actual), option: text(option), known: text(known), named, repeat, evidence };
  });
  const requirements = data.requirements.map((item) => {
    const [id, protocol, rfc, rfcTitle, section, sectionTitle, level, role, words, hint, url, numbers] = item;
    const own = numbers.map((number) => rows[number]);
    const requirement = { id, protocol, rfc, rfcTitle, section, sectionTitle, level, role, words, hint, url, rows: own };
    own.forEach((row) => { row.requirement = requirement; });
    requirement.haystack = [id, rfc, section, sectionTitle, words, hint].join("\n").toLowerCase();
    return requirement;
  });

  // What is shown: rows of these verdicts, levels, target and words.
  const troubled = ["violates", "deviates", "inconclusive"].filter((verdict) => rows.some((row) => row.verdict === verdict));
  const shown = { verdicts: new Set(troubled.length ? troubled : ["conforms"]), levels: new Set(), target: -1, words: "" };

  const found = (row) => {
    row.haystack ??= [row.requirement.haystack, row.node, row.values, row.message].join("\n").toLowerCase();
    return shown.words.split(/\s+/).every((word) => row.haystack.includes(word));
  };
  const matches = (row) => shown.verdicts.has(row.verdict)
    && (!shown.levels.size || shown.levels.has(family(row.requirement.level)))
    && (shown.target < 0 || row.target === shown.target) && found(row);

  // Evidence.
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
  const entry = ([micros, mark, connection, octets, omitted, note]) => {
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

  const copied = async (words, button) => {
    try {
      await navigator.clipboard.writeText(words);
      button.textContent = "Copied";
    } catch {
      window.getSelection().selectAllChildren(button.previousElementSibling);
      button.textContent = "Selected: copy it";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  };
  const command = ([name, words]) => {
    const button = el("button", { type: "button", class: "copy", "aria-label": `Copy the ${text(name)} command` }, "Copy");
    button.addEventListener("click", () => copied(text(words), button));
    return el("div", { class: "command" }, el("pre", { tabindex: "0" }, text(words)), button);
  };

  // Rows and requirements.
  const facing = (row) => {
    const list = el("dl", { class: "facing" });
    const fact = (name, ...words) => words.some(Boolean) && list.append(el("dt", {}, name), el("dd", {}, ...words));
    fact("Required", row.requirement.words);
    fact("Asserted", row.asserted && el("code", {}, row.asserted));
    fact("Observed", row.actual && el("code", {}, row.actual));
    fact("Verdict", `${row.verdict.replace("-", " ")}${row.message ? `: ${row.message}` : ""}`);
    fact("Known", row.known);
    fact("To change that", row.option && el("code", {}, row.option));
    for (const [name, value] of row.named) fact(text(name), el("code", {}, text(value)));
    fact("Case", el("code", {}, row.node + (row.values && `[${row.values}]`)));
    fact("Took", `${(row.micros / 1e3).toFixed(2)} ms`);
    return list;
  };
  const body = (row) => {
    const inside = el("div", { class: "inside" }, facing(row));
    if (row.evidence.length) inside.append(el("h5", {}, "Evidence"), el("ol", { class: "evidence" }, ...row.evidence.map(entry)));
    else if (row.verdict === "conforms") inside.append(el("p", { class: "quiet" }, "The evidence of this row was not kept: --evidence all keeps it."));
    if (row.repeat.length) inside.append(el("h5", {}, "Repeat it"), ...row.repeat.map(command));
    inside.append(el("p", { class: "quiet" }, el("a", { href: `#row-${row.number}` }, "Link to this row")));
    return inside;
  };
  const makers = new WeakMap();
  const fill = (details) => { if (details.children.length === 1) details.append(makers.get(details)()); };
  const unfold = (details) => { fill(details); details.open = true; };
  const lazily = (details, make) => {
    makers.set(details, make);
    details.addEventListener("toggle", () => details.open && fill(details));
  };
  const rowItem = (row) => {
    const words = row.node.split("::").pop().replace(/^test_/, "").replaceAll("_", " ");
    const target = data.targets[row.target];
    const values = row.values === target ? "" : row.values.replace(`${target}-`, (prefix, at) => (at ? prefix : ""));
    const name = el("span", { class: "name" }, words, values && " ", values && el("code", {}, values));
    if (data.targets.length > 1) name.append(el("span", { class: "target" }, target));
    const said = row.message && row.verdict !== "conforms" ? el("span", { class: "said" }, row.message) : "";
    const sign = el("span", { class: "sign", role: "img", "aria-label": row.verdict }, SIGNS[row.verdict]);
    const item = el("details", { class: `row ${row.group}`, id: `row-${row.number}` }, el("summary", {}, sign, name, said));
    lazily(item, () => body(row));
    return item;
  };
  const inside = (requirement, own) => {
    const where = el("p", { class: "where" }, el("code", {}, requirement.id), requirement.role && `binds the ${requirement.role}`);
    if (requirement.url.startsWith("https://")) {
      where.append(el("a", { href: requirement.url, rel: "noreferrer" }, `${requirement.rfc}, section ${requirement.section}`));
    }
    const hint = requirement.hint ? el("p", { class: "hint" }, el("b", {}, "What to do: "), requirement.hint) : "";
    return el("div", { class: "inside" }, where, hint, el("div", { class: "rows" }, ...own.map(rowItem)));
  };
  const worst = (own) => Math.min(...own.map((row) => GROUPS.indexOf(row.group)));
  const requirementItem = (requirement, own) => {
    const total = shown.target < 0 ? requirement.rows.length : requirement.rows.filter((row) => row.target === shown.target).length;
    const count = own.length === total ? plural(total, "row") : `${own.length} of ${plural(total, "row")}`;
    const item = el("details", { class: `requirement ${GROUPS[worst(own)]}`, "data-id": requirement.id },
      el("summary", {}, el("span", { class: "level" }, requirement.level), el("span", { class: "text" }, requirement.words),
        el("span", { class: "count" }, count)));
    lazily(item, () => inside(requirement, [...own].sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group))));
    return item;
  };

  // The list: group, RFC, section, requirement.
  const grouped = (items, key) => {
    const table = new Map();
    for (const item of items) table.set(key(item), [...(table.get(key(item)) || []), item]);
    return table;
  };
  const sectionPart = (items) => {
    const { section, sectionTitle } = items[0].requirement;
    return [el("h5", {}, `§ ${section} ${sectionTitle}`), ...items.map((item) => requirementItem(item.requirement, item.own))];
  };
  const groupPart = (index, items) => {
    const rowCount = items.reduce((sum, item) => sum + item.own.length, 0);
    const count = el("span", { class: "quiet" }, `${plural(items.length, "requirement")}, ${plural(rowCount, "row")}`);
    const part = el("section", { class: `group ${GROUPS[index]}` }, el("h3", {}, el("span", {}, data.groups[GROUPS[index]]), count));
    for (const own of grouped(items, (item) => `${item.requirement.protocol} ${item.requirement.rfc}`).values()) {
      const { protocol, rfc, rfcTitle } = own[0].requirement;
      part.append(el("h4", {}, `${protocol.toUpperCase()} · ${rfc} ${rfcTitle}`));
      for (const items of grouped(own, (item) => item.requirement.section).values()) part.append(...sectionPart(items));
    }
    return part;
  };
  const render = () => {
    const items = requirements.map((requirement) => ({ requirement, own: requirement.rows.filter(matches) }))
      .filter((item) => item.own.length);
    const groups = [...grouped(items, (item) => worst(item.own))].sort((a, b) => a[0] - b[0]);
    byId("list").replaceChildren(...groups.map(([index, own]) => groupPart(index, own)));
    const rowCount = items.reduce((sum, item) => sum + item.own.length, 0);
    byId("shown").textContent = items.length
      ? `Showing ${plural(items.length, "requirement")} with ${plural(rowCount, "row")} of ${rows.length}.` : "Nothing matches these filters.";
  };

  // Filters.
  const toggled = (set, value, button) => {
    if (!set.delete(value)) set.add(value);
    button.setAttribute("aria-pressed", set.has(value));
    render();
  };
  const tiles = () => {
    for (const tile of [...byId("tiles").children]) {
      const { verdict } = tile.dataset;
      const button = el("button", { type: "button", class: tile.className, "data-verdict": verdict, title: "Show or hide these rows",
        "aria-pressed": shown.verdicts.has(verdict) }, ...tile.childNodes);
      button.addEventListener("click", () => toggled(shown.verdicts, verdict, button));
      tile.replaceWith(button);
    }
  };
  const search = () => {
    const field = el("input", { type: "search", placeholder: "Search: words, section, id …", "aria-label": "Search the findings" });
    let soon = 0;
    field.addEventListener("input", () => {
      clearTimeout(soon);
      soon = setTimeout(() => { shown.words = field.value.trim().toLowerCase(); render(); }, 120);
    });
    return field;
  };
  const chip = (level) => {
    const button = el("button", { type: "button", class: "chip", "aria-pressed": "false" }, level);
    button.addEventListener("click", () => toggled(shown.levels, level, button));
    return button;
  };
  const choice = () => {
    const select = el("select", { "aria-label": "Target" }, el("option", { value: "-1" }, "All targets"),
      ...data.targets.map((name, number) => el("option", { value: number }, name)));
    select.addEventListener("change", () => { shown.target = Number(select.value); render(); });
    return select;
  };
  const controls = () => {
    const levels = [...new Set(requirements.map((requirement) => family(requirement.level)))];
    levels.sort((a, b) => data.levels.indexOf(a) - data.levels.indexOf(b));
    byId("controls").append(search(), ...(levels.length > 1 ? levels.map(chip) : []), data.targets.length > 1 ? choice() : "");
    byId("controls").hidden = false;
  };

  // Links: #row-12, or #id=rfc9112/5.1/no-space-before-colon.
  const reveal = (requirement, verdicts) => {
    Object.assign(shown, { levels: new Set(), target: -1, words: "" });
    verdicts.forEach((verdict) => shown.verdicts.add(verdict));
    document.querySelectorAll("#controls .chip").forEach((button) => button.setAttribute("aria-pressed", "false"));
    document.querySelectorAll("#controls input").forEach((field) => { field.value = ""; });
    document.querySelectorAll("#controls select").forEach((field) => { field.value = "-1"; });
    document.querySelectorAll("#tiles button").forEach((tile) => tile.setAttribute("aria-pressed", shown.verdicts.has(tile.dataset.verdict)));
    render();
    const item = [...document.querySelectorAll(".requirement")].find((node) => node.dataset.id === requirement.id);
    unfold(item);
    return item;
  };
  const follow = () => {
    const [, number, id] = location.hash.match(/^#(?:row-(\d+)|id=(.+))$/) || [];
    const row = rows[Number(number ?? -1)];
    const requirement = row?.requirement || requirements.find((item) => item.id === id);
    if (!requirement) {
      if (location.hash) byId(location.hash.slice(1))?.scrollIntoView();
      return;
    }
    let item = reveal(requirement, row ? [row.verdict] : requirement.rows.map((own) => own.verdict));
    if (row) {
      item = byId(`row-${row.number}`);
      unfold(item);
    }
    item.scrollIntoView();
    item.querySelector("summary").focus({ preventScroll: true });
  };

  tiles();
  controls();
  render();
  follow();
  window.addEventListener("hashchange", follow);
  window.addEventListener("beforeprint", () => document.querySelectorAll(".requirement.violates").forEach(unfold));
})();
