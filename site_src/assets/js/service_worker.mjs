// Keeps the whole site for use without a network, one version at a time for each tab.
//
// It answers for the files of its own site and for nothing else: other applications may live beside it.
// The build defines FILES, [address, SHA-256] of every file (of both forms, where it is sent in two), LATER, the
// same of those that are kept when they are asked for, and VERSION, which stands for all of them.
// A version is stored as a whole or not at all. It takes over when no tab shows another one, or when
// the reader asks for it; tabs that are open then go on with the version they began with.

const root = new URL('./', self.location).href
const PREFIX = `btt ${root} ` // another copy of this site, in another folder, has caches of its own
const CACHE = PREFIX + VERSION
const NOTES = '/.btt-tabs.json' // beside the files; no address of the site
const DIGEST = 'X-Digest'
const AT_ONCE = 6
const UNCACHED = ['no-store', 'reload'] // what a script says that wants the network
const digests = new Map([...FILES, ...LATER])
const later = new Set(LATER.map(([path]) => path))
const folders = new Set(FILES.map(([path]) => path.split('/')).filter(parts => parts.length > 1).map(([first]) => first))

self.addEventListener('install', event => event.waitUntil(store()))
self.addEventListener('activate', event => event.waitUntil(takeOver()))
self.addEventListener('fetch', event => {
  const { method, cache, mode, url } = event.request
  if (method !== 'GET' || UNCACHED.includes(cache) || !url.startsWith(root)) return
  const path = pathOf(new URL(url))
  if (digests.has(path)) event.respondWith(answer(event, path))
  else if (mode === 'navigate' && folders.has(path.split('/')[0])) event.respondWith(elsewhere(event))
})
self.addEventListener('message', event => {
  if (event.data === 'take over') self.skipWaiting()
})

async function store() {
  const whole = await caches.has(CACHE) // this very version is in use: a failure must not take it away
  const cache = await caches.open(CACHE)
  try {
    const left = [...FILES]
    const workers = Array.from({ length: AT_ONCE }, async () => {
      for (let next = left.pop(); next; next = left.pop()) await keep(cache, ...next)
    })
    await Promise.all(workers)
  } catch (error) {
    if (!whole) await caches.delete(CACHE) // storage full, or a file that changed meanwhile: nothing is half there
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
  if (!digest.includes(await sha256(body))) throw new Error(`${path}: is of another version`)
  const headers = { 'Content-Type': response.headers.get('Content-Type') ?? '', [DIGEST]: digest }
  await cache.put(url, new Response(body, { headers }))
  body.transfer?.(0) // given back now: the runtime's files are large, and a collector comes late
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

async function answer(event, path) {
  const cache = await cacheFor(event)
  const found = await cache.match(root + path, { ignoreVary: true })
  if (found) return found
  if (!later.has(path)) return fetch(event.request)
  await keep(cache, path, digests.get(path)).catch(() => {}) // a full store, or not the file that it should be
  return (await cache.match(root + path)) ?? fetch(event.request)
}

/** A page that a folder of ours does not have: from the network, else the page that says so. */
async function elsewhere(event) {
  try {
    return await fetch(event.request)
  } catch (error) {
    const missing = await (await cacheFor(event)).match(root + '404.html')
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

/** The file that an address names, from the root on: no query, no fragment, a folder's page. */
function pathOf({ origin, pathname }) {
  const path = (origin + pathname).slice(root.length)
  return digests.has(path) || !(path === '' || path.endsWith('/')) ? path : `${path}index.html`
}

async function ownCaches() {
  return (await caches.keys()).filter(name => name.startsWith(PREFIX))
}

async function tellAll(message) {
  for (const client of await self.clients.matchAll({ includeUncontrolled: true })) client.postMessage(message)
}
