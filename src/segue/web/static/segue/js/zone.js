// Where this browser is, if that differs from where the settings say one is: one press takes it over.

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const field = document.querySelector("[data-zone]");
const offer = document.querySelector("[data-zone-here]");

offer.hidden = !zone || zone === field.value;
offer.querySelector("span").textContent = zone;
offer.addEventListener("click", () => {
  field.value = zone;
  offer.hidden = true;
  field.focus();
});
