// The guided path over the same form: one step at a time, the next one chosen by Python.

import { morphInto } from './morph.mjs'

const FIRST = 'task' // the step that the page is built with

export class Guide {
  #element; #early = false; #form; #ask; #step = null; #fields = []; #passed = []; #wanted = null; #moving = false; #held = false; #typed = ''

  /**
   * @param {Element} element - holds the question, the form, the buttons and the answers so far
   * @param {HTMLFormElement} form - of which the fields of one step are shown
   * @param {(fresh: boolean, answers?: Record<string, string>) => void} ask - asks Python again; fresh: nothing is answered yet but these
   */
  constructor(element, form, ask) {
    this.#element = element
    this.#form = form
    this.#ask = ask
    element.addEventListener('click', event => this.#clicked(event.target))
    element.addEventListener('keydown', event => { if (this.#held) this.#typedAhead(event) }, { capture: true })
  }

  get active() { return this.#element.classList.contains('btt-calc__form--guided') }

  /** What Python has to know: steps answered or skipped, and the one to show; null for the next. */
  get asked() { return { guided: this.active, passed: this.#passed, step: this.#moving ? this.#wanted : this.#step } }

  #part(name) { return this.#element.querySelector(`[data-part="${name}"]`) }

  start(fresh) {
    this.#element.classList.add('btt-calc__form--guided')
    this.#passed = []
    this.#go(null, fresh)
    if (fresh && this.#part('guide-why').querySelector('[data-answers]')) this.#openEarly()
  }

  /** The first question needs no Python: it can be answered at once, and the answer waits. */
  #openEarly() {
    this.#early = true
    this.#step = FIRST
    for (const tile of this.#element.querySelectorAll('[data-answers]')) tile.setAttribute('aria-pressed', 'false')
    this.#hold(false)
    this.#element.querySelector('[data-guide="back"]').disabled = true
  }

  stop() {
    this.#early = false
    this.#moving = false
    this.release()
    this.#element.classList.remove('btt-calc__form--guided')
    this.#step = null
    this.#fields = []
    this.#mark()
  }

  /** Python's newest word on what to ask. */
  heard({ step, fields, html, given }) {
    if (!this.active) return
    morphInto(this.#part('guide-why'), html)
    morphInto(this.#part('guide-given'), given)
    const moved = this.#moving
    this.#moving = this.#early = false
    this.#hold(false)
    this.#step = step
    this.#fields = fields
    this.#mark()
    if (moved) this.#show()
  }

  #go(step, fresh = false, answers = {}) {
    this.#wanted = step
    this.#moving = true
    this.#typed = ''
    this.#hold(true)
    this.#part('guide-why').focus({ preventScroll: true })
    this.#ask(fresh, answers)
  }

  /** Nothing more will come: whoever waits may go on. */
  release() {
    this.#typed = ''
    this.#hold(false)
  }

  #hold(held) {
    this.#held = held
    this.#element.toggleAttribute('data-held', held)
    this.#part('guide-why').setAttribute('aria-busy', String(held))
    if (!held) this.#element.removeAttribute('data-kept')
  }

  /** Until the next question is there, keys belong to it: none may answer the old one or press its button. */
  #typedAhead(event) {
    const { key } = event
    if (key === 'Tab' || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    if (key.length === 1) this.#typed += key
    else if (key === 'Backspace') this.#typed = this.#typed.slice(0, -1)
  }

  /** What was typed ahead stands in the new field; where there is none to type in, it is dropped. */
  #land(control) {
    const typed = this.#typed.trim()
    this.#typed = ''
    if (!typed || !control.matches('input[inputmode]')) return
    control.value = typed
    control.dispatchEvent(new Event('input', { bubbles: true }))
  }

  #pass() { if (this.#step && !this.#passed.includes(this.#step)) this.#passed.push(this.#step) }

  #clicked(target) {
    if (this.#held) return
    const step = target.closest('[data-guide]')?.dataset.guide
    const tile = target.closest('[data-answers]')
    const { guideTo } = target.closest('[data-guide-to]')?.dataset ?? {}
    if (this.#early && (tile || step === 'next' || step === 'skip')) return this.#keep(tile)
    if (tile) {
      for (const [name, text] of Object.entries(JSON.parse(tile.dataset.answers))) this.#form.elements.namedItem(name).value = text
    }
    if (tile || step === 'next' || step === 'skip') {
      this.#pass()
      this.#go(null)
    } else if (step === 'back' && this.#passed.length) this.#go(this.#passed.pop())
    else if (guideTo) this.#go(guideTo)
  }

  /** Answered before Python could hear it. @param {?Element} tile - that was chosen */
  #keep(tile) {
    this.#early = false
    this.#pass()
    tile?.setAttribute('aria-pressed', 'true')
    this.#go(null, true, tile ? JSON.parse(tile.dataset.answers) : {})
    this.#element.setAttribute('data-kept', '')
  }

  #show() {
    this.#element.querySelector('[data-guide="back"]').disabled = this.#passed.length === 0
    for (const step of ['next', 'skip']) this.#element.querySelector(`[data-guide="${step}"]`).disabled = this.#step === null
    const why = this.#part('guide-why')
    const [field] = why.querySelector('[data-answers]') ? [] : this.#fields
    const control = field && this.#form.querySelector(`[data-field="${CSS.escape(field)}"]`)
    const wanted = control?.querySelector('input:checked, select, input') ?? why
    wanted.focus({ preventScroll: true })
    this.#land(wanted)
    const { top, bottom } = this.#element.getBoundingClientRect()
    if (top < 0 || top > innerHeight || bottom < 0) this.#element.scrollIntoView()
  }

  #mark() {
    for (const each of this.#form.querySelectorAll('[data-field]')) {
      each.classList.toggle('btt-field--asked', this.#fields.includes(each.dataset.field))
    }
  }
}
