// The decision map: its dot goes to places that Python worked out, and says what Python wrote for them.

const SVG = {
  x: (part, { x }) => part.setAttribute('x', `${x}%`),
  y: (part, { y }) => part.setAttribute('y', `${y}%`),
  top: (part, { top }) => part.setAttribute('y', `${top}%`),
  bottom: (part, { bottom }) => part.setAttribute('y', `${bottom}%`),
  stem: (part, { y }) => part.setAttribute('y1', `${y}%`),
  whisker: (part, { top, bottom }) => { part.setAttribute('y1', `${top}%`); part.setAttribute('y2', `${bottom}%`) },
  callout: (part, { x, drop }) => { part.setAttribute('x', `${x}%`); part.setAttribute('y', `${drop}%`) },
  shift: (part, { shift }) => part.setAttribute('x', shift),
  width: (part, { width }) => part.setAttribute('width', width),
  order: (part, { order }) => { part.dataset.order = order },
  number: (part, { order }) => { part.textContent = order },
  words: (part, { words }) => { part.textContent = words },
  lead: (part, { lead }) => { part.textContent = lead },
  range: (part, { range }) => { part.textContent = range },
  ghost: () => {}
}

export class DecisionMap {
  #section; #moved; #typed; #morph; #made = { key: null, places: [], ways: {} }; #now = null; #held = false; #started = null

  /**
   * @param {Element} section - what holds the map
   * @param {(volume: string) => void} moved - told the volume that the dot was brought to
   * @param {((text: string) => void)|null} typed - told what was typed on the axis; null: nothing can be
   * @param {(element: Element, html: string) => void} morph - brings new HTML into the section
   */
  constructor(section, moved = () => {}, typed = null, morph = null) {
    this.#section = section
    this.#moved = moved
    this.#typed = typed
    this.#morph = morph
    section.addEventListener('input', ({ target }) => { if (target === this.#slider) this.#to(this.#made.places[target.value]) })
    section.addEventListener('change', ({ target }) => { if (target === this.#slider) this.#rest() })
    section.addEventListener('keydown', event => this.#key(event))
    section.addEventListener('click', ({ target }) => this.#clicked(target))
    section.addEventListener('focusout', ({ target }) => { if (target === this.#field) target.hidden = true })
    section.addEventListener('pointerdown', ({ target }) => { this.#held = target === this.#slider })
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => { this.#held = false })
    for (const kind of ['pointerover', 'focusin']) {
      section.addEventListener(kind, ({ target }) => { if (target.closest?.('[data-way]')) this.#point(target.closest('[data-way]')) })
    }
  }

  #find(selector) { return this.#section.querySelector(selector) }
  #all(selector) { return this.#section.querySelectorAll(selector) }
  get #slider() { return this.#find('.btt-dmap__slider') }
  get #field() { return this.#find('.btt-dmap__type') }
  get #plot() { return this.#find('.btt-dmap__plot') }

  /** The lines that are to be seen are of other answers than these: they wait. */
  expect(key) { this.#busy(key !== this.#find('.btt-dmap')?.dataset.key) }

  #busy(busy) {
    this.#section.setAttribute('aria-busy', String(busy))
    if (this.#slider) this.#slider.disabled = busy || !this.#made.places.length
  }

  /** @param {object} made - key, html where there is something new to see, places by stop, case, ways by number */
  show(made) {
    if (!made.html || this.#held) return
    const other = made.key !== this.#made.key
    this.#made = made
    if (other) this.#started = null
    const focused = document.activeElement === this.#slider
    const said = this.#find('[data-map="say"]')?.textContent
    this.#morph(this.#section, made.html)
    this.#ready(made.case)
    if (!other) this.#find('[data-map="say"]').textContent = said
    if (focused) this.#slider.focus({ preventScroll: true })
  }

  /** The same for a map that the page was built with. */
  adopt(made) {
    this.#made = made
    this.#ready(made.case)
  }

  #ready(place) {
    this.#busy(false)
    this.#now = place
    this.#set(place)
    this.#slider.value = place.stop
    this.#showStart()
  }

  #to(place) {
    this.#started ??= this.#now
    this.#now = place
    this.#set(place)
    this.#showStart()
    this.#moved(place.volume)
  }

  #set(place) {
    for (const part of this.#all('[data-dot]')) SVG[part.dataset.dot](part, place)
    const order = String(place.order)
    for (const line of this.#all('.btt-dmap__line')) line.classList.toggle('btt-dmap__line--here', line.dataset.order === order)
    this.#all('.btt-dmap__ground').forEach((ground, number) => ground.classList.toggle('btt-dmap__ground--here', number === place.ground))
    this.#all('[data-decade]').forEach((decade, number) => {
      decade.dataset.decade = place.covers.includes(number) ? 'covered' : place.covers_narrow.includes(number) ? 'narrow' : ''
    })
    this.#plot.dataset.here = order
    this.#slider.setAttribute('aria-valuetext', place.say)
  }

  /** A ring stands where the dot was before somebody moved it, and a button leads back. */
  #showStart() {
    const start = this.#started
    const moved = start !== null && start.volume !== this.#now.volume
    this.#plot.toggleAttribute('data-moved', moved)
    const back = this.#find('.btt-dmap__back')
    back.hidden = !moved
    if (!moved) return
    const ghost = this.#find('.btt-dmap__ghost')
    ghost.setAttribute('x', `${start.x}%`)
    ghost.setAttribute('y', `${start.y}%`)
    back.textContent = `${back.dataset.words} ${start.words}`
  }

  #rest() { this.#find('[data-map="say"]').textContent = this.#now.say }

  #back() {
    if (!this.#started) return
    const start = this.#started
    this.#slider.value = start.stop
    this.#to(start)
    this.#rest()
    this.#slider.focus({ preventScroll: true })
  }

  #key(event) {
    const { target, key } = event
    if (target === this.#field) return this.#fieldKey(event)
    if (target.closest('[data-way]')) return this.#nameKey(event)
    if (target !== this.#slider) return
    const far = event.shiftKey && { ArrowLeft: 'back', ArrowDown: 'back', ArrowRight: 'on', ArrowUp: 'on' }[key]
    if (far) {
      target.value = this.#made.places[target.value][far]
      this.#to(this.#made.places[target.value])
      this.#rest()
    } else if (key === 'Escape' && this.#started) this.#back()
    else if (key === 'Enter' && this.#typed) this.#type()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  #type() {
    const field = this.#field
    field.style.insetInlineStart = `${this.#now.x}%`
    field.value = this.#now.words
    field.hidden = false
    field.select()
    field.focus()
  }

  #fieldKey(event) {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    this.#started ??= this.#now
    if (event.key === 'Enter') this.#typed(this.#field.value)
    this.#slider.focus()
  }

  /** One stop of the tabulator for all names; arrows go from one to the next. */
  #nameKey(event) {
    const name = event.target.closest('[data-way]')
    const next = { ArrowDown: name.nextElementSibling, ArrowUp: name.previousElementSibling }[event.key]
    if (event.key === 'Escape') this.#find('[data-map="say"]').textContent = ''
    if (!next) return
    event.preventDefault()
    name.setAttribute('tabindex', '-1')
    next.setAttribute('tabindex', '0')
    next.focus()
  }

  #point(name) {
    const words = this.#made.ways[name.dataset.order]
    if (words) this.#find('[data-map="say"]').textContent = words
  }

  #clicked(target) {
    if (target.closest('.btt-dmap__back')) this.#back()
    const name = target.closest('[data-way]')
    if (name) this.#point(name)
    if (target.closest('.btt-dmap__pill') && this.#typed) this.#type()
  }
}
