// Starts Pyodide on Node, imports and warms the calculator, and writes its memory as a snapshot.
// usage: node make_snapshot.mjs PYODIDE_FOLDER SERVED_FOLDER LIBRARY_ZIP PACKAGES_ZIP TARGET

import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import vm from 'node:vm'
import { encodeSnapshot, MEMORY_BYTES, Snapshot } from '../../site_src/assets/js/snapshot.mjs'

// Node would print the whole of the minified file that an error comes from.
process.on('uncaughtException', error => { console.error(error?.message ?? error); process.exit(1) })

const [folder, served, library, packages, target] = process.argv.slice(2).map(each => path.resolve(each))
const PACKAGES = '/packages.zip'
const AROUND_STACK = 16_384 // words; more than a start writes at the top of the stack and the foot of the heap
const AROUND_CHANGE = 32 // words; a name that differs may be longer elsewhere

// Two builds must give the same bytes: the clock stands, and chance is none.
process.env.TZ = 'UTC'
const MOMENT = Date.UTC(2026, 0, 1)
Date.now = () => MOMENT
performance.now = () => 0
globalThis.crypto.getRandomValues = array => array.fill(7)

// The script as the page has it; Pyodide takes what is there already.
Object.assign(globalThis, { require: createRequire(import.meta.url), __dirname: served })
vm.runInThisContext(fs.readFileSync(path.join(served, 'pyodide.asm.js'), 'utf8'), {
  importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER
})
const { loadPyodide } = await import(pathToFileURL(path.join(folder, 'pyodide.mjs')))
const options = {
  indexURL: served, // with the script and the module that the page has
  stdLibURL: library,
  lockFileContents: { info: JSON.parse(fs.readFileSync(path.join(folder, 'pyodide-lock.json'))).info, packages: {} },
  packageBaseUrl: folder,
  _sysExecutable: '/python', // else the path of this file, which is another in each folder
  env: { PYTHONHASHSEED: '0', LANG: 'en_US.UTF-8' }
}
// What a start takes from its surroundings: the clock, chance, names and languages.
const OTHER_PLACE = { _sysExecutable: '/elsewhere'.repeat(12), env: { LANG: 'xx_YY.UTF-8', HOME: '/home/of/somebody' } }
const warm = fs.readFileSync(new URL('warm_up.py', import.meta.url), 'utf8')

const python = await loadPyodide({ ...options, _makeSnapshot: true })
python.FS.writeFile(PACKAGES, fs.readFileSync(packages))
python.runPython(warm)
unlist(python._module, python.runPython('import sys; id(sys.modules)'))
const { stackEnd, stackTop } = clean(python._module)
const full = new Uint32Array(python.makeMemorySnapshot().buffer)
const start = full[1] / 4
const header = full.slice(0, start)
const wanted = full.subarray(start)
const fresh = await freshMemory(full, {})
const trusted = fresh.subarray(0, stackEnd / 4)
const changing = changesBetween(trusted, await freshMemory(full, OTHER_PLACE))
const snapshot = encodeSnapshot(header, wanted, trusted, word =>
  changing.has(word) || Math.abs(word - stackTop / 4) < AROUND_STACK)
check(snapshot)
fs.writeFileSync(target, snapshot)

/**
 * What is frozen is never looked through again, yet two pointers in each object chain all of it, which pack
 * badly. An object on no list is to Python one that it does not follow, which is what frozen means as well.
 */
function unlist(module, frozen) {
  const HEADER = 2 // words before an object: where the next one is, and the one before
  const words = module.HEAPU32
  const heap = module._emscripten_stack_get_base() / 4 // the list's own head lies in static memory, below
  let head
  for (let place = frozen / 4 - HEADER; words[place];) {
    const next = words[place] / 4
    if (place < heap) head = place
    else words.fill(0, place, place + HEADER)
    place = next
  }
  words.fill(4 * head, head, head + HEADER)
}

/** What was freed still holds its old bytes: zeros pack better. Works with any allocator. */
function clean(module) {
  const { _PyMem_RawMalloc: take, _PyMem_RawFree: free, _sbrk } = module
  const top = _sbrk(0)
  const taken = []
  for (let size = 1 << 17; size >= 12; size = size > 4096 ? size >> 1 : size - 8) {
    for (let place = take(size); ; place = take(size)) {
      taken.push(place)
      if (place + size > top) break
      module.HEAPU8.fill(0, place, place + size)
    }
  }
  taken.forEach(free)
  const stackEnd = Math.ceil(module._emscripten_stack_get_end() / 4096) * 4096
  const stackTop = Math.floor(module._emscripten_stack_get_base() / 4) * 4
  module.HEAPU8.fill(0, stackEnd, module._emscripten_stack_get_current())
  return { stackEnd, stackTop }
}

/** The memory of a runtime at the moment when a snapshot is laid over it. */
async function freshMemory(snapshot, place) {
  performance.now = () => 1000 + Object.keys(place).length
  const create = globalThis._createPyodideModule
  let memory
  globalThis._createPyodideModule = async settings => {
    const module = await create(settings)
    memory = new Uint32Array(module.HEAPU8.slice().buffer)
    return module
  }
  await loadPyodide({ ...options, ...place, _loadSnapshot: new Uint8Array(snapshot.buffer) })
  globalThis._createPyodideModule = create
  return memory
}

/** @returns {Set<number>} words that differ, and those around them */
function changesBetween(one, other) {
  const found = new Set()
  for (let i = 0; i < one.length; i++) {
    if (one[i] === other[i]) continue
    for (let j = Math.max(0, i - AROUND_CHANGE); j < Math.min(one.length, i + AROUND_CHANGE); j++) found.add(j)
  }
  return found
}

function check(snapshot) {
  if (wanted.byteLength > MEMORY_BYTES) throw new Error(`Python takes ${wanted.byteLength} bytes: raise MEMORY_BYTES in snapshot.mjs`)
  const memory = fresh.slice(0, wanted.length)
  new Snapshot(snapshot.buffer).applyTo(memory)
  if (memory.some((word, i) => word !== wanted[i])) throw new Error('the delta does not lead to the snapshot')
}
