// Use without a network: stored after a visit to the calculator, shown with its size, dropped on request.

import { scriptUrl } from './trusted.mjs'

const REFUSED = 'btt-offline-refused' // the reader dropped it: do not store it again unasked
const PAUSE = 2000 // ms after the first answer: the reader's own requests come first

class Offline {
  #registration = null; #size = ''; #asked = false

  constructor(box) {
    this.box = box
    this.root = new URL('.', new URL(box.dataset.root, document.baseURI)).href
  }

  async start() {
    this.#size = (await (await fetch(`${this.root}assets/offline.json`)).json()).size
    if (!this.#size) return // a draft
    this.#on('keep', () => this.keep())
    this.#on('drop', () => this.drop())
    this.#on('update', () => this.update())
    navigator.serviceWorker.addEventListener('message', ({ data }) => this.#told(data))
    navigator.serviceWorker.addEventListener('controllerchange', () => { if (this.#asked) location.reload() })
    this.#watch(await navigator.serviceWorker.getRegistration(this.root))
    this.box.hidden = false
    this.#keepAfterCalculator()
  }

  async keep() {
    this.#remember(null)
    this.#show('storing')
    try {
      this.#watch(await navigator.serviceWorker.register(scriptUrl(`${this.root}sw.js`), { updateViaCache: 'none' }))
    } catch {
      this.#show('failed')
    }
  }

  async drop() {
    this.#remember('yes')
    await this.#registration?.unregister()
    const names = (await caches.keys()).filter(name => name.startsWith(`btt ${this.root} `))
    await Promise.all(names.map(name => caches.delete(name)))
    this.#registration = null
    this.#show('none')
  }

  /** This tab goes on with the new version; others keep theirs until they are opened again. */
  update() {
    this.#asked = true
    this.#registration.waiting?.postMessage('take over')
  }

  /** A visit to the calculator stores the site, once Python has answered and the line is free. */
  #keepAfterCalculator() {
    const calculator = document.querySelector('[data-btt-calculator]')
    if (!calculator || this.#registration || navigator.connection?.saveData || this.#refused) return
    const live = () => {
      if (calculator.dataset.live !== 'yes') return
      watcher.disconnect()
      setTimeout(() => this.keep(), PAUSE)
    }
    const watcher = new MutationObserver(live)
    watcher.observe(calculator, { attributeFilter: ['data-live'] })
    live()
  }

  #watch(registration) {
    this.#registration = registration
    if (!registration) return this.#show('none')
    const { installing, waiting, active } = registration
    this.#show(waiting ? 'update' : active ? 'ready' : 'storing')
    this.#follow(installing)
    registration.addEventListener('updatefound', () => this.#follow(registration.installing))
  }

  #follow(worker) {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && this.#registration.active) this.#show('update')
      if (worker.state === 'activated') this.#show('ready')
      if (worker.state === 'redundant' && !this.#registration?.active) this.#show('failed')
    })
  }

  #told({ offline }) {
    if (offline === 'failed' && !this.#registration?.active) this.#show('failed')
  }

  #show(state) {
    this.box.dataset.state = state
    this.#part('state').textContent = this.#words(this.box.dataset[state])
    for (const [name, states] of Object.entries(BUTTONS)) {
      const button = this.#part(name)
      button.hidden = !states.includes(state)
      button.textContent = this.#words(button.dataset.words)
    }
  }

  #words(text) { return text.replace('{size}', this.#size) }

  #part(name) { return this.box.querySelector(`[data-part="offline-${name}"]`) }

  #on(name, act) { this.#part(name).addEventListener('click', act) }

  get #refused() {
    try { return localStorage.getItem(REFUSED) } catch { return null }
  }

  #remember(value) {
    try {
      if (value) localStorage.setItem(REFUSED, value)
      else localStorage.removeItem(REFUSED)
    } catch { /* a browser that stores nothing asks again */ }
  }
}

const BUTTONS = { keep: ['none', 'failed'], drop: ['ready', 'update'], update: ['update'] }

const box = document.querySelector('[data-btt-offline]')
// A folder and a plain http host on a network have no service workers.
if (box && navigator.serviceWorker && location.protocol !== 'file:') new Offline(box).start().catch(() => {})
