// Put this in place of `sw.js` to switch offline use off for everybody who has it: the next visit removes the
// service worker and all that it stored for this site. Leave it there for as long as readers may come back.

const OURS = `btt ${new URL('./', self.location).href} `

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', event => event.waitUntil(remove()))

async function remove() {
  const names = (await caches.keys()).filter(name => name.startsWith(OURS))
  await Promise.all(names.map(name => caches.delete(name)))
  await self.registration.unregister()
}
