// One request at a time; of those that wait only the newest is asked, older ones are dropped.

export class Newest {
  #ask; #wanted; #busy = false; #next = null

  /**
   * @param {(request: object) => Promise<void>} ask - asks and draws; must not reject
   * @param {(request: object) => void} wanted - told at once, also while an earlier request is under way
   */
  constructor(ask, wanted) { this.#ask = ask; this.#wanted = wanted }

  get waits() { return this.#next !== null }

  async put(request) {
    this.#next = request
    this.#wanted(request)
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
