// The page's only door to Python. JSON text crosses, and the bytes of a file; every promise settles.

const LONGEST_START = 180_000 // ms of silence until the first answer: a slow link brings 6 MB
const LONGEST_ANSWER = 30_000 // ms of silence later

export class CalculatorClient {
  #makeWorker; #worker = null; #waiting = new Map(); #lastId = 0; #onProgress; #longest; #patience = LONGEST_START; #deadline

  /**
   * @param {() => Worker} makeWorker - starts a worker; called again after one was lost
   * @param {(progress: {stage: string, share: number}) => void} onProgress - told how far the start is
   * @param {number} longest - ms without an answer after which the worker counts as lost
   */
  constructor(makeWorker, onProgress, longest = LONGEST_ANSWER) {
    this.#makeWorker = makeWorker
    this.#onProgress = onProgress
    this.#longest = longest
  }

  /** Start the worker before the first request, so that it loads meanwhile. */
  start() {
    if (this.#worker) return
    const worker = this.#makeWorker()
    this.#worker = worker
    worker.addEventListener('message', ({ data }) => this.#settle(data))
    worker.addEventListener('error', event => {
      event.preventDefault?.()
      if (worker === this.#worker) this.#lose(event.message || 'the worker could not be loaded', event.message ? 'failed' : 'files')
    })
  }

  /**
   * Rejects with `lost` set to the kind of fault where the worker is gone: files, silent, browser or failed.
   * @param {object} request - bad field values come back as problems, not as a rejection
   * @param {ArrayBuffer} [file] - moves to the worker: a copy here would count twice in memory
   */
  ask(request, file) {
    this.start()
    const id = ++this.#lastId
    this.#worker.postMessage({ id, request: JSON.stringify(request), file }, file ? [file] : [])
    if (!this.#waiting.size) this.#watch()
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
  }

  /** A worker may end without an event: who waits is told after a silence. */
  #watch() {
    clearTimeout(this.#deadline)
    this.#deadline = setTimeout(() => this.#lose('no answer', 'silent'), this.#patience)
  }

  #settle({ id, answer, crash, lost, progress }) {
    if (this.#waiting.size) this.#watch()
    if (progress) return this.#onProgress(progress)
    if (lost) return this.#lose(lost)
    this.#patience = this.#longest
    const { resolve, reject } = this.#waiting.get(id) ?? {}
    this.#waiting.delete(id)
    if (!this.#waiting.size) clearTimeout(this.#deadline)
    if (crash) reject?.(new Error(`Calculator failed: ${crash}`))
    else resolve?.(JSON.parse(answer))
  }

  /** The worker is of no use any more: everyone waiting is told, the next request starts another. */
  #lose(reason, why = kindOf(reason)) {
    clearTimeout(this.#deadline)
    this.#patience = LONGEST_START
    this.#worker?.terminate()
    this.#worker = null
    const failure = new Error(`Calculator lost: ${reason}`)
    failure.lost = why
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    waiting.forEach(({ reject }) => reject(failure))
  }
}

/** What a fetch says that brought nothing, and a browser that lacks what Python needs. */
function kindOf(reason) {
  if (/: \d{3}$|request failed|Failed to fetch|Load failed|NetworkError|importScripts/.test(reason)) return 'files'
  return /WebAssembly|unsafe-eval/.test(reason) ? 'browser' : 'failed'
}
