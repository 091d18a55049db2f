// The calculator page: form, address and Python are joined here, and nothing is worked out.

import { breather } from './breather.mjs'
import { Charts } from './charts.mjs'
import { Choices } from './choices.mjs'
import { DecisionMap } from './decision_map.mjs'
import { clearField, focusField, readForm, showEchoes, showIdle, showProblems, showUnknowns } from './form.mjs'
import { Guide } from './guide.mjs'
import { LivePage } from './live_page.mjs'
import { morphInto, morphPieces } from './morph.mjs'
import { layOut, painted } from './opening.mjs'
import { Pair } from './pair.mjs'
import { Sliders } from './sliders.mjs'
import { barAwayFrom, tabs } from './tabs.mjs'
import { nodesOf } from './trusted.mjs'
import { Takeaway } from './takeaway.mjs'

const PICTURES = ['map', 'sliders', 'pair'] // what follows when an answer is settled
const AWAITED = ['case', 'headline', 'answer', 'money', 'charts', 'more']
const VOLUME = 'requests_per_month'
const PAUSE = 80 // ms without a change before what nobody waits for is worked out, such as the map

class CalculatorPage extends LivePage {
  constructor(element) {
    super(element)
    this.guide = new Guide(this.part('questions'), this.form, (fresh, answers) => this.askForGuide(fresh, answers))
    this.choices = new Choices(this.form, (field, value) => this.askPython({ do: 'choices', field, value }))
    this.billed = null
    this.base = null // the example that the case began with; Python says which
    this.later = 0
    this.afterDraw = null
  }

  start() {
    super.start()
    this.element.addEventListener('change', event => this.chosen(event.target))
    this.part('preset').addEventListener('change', event => this.choosePreset(event.target))
    // What the page was built without comes when a fold is opened.
    this.element.addEventListener('toggle', ({ target }) => { if (target.open && 'later' in target.dataset) this.askForRest() }, true)
    this.part('ways').hidden = false
    if (this.awaited) this.waitForCase()
    tabs(this.part('tabs'))
    barAwayFrom(this.part('headline'), this.part('bar'))
    const drawing = new URL(this.element.dataset.charts, document.baseURI).href
    this.charts = new Charts(this.element, drawing, link => this.follow(link))
    this.map = new DecisionMap(this.part('decision-map'), text => this.setAnswer(VOLUME, text), text => this.setAnswer(VOLUME, text), morphInto)
    this.sliders = new Sliders(this.part('sliders'), (id, text, isInput) => isInput ? this.setAnswer(id, text) : this.setNumber(id, text), morphInto)
    this.pair = new Pair(this.part('pair'), () => this.askForPair(), morphInto)
    this.takeaway = new Takeaway(this.part('tools'), this)
    this.element.dataset.live = 'starting'
    // Python must not come before the first paint; who has begun to answer meanwhile goes on.
    painted().then(() => this.begin())
  }

  /** An example of the address is called by its name meanwhile. */
  waitForCase() {
    for (const name of AWAITED) this.part(name).setAttribute('aria-busy', 'true')
    const place = this.element.querySelector('.btt-awaited')
    const example = [...this.part('preset').options].find(each => each.value && each.value === this.address.text)
    if (example) place.textContent = `${place.dataset.named} ${example.text}`
    if (!this.address.text) place.textContent = place.dataset.blank
  }

  /** Who follows a link to the questions has a case of their own. */
  begin() {
    if (!this.address.text && location.hash === `#${this.part('questions').id}`) this.startOver()
    else if (this.address.text || this.field === null) this.open(this.address.text)
  }

  /** A scenario from a file. */
  load(text) {
    this.field = 'file'
    this.requests.put({ do: 'load', text, values: readForm(this.form) })
  }

  changed(event) {
    if (!event.target.name) return
    this.field = event.target.name
    showUnknowns(this.form)
    this.requests.put({ do: 'answer', values: readForm(this.form) })
  }

  /** The groups of the form that the page was built without, and long lists, once; what stands in them stays. */
  wholeForm() {
    this.whole ??= this.fillForm().catch(error => {
      console.error(error)
      this.whole = null // the next settled answer tries again
    })
    return this.whole
  }

  async fillForm() {
    const { groups, lists } = await this.askPython({ do: 'form', values: readForm(this.form) })
    const breathe = breather()
    for (const place of this.form.querySelectorAll('[data-later-group]')) {
      const held = [...place.querySelectorAll('input')]
      place.replaceWith(...nodesOf(groups[place.dataset.laterGroup]))
      for (const { name, value } of held) this.form.elements.namedItem(name).value = value
      await breathe()
    }
    for (const [name, html] of Object.entries(lists)) await morphPieces(this.part(name), html, breathe)
    showProblems(this.form, this.told)
    if (this.idle) showIdle(this.form, this.idle) // a page as it was built is told later
    showEchoes(this.form, this.echoes)
    this.formDrawn()
  }

