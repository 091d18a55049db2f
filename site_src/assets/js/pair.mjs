// Two approaches head to head: which two, somebody chooses; what is said of them, Python writes.

export class Pair {
  #section; #morph; #chosen = { first: '', second: '' }

  /**
   * @param {Element} section - what holds the two
   * @param {() => void} ask - asks Python for the two that are chosen
   * @param {(element: Element, html: string) => void} morph - brings new HTML into the section
   */
  constructor(section, ask, morph) {
    this.#section = section
    this.#morph = morph
    section.addEventListener('change', () => {
      this.#chosen = { first: this.#value('first'), second: this.#value('second') }
      section.setAttribute('aria-busy', 'true')
      ask()
    })
  }

  #value(side) { return this.#section.querySelector(`[data-pair="${side}"]`)?.value ?? '' }

  /** What the reader chose; empty until then, and Python shows what is recommended and its rival. */
  get chosen() { return this.#chosen }

  /** What is to be seen is of other answers than these: it waits. */
  expect(key) { this.#section.setAttribute('aria-busy', String(key !== this.#section.dataset.key)) }

  show({ key, html }) {
    this.#morph(this.#section, html)
    this.#section.dataset.key = key
    this.#section.setAttribute('aria-busy', 'false')
  }
}
