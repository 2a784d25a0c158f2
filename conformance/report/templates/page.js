// Shows the rows that match the filters: by group, RFC, section and requirement.
const family = (level) => level.replace(/ NOT$/, "");
const troubled = ["violates", "deviates", "outdated", "known", "inconclusive", "fault"].filter((verdict) => rows.some((row) => row.verdict === verdict));
const shown = { verdicts: new Set(troubled.length ? troubled : ["conforms"]), levels: new Set(), target: -1, words: "" };

const found = (row) => {
  row.haystack ??= [row.requirement.haystack, row.node, row.values, row.message].join("\n").toLowerCase();
  return shown.words.split(/\s+/).every((word) => row.haystack.includes(word));
};
const matches = (row) => (!shown.levels.size || shown.levels.has(family(row.requirement.level)))
  && (shown.target < 0 || row.target === shown.target) && (!shown.words || found(row));

const grouped = (items, key) => {
  const table = new Map();
  for (const item of items) {
    if (!table.has(key(item))) table.set(key(item), []);
    table.get(key(item)).push(item);
  }
  return table;
};
const counted = (items) => {
  const rowCount = items.reduce((sum, item) => sum + item.own.length, 0);
  return `${plural(items.length, "requirement")}, ${plural(rowCount, "row")}`;
};
const heading = (name, words, items) => el(name, {}, el("span", {}, words), " ", el("span", { class: "quiet" }, counted(items)));
const sectionPart = (items) => {
  const { section, sectionTitle } = items[0].requirement;
  const cards = items.map((item) => requirementItem(item.requirement, item.own, item.total));
  return [el("h5", {}, `§ ${section} ${sectionTitle}`), ...cards];
};
const groupPart = (index, items) => {
  const part = el("section", { class: `group ${GROUPS[index]}` }, heading("h3", data.groups[GROUPS[index]], items));
  for (const own of grouped(items, (item) => `${item.requirement.protocol} ${item.requirement.rfc}`).values()) {
    const { protocol, rfc, rfcTitle } = own[0].requirement;
    part.append(heading("h4", `${protocol.toUpperCase()} · ${rfc} ${rfcTitle}`, own));
    for (const some of grouped(own, (item) => item.requirement.section).values()) part.append(...sectionPart(some));
  }
  return part;
};
const countTiles = (matching) => {
  for (const tile of byId("tiles").querySelectorAll(".tile")) {
    const own = matching.filter((row) => row.verdict === tile.dataset.verdict);
    const ids = new Set(own.map((row) => row.requirement.id));
    tile.querySelector("b").textContent = own.length;
    tile.querySelector("small").textContent = `${own.length === 1 ? "row" : "rows"} of ${plural(ids.size, "requirement")}`;
    const isShown = shown.verdicts.has(tile.dataset.verdict);
    tile.setAttribute("aria-pressed", isShown);
    tile.nextElementSibling.textContent = isShown ? "−" : "+";
    tile.nextElementSibling.setAttribute("aria-label", `${isShown ? "Hide" : "Show"} these rows too: ${tile.dataset.verdict.replace("-", " ")}`);
  }
};
const render = () => {
  const items = requirements.map((requirement) => {
    const ofTarget = shown.target < 0 ? requirement.rows : requirement.rows.filter((row) => row.target === shown.target);
    return { requirement, own: ofTarget.filter((row) => shown.verdicts.has(row.verdict) && matches(row)), total: ofTarget.length };
  }).filter((item) => item.own.length);
  const groups = [...grouped(items, (item) => worst(item.own))].sort((a, b) => a[0] - b[0]);
  byId("list").replaceChildren(...groups.map(([index, own]) => groupPart(index, own)));
  countTiles(rows.filter(matches));
  byId("shown").textContent = items.length ? `Showing ${counted(items)} of ${rows.length}.` : "Nothing matches these filters.";
  nameOpener();
};

