"use strict";
// Filters and sorts the rows that the page already holds; without it the page is whole.
// The filters stand in the address, so that a filtered view can be linked to.
const form = document.querySelector("form.filters");
const body = document.querySelector("#findings tbody");
const rows = [...body.rows];
const shown = document.querySelector(".shown");
const none = document.querySelector(".none");
const heads = [...document.querySelectorAll("#findings thead th")];
const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
const collator = new Intl.Collator("en", { numeric: true });

function filter() {
  const data = new FormData(form);
  const severities = new Set(data.getAll("severity"));
  const [check, state] = [data.get("check"), data.get("state")];
  const words = data.get("text").toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const row of rows) {
    const { severity, check: id, state: its } = row.dataset;
    const text = texts.get(row);
    row.hidden = !(severities.has(severity) && (!check || check === id) &&
      (!state || state === its) && words.every((word) => text.includes(word)));
    count += !row.hidden;
  }
  shown.textContent = `${count.toLocaleString("en")} of ${rows.length.toLocaleString("en")} shown`;
  none.hidden = count > 0;
}

function sort(column, descending) {
  const key = (row) => row.cells[column].dataset.key;
  const keyed = rows.map((row) => [key(row), row]);
  keyed.sort(([a], [b]) => (descending ? collator.compare(b, a) : collator.compare(a, b)));
  body.append(...keyed.map(([, row]) => row));
  heads.forEach((head, at) => {
    if (at === column) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  });
}

function remember() {
  const data = new FormData(form);
  const all = form.querySelectorAll("[name=severity]").length;
  const kept = new URLSearchParams();
  const severities = data.getAll("severity");
  if (severities.length < all) kept.set("severity", severities.join(","));
  for (const name of ["check", "state", "text"]) if (data.get(name)) kept.set(name, data.get(name));
  const sorted = heads.findIndex((head) => head.hasAttribute("aria-sort"));
  if (sorted >= 0) {
    const down = heads[sorted].getAttribute("aria-sort") === "descending";
    kept.set("sort", (down ? "-" : "") + heads[sorted].dataset.name);
  }
  history.replaceState(null, "", "#" + kept);
}

function recall() {
  const kept = new URLSearchParams(location.hash.slice(1));
  const severities = kept.has("severity") ? kept.get("severity").split(",") : null;
  for (const box of form.querySelectorAll("[name=severity]")) {
    box.checked = !severities || severities.includes(box.value);
  }
  for (const name of ["check", "state", "text"]) {
    if (form.elements[name]) form.elements[name].value = kept.get(name) || "";
  }
  const by = kept.get("sort") || "";
  const column = heads.findIndex((head) => head.dataset.name === by.replace(/^-/, ""));
  if (column >= 0) sort(column, by.startsWith("-"));
  filter();
}

heads.forEach((head, column) => {
  head.querySelector("button").addEventListener("click", () => {
    sort(column, head.getAttribute("aria-sort") === "ascending");
    remember();
  });
});
form.addEventListener("input", () => { filter(); remember(); });
form.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("hashchange", recall);
form.hidden = false;
recall();
