// Runs Python beside the page. Knows Pyodide and nothing of the calculator but the function to call.

import { filesOfFolder } from './folder_files.mjs'
import { filesOfHost } from './host_files.mjs'
import { ordinaryStart, snapshotStart } from './runtime.mjs'

const MISSING = /ModuleNotFoundError|ImportError|FileNotFoundError/
const files = self.location.protocol === 'blob:' ? filesOfFolder() : filesOfHost()

let fromSnapshot = true
let started = start()
started.catch(() => {}) // the requests below reject on their own

self.addEventListener('message', async ({ data: { id, request, file, part } }) => {
  if (part) return files.add(part)
  try {
    postMessage({ id, answer: await answer(request, file) })
  } catch (error) {
    const survived = ready && error?.name === 'PythonError' && !/MemoryError/.test(error.message)
    postMessage(!survived ? { lost: String(error) } : { id, crash: String(error?.message ?? error) })
  }
})
let ready = false

async function answer(request, file) {
  try {
    return (await started)(request, file)
  } catch (error) {
    if (!fromSnapshot || !MISSING.test(String(error))) throw error
    started = fallBack(error) // something that the snapshot left out is in the packages
    return (await started)(request, file)
  }
}

/** @returns {Promise<(request: string, file?: ArrayBuffer) => string>} the function that answers requests */
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
  return (request, file) => {
    if (!file) return call(request)
    const bytes = python.toPy(new Uint8Array(file))
    try {
      return call(request, bytes)
    } finally {
      bytes.destroy()
    }
  }
}

function tell(stage, share) {
  postMessage({ progress: { stage, share } })
}
