// What every page that runs Python does: form and address in, answers out, progress and failures said.

import { Address } from './address.mjs'
import { breather } from './breather.mjs'
import { readForm, showEchoes, showIdle, showProblems } from './form.mjs'
import { morphInto, morphPieces } from './morph.mjs'
import { Newest } from './newest.mjs'
import { CalculatorClient } from './python_client.mjs'
import { takeWorker } from './worker_start.mjs'

const DECIMAL = (1.5).toLocaleString().replace(/\d/g, '') // . or , as the reader's language has it
const PATIENCE = 1500 // ms of a start before it is shown

export class LivePage {
  constructor(element) {
    this.element = element
    this.form = this.part('form')
    this.address = new Address()
    this.client = new CalculatorClient(takeWorker, progress => this.showProgress(progress))
    this.requests = new Newest(request => this.ask(request), request => this.wanted(request))
    this.field = null
    this.failures = 0
    this.drawn = new Map()
    this.awaited = document.documentElement.dataset.case === 'awaited'
    this.unopened = null // the address that the form does not show yet
  }

  part(name) { return this.element.querySelector(`[data-part="${name}"]`) }

  start() {
    this.form.addEventListener('submit', event => event.preventDefault())
    this.form.addEventListener('input', event => this.changed(event))
    this.element.addEventListener('click', event => {
      const { recover } = event.target.closest('[data-recover]')?.dataset ?? {}
      if (recover) this.recover(recover)
      else this.clicked(event)
    })
    this.address.onChange(text => this.open(text))
  }

  open(text) {
    this.field = null
    this.unopened = text
    this.requests.put({ do: 'open', address: text, built: text === '' && this.element.dataset.live === 'starting' })
  }

  /** What goes with every request; pages add their own. */
  get more() {
    return { today: new Date().toISOString().slice(0, 10), root: this.element.dataset.root, decimal: DECIMAL }
  }

  /** @returns {Promise<object>} Python's answer; what every request needs is added here */
  askPython(request) { return this.client.ask({ ...this.more, ...request }) }

  /** An answer that Python works out in steps: the next one is asked for unless something newer waits. */
  async inSteps(request) {
    let answer = await this.askPython(request)
    while (answer.more && !this.requests.waits) answer = await this.askPython(request)
    return answer
  }

  /** Ask Python and draw what it says, unless something newer waits; meanwhile Python works on what follows. */
  async ask(request) {
    try {
      request = await this.onTopOfAddress(request)
      for (let next = this.inSteps(request); next;) {
        const answer = await next
        if (answer.more) return
        this.failures = 0
        if (request.do === 'open' && request.address === this.unopened) this.unopened = null
        answer.built = request.built
        next = this.followUp(request, answer)
        next?.catch(() => {}) // it is told of when its turn comes
        if (!this.requests.waits || answer.form !== undefined) await this.draw(answer)
        this.answered(answer, next !== null)
      }
    } catch (error) {
      this.showFailure(error, request)
    }
  }

  /**
   * A form that does not show the scenario of the address must not be answered in its place: where an
   * address could not be opened, it is opened first, and the one field that was changed is put on top.
   */
  async onTopOfAddress(request) {
    if (!this.unopened || !request.values) return request
    const { field } = this
    await this.draw(await this.askPython({ do: 'open', address: this.unopened }))
    this.unopened = null
    this.field = field
    const control = this.form.elements.namedItem(field)
    if (control && field in request.values) control.value = request.values[field]
    return { ...request, values: readForm(this.form) }
  }

  // For pages that do more: what to ask for before an answer is drawn, after the form was drawn anew, before
  // and after the parts of an answer are drawn, and at the end of an answer, drawn or not.
  followUp() { return null }
  formDrawn() {}
  heard() {}
  partsDrawn() {}
  wanted() {}
  answered() {}

  async draw(answer) {
    if (answer.form !== undefined) {
      morphInto(this.form, answer.form)
      this.formDrawn()
      await new Promise(resolve => setTimeout(resolve)) // the form was a task of its own
    }
    showProblems(this.form, answer.problems)
    if (answer.echoes) showEchoes(this.form, answer.echoes)
    if (answer.idle) showIdle(this.form, answer.idle)
    this.address.show(answer.address, this.field)
    this.heard(answer)
    this.say(answer.announce)
    const breathe = breather() // so that no key has to wait
    for (const [name, html] of Object.entries(answer.parts)) {
      if (this.drawn.get(name) === html) continue
      this.drawn.set(name, html)
      await morphPieces(this.part(name), html, breathe)
      this.shown(this.part(name))
    }
    this.partsDrawn(answer)
    clearTimeout(this.waiting)
    this.part('progress').hidden = true
    this.element.dataset.live = 'yes'
    this.element.dataset.settled = String(answer.settled && !this.requests.waits)
    this.element.dispatchEvent(new Event('btt:drawn')) // for who measures
  }

  /** It is of this case now: where another's stood it was hidden. */
  shown(part) {
    if (!this.awaited) return
    part.dataset.fresh = ''
    part.setAttribute('aria-busy', 'false')
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

  /** A lost worker is started again once; then the reader is told what happened, and may try again. */
  showFailure(error, request) {
    this.failures += 1
    const again = error.lost && this.failures <= 2
    const place = this.part('progress')
    place.hidden = false
    place.querySelector('[data-part="stage"]').textContent = place.dataset[again ? 'again' : error.lost || 'failed']
    this.part('recover').hidden = again
    if (again && !this.requests.waits) this.requests.put(request)
    if (!again) {
      this.element.dataset.live = 'failed'
      this.failed = { error, request }
      console.error(error)
    }
  }

  /** What the buttons beside a failure do. @param {string} what - again or report */
  async recover(what) {
    if (what === 'again') {
      this.failures = 0
      this.part('recover').hidden = true
      this.requests.put(this.failed.request)
      return
    }
    const { error, request } = this.failed
    const report = { what: request.do, fault: String(error.message).slice(0, 2000), page: location.pathname, version: this.element.dataset.version, browser: navigator.userAgent }
    const place = this.part('recover-say')
    try {
      await navigator.clipboard.writeText(JSON.stringify(report, null, 1))
      place.textContent = place.dataset.copied
    } catch {
      place.textContent = place.dataset.notCopied
    }
  }
}
