// Runs Python beside the page. Knows Pyodide and nothing of the calculator but the function to call.

import { compiled, ordinaryStart, snapshotStart, unpacked } from './runtime.mjs'

const assets = new URL('..', self.location.href).href
const pyodide = `${assets}assets/pyodide/`
const runtime = `${assets}assets/runtime/`
const MISSING = /ModuleNotFoundError|ImportError|FileNotFoundError/

const files = {
  pyodide,
  runtime,
  loadScripts: once(() => importScripts(`${pyodide}pyodide.asm.js`, `${pyodide}pyodide.js`)),
  module: once(() => compiled(fetch(`${pyodide}pyodide.asm.wasm`, { priority: 'high' }))),
  snapshot: once(() => unpacked(fetch(`${runtime}snapshot.bin`, { priority: 'high' })))
}

let fromSnapshot = true
let started = start()
started.catch(() => {}) // the requests below reject on their own

self.addEventListener('message', async ({ data: { id, request } }) => {
  try {
    postMessage({ id, answer: await answer(request) })
  } catch (error) {
    const fatal = !ready || /fatal|memory|unreachable/i.test(String(error))
    postMessage(fatal ? { lost: String(error) } : { id, crash: String(error?.message ?? error) })
  }
})
let ready = false

async function answer(request) {
  try {
    return (await started)(request)
  } catch (error) {
    if (!fromSnapshot || !MISSING.test(String(error))) throw error
    started = fallBack(error) // something that the snapshot left out is in the packages
    return (await started)(request)
  }
}

/** @returns {Promise<(request: string) => string>} the function that answers requests */
async function start() {
  tell('runtime', 0.1)
  try {
    return caller(await snapshotStart(files))
  } catch (error) {
    return fallBack(error)
  }
}

async function fallBack(error) {
  fromSnapshot = false
  console.info(`Python starts without its snapshot: ${error?.message ?? error}`)
  tell('runtime', 0.3)
  return caller(await ordinaryStart(files, tell))
}

function caller(python) {
  const call = python.pyimport('view.page').answer
  ready = true
  return request => call(request)
}

function once(make) {
  let made
  return () => (made ??= make())
}

function tell(stage, share) {
  postMessage({ progress: { stage, share } })
}
