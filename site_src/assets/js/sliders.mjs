// The sliders: each handle goes to stops that Python worked out, and says what Python wrote for them.

export class Sliders {
  #section; #moved; #morph; #stops = {}; #held = false

  /**
   * @param {Element} section - what holds the sliders
   * @param {(id: string, text: string, isInput: boolean) => void} moved - told what a number is to be
   * @param {(element: Element, html: string) => void} morph - brings new HTML into the section
   */
  constructor(section, moved, morph) {
    this.#section = section
    this.#moved = moved
    this.#morph = morph
    section.addEventListener('input', ({ target }) => { if (target.type === 'range') this.#to(target) })
    section.addEventListener('change', ({ target }) => { if (target.type === 'range') this.#rest(target) })
    section.addEventListener('pointerdown', ({ target }) => { this.#held = target.type === 'range' })
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => { this.#held = false })
  }

  #all(selector) { return [...this.#section.querySelectorAll(selector)] }

  /** While somebody moves one of them, they stay the same five with the same stops, as typed, by id. */
  get kept() {
    if (!this.#section.contains(document.activeElement)) return {}
    return Object.fromEntries(Object.entries(this.#stops).map(([id, stops]) => [id, stops.map(({ text }) => text)]))
  }

  /** The curves that are to be seen are of other answers than these: they wait. */
  expect(key) { this.#section.setAttribute('aria-busy', String(key !== this.#section.dataset.key)) }

  /** @param {object} made - key, html and the stops by id */
  show({ key, html, stops }) {
    if (!html || this.#held) return
    this.#stops = stops
    const focused = document.activeElement
    const id = this.#section.contains(focused) ? focused.closest('[data-slider]')?.dataset.slider : null
    this.#morph(this.#section, html)
    this.#section.dataset.key = key
    this.#section.setAttribute('aria-busy', 'false')
    for (const slider of this.#all('[data-slider]')) {
      const range = slider.querySelector('input')
      range.value = range.getAttribute('value')
      this.#fill(range)
    }
    if (id && document.activeElement !== focused) this.#section.querySelector(`[data-slider="${CSS.escape(id)}"] input`)?.focus({ preventScroll: true })
  }

  #at(range) {
    const slider = range.closest('[data-slider]')
    return { slider, stop: this.#stops[slider.dataset.slider][range.value] }
  }

  #fill(range) { range.style.setProperty('--at', `${this.#at(range).stop.x}%`) }

  #to(range) {
    const { slider, stop } = this.#at(range)
    const part = name => slider.querySelector(`[data-slide="${name}"]`)
    part('words').textContent = stop.words
    part('dot').setAttribute('cx', `${stop.x}%`)
    part('dot').setAttribute('cy', `${stop.y}%`)
    part('stem').setAttribute('x1', `${stop.x}%`)
    part('stem').setAttribute('x2', `${stop.x}%`)
    part('stem').setAttribute('y1', `${stop.y}%`)
    slider.querySelector('.btt-slider__plot').dataset.order = stop.order
    range.setAttribute('aria-valuetext', stop.say)
    this.#fill(range)
    this.#moved(slider.dataset.slider, stop.text, slider.dataset.kind === 'input')
  }

  #rest(range) {
    this.#held = false
    this.#to(range)
    this.#section.querySelector('[data-slide="say"]').textContent = this.#at(range).stop.say
  }
}
