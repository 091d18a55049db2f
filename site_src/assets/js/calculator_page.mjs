// The calculator page: form, address and Python are joined here, and nothing is worked out.

import { Address } from './address.mjs'
import { clearField, focusField, readForm, showProblems, showUnknowns } from './form.mjs'
import { Guide } from './guide.mjs'
import { morphInto } from './morph.mjs'
import { Newest } from './newest.mjs'
import { CalculatorClient } from './python_client.mjs'
import { Takeaway } from './takeaway.mjs'
import { takeWorker } from './worker_start.mjs'

const PAUSE = 80 // ms without a change before the ranges are worked out

class CalculatorPage {
  constructor(element) {
    this.element = element
    this.form = this.part('form')
    this.address = new Address()
    this.client = new CalculatorClient(takeWorker, progress => this.showProgress(progress))
    this.requests = new Newest(request => this.ask(request))
    this.guide = new Guide(this.part('questions'), this.form, fresh => this.askForGuide(fresh))
    this.field = null
    this.billed = null
    this.failures = 0
    this.drawn = new Map()
    this.later = 0
    this.afterDraw = null
  }

  part(name) { return this.element.querySelector(`[data-part="${name}"]`) }

  start() {
    this.form.addEventListener('submit', event => event.preventDefault())
    this.form.addEventListener('input', event => this.changed(event))
    this.element.addEventListener('change', event => this.chosen(event.target))
    this.part('preset').addEventListener('change', event => this.choosePreset(event.target))
    this.element.addEventListener('click', event => this.clicked(event))
    this.address.onChange(text => this.open(text))
    this.part('ways').hidden = false
    this.takeaway = new Takeaway(this.part('tools'), this)
    this.element.dataset.live = 'starting'
    this.open(this.address.text)
  }

  open(text) {
    this.field = null
    this.requests.put({ do: 'open', address: text })
  }

  /** A scenario from a file. */
  load(text) {
    this.field = 'file'
    this.requests.put({ do: 'load', text })
  }

  changed(event) {
    if (!event.target.name) return
    this.field = event.target.name
    showUnknowns(this.form)
    this.requests.put({ do: 'answer', values: readForm(this.form) })
  }

  /** Guided or full: two ways over one state. */
  chooseWay(way) {
    for (const button of this.part('ways').querySelectorAll('[data-way]')) {
      button.setAttribute('aria-pressed', String(button.dataset.way === way))
    }
    if (way === 'guided') this.guide.start(this.address.text === '')
    else this.guide.stop()
  }

  askForGuide(fresh) {
    this.field = 'guide'
    if (fresh) this.requests.put({ do: 'open', address: '', blank: true })
    else this.requests.put({ do: 'answer', values: readForm(this.form) })
  }

  /** Ranges follow once nothing newer is asked; until then what they replace is marked as old. */
  askForRest() {
    clearTimeout(this.later)
    this.later = setTimeout(() => this.requests.put({ do: 'answer', detail: 'full', values: readForm(this.form) }), PAUSE)
  }

  chosen(select) {
    if (select.dataset.part === 'bill') {
      this.billed = select.value
      this.askForRest()
    }
    if (select.dataset.part === 'set-number' && select.value) this.edit({ set: select.value }, `a.${select.value}`)
  }

  /** Numbers set by hand and lines of one's own: Python adds their fields to the form. */
  edit(what, shown) {
    this.field = `edit ${JSON.stringify(what)}`
    this.afterDraw = () => this.form.querySelector(`[data-own="${CSS.escape(shown)}"] input, [data-own]:last-of-type input`)?.focus()
    this.requests.put({ do: 'edit', values: readForm(this.form), ...what })
  }

  choosePreset(select) {
    this.field = `preset ${select.selectedIndex}`
    this.requests.put({ do: 'open', address: select.value })
  }

