// Two ways to start Python in a worker: from the memory snapshot, and the ordinary one it falls back to.

import { Snapshot } from './snapshot.mjs'

const PACKAGE = 'borrow-tune-or-train'
export const WASM = 'application/wasm'

/**
 * @typedef {object} Files - where the parts come from; each may be a promise
 * @property {string} pyodide - address of the folder with Pyodide
 * @property {string} runtime - address of the folder with our packages and the snapshot
 * @property {() => void} loadScripts - brings `loadPyodide` and `_createPyodideModule` into the worker
 * @property {() => Promise<WebAssembly.Module>} module
 * @property {() => Promise<ArrayBuffer>} snapshot - unpacked
 * @property {(name: string) => Promise<Response>} [file] - any other file of the two, where none can be fetched
 */

/**
 * The start from the snapshot. Pyodide's options for it are private, so any failure is for the
 * caller to fall back on; nothing of it is kept.
 * @param {Files} files
 */
export async function snapshotStart(files) {
  const module = files.module()
  const unpacked = files.snapshot()
  unpacked.catch(() => {}) // awaited below, after a script that takes a while
  files.loadScripts()
  const snapshot = new Snapshot(await unpacked)
  const restore = wrap(self, '_createPyodideModule', create => async settings => {
    settings.INITIAL_MEMORY = snapshot.memoryBytes
    const made = await create(settings)
    snapshot.applyTo(new Uint32Array(made.HEAPU8.buffer))
    return made
  })
  try {
    return await load(files, await module, { _loadSnapshot: snapshot.header }, new Response(''))
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

/** Run `loadPyodide` with a module that is already compiled, and a library in place of the zip. */
async function load(files, module, options, library) {
  const instantiate = async (_, imports) => ({ module, instance: asInTable(await WebAssembly.instantiate(module, imports), imports) })
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
    return await self.loadPyodide({
      indexURL: files.pyodide,
      stdLibURL: `${files.pyodide}python_stdlib.zip`,
      lockFileURL: `${files.runtime}pyodide-lock.json`,
      env: ENVIRONMENT,
      ...options
    })
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

/** A wasm file compiled while it streams; hosts that send another type cost a copy. */
export async function compiled(response) {
  const answer = await response
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`)
  const streams = answer.headers.get('Content-Type') === WASM && WebAssembly.compileStreaming
  return streams ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer())
}

/** A file that the build packed with gzip, as the bytes in it. */
export async function unpacked(response) {
  const answer = await response
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`)
  return new Response(answer.body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer()
}

/** @returns {() => any} the same function, which does its work the first time alone */
export function once(make) {
  let made
  return () => (made ??= make())
}
