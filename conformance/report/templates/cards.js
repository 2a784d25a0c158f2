// Makes the cards of requirements and their rows. Everything that a target sent is set as textContent, never as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const text = (number) => data.strings[number];
const entry = entryMaker(text);
const GROUPS = Object.keys(data.groups);
const byId = (id) => document.getElementById(id);

const rows = data.rows.map((row, number) => {
  const [verdict, group, target, micros, node, values, message, asserted, actual, option, known, named, repeat, evidence] = row;
  return { number, verdict, group, target, micros, node: text(node), values: text(values), message: text(message),
    asserted: text(asserted), actual: text(actual), option: text(option), known: text(known), named, repeat, evidence };
});
const requirements = data.requirements.map((item) => {
  const [id, protocol, rfc, rfcTitle, section, sectionTitle, level, role, words, hint, url, numbers, aliases, method] = item;
  const own = numbers.map((number) => rows[number]);
  const requirement = { id, protocol, rfc, rfcTitle, section, sectionTitle, level, role, words, hint, url, aliases, method, rows: own };
  own.forEach((row) => { row.requirement = requirement; });
  requirement.haystack = [id, ...aliases, rfc, section, sectionTitle, words, hint].join("\n").toLowerCase();
  return requirement;
});

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

// A row.
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
  else if (["conforms", "outdated"].includes(row.verdict)) inside.append(el("p", { class: "quiet" }, "The evidence of this row was not kept: --evidence all keeps it."));
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
  const sign = el("span", { class: "sign", role: "img", "aria-label": row.verdict }, data.signs[row.verdict]);
  const item = el("details", { class: `row ${row.group}`, id: `row-${row.number}` }, el("summary", {}, sign, name, said));
  lazily(item, () => body(row));
  return item;
};

// A requirement.
const reference = (requirement, own) => {
  if (requirement.method < 0 || !own.some((row) => ["violates", "known"].includes(row.verdict))) return "";
  const [file, name, source] = data.methods[requirement.method].map(text);
  return el("details", { class: "reference" },
    el("summary", {}, "How the reference implementation does it: ", el("code", {}, name), " in ", el("code", {}, file)),
    el("pre", { tabindex: "0" }, source));
};
const inside = (requirement, own) => {
  const where = el("p", { class: "where" }, el("a", { href: `#id=${requirement.id}`, title: "Link to this requirement" }, el("code", {}, requirement.id)),
    requirement.role && `binds the ${requirement.role}`);
  if (requirement.url.startsWith("https://")) {
    where.append(el("a", { href: requirement.url, rel: "noreferrer" }, `${requirement.rfc}, section ${requirement.section}`));
  }
  const hint = requirement.hint ? el("p", { class: "hint" }, el("b", {}, "What to do: "), requirement.hint) : "";
  return el("div", { class: "inside" }, where, hint, reference(requirement, own), el("div", { class: "rows" }, ...own.map(rowItem)));
};
const worst = (own) => Math.min(...own.map((row) => GROUPS.indexOf(row.group)));
const opened = new Set(); // requirements whose cards are open; they stay so when the list is made anew
const requirementItem = (requirement, own, total) => {
  const count = own.length === total ? plural(total, "row") : `${own.length} of ${plural(total, "row")}`;
  const item = el("details", { class: `requirement ${GROUPS[worst(own)]}`, "data-id": requirement.id },
    el("summary", {}, el("span", { class: "level" }, requirement.level), el("span", { class: "text" }, requirement.words),
      el("span", { class: "count" }, count)));
  lazily(item, () => inside(requirement, [...own].sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group))));
  if (opened.has(requirement)) unfold(item);
  item.addEventListener("toggle", () => (item.open ? opened.add(requirement) : opened.delete(requirement)));
  return item;
};
