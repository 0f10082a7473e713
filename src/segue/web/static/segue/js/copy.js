// Drafts: copying the text, and keeping the link to the mail program true to what was typed.

const FIELDS = { "data-draft-text": "body", "data-draft-subject": "subject" };

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copies]");
  if (!button) return;
  const text = document.getElementById(button.dataset.copies);
  text.select();
  await navigator.clipboard?.writeText(text.value);
});

document.addEventListener("input", ({ target }) => {
  const field = Object.keys(FIELDS).find((each) => target.hasAttribute(each));
  const link = field && target.closest("#panel")?.querySelector("[data-mailto]");
  if (!link) return;
  const [address, query] = link.getAttribute("href").split("?");
  const values = new Map((query ?? "").split("&").filter(Boolean).map((each) => each.split("=")));
  values.set(FIELDS[field], encodeURIComponent(target.value.replaceAll("\n", "\r\n")));
  link.href = `${address}?${[...values].map((each) => each.join("=")).join("&")}`;
});
