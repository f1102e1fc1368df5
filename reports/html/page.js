// Jumps both ways between figures and findings, filters, keys. Without it the links alone still work.
"use strict";

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const narrow = matchMedia("(max-width: 60rem)");

// Puts an element into the middle of the box that scrolls it, and lights it up.
function show(element) {
  if (!element) return;
  element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  element.classList.remove("flash");
  void element.offsetWidth; // so that the animation starts anew
  element.classList.add("flash");
}

function start(doc) {
  const cards = $$(".card", doc);
  const marks = $$("[data-k]:not(.card)", doc);
  let current = null;

  const look = (view) => {
    doc.dataset.view = view;
    for (const button of $$("button[data-view]", doc)) button.setAttribute("aria-pressed", button.dataset.view === view);
  };
  const shown = () => cards.filter((card) => !card.hidden);

  function select(card, { jump = true } = {}) {
    if (current) current.classList.remove("on");
    for (const mark of marks) mark.classList.remove("on");
    current = card;
    if (!card) return;
    card.classList.add("on");
    for (const mark of marks) {
      if (mark.dataset.k.split(" ").includes(card.dataset.k)) mark.classList.add("on");
    }
    if (jump) place(card);
  }

  // The figure that a finding stands at, in view.
  function place(card) {
    const link = $("a.place", card);
    if (!link) return;
    look("text");
    show(document.getElementById(link.hash.slice(1)));
  }

  // To a figure or a heading of the document, or to the page of a check.
  function follow(target) {
    if (target.tagName === "DETAILS") target.open = true;
    else look("text");
    show(target);
  }

  // From a figure to its finding; asked again, to the next one that it is part of.
  function find(mark) {
    const numbers = mark.dataset.k.split(" ");
    const at = current ? numbers.indexOf(current.dataset.k) : -1;
    const card = cards.find((other) => other.dataset.k === numbers[(at + 1) % numbers.length]);
    if (!card) return;
    card.hidden = false;
    select(card, { jump: false });
    look("findings");
    show(card);
    card.focus({ preventScroll: true });
  }

  function step(by) {
    const list = shown();
    if (!list.length) return;
    const at = list.indexOf(current);
    const card = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1)];
    select(card, { jump: !narrow.matches });
    show(card);
    card.focus({ preventScroll: true });
  }

  // A card is hidden by any switch of its own that is off.
  function filter() {
    const off = $$(".switch input:not(:checked)", doc).map((box) => Object.entries(box.dataset)[0]);
    for (const card of cards) card.hidden = off.some(([kind, name]) => card.dataset[kind] === name);
    const output = $("output", doc);
    if (output) output.value = shown().length;
    if (current && current.hidden) select(null);
  }

  doc.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-k]:not(.card)");
    const card = event.target.closest(".card");
    const link = event.target.closest("a[href^='#']");
    if (link && link.matches(".skip")) {
      event.preventDefault();
      look("findings");
      $("aside", doc).focus();
    } else if (mark) {
      event.preventDefault();
      find(mark);
    } else if (link && (card || link.closest("nav"))) {
      event.preventDefault();
      if (card) select(card, { jump: false });
      follow(document.getElementById(link.hash.slice(1)));
    } else if (card && !event.target.closest("summary") && !String(getSelection())) {
      select(card);
    }
  });

  doc.addEventListener("change", (event) => {
    const standing = event.target.dataset.standing;
    if (standing) doc.classList.toggle(`no-${standing}`, !event.target.checked);
    else filter();
  });

  // Asked twice, a switch leaves only its own kind on, and all of them where it was the only one.
  doc.addEventListener("dblclick", (event) => {
    const box = $("input", event.target.closest(".switch") || document.createElement("i"));
    if (!box) return;
    event.preventDefault();
    const kin = $$("input", box.closest(".switches"));
    const alone = kin.every((other) => other.checked === (other === box));
    for (const other of kin) other.checked = alone || other === box;
    filter();
  });

  for (const button of $$("button[data-view]", doc)) {
    button.addEventListener("click", () => look(button.dataset.view));
  }
  look(doc.dataset.view);
  for (const box of $$("input", doc)) box.checked = true; // what a browser kept of an earlier visit
  return { step, place: () => current && place(current), clear: () => select(null) };
}

let active = null;

addEventListener("keydown", (event) => {
  if (!active || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select")) return;
  if (event.key === "j") active.step(1);
  else if (event.key === "k") active.step(-1);
  else if (event.key === "Enter" && !event.target.closest("a, button, summary")) active.place();
  else if (event.key === "Escape") active.clear();
  else return;
  event.preventDefault();
});

addEventListener("beforeprint", () => {
  for (const more of $$("details")) more.open = true;
});

// Of several documents in one page the one that the address names is shown.
function route() {
  const template = $(`template[data-d="${(/^#d(\d+)/.exec(location.hash) || [])[1]}"]`);
  if (!template && location.hash && location.hash !== "#index") return;
  const stage = $(".stage");
  stage.replaceChildren(...(template ? [template.content.cloneNode(true)] : []));
  stage.parentElement.hidden = !template;
  $("#index").hidden = Boolean(template);
  active = template ? start($(".doc", stage)) : null;
  scrollTo(0, 0);
}

if ($("template")) {
  addEventListener("hashchange", route);
  route();
} else if ($(".doc")) {
  active = start($(".doc"));
}
