// The board: Enter adds an idea, and an idea can be dragged to another group. The menu twin of dragging is "Group" (m).

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  if (!event.target.matches?.("[data-enter-saves]")) return;
  event.preventDefault();
  if (event.target.value.trim()) event.target.form.requestSubmit(event.target.form.querySelector("[data-saves]"));
});

// Whose ideas are being typed stays as it was chosen.
document.addEventListener("change", ({ target }) => {
  const next = target.name === "by" && target.form?.querySelector("[data-next]");
  if (next) next.value = `${location.pathname}?by=${target.value}`;
});

let dragged = null;
const groupOf = (element) => element.closest?.("[data-board] [data-group]");

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-idea]") ?? null;
  if (dragged) event.dataTransfer.setData("text/plain", dragged.dataset.idea);
});
document.addEventListener("dragover", (event) => {
  const group = dragged && groupOf(event.target);
  document.querySelectorAll("[data-group].over").forEach((each) => each.classList.toggle("over", each === group));
  if (!group) return;
  group.classList.add("over");
  event.preventDefault();
});
document.addEventListener("dragend", () => {
  dragged = null;
  document.querySelectorAll("[data-group].over").forEach((each) => each.classList.remove("over"));
});
document.addEventListener("drop", (event) => {
  const group = dragged && groupOf(event.target);
  if (!group || group.contains(dragged)) return;
  event.preventDefault();
  const form = document.getElementById("acts").cloneNode(true);
  form.removeAttribute("id");
  form.dataset.act = "";
  form.action = `/ideas/${dragged.dataset.idea}/group/`;
  const name = Object.assign(document.createElement("input"), { type: "hidden", name: "name", value: group.dataset.group });
  form.append(name);
  document.body.append(form);
  form.requestSubmit();
  form.remove();
});
