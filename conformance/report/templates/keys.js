// The keys of the page.
const KEYS = [
  ["/", "Search"], ["Enter", "In the search: go to the first card found. On a card: open or close it"],
  ["j", "Next card or row"], ["k", "Previous card or row"], ["J", "Next heading"], ["K", "Previous heading"],
  ["a", "Open all cards, or close all"], ["1 … 9", "Go to a part of the page"], ["0", "Go to the verdicts at the top"],
  ["+ −", "Beside a verdict: show or hide its rows too, as Shift with a click on the verdict does"],
  ["Esc", "Leave the search, or this list"], ["?", "This list"],
];
const isSeen = (node) => node.checkVisibility() && !node.closest(".row > .inside");
const stops = () => [...document.querySelectorAll("main summary")].filter(isSeen);
const headings = () => [...document.querySelectorAll("main :is(h2, h3, h4, h5)")].filter(isSeen);

const follows = (node, from) => Boolean(from.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
const precedes = (node, from) => Boolean(from.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING);
const below = (node) => node.getBoundingClientRect().top > parseFloat(document.documentElement.style.scrollPaddingTop);

// Moves from the focused element, or from the top of the window if none has the focus.
const move = (nodes, forward) => {
  const from = document.activeElement;
  const isThere = from === document.body ? (node) => below(node) === forward : (node) => (forward ? follows : precedes)(node, from);
  goTo(forward ? nodes.find(isThere) : nodes.findLast(isThere));
};
const goTo = (node, block = "nearest") => {
  if (!node) return;
  if (node.tabIndex < 0) node.setAttribute("tabindex", "-1");
  node.focus({ preventScroll: true });
  node.scrollIntoView({ block });
};
const part = (number) => {
  const link = document.querySelectorAll("header nav a")[number - 1];
  if (link) goTo(document.querySelector(`${link.getAttribute("href")} h2`), "start");
};
const verdictsAtTop = () => {
  goTo(document.querySelector("#tiles button"));
  window.scrollTo(0, 0);
};

const closer = el("button", { type: "button", class: "chip" }, "Close");
const help = el("dialog", { id: "keys", "aria-label": "Keys" }, el("h3", {}, "Keys"),
  el("dl", { class: "facing" }, ...KEYS.flatMap(([key, words]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, words)])),
  closer);
closer.addEventListener("click", () => help.close());
document.body.append(help);
const showHelp = () => (help.open ? help.close() : help.showModal());
const keysButton = () => {
  const button = el("button", { type: "button", class: "chip", title: "The keys of this page" }, "?");
  button.addEventListener("click", showHelp);
  return button;
};

const ACTIONS = {
  "/": () => goTo(byId("search")), "?": showHelp, a: () => openAll(), 0: verdictsAtTop,
  j: () => move(stops(), true), k: () => move(stops(), false), J: () => move(headings(), true), K: () => move(headings(), false),
};
const inSearch = (event) => {
  if (event.key === "Escape") event.target.blur();
  if (event.key !== "Enter") return;
  event.target.blur(); // the search is done before the first card is looked for
  goTo(byId("list").querySelector("summary"));
};
const press = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.id === "search") inSearch(event);
  if (event.target.matches("input, select, textarea") || (help.open && event.key !== "?")) return;
  const action = ACTIONS[event.key] || (/^[1-9]$/.test(event.key) && (() => part(Number(event.key))));
  if (!action) return;
  event.preventDefault();
  action();
};
