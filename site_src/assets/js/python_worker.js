// Runs Python beside the page. Knows Pyodide and nothing of the calculator but the function to call.

const runtime = new URL(self.location.hash.slice(1) || 'runtime/', self.location.href).href
const PACKAGE = 'borrow-tune-or-train'

const started = start().catch(error => {
  postMessage({ lost: String(error?.message ?? error) })
  throw error
})
started.catch(() => {}) // said above; the requests below reject on their own

self.addEventListener('message', async ({ data: { id, request } }) => {
  try {
    const answer = await started
    postMessage({ id, answer: answer(request) })
  } catch (error) {
    const fatal = /fatal|memory|unreachable/i.test(String(error))
    postMessage(fatal ? { lost: String(error) } : { id, crash: String(error?.message ?? error) })
  }
})

/** @returns {Promise<(request: string) => string>} the function that answers requests */
async function start() {
  tell('runtime', 0.1)
  importScripts(`${runtime}pyodide.js`)
  // The start from a memory snapshot goes here; what follows is what it falls back to.
  return ordinaryStart()
}

async function ordinaryStart() {
  const pyodide = await self.loadPyodide({ indexURL: runtime, lockFileURL: `${runtime}pyodide-lock.json` })
  tell('packages', 0.6)
  await pyodide.loadPackage(PACKAGE, { messageCallback: () => {}, checkIntegrity: true })
  tell('knowledge', 0.9)
  const answer = pyodide.pyimport('view.page').answer
  return request => answer(request)
}

function tell(stage, share) {
  postMessage({ progress: { stage, share } })
}
