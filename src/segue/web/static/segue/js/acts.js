// Acts are plain forms. Here they are done without leaving the page: the row goes at once, the focus moves to the
// next one, and the page that the server answers with is morphed in. When that fails the row comes back, with why.

import { focusRow, neighbour } from "./rows.js";
import { show } from "./side.js";
import { toast } from "./toast.js";

const main = () => document.getElementById("main");

function showPage(html, address) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const fresh = page.getElementById("main");
  if (!fresh) return location.assign(address);
  const focused = document.activeElement?.id;
  for (const id of ["main", "toasts"]) document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
  htmx.process(main());
  document.title = page.title;
  const again = focused && document.getElementById(focused);
  if (again) again.focus({ preventScroll: true });
  else if (document.activeElement === document.body) focusRow(document.querySelector("#main [data-row]"));
  document.dispatchEvent(new CustomEvent("segue:shown"));
}

async function send(form, button) {
  const data = new FormData(form, button ?? undefined);
  const address = button?.hasAttribute("formaction") ? button.formAction : form.action;
  const answer = await fetch(address, { method: "POST", body: data, credentials: "same-origin" });
  if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
  return [await answer.text(), answer.url, answer.ok];
}

// A form that lacks something comes back with what it lacks, and all that was typed; one that only then asks, beside.
function showAgain(form, row, html, address) {
  row?.classList.remove("leaving");
  if (!(form.closest("#side") || "asks" in form.dataset) || !show(html)) showPage(html, address);
  document.querySelector(".errorlist")?.parentElement.querySelector("input, select, textarea")?.focus();
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-act]");
  if (!form || event.defaultPrevented) return;
  event.preventDefault();
  const from = event.submitter ?? form;
  const row = from.closest("[data-row]") ?? (from.closest("#side") && document.querySelector("[data-row].current"));
  const leaves = row && form.dataset.act === "leave" && !from.hasAttribute("data-stays");
  if (leaves) {
    const next = neighbour(row);
    row.classList.add("leaving");
    focusRow(next);
  }
  try {
    const [html, address, done] = await send(form, event.submitter);
    if (!done) return showAgain(form, row, html, address);
    document.dispatchEvent(new CustomEvent("segue:done"));
    if (new URL(address).pathname !== location.pathname) return location.assign(address);
    showPage(html, address);
  } catch {
    row?.classList.remove("leaving");
    if (leaves) focusRow(row);
    toast(document.getElementById("failed-words").content.textContent);
  }
});
