// One request at a time; of those that wait only the newest is asked, older ones are dropped.

export class Newest {
  #ask; #busy = false; #next = null

  /** @param {(request: object) => Promise<void>} ask - asks and draws; must not reject */
  constructor(ask) { this.#ask = ask }

  get waits() { return this.#next !== null }

  async put(request) {
    this.#next = request
    if (this.#busy) return
    this.#busy = true
    while (this.#next) {
      const now = this.#next
      this.#next = null
      await this.#ask(now)
    }
    this.#busy = false
  }
}
