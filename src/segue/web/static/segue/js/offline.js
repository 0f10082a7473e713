// The page of a talk, and what it needs to look right, are kept for when the connection is gone: it can be loaded again
// then. One talk at a time is kept, and none once somebody has signed out.

const KEPT = "talk";
const LIVE = /^\/talks\/\d+\/live\/$/;
const PARTS = ["script", "style", "image", "font"];

const isLive = ({ url }) => LIVE.test(new URL(url).pathname);

function isKept(request) {
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return false;
  return request.mode === "navigate" ? isLive(request) : PARTS.includes(request.destination);
}

async function keep(request, fresh) {
  const kept = await caches.open(KEPT);
  if (request.mode === "navigate")
    for (const other of await kept.keys()) if (isLive(other) && other.url !== request.url) await kept.delete(other);
  await kept.put(request, fresh);
}

async function answer(request) {
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await keep(request, fresh.clone());
    else if (request.mode === "navigate") await caches.delete(KEPT); // signed out, or not theirs
    return fresh;
  } catch (gone) {
    const known = await (await caches.open(KEPT)).match(request, { ignoreVary: true });
    if (known) return known;
    throw gone;
  }
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  if (isKept(event.request)) event.respondWith(answer(event.request));
});
