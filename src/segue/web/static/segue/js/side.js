// Links marked data-side show their page's panel beside the list: the words, a form, a draft. Esc closes it again.

const side = document.getElementById("side");
let opener = null;

async function open(link) {
  opener = link.closest("[data-row]")?.querySelector("a") ?? link;
  const answer = await fetch(link.href, { credentials: "same-origin" });
  const panel = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("panel");
  if (!panel) return location.assign(link.href);
  for (const next of panel.querySelectorAll("input[name=next]")) next.value = location.pathname + location.search;
  side.replaceChildren(closer(), panel);
  side.hidden = false;
  htmx.process(side);
  (panel.querySelector("[autofocus]") ?? side).focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("segue:panel"));
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
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  open(link).catch(() => location.assign(link.href));
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog[open]") && close()) event.preventDefault();
});

document.addEventListener("segue:done", close);
