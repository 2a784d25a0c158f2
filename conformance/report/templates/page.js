// Shows the findings. Everything that a target sent is set as textContent, never as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const text = (number) => data.strings[number];
  const entry = entryMaker(text);
  const SIGNS = data.signs;
  const GROUPS = Object.keys(data.groups);

  const family = (level) => level.replace(/ NOT$/, "");
  const byId = (id) => document.getElementById(id);

  const rows = data.rows.map((row, number) => {
    const [verdict, group, target, micros, node, values, message, asserted, actual, option, known, named, repeat, evidence] = row;
    return { number, verdict, group, target, micros, node: text(node), values: text(values), message: text(message),
      asserted: text(asserted), actual: text(actual), option: text(option), known: text(known), named, repeat, evidence };
  });
  const requirements = data.requirements.map((item) => {
    const [id, protocol, rfc, rfcTitle, section, sectionTitle, level, role, words, hint, url, numbers, aliases] = item;
    const own = numbers.map((number) => rows[number]);
    const requirement = { id, protocol, rfc, rfcTitle, section, sectionTitle, level, role, words, hint, url, aliases, rows: own };
    own.forEach((row) => { row.requirement = requirement; });
    requirement.haystack = [id, ...aliases, rfc, section, sectionTitle, words, hint].join("\n").toLowerCase();
    return requirement;
  });

  // What is shown: rows of these verdicts, levels, target and words.
  const troubled = ["violates", "deviates", "known", "inconclusive", "fault"].filter((verdict) => rows.some((row) => row.verdict === verdict));
  const shown = { verdicts: new Set(troubled.length ? troubled : ["conforms"]), levels: new Set(), target: -1, words: "" };

  const found = (row) => {
    row.haystack ??= [row.requirement.haystack, row.node, row.values, row.message].join("\n").toLowerCase();
    return shown.words.split(/\s+/).every((word) => row.haystack.includes(word));
  };
  const matches = (row) => shown.verdicts.has(row.verdict)
    && (!shown.levels.size || shown.levels.has(family(row.requirement.level)))
    && (shown.target < 0 || row.target === shown.target) && found(row);

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
    const [target, id] = [data.targets[row.target], data.names[row.target]];
    const values = row.values === id ? "" : row.values.replace(`${id}-`, (prefix, at) => (at ? prefix : ""));
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

  // Links: #row-12, or #id=rfc9112/5.1/no-space-before-colon; an id that the requirement had before will do.
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
    const requirement = row?.requirement || requirements.find((item) => item.id === id || item.aliases.includes(id));
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
