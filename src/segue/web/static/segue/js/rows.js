// The current row of a list: the one that single keys act on. Whatever has the focus is current; j and k walk.

export const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);

export const current = () =>
  document.activeElement?.closest("[data-row]") ?? document.querySelector("[data-row].current") ?? rows()[0] ?? null;

export function makeCurrent(row) {
  document.querySelectorAll("[data-row].current").forEach((each) => each.classList.toggle("current", each === row));
  row?.classList.add("current");
}

export function focusRow(row) {
  if (!row) return document.getElementById("main")?.focus();
  makeCurrent(row);
  const link = row.querySelector("a, button, input") ?? row;
  link.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

export function step(by) {
  const all = rows();
  if (!all.length) return false;
  const at = all.indexOf(current());
  const focused = document.activeElement?.closest("[data-row]");
  focusRow(all[Math.max(0, Math.min(all.length - 1, focused ? at + by : Math.max(at, 0)))]);
  return true;
}

// The row that takes the place of one that leaves.
export function neighbour(row) {
  const all = rows();
  const at = all.indexOf(row);
  return all[at + 1] ?? all[at - 1] ?? null;
}

// A row changes its height when it becomes current. Under a pointer it waits for the click: were the rows to move
// between press and release, the click would miss what was pressed.
let pressed = false;
document.addEventListener("pointerdown", () => (pressed = true));
for (const end of ["click", "pointercancel", "keydown"]) document.addEventListener(end, () => (pressed = false), true);

document.addEventListener("focusin", ({ target }) => {
  const row = target.closest?.("[data-row]");
  if (row && !pressed) makeCurrent(row);
});

document.addEventListener("click", ({ target }) => {
  const row = target.closest?.("[data-row]");
  if (row && target.closest("a, button, input, summary, label")) makeCurrent(row);
  else if (row) focusRow(row);
});
