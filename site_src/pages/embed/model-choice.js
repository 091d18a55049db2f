// <model-choice example="…" scenario="…" theme="light|dark" view="card|picture|answer|full">: the calculator in a frame that is as
// high as its content. Sends a `result` event with recommended, title and cost; with the attribute
// `tell="scenario"` also the address that holds the reader's answers, and the frame says so.
// <iframe data-model-choice src="…">: a plain frame of ours gets its height as well.
(() => {
  const frames = new URL('index.html', document.currentScript.src)

  addEventListener('message', ({ source, data, origin }) => {
    if (origin !== frames.origin || data?.source !== 'model-choice' || !Number.isFinite(data.height)) return
    for (const frame of document.querySelectorAll('iframe[data-model-choice]')) {
      if (frame.contentWindow === source) frame.height = data.height
    }
  })

  class ModelChoice extends HTMLElement {
    static observedAttributes = ['example', 'scenario', 'theme', 'tell', 'view']
    #frame = null

    connectedCallback() {
      this.#frame = document.createElement('iframe')
      this.#frame.title = this.getAttribute('title') || 'Where should our model come from?'
      Object.assign(this.#frame.style, { width: '100%', border: '0', display: 'block' })
      this.#frame.height = 900
      this.style.display = 'block'
      addEventListener('message', this)
      this.#load()
      this.replaceChildren(this.#frame)
    }

    disconnectedCallback() { removeEventListener('message', this) }

    attributeChangedCallback() { if (this.#frame) this.#load() }

    /** Only messages of the own frame count. */
    handleEvent({ source, data }) {
      if (source !== this.#frame.contentWindow || data?.source !== 'model-choice') return
      if (Number.isFinite(data.height)) this.#frame.height = data.height
      if (data.result) this.dispatchEvent(new CustomEvent('result', { detail: data.result, bubbles: true }))
    }

    #load() {
      const url = new URL(frames)
      const theme = this.getAttribute('theme')
      const example = this.getAttribute('example')
      const view = this.getAttribute('view')
      if (theme) url.searchParams.set('theme', theme)
      if (view) url.searchParams.set('view', view)
      if (this.getAttribute('tell') === 'scenario') url.searchParams.set('tell', 'scenario')
      url.hash = this.getAttribute('scenario') || (example ? `example=${encodeURIComponent(example)}` : '')
      this.#frame.src = url.href
    }
  }

  customElements.define('model-choice', ModelChoice)
})()
