// Keeps the whole site for use without a network, one version at a time for each tab.
//
// The build defines FILES, [address, SHA-256] of every file, and VERSION, which stands for all of them.
// A version is stored as a whole or not at all. It takes over when no tab shows another one, or when
// the reader asks for it; tabs that are open then go on with the version they began with.

const PREFIX = 'btt-'
const CACHE = PREFIX + VERSION
const NOTES = '/.btt-tabs.json' // beside the files; no address of the site
const DIGEST = 'X-Digest'
const AT_ONCE = 6
const root = new URL('./', self.location).href
const digests = new Map(FILES)

self.addEventListener('install', event => event.waitUntil(store()))
self.addEventListener('activate', event => event.waitUntil(takeOver()))
self.addEventListener('fetch', event => {
  const url = new URL(event.request.url)
  if (event.request.method === 'GET' && url.href.startsWith(root)) event.respondWith(answer(event, url))
})
self.addEventListener('message', event => {
  if (event.data === 'take over') self.skipWaiting()
})

async function store() {
  const cache = await caches.open(CACHE)
  try {
    const left = [...FILES]
    const workers = Array.from({ length: AT_ONCE }, async () => {
      for (let next = left.pop(); next; next = left.pop()) await keep(cache, ...next)
    })
    await Promise.all(workers)
  } catch (error) {
    await caches.delete(CACHE) // storage full, or a file that changed meanwhile: nothing is half there
    await tellAll({ offline: 'failed', reason: String(error?.name ?? error) })
    throw error
  }
}

/** Take a file over from an older version where it is the same, else fetch it. */
async function keep(cache, path, digest) {
  const url = root + path
  if (await cache.match(url)) return
  const response = (await olderCopy(url, digest)) ?? (await fetch(url, { cache: 'no-cache' }))
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  const body = await response.arrayBuffer()
  if ((await sha256(body)) !== digest) throw new Error(`${path}: is of another version`)
  const headers = { 'Content-Type': response.headers.get('Content-Type') ?? '', [DIGEST]: digest }
  await cache.put(url, new Response(body, { headers }))
}

async function olderCopy(url, digest) {
  for (const name of await ownCaches()) {
    const copy = name === CACHE ? null : await (await caches.open(name)).match(url)
    if (copy?.headers.get(DIGEST) === digest) return copy
  }
}

async function sha256(body) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body))
  return Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('')
}

async function takeOver() {
  const open = await self.clients.matchAll({ includeUncontrolled: true, type: 'window' })
  const before = (await ownCaches()).filter(name => name !== CACHE).at(-1)
  const earlier = before ? await notesIn(before) : {}
  const notes = before ? Object.fromEntries(open.map(({ id }) => [id, earlier[id] ?? before])) : {}
  await (await caches.open(CACHE)).put(NOTES, new Response(JSON.stringify(notes)))
  await tidy(notes)
  await self.clients.claim()
  await tellAll({ offline: 'ready' })
}

/** Which tabs began with an older version, and where that is kept. */
async function notesIn(name) {
  const found = await (await caches.open(name)).match(NOTES)
  return found ? found.json() : {}
}

/** Older versions go when the last tab that shows them has. */
async function tidy(notes) {
  const kept = new Set([CACHE])
  for (const [id, name] of Object.entries(notes)) if (await self.clients.get(id)) kept.add(name)
  for (const name of await ownCaches()) if (!kept.has(name)) await caches.delete(name)
}

async function answer(event, url) {
  const cache = await cacheFor(event)
  const found = await cache.match(address(url), { ignoreVary: true })
  if (found) return found
  try {
    const response = await fetch(event.request)
    if (response.ok && /\.(zip|whl)$/.test(url.pathname)) await cache.put(address(url), response.clone()).catch(() => {})
    return response
  } catch (error) {
    const missing = event.request.mode === 'navigate' && (await cache.match(root + '404.html'))
    if (!missing) throw error
    return new Response(missing.body, { status: 404, headers: missing.headers })
  }
}

async function cacheFor(event) {
  const own = await caches.open(CACHE)
  if (event.request.mode === 'navigate') {
    event.waitUntil(notesIn(CACHE).then(tidy))
    return own
  }
  const older = (await notesIn(CACHE))[event.clientId]
  return older && (await caches.has(older)) ? caches.open(older) : own
}

/** The file that an address names: no query, no fragment, a folder's page. */
function address({ origin, pathname }) {
  const href = origin + pathname
  const path = href.slice(root.length)
  return digests.has(path) || !(path === '' || path.endsWith('/')) ? href : `${href}index.html`
}

async function ownCaches() {
  return (await caches.keys()).filter(name => name.startsWith(PREFIX))
}

async function tellAll(message) {
  for (const client of await self.clients.matchAll({ includeUncontrolled: true })) client.postMessage(message)
}
