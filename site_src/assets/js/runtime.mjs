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
      return { module: ready, instance: asInTable(await WebAssembly.instantiate(ready, imports), imports) }
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

/**
 * WebKit shows a function that is exported and in the table as two objects. Pyodide then does not find it there
 * and adds it once more, and all that it adds later stand elsewhere than in the snapshot.
 */
function asInTable(instance, imports) {
  if (oneFace()) return instance
  const table = [instance.exports, imports.env].map(each => each.__indirect_function_table).find(Boolean)
  const found = Array.from({ length: table.length }, (_, i) => table.get(i)).filter(Boolean)
  const byIndex = new Map(found.map(each => [each.name, each])) // the name is the function's index in the module
  const same = each => (typeof each === 'function' ? byIndex.get(each.name) ?? each : each)
  return { exports: Object.fromEntries(Object.entries(instance.exports).map(([name, each]) => [name, same(each)])) }
}

/** Whether a function is one object; asked of a module with `f` exported and alone in the table `t`. */
function oneFace() {
  const module = Uint8Array.of(
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 4, 4, 1, 112, 0, 1,
    7, 9, 2, 1, 102, 0, 0, 1, 116, 1, 0, 9, 7, 1, 0, 65, 0, 11, 1, 0, 10, 4, 1, 2, 0, 11
  )
  const { f, t } = new WebAssembly.Instance(new WebAssembly.Module(module)).exports
  return t.get(0) === f
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
