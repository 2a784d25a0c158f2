// How Allure 3 shows a run: one file, by RFC, with a category for each verdict that wants attention.
// CommonJS, so that every version of Node reads it whatever the folder it is installed in.
// `python -m conformance report` sets the variables of the environment; by hand, their defaults apply.
const { CONFORMANCE_ALLURE_NAME, CONFORMANCE_ALLURE_HISTORY } = process.env;

const category = (verdict, name) => ({
  name,
  expand: verdict === "violates",
  matchers: [{ labels: { verdict } }],
  groupBy: [{ label: "feature" }, { label: "story" }],
  groupByMessage: true,
});

module.exports = {
  name: CONFORMANCE_ALLURE_NAME || "Conformance",
  historyPath: CONFORMANCE_ALLURE_HISTORY || "allure-history.jsonl",
  historyLimit: 5, // each run adds 0.3 MB to the page,
  categories: [
    category("violates", "Violates a MUST"),
    category("known", "Violates a MUST, as declared in --known"),
    category("outdated", "Declared in --known, but conforms: remove the entry"),
    category("deviates", "Deviates from a SHOULD"),
    category("inconclusive", "Inconclusive: could not tell"),
    category("fault", "A fault of this tool: please report it"),
  ],
  plugins: {
    awesome: { options: { singleFile: true, groupBy: ["epic", "feature", "story"], defaultSortBy: "status,asc", reportLanguage: "en" } },
  },
};
