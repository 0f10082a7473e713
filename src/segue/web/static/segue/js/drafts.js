// What somebody types is never lost: forms marked data-draft keep their text in this browser until they are sent.

const stored = (form) => `draft:${form.dataset.draft}`;
const fields = (form) => [...form.elements].filter((each) => each.name && each.matches("textarea, input[type=text], input[type=date]"));

function keep(form) {
  const values = Object.fromEntries(fields(form).map((each) => [each.name, each.value]));
  localStorage.setItem(stored(form), JSON.stringify(values));
}

function restore(form) {
  const values = JSON.parse(localStorage.getItem(stored(form)) ?? "{}");
  for (const each of fields(form)) if (values[each.name] && !each.value) each.value = values[each.name];
}

const restoreAll = () => document.querySelectorAll("form[data-draft]").forEach(restore);

document.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-draft]");
  if (form) keep(form);
});
document.addEventListener("submit", ({ target }) => {
  if (target.matches("form[data-draft]")) localStorage.removeItem(stored(target));
});
document.addEventListener("segue:panel", restoreAll);
restoreAll();
