// A small calculator: Python starts with the first touch of the form, or at once for an address with values.

import { focusField, readForm } from './form.mjs'
import { LivePage } from './live_page.mjs'

class ToolPage extends LivePage {
  start() {
    super.start()
    this.form.addEventListener('focusin', () => this.begin(), { once: true })
    if (this.address.text) this.open(this.address.text)
  }

  /** Load Python while the reader types; the page shows its example until then. */
  begin() {
    if (this.element.dataset.live === 'no') this.element.dataset.live = 'starting'
    this.client.start()
  }

  get more() { return { ...super.more, tool: this.element.dataset.tool } }

  changed(event) {
    this.field = event.target.name
    this.requests.put({ do: 'answer', values: readForm(this.form) })
  }

  clicked(event) {
    const link = event.target.closest('[data-field-link]')
    if (!link) return
    event.preventDefault()
    focusField(this.form, link.dataset.fieldLink)
  }
}

const element = document.querySelector('[data-tool]')
if (element) new ToolPage(element).start()
