// The first script, so that keys pressed while the page is still arriving are kept for keys.js, not lost.

const early = [];

// Enter where it adds a line of its own to a list, and Ctrl+Enter in any form.
function sends(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return false;
  return event.ctrlKey || event.metaKey || event.target.matches("[data-enter-saves]");
}

function keepEarly(event) {
  const palette = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
  const plain = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
  const single = plain && document.documentElement.dataset.keys !== "off";
  const typing = event.target.matches?.("input, textarea, select");
  if (typing ? !sends(event) : !palette && !single) return;
  event.preventDefault();
  early.push(event);
}

document.addEventListener("keydown", keepEarly);
