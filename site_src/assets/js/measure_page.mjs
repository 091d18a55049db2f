// The page on the reader's own data: hands the file to Python, asks it step by step, draws what it says.
// Nothing is kept here or sent anywhere: the file goes to the worker and is gone with the page.

import { readForm } from './form.mjs'
import { morphInto } from './morph.mjs'
import { CalculatorClient } from './python_client.mjs'
import { save } from './takeaway.mjs'
import { takeWorker } from './worker_start.mjs'

const PATIENCE = 1500 // ms of a start before it is shown
const LONGEST_STEP = 120_000 // ms of silence: a large file on a slow machine

class MeasurePage {
  constructor(element) {
    this.element = element
    this.client = new CalculatorClient(takeWorker, progress => this.showStart(progress), LONGEST_STEP)
    this.running = null
  }

  /** The sheet to print stands beside the page's own parts. */
  part(name) { return (name === 'sheet' ? document : this.element).querySelector(`[data-part="${name}"]`) }

  start() {
    this.element.addEventListener('click', event => this.clicked(event))
    this.element.addEventListener('submit', event => this.submitted(event))
    this.element.addEventListener('change', event => this.changed(event))
    const place = this.part('drop')
    place.addEventListener('dragover', event => { event.preventDefault(); place.dataset.over = 'yes' })
    place.addEventListener('dragleave', () => delete place.dataset.over)
    place.addEventListener('drop', event => {
      event.preventDefault()
      delete place.dataset.over
      const [file] = event.dataTransfer.files
      if (file) this.read(file)
    })
    this.element.dataset.live = 'ready'
    // Chosen before this script came, or put back by the browser: nobody told of it.
    this.changed({ target: this.element.querySelector('input[type="file"]') })
  }

  /** Ask Python and draw the parts that it says. @returns {Promise<object | null>} null where it is lost */
  async ask(request, file) {
    const more = { today: new Date().toISOString().slice(0, 10), root: this.element.dataset.root, address: location.hash }
    try {
      const answer = await this.client.ask({ ...more, ...request }, file)
      this.draw(answer)
      return answer
    } catch (error) {
      console.error(error)
      this.running = null
      this.showFailure(error)
      return null
    }
  }

  draw(answer) {
    clearTimeout(this.waiting)
    this.waiting = null
    this.part('progress').hidden = true
    for (const [name, html] of Object.entries(answer.parts)) morphInto(this.part(name), html)
    document.documentElement.classList.toggle('btt-printing', this.part('sheet').hasChildNodes()) // paper gets the sheet alone
    if (answer.announce) this.part('announce').textContent = answer.announce
    this.element.dataset.live = 'yes'
    if (answer.parts.errors) this.part('errors').scrollIntoView({ block: 'nearest' })
  }

  async read(file) {
    this.running = null
    const { name, size } = file
    const read = size > Number(this.element.dataset.mostBytes) ? file.slice(0, 0) : file
    const bytes = await read.arrayBuffer().catch(() => undefined) // Python says what is wrong with either
    return this.opened({ name, size }, bytes)
  }

  async opened(what, file) {
    this.running = null
    this.showRun(false)
    const answer = await this.ask({ measure: 'read', ...what }, file)
    if (answer?.parts.form) this.part('form').querySelector('h2').scrollIntoView({ block: 'nearest' })
  }

  async clicked({ target }) {
    const { do: what, sample, save: format, recover } = target.closest('button')?.dataset ?? {}
    if (sample) await this.opened({ text: this.element.querySelector(`[data-sample-text="${sample}"]`).value, name: target.textContent })
    if (what === 'pasted') await this.opened({ text: this.part('pasted').value, name: '' })
    if (what === 'stop') await this.stop()
    if (what === 'forget') await this.forget()
    if (what === 'print') print()
    if (format) await this.save(format)
    if (recover) location.reload()
  }

  async submitted(event) {
    event.preventDefault()
    const form = event.target
    if (form.dataset.part === 'form') await this.run(readForm(form))
    if (form.dataset.part === 'hosted-form') await this.ask({ measure: 'hosted', answers: form.elements.answers.value })
  }

  async changed({ target }) {
    if (target.type === 'file' && target.files.length) {
      await this.read(target.files[0])
      target.value = '' // the same file can be chosen again
    } else if (target.form === this.part('form') && !this.running) {
      const layout = 'layout' in target.dataset ? 'asked' : ''
      await this.ask({ measure: 'plan', values: { ...readForm(target.form), layout } })
    }
  }

  /** One step after the other; whoever stops or opens another file takes the turn away. */
  async run(values) {
    const turn = this.running = {}
    const began = performance.now()
    this.showRun(true)
    let answer = await this.ask({ measure: 'run', values })
    while (answer?.running && this.running === turn) {
      this.showStep(answer)
      answer = await this.ask({ measure: 'step', elapsed: Math.round(performance.now() - began) })
    }
    if (this.running !== turn) return
    this.running = null
    this.showRun(false)
    const found = this.part('answer').querySelector('#measured')
    found?.focus({ preventScroll: true })
    found?.scrollIntoView({ block: 'start' })
    this.element.dispatchEvent(new Event('btt:measured')) // for who measures
  }

  async save(format) {
    const answer = await this.ask({ measure: 'save', format })
    if (answer?.file) save(answer.file)
  }

  async stop() {
    this.running = null
    this.showRun(false)
    await this.ask({ measure: 'stop' })
  }

  async forget() {
    this.running = null
    this.part('pasted').value = ''
    await this.ask({ measure: 'forget' })
    this.part('drop').querySelector('input').focus()
  }

  showRun(shown) { this.part('run').hidden = !shown }

  showStep({ share, words }) {
    const place = this.part('run')
    place.querySelector('progress').value = share
    place.querySelector('[data-part="run-words"]').textContent = words
  }

  showStart({ stage, share }) {
    const place = this.part('progress')
    this.waiting ??= setTimeout(() => { place.hidden = false }, PATIENCE)
    place.querySelector('progress').value = share
    place.querySelector('[data-part="stage"]').textContent = place.dataset[stage] ?? ''
  }

  showFailure(error) {
    const place = this.part('progress')
    place.hidden = false
    place.querySelector('[data-part="stage"]').textContent = place.dataset[error.lost] ?? place.dataset.failed
    this.part('recover').hidden = false
    this.showRun(false)
    this.element.dataset.live = 'failed'
  }
}

const element = document.querySelector('[data-measure]')
if (element) new MeasurePage(element).start()
