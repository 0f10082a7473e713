// The page of a talk while it is held: a clock, and marks that are kept in this browser until the server has them.
// A mark has its id from here, so that sending it twice is once; of two edits the later one holds.

const talk = document.querySelector("[data-talk]");
const form = talk.querySelector("[data-marks]");
const list = talk.querySelector("[data-marks-list]");
const told = talk.querySelector("[data-sent]");
const words = document.getElementById("mark-words").dataset;
const input = document.getElementById("mark-text");
const KINDS = { p: "promise", q: "question", n: "limit", d: "decision", i: "idea", t: "topic" };
const place = `talk:${talk.dataset.talk}`;
const AGAIN = 5000;
let editing = null;
let sending = false;

const marks = new Map(
  [...list.children].map(({ dataset, lastElementChild }) => [
    dataset.id,
    { id: dataset.id, kind: dataset.kind, text: lastElementChild.textContent, at: dataset.at, edited: dataset.edited, sent: true },
  ]),
);
for (const kept of Object.values(JSON.parse(localStorage.getItem(place) ?? "{}"))) {
  const known = marks.get(kept.id);
  if (!known || Date.parse(known.edited) < Date.parse(kept.edited)) marks.set(kept.id, kept);
}

const waiting = () => [...marks.values()].filter((each) => !each.sent);

function keep() {
  const unsent = Object.fromEntries(waiting().map((each) => [each.id, each]));
  if (Object.keys(unsent).length) localStorage.setItem(place, JSON.stringify(unsent));
  else localStorage.removeItem(place);
}

function element(name, attributes, text = "") {
  const made = Object.assign(document.createElement(name), attributes);
  made.textContent = text;
  return made;
}

function shown(mark) {
  const line = element("li", {});
  line.dataset.id = mark.id;
  const text = element("span", { className: "mark-text", dir: "auto" }, mark.text);
  line.append(element("span", { className: "tag" }, words[`kind${mark.kind[0].toUpperCase()}${mark.kind.slice(1)}`]), " ", text);
  if (!mark.sent) line.append(" ", element("span", { className: "soft small" }, words.waiting));
  for (const act of ["edit", "drop"]) {
    const button = element("button", { type: "button", className: "quiet" }, words[act]);
    button.dataset.does = act;
    button.setAttribute("aria-label", `${words[act]}: ${mark.text}`);
    line.append(button);
  }
  return line;
}

function show() {
  const kept = [...marks.values()].filter((each) => !each.dropped).sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  list.replaceChildren(...kept.map(shown));
}

function change(mark) {
  marks.set(mark.id, { ...mark, edited: new Date().toISOString(), sent: false });
  keep();
  show();
  send();
}

async function send() {
  const batch = waiting();
  if (sending || !batch.length) return;
  sending = true;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      body: JSON.stringify({ marks: batch }),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    for (const each of batch) if (marks.get(each.id).edited === each.edited) marks.set(each.id, { ...each, sent: true });
    for (const each of (await answer.json()).marks) {
      const known = marks.get(each.id);
      if (!known || known.sent) marks.set(each.id, { ...each, sent: true, dropped: false });
    }
    told.textContent = words.all;
  } catch {
    told.textContent = `${words.kept} ${waiting().length}`;
  } finally {
    sending = false;
    keep();
    show();
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
  const plain = input.value.trim().replace(/\s+/g, " ");
  if (!plain) return;
  const typed = /^([pqndit]) (.+)$/.exec(plain);
  const kind = typed ? KINDS[typed[1]] : new FormData(form).get("kind");
  const before = editing && marks.get(editing);
  editing = null;
  input.value = "";
  change(before ? { ...before, kind, text: typed ? typed[2] : plain } : { id: newId(), kind, text: typed ? typed[2] : plain, at: new Date().toISOString() });
});

const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (each) => each.toString(16).padStart(2, "0")).join("");

form.addEventListener("change", ({ target }) => {
  if (target.name === "kind") input.focus();
});
form.addEventListener("click", ({ target }) => {
  if (target.closest(".kinds label")) input.focus();
});

list.addEventListener("click", ({ target }) => {
  const mark = marks.get(target.closest("li")?.dataset.id);
  if (target.dataset.does === "drop") {
    change({ ...mark, dropped: true });
    input.focus();
  }
  if (target.dataset.does !== "edit") return;
  editing = mark.id;
  input.value = mark.text;
  form.querySelector(`[value="${mark.kind}"]`).checked = true;
  input.focus();
});

function tick() {
  const clock = talk.querySelector("[data-began]");
  if (!clock) return;
  const gone = Math.floor((Date.now() - Date.parse(clock.dataset.began)) / 60000);
  const left = Number(clock.dataset.length) - gone;
  clock.querySelector("[data-gone]").textContent = gone;
  clock.lastElementChild.textContent = left >= 0 ? `min, ${left} ${words.left}` : `min, ${-left} ${words.over}`;
}

addEventListener("online", send);
setInterval(send, AGAIN);
setInterval(tick, 1000);
document.addEventListener("segue:shown", () => location.reload());
show();
send();
input.focus({ preventScroll: true });
