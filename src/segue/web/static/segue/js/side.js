// Links and forms marked data-side show their page's panel beside the list: the words, a form, a draft. Esc closes it.

const side = document.getElementById("side");
let opener = null;

async function open(link) {
  opener = link.closest("[data-row]")?.querySelector("a") ?? (side.contains(link) ? opener : link);
  const answer = await fetch(link.href, { credentials: "same-origin" });
  if (!show(await answer.text())) location.assign(link.href);
}

export function show(html) {
  const panel = new DOMParser().parseFromString(html, "text/html").getElementById("panel");
  if (!panel) return false;
  for (const next of panel.querySelectorAll("input[name=next]")) next.value = location.pathname + location.search;
  side.replaceChildren(closer(), panel);
  side.hidden = false;
  (panel.querySelector("[autofocus]") ?? side).focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("segue:panel"));
  return true;
}

// A form whose answer is another panel (the one reminder: its text) stays beside the list.
async function send(form) {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" });
  if (!show(await answer.text())) location.assign(answer.url);
}

function closer() {
  return document.getElementById("side-closer").content.cloneNode(true);
}

function close() {
  if (side.hidden) return false;
  const focused = side.contains(document.activeElement);
  side.hidden = true;
  side.replaceChildren();
  if (focused) (opener?.isConnected ? opener : document.getElementById("main")).focus({ preventScroll: true });
  return true;
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-closes-side]")) return void close();
  const link = event.target.closest("a[data-side]");
  // On a page that is a panel itself another panel would only be its double.
  if (!link || (link.closest("#panel") && !side.contains(link)) || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  open(link).catch(() => location.assign(link.href));
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-side]") || !side.contains(event.target)) return;
  event.preventDefault();
  send(event.target).catch(() => event.target.submit());
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog[open]") && close()) event.preventDefault();
});

document.addEventListener("segue:done", close);
