// In each page of `build.py serve`: waits for the next build, and shows what keeps it from being made.

/** @type {HTMLElement | null} */
let overlay = null

/** Shows a fault over the page, with its place; nothing of it is markup. @param {string} fault */
function show(fault) {
  overlay?.remove()
  overlay = document.createElement('section')
  overlay.setAttribute('role', 'alert')
  const head = document.createElement('strong')
  head.textContent = 'Not built; this page is the last good one'
  const text = document.createElement('pre')
  text.textContent = fault
  const close = document.createElement('button')
  close.textContent = 'Close'
  close.addEventListener('click', () => overlay?.remove())
  overlay.append(head, text, close)
  Object.assign(overlay.style, {
    position: 'fixed', inset: 'auto 0 0 0', zIndex: '9999', maxHeight: '60vh', overflow: 'auto',
    padding: '16px', background: '#7f1d1d', color: '#ffffff', font: '14px/1.5 monospace',
  })
  Object.assign(text.style, { whiteSpace: 'pre-wrap', margin: '8px 0', color: 'inherit' })
  document.body.append(overlay)
}

let seen = null
for (;;) {
  try {
    const now = await (await fetch(`/__version?seen=${seen}`)).text()
    const fault = now === seen ? null : await (await fetch('/__fault')).text()
    if (fault) show(fault)
    else if (seen !== null && now !== seen) location.reload()
    seen = now
  } catch {
    await new Promise(done => setTimeout(done, 1000))
  }
}
