// The row of tools: copy the link, keep and compare scenarios, save and load files, print.

import { readForm } from './form.mjs'
import { morphInto } from './morph.mjs'
import { KeptScenarios } from './scenarios.mjs'

const MOST_COMPARED = 4
const LARGEST_FILE = 1_000_000 // bytes; a scenario with everything set by hand has a tenth of that

export class Takeaway {
  #element; #page; #kept = new KeptScenarios(() => this.#list())

  /**
   * @param {Element} element - the tools
   * @param {object} page - the calculator page: form, address, client, `load(text)`, `open(text)`
   */
  constructor(element, page) {
    this.#element = element
    this.#page = page
    element.addEventListener('click', event => this.#clicked(event.target.closest('button')))
    element.addEventListener('submit', event => this.#submitted(event))
    element.addEventListener('change', event => this.#changed(event.target))
    addEventListener('keydown', event => this.#key(event))
    addEventListener('afterprint', () => this.#printed())
    this.#list()
  }

  #part(name) { return this.#element.querySelector(`[data-part="${name}"]`) }

  async #clicked(button) {
    const { export: format, tool, open, rename, forget } = button?.dataset ?? {}
    if (format) await this.#export(format, button)
    if (tool === 'link') await this.#copyLink()
    if (tool === 'print') await this.#print(button)
    if (tool === 'embed') await this.#copyEmbed()
    if (tool === 'compare') await this.#compare(button)
    if (open) this.#page.open(open)
    if (rename) this.#rename(rename)
    if (forget) this.#say(this.#kept.drop(forget) ? 'forgotten' : 'not-stored')
    if (forget) this.#list()
  }

  #submitted(event) {
    event.preventDefault()
    const field = event.target.elements.namedItem('kept-name')
    const name = field.value.trim()
    if (!name) return field.focus()
    this.#say(this.#kept.keep(name, this.#page.address.text) ? 'kept' : 'not-kept')
    field.value = ''
    this.#list()
  }

  async #changed(input) {
    if (input.type !== 'file' || !input.files.length) return
    const [file] = input.files
    if (file.size > LARGEST_FILE) this.#say('too-large')
    else this.#page.load(await file.text())
    input.value = ''
  }

  async #copyLink() {
    try {
      await navigator.clipboard.writeText(location.href)
      this.#say('copied')
    } catch {
      this.#say('not-copied')
    }
  }

  /** A frame with this scenario for the reader's own page, and the script that gives it its height. */
  async #copyEmbed() {
    const frame = new URL('../embed/index.html', location.href)
    frame.searchParams.set('view', 'picture')
    frame.hash = this.#page.address.text
    const shown = document.createElement('iframe')
    const title = this.#page.part('case').querySelector('.btt-case__name b').textContent
    const attributes = { 'data-model-choice': '', src: frame.href, title, width: '100%', height: '900' }
    for (const [name, value] of Object.entries(attributes)) shown.setAttribute(name, value)
    const script = new URL('model-choice.js', frame).href
    const line = `${shown.outerHTML}<script src="${script}" defer></script>`
    try {
      await navigator.clipboard.writeText(line)
      this.#say('embed-copied')
    } catch {
      this.#say('embed-not-copied')
    }
  }

  /** The browser's own key prints the sheet as well. */
  #key(event) {
    if (event.key !== 'p' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
    event.preventDefault()
    this.#print(this.#element.querySelector('[data-tool="print"]'))
  }

  async #print(button) {
    const answer = await this.#busy(button, { do: 'sheet', values: readForm(this.#page.form), link: location.href })
    if (answer) {
      morphInto(this.#page.part('sheet'), answer.html)
      document.documentElement.classList.add('btt-printing')
    }
    window.print()
  }

  #printed() {
    document.documentElement.classList.remove('btt-printing')
    morphInto(this.#page.part('sheet'), '')
  }

  async #export(format, button) {
    const file = await this.#busy(button, {
      do: 'export', format, values: readForm(this.#page.form), link: location.href
    })
    if (file) save(file)
  }

  /** The two approaches as a picture for a slide. @param {string} format - svg or png */
  async savePair(format, button) {
    const { values, link } = { values: readForm(this.#page.form), link: location.href }
    const file = await this.#busy(button, { do: 'export', format: 'pair', values, link, ...this.#page.pair.chosen })
    if (file) save(format === 'png' ? await asPng(file) : file)
  }

  async #compare(button) {
    const ticked = [...this.#element.querySelectorAll('[name="compared"]:checked')].map(each => each.value)
    const scenarios = [{ name: this.#part('kept').dataset.now, address: this.#page.address.text }]
    scenarios.push(...this.#kept.all.filter(({ name }) => ticked.includes(name)))
    if (scenarios.length < 2) return this.#say('tick-some')
    this.#say(scenarios.length > MOST_COMPARED ? 'only-four' : '')
    const answer = await this.#busy(button, { do: 'compare', scenarios: scenarios.slice(0, MOST_COMPARED) })
    if (!answer) return
    await this.#page.wholeForm() // it stands above: what came later would push the table away
    const place = this.#page.part('compare')
    morphInto(place, answer.html)
    place.hidden = false
    place.querySelector('h2').focus()
  }

  /** Ask Python with the button marked as busy; a failure is said and nothing is returned. */
  async #busy(button, request) {
    button.setAttribute('aria-busy', 'true')
    try {
      return await this.#page.askPython(request)
    } catch (error) {
      console.error(error)
      this.#say('failed')
      return null
    } finally {
      button.removeAttribute('aria-busy')
    }
  }

  #rename(from) {
    const row = [...this.#part('kept').children].find(each => each.dataset.name === from)
    const field = row.querySelector('[name="new-name"]')
    if (field.hidden) {
      field.hidden = false
      field.value = from
      field.focus()
      return
    }
    const to = field.value.trim()
    if (!to) return field.focus()
    if (to !== from && this.#kept.has(to)) return this.#say('name-taken')
    this.#say(this.#kept.rename(from, to) ? 'renamed' : 'not-stored')
    this.#list()
  }

  #list() {
    const place = this.#part('kept')
    const pattern = this.#part('kept-row')
    place.replaceChildren(...this.#kept.all.map(({ name, address }) => {
      const row = pattern.content.firstElementChild.cloneNode(true)
      row.dataset.name = name
      row.querySelector('[name="compared"]').value = name
      row.querySelector('[data-part="kept-name"]').textContent = name
      row.querySelector('[data-open]').dataset.open = address || '#'
      row.querySelector('[data-rename]').dataset.rename = name
      row.querySelector('[data-forget]').dataset.forget = name
      for (const label of row.querySelectorAll('.btt-sr-only')) label.textContent = ` ${name}`
      return row
    }))
  }

  /** One of the sentences that the page brings. */
  #say(which) {
    const place = this.#part('tools-say')
    place.textContent = place.dataset[which.replace(/-(.)/g, (_, letter) => letter.toUpperCase())] ?? ''
  }
}

/** A picture that needs nothing else, in its own size. */
async function asPng({ name, text }) {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
  canvas.getContext('2d').drawImage(image, 0, 0)
  return { name: name.replace('.svg', '.png'), type: 'image/png', base64: canvas.toDataURL('image/png').split(',')[1] }
}

/** @param {{name: string, type: string, text?: string, base64?: string}} file - saved as a download */
export function save({ name, type, text, base64 }) {
  const content = base64 === undefined ? text : Uint8Array.from(atob(base64), c => c.charCodeAt(0))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([content], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