  clicked(event) {
    const clear = event.target.closest('[data-clear]')
    if (clear) clearField(this.form, clear.dataset.clear)
    const set = event.target.closest('[data-set]')
    if (set) {
      this.showAnswer(false)
      if (this.guide.active) this.chooseWay('full')
      this.edit({ set: set.dataset.set }, `a.${set.dataset.set}`)
    }
    const drop = event.target.closest('[data-drop]')
    if (drop) this.edit({ drop: drop.dataset.drop }, '')
    if (event.target.closest('[data-add]')) this.edit({}, 'new')
    const way = event.target.closest('[data-way]')
    if (way) this.chooseWay(way.dataset.way)
    const link = event.target.closest('[data-field-link]')
    if (link) {
      event.preventDefault()
      if (this.guide.active) this.chooseWay('full')
      this.showAnswer(false)
      focusField(this.form, link.dataset.fieldLink)
    }
    if (event.target.closest('[data-part="bar"]')) {
      event.preventDefault()
      this.showAnswer(true)
    }
    if (event.target.closest('[data-part="close"]')) this.showAnswer(false)
  }

  /** @returns {Promise<object>} Python's answer; what every request needs is added here */
  askPython(request) {
    const today = new Date().toISOString().slice(0, 10)
    const { root } = this.element.dataset
    const { skipped } = this.guide
    return this.client.ask({ detail: 'quick', today, root, skipped, billed: this.billed, ...request })
  }

  /** Ask Python and draw what it says, unless something newer waits. */
  async ask(request) {
    clearTimeout(this.later)
    try {
      const answer = await this.askPython(request)
      this.failures = 0
      if (!this.requests.waits || answer.form !== undefined) await this.draw(answer)
      if (!this.requests.waits && !answer.settled) this.askForRest()
    } catch (error) {
      this.showFailure(error, request)
    }
  }

  async draw(answer) {
    if (answer.form !== undefined) {
      morphInto(this.form, answer.form)
      showUnknowns(this.form)
      this.afterDraw?.()
      this.afterDraw = null
    }
    showProblems(this.form, answer.problems)
    this.address.show(answer.address, this.field)
    this.guide.heard(answer.guide)
    this.say(answer.announce)
    if (answer.focus) focusField(this.form, answer.focus)
    for (const [name, html] of Object.entries(answer.parts)) {
      if (this.drawn.get(name) === html) continue
      this.drawn.set(name, html)
      morphInto(this.part(name), html)
      await new Promise(resolve => setTimeout(resolve)) // a task each, so that no key has to wait
    }
    this.part('money').classList.toggle('btt-old', !answer.settled)
    this.part('progress').hidden = true
    this.element.dataset.live = 'yes'
    this.element.dataset.settled = String(answer.settled)
  }

  say(sentence) {
    const place = this.part('announce')
    if (place.textContent !== sentence) place.textContent = sentence
  }

  showProgress({ stage, share }) {
    const place = this.part('progress')
    place.hidden = false
    place.querySelector('progress').value = share
    place.querySelector('[data-part="stage"]').textContent = place.dataset[stage] ?? ''
  }

  /** A lost worker is started again once; then the reader is told and the page stays as it was built. */
  showFailure(error, request) {
    this.failures += 1
    const again = error.lost && this.failures <= 2
    const place = this.part('progress')
    place.hidden = false
    place.querySelector('[data-part="stage"]').textContent = again ? place.dataset.again : place.dataset.failed
    if (again && !this.requests.waits) this.requests.put(request)
    if (!again) {
      this.element.dataset.live = 'failed'
      console.error(error)
    }
  }

  /** On a narrow screen the answer opens over the form. */
  showAnswer(open) {
    const box = this.part('answer-box')
    if (open === box.classList.contains('btt-calc__answer--open')) return
    box.classList.toggle('btt-calc__answer--open', open)
    document.documentElement.classList.toggle('btt-answer-open', open)
    const target = open ? box.querySelector('[data-part="close"]') : this.part('bar')
    target.focus({ preventScroll: true })
  }
}

const element = document.querySelector('[data-btt-calculator]')
if (element) {
  const page = new CalculatorPage(element)
  addEventListener('keydown', event => { if (event.key === 'Escape') page.showAnswer(false) })
  page.start()
}
