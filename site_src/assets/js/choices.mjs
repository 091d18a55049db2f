// Long lists of choices: fetched from Python when a field is first opened, narrowed by typing.

import { morphInto } from './morph.mjs'

export class Choices {
  /** @param {(field: string, value: string) => Promise<{html: string}>} ask */
  constructor(form, ask) {
    this.form = form
    this.ask = ask
    form.addEventListener('focusin', event => this.#opened(event.target))
    form.addEventListener('input', event => this.#typed(event.target))
    this.show()
  }

  /** Boxes to type into need this script, so it uncovers them, again after the form was drawn. */
  show() {
    for (const box of this.form.querySelectorAll('[data-find]')) box.hidden = false
  }

  #select(box) { return this.form.elements.namedItem(box.dataset.find) }

  async #opened(target) {
    const box = target.closest('.btt-find')
    if (!box) return
    const select = this.#select(box)
    if (select.querySelector('optgroup')) return
    const { html } = await this.ask(box.dataset.find, select.value)
    const { value } = select
    morphInto(select, html)
    select.value = value
    this.#narrow(box)
  }

  #typed(target) {
    const box = target.closest('.btt-find')
    if (box) this.#narrow(box)
  }

  /** Hide what does not hold every word; the chosen one stays. */
  #narrow(box) {
    const select = this.#select(box)
    const words = box.querySelector('input').value.toLowerCase().split(/\s+/).filter(Boolean)
    let found = 0
    for (const option of select.options) {
      const text = `${option.textContent} ${option.value} ${option.parentElement.label ?? ''}`.toLowerCase()
      const fits = words.every(word => text.includes(word))
      option.hidden = !fits && !option.selected
      found += fits ? 1 : 0
    }
    for (const group of select.querySelectorAll('optgroup')) group.hidden = !group.querySelector('option:not([hidden])')
    const lines = select.querySelectorAll('option:not([hidden]), optgroup:not([hidden])').length
    select.size = words.length ? Math.min(8, Math.max(2, lines)) : 0 // names of groups take a line as well
    box.querySelector('output').textContent = words.length ? `${found} found` : ''
  }
}
