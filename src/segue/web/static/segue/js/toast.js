// Toasts stay long enough to be read and go by themselves; undo outlives them (z).

const STAYS = 10000;

export function toast(words) {
  const box = document.createElement("div");
  box.className = "toast error";
  box.dataset.toast = "";
  box.textContent = words;
  document.getElementById("toasts").replaceChildren(box);
  watch();
}

function watch() {
  for (const each of document.querySelectorAll("[data-toast]:not([data-watched])")) {
    each.dataset.watched = "";
    setTimeout(() => leave(each), STAYS);
  }
}

// One that somebody is about to use waits for them.
function leave(each) {
  if (each.matches(":hover, :focus-within")) setTimeout(() => leave(each), 1000);
  else each.remove();
}

document.addEventListener("click", ({ target }) => target.closest("[data-dismiss]")?.closest("[data-toast]")?.remove());
document.addEventListener("segue:shown", watch);
watch();
