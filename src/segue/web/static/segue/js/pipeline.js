// The pipeline: arrows to the left and right walk the stages, and a card can be dragged to another one. The menu twin of
// dragging is "Move" (m); what a move asks for is asked for beside the board.

import { current, focusRow } from "./rows.js";

const stages = () => [...document.querySelectorAll(".as-board [data-drop]")].filter((each) => each.querySelector("[data-row]"));
const stageOf = (element) => element.closest?.("[data-drop]");

document.addEventListener("keydown", (event) => {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!by || event.altKey || event.ctrlKey || event.metaKey || !event.target.closest?.("[data-row]")) return;
  const all = stages();
  const from = current().closest("[data-drop]");
  const next = all[all.indexOf(from) + by * (getComputedStyle(from).direction === "rtl" ? -1 : 1)];
  if (!next) return;
  event.preventDefault();
  const cards = [...next.querySelectorAll("[data-row]")];
  focusRow(cards[Math.min([...from.querySelectorAll("[data-row]")].indexOf(current()), cards.length - 1)]);
});

let dragged = null;

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-card]") ?? null;
  if (dragged) event.dataTransfer.setData("text/plain", dragged.dataset.card);
});
document.addEventListener("dragover", (event) => {
  const stage = dragged && stageOf(event.target);
  document.querySelectorAll("[data-drop].over").forEach((each) => each.classList.toggle("over", each === stage));
  if (!stage) return;
  stage.classList.add("over");
  event.preventDefault();
});
document.addEventListener("dragend", () => {
  dragged = null;
  document.querySelectorAll("[data-drop].over").forEach((each) => each.classList.remove("over"));
});
document.addEventListener("drop", (event) => {
  const stage = dragged && stageOf(event.target);
  if (!stage || stage.contains(dragged)) return;
  event.preventDefault();
  if (stage.dataset.drop === "closed") return dragged.querySelector("[data-closes]").click();
  const form = document.getElementById("acts").cloneNode(true);
  form.removeAttribute("id");
  form.dataset.act = "";
  form.dataset.asks = "";
  form.action = `/connections/${dragged.dataset.card}/stage/`;
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "to", value: stage.dataset.drop }));
  document.body.append(form);
  form.requestSubmit();
  form.remove();
});
