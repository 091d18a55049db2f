// The guided path over the same form: one question at a time, the next one chosen by Python.

import { morphInto } from './morph.mjs'

export class Guide {
  #element; #form; #current = null; #next = null; #trail = []; #skipped = new Set(); #moving = false; #ask

  /**
   * @param {Element} element - holds the sentence, the form and the buttons
   * @param {HTMLFormElement} form - of which one field is shown
   * @param {(fresh: boolean) => void} ask - asks Python again; fresh: nothing is answered yet
   */
  constructor(element, form, ask) {
    this.#element = element
    this.#form = form
    this.#ask = ask
    element.addEventListener('click', event => this.#clicked(event.target.closest('[data-guide]')))
  }

  get active() { return this.#element.classList.contains('btt-calc__form--guided') }
  get skipped() { return [...this.#skipped] }

  start(fresh) {
    this.#element.classList.add('btt-calc__form--guided')
    this.#skipped.clear()
    this.#trail = []
    this.#moving = true
    this.#ask(fresh)
  }

  stop() {
    this.#element.classList.remove('btt-calc__form--guided')
    this.#show(null)
  }

  /** Python's newest word on what to ask. */
  heard({ field, html }) {
    if (!this.active) return
    this.#next = field
    if (this.#moving) {
      this.#moving = false
      morphInto(this.#element.querySelector('[data-part="guide-why"]'), html)
      this.#show(field)
    } else this.#mark(this.#current)
  }

  #clicked(button) {
    const step = button?.dataset.guide
    if (step === 'skip') this.#skipped.add(this.#current)
    if (step === 'next' || step === 'skip') {
      if (this.#current) this.#trail.push(this.#current)
      this.#moving = true
      this.#ask(false)
    }
    if (step === 'back' && this.#trail.length) {
      const field = this.#trail.pop()
      this.#skipped.delete(field)
      this.#show(field)
    }
  }

  #show(field) {
    this.#current = field
    this.#mark(field)
    this.#element.querySelector('[data-guide="back"]').disabled = this.#trail.length === 0
    for (const step of ['next', 'skip']) this.#element.querySelector(`[data-guide="${step}"]`).disabled = field === null
    if (!this.active) return
    const control = field && this.#form.querySelector(`[data-field="${CSS.escape(field)}"]`)
    const wanted = control?.querySelector('input:checked, select, input') ?? this.#element.querySelector('[data-part="guide-why"]')
    wanted.focus({ preventScroll: true })
  }

  #mark(field) {
    for (const each of this.#form.querySelectorAll('[data-field]')) {
      each.classList.toggle('btt-field--asked', each.dataset.field === field)
    }
  }
}
