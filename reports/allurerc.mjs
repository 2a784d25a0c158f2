// For Allure 3 by hand: npx allure@3 generate -c reports/allurerc.mjs reports/latest/allure-results
export { default } from "../conformance/report/allurerc.js";
