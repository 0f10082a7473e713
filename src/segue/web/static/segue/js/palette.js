// Ctrl-K: one input that finds people and conversations and knows the commands, each with its key (combobox pattern).
// Commands are in the page already, so that going somewhere needs no network.

const dialog = document.getElementById("palette");
const input = dialog.querySelector("input");
const list = document.getElementById("palette-list");
const commands = [...list.querySelectorAll("[data-command]")];
let asked = 0;

const options = () => [...list.children].filter((each) => !each.hidden);
const chosen = () => list.querySelector("[aria-selected=true]");

function choose(option) {
  chosen()?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) input.setAttribute("aria-activedescendant", option.id);
  else input.removeAttribute("aria-activedescendant");
}

function showCommands(text) {
  const wanted = text.replace(/^>/, "").trim().toLowerCase();
  for (const each of commands) {
    each.hidden = text.startsWith("@") || !each.querySelector("span").textContent.toLowerCase().includes(wanted);
  }
  list.prepend(...commands);
}

async function find(text) {
  const number = ++asked;
  list.querySelectorAll("[data-found]").forEach((each) => each.remove());
  showCommands(text);
  choose(options()[0]);
  if (text.startsWith(">") || text.replace("@", "").trim().length < 2) return;
  const answer = await fetch(`${input.dataset.find}?q=${encodeURIComponent(text)}`, { credentials: "same-origin" });
  const html = await answer.text();
  if (number !== asked || !answer.ok) return;
  list.insertAdjacentHTML("beforeend", html);
  choose(options()[0]);
}

function run(option) {
  dialog.close();
  if (option.dataset.submits) return document.getElementById(option.dataset.submits)?.requestSubmit();
  if (option.dataset.opensDialog) return document.getElementById(option.dataset.opensDialog).showModal();
  location.assign(option.dataset.href);
}

export function open() {
  input.value = "";
  find("");
  dialog.showModal();
}

input.addEventListener("input", () => find(input.value));

input.addEventListener("keydown", (event) => {
  const all = options();
  const at = all.indexOf(chosen());
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) choose(all[(at + step + all.length) % all.length]);
  else if (event.key === "Enter" && chosen()) run(chosen());
  else if (event.key === "Enter") location.assign(`${input.dataset.search}?q=${encodeURIComponent(input.value)}`);
  else return;
  event.preventDefault();
});

list.addEventListener("click", ({ target }) => {
  const option = target.closest("[role=option]");
  if (option) run(option);
});

dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (!opener || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (opener.dataset.opens === "palette") open();
  else document.getElementById(opener.dataset.opens).showModal();
});

document.addEventListener("keydown", (event) => {
  const wanted = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
  const slash = event.key === "/" && !event.target.matches("input, textarea, select") && document.documentElement.dataset.keys !== "off";
  if ((!wanted && !slash) || document.querySelector("dialog[open]:not(#palette)")) return;
  event.preventDefault();
  if (!dialog.open) open();
});
