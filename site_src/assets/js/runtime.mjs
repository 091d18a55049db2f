// Two ways to start Python in a worker: from the memory snapshot, and the ordinary one it falls back to.

import { WASM } from './parts.mjs'
import { MEMORY_BYTES, Snapshot } from './snapshot.mjs'

const PACKAGE = 'borrow-tune-or-train'
const HEADER_BYTES = 4096

/**
 * @typedef {object} Files - where the parts come from; each may be a promise
 * @property {string} pyodide - address of the folder with Pyodide
 * @property {string} runtime - address of the folder with our packages and the snapshot
 * @property {() => void} loadScripts - brings `loadPyodide` and `_createPyodideModule` into the worker
 * @property {() => Promise<WebAssembly.Module>} module
 * @property {() => Promise<ArrayBuffer>} snapshot - unpacked
 * @property {(name: string) => Promise<Response>} [file] - any other file of the two, where none can be fetched
 * @property {(part: object) => void} add - takes what the page passes on
 */

/**
 * The start from the snapshot. Pyodide's options for it are private, so any failure is for the
 * caller to fall back on; nothing of it is kept.
 * @param {Files} files
 */
export async function snapshotStart(files) {
  const module = files.module()
  const read = files.snapshot().then(buffer => new Snapshot(buffer))
  read.catch(() => {}) // awaited below, after scripts that take a while
  files.loadScripts()
  // Pyodide prepares itself while module and snapshot are on their way; it looks at the header last.
  const header = new Uint8Array(HEADER_BYTES)
  const restore = wrap(self, '_createPyodideModule', create => async settings => {
    settings.INITIAL_MEMORY = MEMORY_BYTES
    const made = await create(settings)
    const snapshot = await read
    snapshot.applyTo(new Uint32Array(made.HEAPU8.buffer))
    snapshot.writeHeader(header)
    snapshot.release()
    return made
  })
  try {
    return await load(files, module, { _loadSnapshot: header }, new Response(''))
  } finally {
    restore()
  }
}

/** @param {Files} files */
export async function ordinaryStart(files, tell) {
  files.loadScripts()
  const module = await files.module()
  tell('packages', 0.5)
  const pyodide = await load(files, module, { packages: [PACKAGE] })
  tell('knowledge', 0.9)
  return pyodide
}

/** Run `loadPyodide` with a module that is compiled elsewhere, and a library in place of the zip. */
async function load(files, module, options, library) {
  let fail
  const failed = new Promise((_, reject) => { fail = reject })
  const instantiate = async (_, imports) => {
    try {
      const ready = await module
      return { module: ready, instance: await WebAssembly.instantiate(ready, imports) }
    } catch (error) {
      fail(error) // Pyodide only prints it, and waits for ever
      throw error
    }
  }
  const undo = [
    wrap(WebAssembly, 'instantiateStreaming', () => instantiate),
    wrap(self, 'fetch', fetch => async (url, init) => {
      const name = String(url).split('/').at(-1)
      if (name.endsWith('.wasm')) return new Response('', { headers: { 'Content-Type': WASM } })
      if (library && name.endsWith('.zip')) return library
      return files.file ? files.file(name) : fetch(url, init)
    })
  ]
  try {
    const started = self.loadPyodide({
      indexURL: files.pyodide,
      stdLibURL: `${files.pyodide}python_stdlib.zip`,
      lockFileURL: `${files.runtime}pyodide-lock.json`,
      env: ENVIRONMENT,
      ...options
    })
    return await Promise.race([started, failed])
  } finally {
    undo.forEach(each => each())
  }
}

// The same at build time, when the snapshot is made. The order of sets must not differ between starts.
const ENVIRONMENT = { PYTHONHASHSEED: '0' }

/** Replace a method for a while. @returns {() => void} puts the old one back */
function wrap(owner, name, make) {
  const old = owner[name]
  owner[name] = make(old?.bind?.(owner) ?? old)
  return () => { owner[name] = old }
}

/** @returns {() => any} the same function, which does its work the first time alone */
export function once(make) {
  let made
  return () => (made ??= make())
}
