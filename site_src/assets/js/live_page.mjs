// What every page that runs Python does: form and address in, answers out, progress and failures said.

import { Address } from './address.mjs'
import { breather } from './breather.mjs'
import { showProblems } from './form.mjs'
import { morphInto, morphPieces } from './morph.mjs'
import { Newest } from './newest.mjs'
import { CalculatorClient } from './python_client.mjs'
import { takeWorker } from './worker_start.mjs'

const PATIENCE = 1500 // ms of a start before it is shown

export class LivePage {
  constructor(element) {
    this.element = element
    this.form = this.part('form')
    this.address = new Address()
    this.client = new CalculatorClient(takeWorker, progress => this.showProgress(progress))
    this.requests = new Newest(request => this.ask(request))
    this.field = null
    this.failures = 0
    this.drawn = new Map()
  }

  part(name) { return this.element.querySelector(`[data-part="${name}"]`) }

  start() {
    this.form.addEventListener('submit', event => event.preventDefault())
    this.form.addEventListener('input', event => this.changed(event))
    this.element.addEventListener('click', event => this.clicked(event))
    this.address.onChange(text => this.open(text))
  }

  open(text) {
    this.field = null
    this.requests.put({ do: 'open', address: text, built: text === '' && this.element.dataset.live === 'starting' })
  }

  /** What goes with every request; pages add their own. */
  get more() {
    return { today: new Date().toISOString().slice(0, 10), root: this.element.dataset.root }
  }

  /** @returns {Promise<object>} Python's answer; what every request needs is added here */
  askPython(request) { return this.client.ask({ ...this.more, ...request }) }

  /** Ask Python and draw what it says, unless something newer waits. */
  async ask(request) {
    try {
      const answer = await this.askPython(request)
      this.failures = 0
      answer.built = request.built
      if (!this.requests.waits || answer.form !== undefined) await this.draw(answer)
      this.answered(answer)
    } catch (error) {
      this.showFailure(error, request)
    }
  }

  // For pages that do more: after the form was drawn anew, before and after the parts of an answer
  // are drawn, and at the end of an answer, drawn or not.
  formDrawn() {}
  heard() {}
  partsDrawn() {}
  answered() {}

  async draw(answer) {
    if (answer.form !== undefined) {
      morphInto(this.form, answer.form)
      this.formDrawn()
      await new Promise(resolve => setTimeout(resolve)) // the form was a task of its own
    }
    showProblems(this.form, answer.problems)
    this.address.show(answer.address, this.field)
    this.heard(answer)
    this.say(answer.announce)
    const breathe = breather() // so that no key has to wait
    for (const [name, html] of Object.entries(answer.parts)) {
      if (this.drawn.get(name) === html) continue
      this.drawn.set(name, html)
      await morphPieces(this.part(name), html, breathe)
    }
    this.partsDrawn(answer)
    clearTimeout(this.waiting)
    this.part('progress').hidden = true
    this.element.dataset.live = 'yes'
    this.element.dataset.settled = String(answer.settled && !this.requests.waits)
    this.element.dispatchEvent(new Event('btt:drawn')) // for who measures
  }

  say(sentence) {
    const place = this.part('announce')
    if (place.textContent !== sentence) place.textContent = sentence
  }

  /** Who waits for a moment only is not shown that: the answer would move down and up again. */
  showProgress({ stage, share }) {
    const place = this.part('progress')
    this.waiting ??= setTimeout(() => { place.hidden = false }, PATIENCE)
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
}
