// Whoever is signed out leaves no page of a talk behind (offline.js).
globalThis.caches?.delete("talk");