  /** Guided or full: two ways over one state. */
  chooseWay(way, fresh = this.address.text === '') {
    for (const button of this.part('ways').querySelectorAll('[data-way]')) {
      button.setAttribute('aria-pressed', String(button.dataset.way === way))
    }
    if (way === 'guided') this.guide.start(fresh)
    else {
      this.guide.stop()
      this.element.removeAttribute('data-money-later')
    }
  }

  showFailure(error, request) {
    super.showFailure(error, request)
    if (this.element.dataset.live === 'failed') this.guide.release()
  }

  askForGuide(fresh, answers = {}) {
    this.field = 'guide'
    if (fresh) this.requests.put({ do: 'open', address: '', blank: true, answers })
    else this.requests.put({ do: 'answer', values: readForm(this.form) })
  }

  /** A fold was opened, or another bill chosen: the whole answer, once nothing newer is asked. */
  askForRest() { this.askLater('full', PAUSE) }

  /** The next stage of the answer to the same values. */
  askLater(detail, pause) {
    clearTimeout(this.later)
    this.element.dataset.settled = 'false'
    const ask = () => this.requests.put({ do: 'answer', detail, steps: true, values: readForm(this.form), told: this.told })
    this.later = setTimeout(ask, pause)
  }

  chosen(select) {
    if (select.dataset.part === 'bill') {
      this.billed = select.value
      this.askForRest()
    }
    if (['numbers', 'physics'].includes(select.dataset.part) && select.value) {
      this.edit({ set: select.value }, `a.${select.value}`)
      select.value = ''
    }
  }

  /** Numbers set by hand and lines of one's own: Python adds their fields to the form. */
  edit(what, shown) {
    this.field = `edit ${JSON.stringify(what)}`
    this.afterDraw = () => this.showOwn(shown)
    this.requests.put({ do: 'edit', values: readForm(this.form), ...what })
  }

  /** The caret on the likely one of three numbers, what stands there marked: one number is enough. */
  showOwn(shown) {
    const own = this.form.querySelector(`[data-own="${CSS.escape(shown)}"], [data-own]:last-of-type`)
    const field = own?.querySelector('[name$=".likely"]') ?? own?.querySelector('input')
    field?.focus()
    field?.select()
  }

  /** Where a bar or an amount of a chart leads: a field, a number to set, or lines of a bill. */
  follow({ field, set, bill, group }) {
    if (field || set) this.showForm()
    if (field) this.wholeForm().then(() => focusField(this.form, field))
    if (set) this.edit({ set }, `a.${set}`)
    if (bill) this.openBill(bill, group)
  }

  showForm() {
    if (this.guide.active) this.chooseWay('full')
  }

  openBill(approach, group) {
    this.opening = group
    if (this.part('bill').value === approach) return this.openLines()
    this.billed = approach
    this.askForRest()
  }

  openLines() {
    const lines = this.element.querySelectorAll(`.btt-line[data-group="${CSS.escape(this.opening ?? '')}"]`)
    this.opening = null
    for (const line of lines) line.open = true
    lines[0]?.querySelector('summary').focus()
  }

  choosePreset(select) {
    this.field = `preset ${select.selectedIndex}`
    this.requests.put({ do: 'open', address: select.value })
  }

  clicked(event) {
    const clear = event.target.closest('[data-clear]')
    if (clear) clearField(this.form, clear.dataset.clear)
    const set = event.target.closest('[data-set]')
    if (set) this.follow({ set: set.dataset.set })
    const bill = event.target.closest('[data-bill-link]')
    if (bill) {
      event.preventDefault()
      this.follow({ bill: bill.dataset.billLink, group: bill.dataset.group })
    }
    const undo = event.target.closest('[data-undo]')
    if (undo) this.undo(undo.dataset)
    if (event.target.closest('[data-start-over]')) this.startOver()
    const drop = event.target.closest('[data-drop]')
    if (drop) this.edit({ drop: drop.dataset.drop }, '')
    if (event.target.closest('[data-add]')) this.edit({}, 'new')
    const picture = event.target.closest('[data-pair-file]')
    if (picture) this.takeaway.savePair(picture.dataset.pairFile, picture)
    const way = event.target.closest('[data-way]')
    if (way) this.chooseWay(way.dataset.way)
    const carry = event.target.closest('[data-carry]')
    if (carry) carry.hash = this.address.text // the scenario goes along and comes back
    const link = event.target.closest('[data-field-link]')
    if (link) {
      event.preventDefault()
      this.follow({ field: link.dataset.fieldLink })
    }
  }

