// The look changes at once where it is chosen; the form then keeps it in this browser's cookie.

const root = document.documentElement;

document.addEventListener("change", ({ target }) => {
  const form = target.closest("form[data-look]");
  if (!form) return;
  root.dataset[target.name] = target.value;
  fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "manual" });
});

document.addEventListener("submit", (event) => {
  if (event.target.id !== "theme") return;
  event.preventDefault();
  const dark = root.dataset.theme === "dark" || (root.dataset.theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  const { density, keys } = root.dataset;
  root.dataset.theme = dark ? "light" : "dark";
  const data = new FormData(event.target);
  for (const [name, value] of Object.entries({ theme: root.dataset.theme, density, keys })) data.set(name, value);
  fetch(event.target.action, { method: "POST", body: data, credentials: "same-origin", redirect: "manual" });
});
