// The page's only door to Python. JSON text crosses, no proxies; every promise settles.

export class CalculatorClient {
  #makeWorker; #worker = null; #waiting = new Map(); #lastId = 0; #onProgress

  /**
   * @param {() => Worker} makeWorker - starts a worker; called again after one was lost
   * @param {(progress: {stage: string, share: number}) => void} onProgress - told how far the start is
   */
  constructor(makeWorker, onProgress) {
    this.#makeWorker = makeWorker
    this.#onProgress = onProgress
  }

  /** Start the worker before the first request, so that it loads meanwhile. */
  start() {
    if (this.#worker) return
    const worker = this.#makeWorker()
    this.#worker = worker
    worker.addEventListener('message', ({ data }) => this.#settle(data))
    worker.addEventListener('error', event => {
      event.preventDefault?.()
      if (worker === this.#worker) this.#lose(event.message || 'the worker could not be loaded')
    })
  }

  /** @param {object} request - bad field values come back as problems, not as a rejection */
  ask(request) {
    this.start()
    const id = ++this.#lastId
    this.#worker.postMessage({ id, request: JSON.stringify(request) })
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
  }

  #settle({ id, answer, crash, lost, progress }) {
    if (progress) return this.#onProgress(progress)
    if (lost) return this.#lose(lost)
    const { resolve, reject } = this.#waiting.get(id) ?? {}
    this.#waiting.delete(id)
    if (crash) reject?.(new Error(`Calculator failed: ${crash}`))
    else resolve?.(JSON.parse(answer))
  }

  /** The worker is of no use any more: everyone waiting is told, the next request starts another. */
  #lose(reason) {
    this.#worker?.terminate()
    this.#worker = null
    const failure = new Error(`Calculator lost: ${reason}`)
    failure.lost = true
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    waiting.forEach(({ reject }) => reject(failure))
  }
}
