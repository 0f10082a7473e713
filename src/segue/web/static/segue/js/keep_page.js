// Has the page of a talk kept (offline.js); when it was first loaded, nothing was there yet to keep it.

const talk = document.querySelector("[data-offline]");

async function keep() {
  const parts = performance.getEntriesByType("resource").map(({ name }) => name.split("#")[0]);
  const own = parts.filter((name) => name.startsWith(new URL("/static/", location).href));
  await (await caches.open("talk")).addAll([...new Set([location.href, ...own])]);
  talk.dataset.kept = "yes";
}

// Without a connection it is kept already; without encryption browsers keep nothing.
navigator.serviceWorker?.register(talk.dataset.offline, { scope: "/talks/" }).then(keep).catch(() => {});
