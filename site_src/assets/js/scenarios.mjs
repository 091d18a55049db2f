// Scenarios that the reader keeps under a name, in this browser only. Other tabs keep theirs in the same
// place, so each change starts from what is stored now; entries that can't be read stay as they are.

const KEY = 'btt-scenarios'
const UNREAD = 'btt-scenarios-unread' // what stood there and is no list

export class KeptScenarios {
  #unstored = null // all of them, where the browser stores nothing more: they last as long as the page

  /** @param {() => void} changed - called when another tab has kept, renamed or forgotten one */
  constructor(changed) {
    addEventListener('storage', ({ key }) => { if (key === KEY || key === null) changed() })
  }

  /** @returns {{name: string, address: string}[]} in the order in which they were kept */
  get all() { return this.#entries().filter(isScenario).map(({ name, address }) => ({ name, address })) }

  /** Keep under a name; the same name replaces. @returns {boolean} whether it could be stored */
  keep(name, address) {
    return this.#store([...this.#entries().filter(each => !isCalled(each, name)), { name, address }])
  }

  has(name) { return this.#entries().some(each => isCalled(each, name)) }

  rename(from, to) {
    return this.#store(this.#entries().map(each => (isCalled(each, from) ? { ...each, name: to } : each)))
  }

  drop(name) { return this.#store(this.#entries().filter(each => !isCalled(each, name))) }

  #entries() { return this.#unstored ?? read().entries }

  #store(entries) {
    try {
      const { rubbish } = read()
      if (rubbish !== null) localStorage.setItem(UNREAD, rubbish)
      localStorage.setItem(KEY, JSON.stringify(entries))
      this.#unstored = null
      return true
    } catch {
      this.#unstored = entries
      return false // full or forbidden
    }
  }
}

/** @returns {{entries: unknown[], rubbish: string | null}} the list that is stored, or the text that is none */
function read() {
  let text = null
  try {
    text = localStorage.getItem(KEY)
    const found = JSON.parse(text ?? '[]')
    if (Array.isArray(found)) return { entries: found, rubbish: null }
  } catch { /* not JSON, or nothing may be read */ }
  return { entries: [], rubbish: text }
}

const isScenario = each => typeof each?.name === 'string' && typeof each.address === 'string'
const isCalled = (each, name) => isScenario(each) && each.name === name
