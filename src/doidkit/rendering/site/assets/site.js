/* Search as you type over labels, synonyms and identifiers, without a server.
   The index is a script of its own that is read when the search is first used. */
(() => {
  "use strict";
  const root = document.currentScript.dataset.root;
  const input = document.getElementById("find");
  const list = document.getElementById("found");
  const count = document.getElementById("count");
  const MOST = 20;
  let terms = null; // [page, identifier, label, names, folded names]
  let chosen = -1;

  /* One spelling for British and American words, for letters with and without accents. */
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
    .replace(/ae|oe/g, "e").replace(/our/g, "or").replace(/is(e|ed|ation|ing)\b/g, "iz$1");

  window.doidkitFound = (text) => {
    terms = text ? text.split("\n").map((line) => {
      const [page, id, ...names] = line.split("\t");
      const folded = names.map(fold);
      return { page, id, names, folded, all: folded.join("\n"), key: id.toLowerCase() };
    }) : [];
    if (input.value) show();
  };

  const load = () => {
    if (load.begun) return;
    load.begun = true;
    const script = document.createElement("script");
    script.src = root + "search.js";
    document.head.append(script);
  };

  /* How well a name fits: lower is better, -1 for not at all. */
  const fit = (name, wanted, words) => {
    if (name === wanted) return 0;
    if (name.startsWith(wanted)) return 1;
    const at = name.indexOf(wanted);
    if (at > 0) return /\w/.test(name[at - 1]) ? 3 : 2;
    return words.length > 1 && words.every((word) => name.includes(word)) ? 4 : -1;
  };

  const search = (typed) => {
    const wanted = fold(typed.trim().replace(/\s+/g, " "));
    const id = typed.trim().toLowerCase().replace("_", ":");
    if (!wanted) return { first: [], count: 0 };
    const words = wanted.split(" ");
    const longest = words.reduce((one, other) => (other.length > one.length ? other : one));
    const first = []; // the best so far, in order
    let count = 0;
    for (let n = 0; n < terms.length; n++) {
      const term = terms[n];
      let best = term.key === id ? 0 : term.key.endsWith(":" + id) ? 1 : 99;
      let name = 0;
      if (best === 99 && !term.all.includes(longest)) continue;
      for (let m = 0; m < term.folded.length; m++) {
        const rank = fit(term.folded[m], wanted, words);
        /* A label before a synonym of the same rank. */
        if (rank >= 0 && rank * 2 + (m > 0) < best) { best = rank * 2 + (m > 0); name = m; }
      }
      if (best === 99) continue;
      count++;
      /* A better rank, then a shorter name; of equals the one that comes first in the index. */
      const length = term.names[name].length;
      const before = (other) => other.best < best || (other.best === best && other.length <= length);
      if (first.length === MOST && before(first[MOST - 1])) continue;
      let at = first.length;
      while (at > 0 && !before(first[at - 1])) at--;
      first.splice(at, 0, { best, length, n, name });
      if (first.length > MOST) first.pop();
    }
    return { first, count };
  };

  /* A name with what was typed in bold; text nodes, so nothing in it is markup. */
  const marked = (parent, name, typed) => {
    const at = name.toLowerCase().indexOf(typed.trim().toLowerCase());
    if (at < 0 || !typed.trim()) return parent.append(name);
    const bold = document.createElement("b");
    bold.textContent = name.slice(at, at + typed.trim().length);
    parent.append(name.slice(0, at), bold, name.slice(at + typed.trim().length));
  };

  const option = ({ n, name }, place) => {
    const term = terms[n];
    const link = document.createElement("a");
    link.href = root + "terms/" + term.page + ".html";
    link.id = "found-" + place;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    marked(link, term.names[0], input.value);
    const small = document.createElement("small");
    small.append(term.id);
    if (name > 0) { small.append(" · "); marked(small, term.names[name], input.value); }
    link.append(small);
    return link;
  };

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const show = () => {
    if (!terms) return load();
    const { first, count: found } = search(input.value);
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...first.map(option));
    const some = found > 0;
    list.hidden = !some;
    input.setAttribute("aria-expanded", String(some));
    count.textContent = !input.value.trim() ? "" : some
      ? `${found} term${found > 1 ? "s" : ""} found` : "No term found";
  };

  const choose = (place) => {
    const options = list.children;
    if (!options.length) return;
    if (chosen >= 0) options[chosen].setAttribute("aria-selected", "false");
    chosen = (place + options.length) % options.length;
    options[chosen].setAttribute("aria-selected", "true");
    options[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[chosen].id);
  };

  input.addEventListener("focus", load);
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { if (list.hidden) show(); choose(chosen + 1); }
    else if (event.key === "ArrowUp") choose(chosen > 0 ? chosen - 1 : -1);
    else if (event.key === "Escape") { if (list.hidden) input.value = ""; close(); }
    else if (event.key === "Enter" && !list.hidden) (list.children[Math.max(chosen, 0)]).click();
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (!list.contains(event.target) && event.target !== input) close();
  });
  input.addEventListener("blur", (event) => { if (!list.contains(event.relatedTarget)) close(); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
    event.preventDefault();
    input.focus();
  });
  /* A statement that an address names shows its evidence. */
  const open = () => {
    const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = named && (named.querySelector("details") || named.closest("details"));
    if (details) details.open = true;
  };
  window.addEventListener("hashchange", open);
  open();
})();
