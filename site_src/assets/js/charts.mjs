// The charts of the page: draws those in view with rows from Python, and saves them.
// The drawing itself is a script of its own, fetched when the first chart comes near the screen.

import { scriptUrl } from './trusted.mjs'
import { save } from './takeaway.mjs'

export class Charts {
  #page; #script; #newest = {}; #drawn = new Map(); #near = new Set(); #loading = null; #observer; #rounds = 0

  /**
   * @param {Element} page - holds the figures
   * @param {string} script - address of the drawing script
   * @param {(link: object) => void} follow - told where a bar leads that was clicked
   */
  constructor(page, script, follow) {
    this.#page = page
    this.#script = script
    this.#observer = new IntersectionObserver(seen => this.#seen(seen), { rootMargin: '200px' })
    page.addEventListener('click', event => this.#clicked(event.target.closest('[data-save-chart]')))
    page.addEventListener('click', ({ target }) => {
      const link = target.__data__?.datum?.link // Vega keeps the row of each mark at its element
      if (link && target.closest('[data-chart-picture]')) follow(link)
    })
    // Every answer changes the height; only another width asks for other pictures.
    let width = 0
    new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width !== width) this.#drawAll()
      width = contentRect.width
    }).observe(page)
  }

  /**
   * @param {Record<string, object>} charts - by name: kind, rows, title, data
   * @param {boolean} [built] - whether the pictures that the page came with are of these answers
   */
  show(charts, built = false) {
    this.#newest = charts
    for (const picture of this.#pictures()) {
      this.#observer.observe(picture)
      // Out of sight it waits, and shows nothing of other answers until it is drawn.
      const { chartPicture: name } = picture.dataset
      if (!built && this.#drawn.get(name)?.chart !== charts[name]) picture.setAttribute('aria-busy', 'true')
    }
    this.#drawAll()
  }

  #pictures() { return this.#page.querySelectorAll('[data-chart-picture]') }

  #seen(entries) {
    for (const { target, isIntersecting } of entries) {
      this.#near[isIntersecting ? 'add' : 'delete'](target.dataset.chartPicture)
    }
    this.#drawAll()
  }

  /** Draw what is near the screen; the page says when nothing is left to draw. */
  async #drawAll() {
    if (!this.#near.size || !Object.keys(this.#newest).length) return
    this.#page.dataset.drawn = 'no'
    this.#rounds += 1
    try {
      await this.#drawNear(await this.#load())
    } finally {
      this.#rounds -= 1
      if (!this.#rounds) this.#page.dataset.drawn = 'yes'
    }
  }

  async #drawNear(drawing) {
    for (const picture of this.#pictures()) {
      const name = picture.dataset.chartPicture
      if (!this.#near.has(name)) continue
      const chart = this.#newest[name]
      const width = picture.clientWidth
      const state = this.#drawn.get(name)
      if (!chart || !width || (state?.chart === chart && state.width === width && state.picture === picture)) continue
      this.#drawn.set(name, { chart, width, picture })
      await drawing.draw(picture, chart, width)
      if (this.#newest[name] === chart) picture.removeAttribute('aria-busy')
      await new Promise(resolve => setTimeout(resolve)) // a task for each chart
    }
  }

  #load() {
    this.#loading ??= new Promise((resolve, reject) => {
      const script = document.createElement('script')
      script.src = scriptUrl(this.#script)
      script.onload = () => resolve(globalThis.bttDrawing)
      script.onerror = () => { this.#loading = null; reject(new Error('the charts could not be loaded')) }
      document.head.append(script)
    })
    return this.#loading
  }

  async #clicked(button) {
    if (!button) return
    const { saveChart: format, of: name } = button.dataset
    const figure = button.closest('[data-chart]')
    const link = location.href
    if (format === 'csv') save({ name: `${name}.csv`, type: 'text/csv', text: csvOf(figure.querySelector('table')) })
    else {
      const drawing = await this.#load()
      const words = [figure.querySelector('figcaption').textContent, document.querySelector('.btt-footing p').textContent, link]
      const picture = figure.querySelector('[data-chart-picture]')
      save({ name: `${name}.${format}`, ...(await drawing.file(picture, format, words)) })
    }
  }
}

/** The cells of a table as they stand there. */
function csvOf(table) {
  const quoted = text => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return [...table.rows].map(row => [...row.cells].filter(cell => !('noCsv' in cell.dataset)).map(cell => quoted(cell.textContent)).join(',')).join('\n') + '\n'
}
