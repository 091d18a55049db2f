// Stands in the head of pages that require Trusted Types, before the theme's own script, which
// knows nothing of them. What the theme puts into the page is stripped of everything that runs.

const RUNS = 'script, iframe, frame, object, embed, base, meta, link, style'
const types = globalThis.trustedTypes
const inert = types?.createPolicy('btt-theme', { createHTML: text => text })

function harmless(html) {
  const template = document.createElement('template') // nothing in it loads or runs
  template.innerHTML = inert.createHTML(html)
  for (const element of template.content.querySelectorAll(RUNS)) element.remove()
  for (const element of template.content.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes]) {
      if (name.startsWith('on') || /^[\s\0-\x1f]*(javascript|data):/i.test(value)) element.removeAttribute(name)
    }
  }
  return template.innerHTML
}

types?.createPolicy('default', {
  createHTML: harmless,
  createScriptURL: url => {
    if (new URL(url, document.baseURI).origin !== location.origin) throw new TypeError('foreign script')
    return url
  }
})