// Filters.
const tiles = () => {
  for (const tile of [...byId("tiles").children]) {
    const { verdict } = tile.dataset;
    const button = el("button", { type: "button", class: tile.className, "data-verdict": verdict,
      title: "Show only these rows; with Shift, show or hide these too" }, ...tile.childNodes);
    button.addEventListener("click", (event) => choose(verdict, event.shiftKey));
    const adder = el("button", { type: "button", class: "adder" }); // a phone has no Shift key
    adder.addEventListener("click", () => choose(verdict, true));
    tile.replaceWith(el("div", { class: `place ${verdict}` }, button, adder));
  }
};
const choose = (verdict, more) => {
  if (!more) shown.verdicts = new Set([verdict]);
  else if (!shown.verdicts.delete(verdict)) shown.verdicts.add(verdict);
  render();
};
const search = () => {
  const field = el("input", { type: "search", id: "search", placeholder: "Search: words, section, id …", "aria-label": "Search the findings" });
  let soon = 0;
  const apply = () => {
    clearTimeout(soon);
    const words = field.value.trim().toLowerCase();
    if (words === shown.words) return;
    shown.words = words;
    render();
  };
  field.addEventListener("input", () => { clearTimeout(soon); soon = setTimeout(apply, 120); });
  field.addEventListener("change", apply); // Enter was pressed, or the field was left
  return field;
};
const chip = (level) => {
  const button = el("button", { type: "button", class: "chip level-chip", "aria-pressed": "false" }, level);
  button.addEventListener("click", () => {
    if (!shown.levels.delete(level)) shown.levels.add(level);
    button.setAttribute("aria-pressed", shown.levels.has(level));
    render();
  });
  return button;
};
const choice = () => {
  const select = el("select", { "aria-label": "Target" }, el("option", { value: "-1" }, "All targets"),
    ...data.targets.map((name, number) => el("option", { value: number }, name)));
  select.addEventListener("change", () => { shown.target = Number(select.value); render(); });
  return select;
};

// Open all cards, or close all.
const cards = () => [...byId("list").querySelectorAll(".requirement")];
const allOpen = () => cards().every((card) => card.open);
const nameOpener = () => { byId("open-all").textContent = allOpen() ? "Close all" : "Open all"; };
const openAll = () => {
  const close = allOpen();
  cards().forEach((card) => { if (close) card.open = false; else unfold(card); });
  nameOpener();
};
const opener = () => {
  const button = el("button", { type: "button", class: "chip", id: "open-all" }, "Open all");
  button.addEventListener("click", openAll);
  byId("list").addEventListener("toggle", nameOpener, true);
  return button;
};
const keepClear = () => { // what a link leads to must not be hidden under the bar that stays at the top
  const bar = byId("controls");
  const height = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
  document.documentElement.style.scrollPaddingTop = `${height + 8}px`;
};
const controls = () => {
  const levels = [...new Set(requirements.map((requirement) => family(requirement.level)))];
  levels.sort((a, b) => data.levels.indexOf(a) - data.levels.indexOf(b));
  const chips = levels.length > 1 ? levels.map(chip) : [];
  byId("controls").append(search(), ...chips, data.targets.length > 1 ? choice() : "", opener(), keysButton());
  byId("controls").hidden = false;
};

// Links: #row-12, or #id=rfc9112/5.1/no-space-before-colon; an id that the requirement had before will do.
const reveal = (requirement, verdicts) => {
  Object.assign(shown, { levels: new Set(), target: -1, words: "" });
  verdicts.forEach((verdict) => shown.verdicts.add(verdict));
  document.querySelectorAll(".level-chip").forEach((button) => button.setAttribute("aria-pressed", "false"));
  document.querySelectorAll("#controls input").forEach((field) => { field.value = ""; });
  document.querySelectorAll("#controls select").forEach((field) => { field.value = "-1"; });
  render();
  const item = cards().find((node) => node.dataset.id === requirement.id);
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
const followAgain = (event) => { // a second click on the same link changes no hash
  if (event.target.closest("a")?.getAttribute("href") === location.hash) follow();
};

tiles();
controls();
render();
keepClear();
follow();
window.addEventListener("hashchange", follow);
window.addEventListener("resize", keepClear);
document.addEventListener("click", followAgain);
document.addEventListener("keydown", press);
window.addEventListener("beforeprint", () => document.querySelectorAll(".requirement.violates").forEach(unfold));
