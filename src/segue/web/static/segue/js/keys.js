// Single keys: each presses what carries it in data-key, first in the current row, then beside it, then on the page.
// They rest while somebody types, and altogether where Settings say so (WCAG 2.1.4).

import { current, step } from "./rows.js";

const PLACES = { t: "/", p: "/people/", r: "/triage/", u: "/imports/", i: "/insights/", h: "/history/", s: "/settings/", l: "/pipeline/", k: "/touch/", n: "/news/", w: "/worth/" };
const TYPING = "input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, [contenteditable]";
let afterG = -Infinity;

const resting = () => document.documentElement.dataset.keys === "off";

function carrier(key) {
  const side = document.getElementById("side");
  const within = side && !side.hidden && side.contains(document.activeElement) ? [side] : [current(), side];
  for (const place of [...within, document.getElementById("main"), document]) {
    const found = [...(place?.querySelectorAll(`[data-key="${CSS.escape(key)}"]`) ?? [])].find((each) => place !== document.getElementById("main") || !each.closest("[data-row]"));
    if (found && !found.disabled) return found;
  }
  return null;
}

function walk(event) {
  const by = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  if (!by) return false;
  if (event.key === "j" && !document.querySelector("[data-row]:not(.one-row)")) return false;
  return step(by);
}

function handle(event) {
  if (event.key === "g") {
    afterG = event.timeStamp;
    return true;
  }
  if (event.timeStamp - afterG < 1500 && PLACES[event.key]) {
    location.assign(PLACES[event.key]);
    return true;
  }
  afterG = -Infinity;
  if (walk(event)) return true;
  if (event.key === "z") {
    document.getElementById("undo")?.requestSubmit();
    return true;
  }
  const found = carrier(event.key);
  if (!found && event.key === "!") location.assign("/victories/");
  if (found?.matches(TYPING)) found.focus();
  else found?.click();
  if (!found && event.key === "n") location.assign("/log/");
  return Boolean(found) || event.key === "n";
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    const form = event.target.closest?.("form");
    if (form) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[data-saves]") ?? undefined);
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.key === "Enter" || event.key === " ") return;
  // Arrows choose among radios: there they walk no list.
  if (event.key.startsWith("Arrow") && event.target.matches?.("input[type=radio]")) return;
  if (resting() || event.target.matches?.(TYPING) || document.querySelector("dialog[open]")) return;
  if (handle(event)) event.preventDefault();
});

// Every script has run by now: what was pressed before (early.js) happens in its order.
document.addEventListener("DOMContentLoaded", () => {
  document.removeEventListener("keydown", keepEarly);
  for (const each of early.splice(0)) {
    const { key, ctrlKey, metaKey } = each;
    (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, metaKey, bubbles: true, cancelable: true }));
  }
});
