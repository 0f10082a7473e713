// The first script, so that keys pressed while the page is still arriving are kept for keys.js, not lost.

const early = [];

function keepEarly(event) {
  const palette = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
  const plain = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
  const single = plain && document.documentElement.dataset.keys !== "off";
  if ((!palette && !single) || event.target.matches?.("input, textarea, select")) return;
  event.preventDefault();
  early.push(event);
}

document.addEventListener("keydown", keepEarly);
