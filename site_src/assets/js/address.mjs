// The address holds the scenario as Python wrote it; here it is only read, replaced and watched.

export class Address {
  #shown; #lastField = null

  constructor() { this.#shown = this.text }

  /** The text after `#`, or '' where the fragment is a place on the page and no scenario. */
  get text() {
    const text = location.hash.slice(1)
    return text.includes('=') ? text : ''
  }

  /**
   * Show a scenario. Going on in the same field replaces the entry; another field makes a new one,
   * so that "back" takes back one answer and not one letter.
   * @param {string | null} field - the field that was changed; null never makes a new entry
   */
  show(text, field) {
    if (text === this.#shown) return
    const url = text ? `#${text}` : location.pathname + location.search
    const goesOn = field === null || field === this.#lastField
    history[goesOn ? 'replaceState' : 'pushState'](null, '', url)
    this.#lastField = field
    this.#shown = text
  }

  /** @param {(text: string) => void} open - called when the reader goes back, forward or to a link */
  onChange(open) {
    const check = () => {
      if (this.text === this.#shown || (location.hash && !this.text)) return
      this.#shown = this.text
      this.#lastField = null
      open(this.text)
    }
    addEventListener('popstate', check)
    addEventListener('hashchange', check)
  }
}
