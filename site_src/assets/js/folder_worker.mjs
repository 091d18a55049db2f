// From a folder on disk a browser gives no file to a worker. Classic scripts carry the same files as
// text; the page passes them on to a worker made from a Blob.

import { scriptUrl, workerOf } from './trusted.mjs'

/** Behaves like a Worker; what is said to it before it is there waits. */
export class FolderWorker extends EventTarget {
  #worker = null; #waiting = []; #ended = false; #passing = Promise.resolve()

  /** @param {string} folder - address of the scripts that `build.py package` writes */
  constructor(folder) {
    super()
    this.#start(folder).catch(error => this.#say(new ErrorEvent('error', { message: String(error?.message ?? error) })))
  }

  postMessage(...message) {
    if (this.#worker) this.#worker.postMessage(...message)
    else this.#waiting.push(message)
  }

  terminate() {
    this.#ended = true
    this.#worker?.terminate()
  }

  async #start(folder) {
    const { source, parts, more } = await carried(`${folder}worker.js`)
    if (this.#ended) return
    const blob = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
    const worker = workerOf(blob)
    worker.addEventListener('message', ({ data }) => {
      if (data.wanted) this.#pass(folder, more[data.wanted] ?? [])
      else this.#say(new MessageEvent('message', { data }))
    })
    worker.addEventListener('error', ({ message }) => this.#say(new ErrorEvent('error', { message })))
    this.#worker = worker
    this.#waiting.splice(0).forEach(message => worker.postMessage(...message))
    await this.#pass(folder, parts)
  }

  /** One after another; what a worker asks for while others come waits for its turn. */
  #pass(folder, names) {
    this.#passing = this.#passing.then(async () => {
      for (const name of names) {
        const part = await carried(`${folder}${name}`)
        if (!this.#ended) this.#worker.postMessage({ part })
      }
    })
    return this.#passing
  }

  #say(event) { this.dispatchEvent(event) }
}

/** What a script of the folder hands over: it calls `bttCarry` with it. */
function carried(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.async = true
    script.src = scriptUrl(address)
    script.onload = () => {
      script.remove()
      resolve(globalThis.bttCarried)
      globalThis.bttCarried = null
    }
    script.onerror = () => reject(new Error(`${address} could not be read`))
    globalThis.bttCarry = value => { globalThis.bttCarried = value }
    document.head.append(script)
  })
}
