// The editor in place of the plain form: it knows the bundled queries and the prefixes.
"use strict";

(() => {
  const { examples, prefixes } = JSON.parse(document.getElementById("known").textContent);
  const plain = document.getElementById("plain");
  const place = document.getElementById("editor");
  const chosen = document.getElementById("example");
  const { Yasgui } = window;
  const { Yasqe } = Yasgui;

  // The completers of its makers ask other hosts, but for variables.
  const declarations = Object.entries(prefixes).map(([name, iri]) => `${name}: <${iri}>`);
  Yasqe.defaults.autocompleters = ["prefixes", "variables"];
  Yasqe.Autocompleters.prefixes.get = () => Promise.resolve(declarations.sort());
  delete Yasqe.Autocompleters.prefixes.persistenceId;

  plain.hidden = true;
  place.hidden = false;
  const yasgui = new Yasgui(place, {
    autofocus: false,
    requestConfig: { endpoint: `${location.origin}/sparql`, method: "POST" },
    persistenceId: "doidkit",
    populateFromUrl: false,
    yasqe: { value: plain.elements.query.value, createShareableLink: null },
    yasr: { prefixes },
  });

  // What its makers leave without a name, named before anybody sees it: it is drawn again at will.
  new MutationObserver(() =>
    place.querySelectorAll(".tableSizer").forEach((each) => each.setAttribute("aria-label", "Rows a page")),
  ).observe(place, { childList: true, subtree: true });
  const dress = (tab) => {
    const editor = tab.getYasqe();
    editor.getInputField().setAttribute("aria-label", "SPARQL query");
    editor.addKeyMap({ Esc: () => place.querySelector(".tabPanel.active .yasqe_queryButton").focus() });
  };
  const open = (name) => {
    const wanted = { name, yasqe: { value: examples[name].text } };
    const tab = yasgui.addTab(true, wanted, { avoidDuplicateTabs: true });
    tab.show();
    dress(tab);
  };
  yasgui.on("tabSelect", (_, id) => setTimeout(() => dress(yasgui.getTab(id))));
  dress(yasgui.getTab());

  document.querySelector(".examples").addEventListener("submit", (event) => {
    event.preventDefault();
    if (chosen.value) open(chosen.value);
  });
  if (chosen.value) open(chosen.value);
})();
