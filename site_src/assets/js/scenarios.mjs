// Scenarios that the reader keeps under a name, in this browser only.

const KEY = 'btt-scenarios'

export class KeptScenarios {
  #all

  constructor() { this.#all = read() }

  /** @returns {{name: string, address: string}[]} in the order in which they were kept */
  get all() { return this.#all.map(each => ({ ...each })) }

  /** Keep under a name; the same name replaces. @returns {boolean} whether it could be stored */
  keep(name, address) {
    const others = this.#all.filter(each => each.name !== name)
    return this.#store([...others, { name, address }])
  }

  rename(from, to) {
    return this.#store(this.#all.map(each => (each.name === from ? { ...each, name: to } : each)))
  }

  drop(name) { return this.#store(this.#all.filter(each => each.name !== name)) }

  #store(all) {
    this.#all = all
    try {
      localStorage.setItem(KEY, JSON.stringify(all))
      return true
    } catch { return false } // full or forbidden: it lasts as long as the page
  }
}

/** What is stored, as far as it looks like what this module writes. */
function read() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return found.filter(({ name, address }) => typeof name === 'string' && typeof address === 'string')
  } catch { return [] }
}
