// The two places where text becomes something that a browser runs or parses, under Trusted Types.

// A page makes a policy once; the scripts on it share this one.
const policy = globalThis.bttPolicy ??= globalThis.trustedTypes?.createPolicy('btt-page', {
  createHTML: text => text, // only ever the output of our own renderer, which escapes
  createScriptURL: url => {
    const own = url.startsWith('blob:') || new URL(url, document.baseURI).origin === new URL(location.href).origin
    if (!own) throw new TypeError('foreign script')
    return url
  }
})

/** @param {string} html - from the renderer; @returns {NodeList} its nodes, not yet in the page */
export function nodesOf(html) {
  const template = document.createElement('template')
  template.innerHTML = policy ? policy.createHTML(html) : html
  return template.content.childNodes
}

/** @param {string} url - of this site; @returns {Worker} */
export function workerOf(url) {
  return new Worker(scriptUrl(url))
}

/** @param {string} url - of this site; what the browser takes as the address of a script */
export function scriptUrl(url) {
  return policy ? policy.createScriptURL(url) : url
}
