"use strict";
// Filters, sorts and pages the rows that the page already holds; without it the page is whole.
// The filters stand in the address, so that a filtered view can be linked to.
const SIZE = 500;
const form = document.querySelector("form.filters");
const body = document.querySelector("#findings tbody");
const first = [...body.rows];
const later = [...document.querySelectorAll("noscript.more")];
const shown = document.querySelector(".shown");
const none = document.querySelector(".none");
const nav = document.querySelector("nav.pages");
const heads = [...document.querySelectorAll("#findings thead th")];
const total = Number(shown.dataset.total);
const texts = new WeakMap();
const collator = new Intl.Collator("en", { numeric: true });
let rows = later.length ? null : first;
let page = 0;

// The rows behind the first page stand as texts: they are made when they are first needed.
function all() {
  if (!rows) {
    const template = document.createElement("template");
    rows = first.concat(...later.map((each) => {
      template.innerHTML = each.textContent;
      return [...template.content.querySelectorAll("tr")];
    }));
  }
  return rows;
}

function text(row) {
  if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
  return texts.get(row);
}

function matching() {
  const data = new FormData(form);
  const severities = new Set(data.getAll("severity"));
  const [check, state] = [data.get("check"), data.get("state")];
  const words = data.get("text").toLowerCase().split(/\s+/).filter(Boolean);
  const every = severities.size === form.querySelectorAll("[name=severity]").length;
  if (every && !check && !state && !words.length) return null;
  return all().filter((row) => severities.has(row.dataset.severity) &&
    (!check || check === row.dataset.check) && (!state || state === row.dataset.state) &&
    words.every((word) => text(row).includes(word)));
}

function show() {
  const found = matching();
  const count = found ? found.length : total;
  const pages = Math.max(1, Math.ceil(count / SIZE));
  page = Math.min(Math.max(page, 0), pages - 1);
  if (found || page || rows) {
    body.replaceChildren(...(found || all()).slice(page * SIZE, (page + 1) * SIZE));
  }
  const number = (value) => value.toLocaleString("en");
  shown.textContent = `${number(count)} of ${number(total)} shown`;
  none.hidden = count > 0;
  if (!nav) return;
  nav.hidden = pages < 2;
  const last = Math.min(count, (page + 1) * SIZE);
  nav.querySelector(".page").textContent = `${number(page * SIZE + 1)} to ${number(last)}`;
  nav.querySelector("[name=previous]").disabled = page === 0;
  nav.querySelector("[name=next]").disabled = page === pages - 1;
  if (pages > 1) {
    shown.textContent = `${number(count)} of ${number(total)}, page ${page + 1} of ${pages}`;
  }
}

function sort(column, descending) {
  const key = (row) => row.cells[column].dataset.key;
  const keyed = all().map((row) => [key(row), row]);
  keyed.sort(([a], [b]) => (descending ? collator.compare(b, a) : collator.compare(a, b)));
  rows = keyed.map(([, row]) => row);
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
  if (page) kept.set("page", page + 1);
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
  page = (Number(kept.get("page")) || 1) - 1;
  show();
}

heads.forEach((head, column) => {
  head.querySelector("button").addEventListener("click", () => {
    sort(column, head.getAttribute("aria-sort") === "ascending");
    page = 0;
    show();
    remember();
  });
});
function turn(by) {
  page += by;
  show();
  remember();
  shown.scrollIntoView();
}

if (nav) {
  nav.querySelector("[name=previous]").addEventListener("click", () => turn(-1));
  nav.querySelector("[name=next]").addEventListener("click", () => turn(1));
}
form.addEventListener("input", () => { page = 0; show(); remember(); });
form.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("hashchange", recall);
form.hidden = false;
recall();