  get more() {
    return { ...super.more, detail: this.guide.active ? 'quick' : 'first', ...this.guide.asked, billed: this.billed, base: this.base }
  }

  /** An answer as the example has it. */
  undo({ undo: name, text }) {
    this.form.elements.namedItem(name).value = text
    this.form.querySelector(`[name="${CSS.escape(name)}"]`).dispatchEvent(new Event('input', { bubbles: true }))
    this.part('case').querySelector('[data-start-over]').focus()
  }

  /** Nothing is answered yet: the way of newcomers, in their words. */
  startOver() {
    this.part('preset').value = ''
    this.chooseWay('guided', true)
  }

  /** The dot of the map and the handle of a slider are further handles of a field. */
  setAnswer(name, text) {
    const field = this.form.elements.namedItem(name)
    field.value = text
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }

  /** The likely one of three numbers: its fields come with the first change. */
  setNumber(name, text) {
    if (this.form.elements.namedItem(`a.${name}.likely`)) return this.setAnswer(`a.${name}.likely`, text)
    this.field = `edit ${name}`
    this.requests.put({ do: 'edit', values: readForm(this.form), set: name, to: text })
  }

  askForPair() { this.requests.put({ do: 'pair', values: readForm(this.form), ...this.pair.chosen }) }

  /** The map follows in small steps once nobody asks for anything else, and the sliders after it. */
  async askForPicture(request) {
    try {
      const made = await this.askPython(request)
      if (this.requests.waits) return
      const picture = this[request.do]
      picture.show(made)
      if (request.do === 'map' && made.html) this.shown(this.part('decision-map'))
      if (made.more) this.requests.put(request)
      else if (request.do === 'map') this.requests.put({ ...request, do: 'sliders', keep: this.sliders.kept })
      else if (request.do === 'sliders') this.askForPair()
    } catch (error) {
      this.showFailure(error, request)
    }
  }

  /** Old at once, whatever asks: a field, a choice of ways, an address, a file. A picture may still be under way. */
  wanted(request) { if (!PICTURES.includes(request.do)) this.element.dataset.settled = 'false' }

  ask(request) {
    if (PICTURES.includes(request.do)) return this.askForPicture(request)
    clearTimeout(this.later)
    return super.ask(request)
  }

  /** The next stage for a form that stands already: in steps, so whoever edits meanwhile waits for one of them at most. */
  followUp(request, answer) {
    if (request.do !== 'answer' || answer.settled || this.guide.active || this.requests.waits) return null
    return this.inSteps({ ...request, detail: answer.explained ? 'full' : 'quick', steps: true, told: answer.problems })
  }

  answered(answer, goesOn) {
    this.told = answer.problems
    this.idle = answer.idle ?? this.idle
    this.echoes = answer.echoes
    if (this.requests.waits || goesOn) return
    if (!answer.explained && !answer.built) return this.askLater('quick', 0)
    if (!answer.settled) return this.askLater('full', answer.built || this.guide.active ? PAUSE : 0)
    this.wholeForm()
    this.later = setTimeout(() => this.requests.put({ do: 'map', values: readForm(this.form) }), PAUSE)
  }

  formDrawn() {
    this.choices.show()
    showUnknowns(this.form)
    this.afterDraw?.()
    this.afterDraw = null
  }

  heard(answer) {
    this.base = answer.base ?? this.base
    if ('step' in answer.guide && !this.requests.waits) this.guide.heard(answer.guide)
    this.element.toggleAttribute('data-money-later', this.guide.active && Boolean(answer.guide.later))
    this.map.expect(answer.map)
    this.sliders.expect(answer.sliders)
    this.pair.expect(answer.sliders)
    if (answer.focus) focusField(this.form, answer.focus)
  }

  partsDrawn(answer) {
    if (answer.settled) {
      const { recommended, title, cost, address } = answer
      document.dispatchEvent(new CustomEvent('btt:answer', { detail: { recommended, title, cost, address } }))
      this.charts.show(answer.charts, answer.built)
      if (this.opening) this.openLines()
    }
    this.part('money').classList.toggle('btt-unsettled', !answer.settled && !answer.built)
  }
}

const element = document.querySelector('[data-btt-calculator]')
if (element) {
  const page = new CalculatorPage(element)
  page.start()
  layOut(element)
}
