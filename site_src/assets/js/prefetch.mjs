// Whoever points at a link to the calculator, or tabs to it, is about to need Python: fetch it now.

const here = document.currentScript?.src
const SLOW = ['slow-2g', '2g']
let done = false

async function prefetch() {
  done = true
  const list = new URL('../assets/start.json', here)
  const { files } = await (await fetch(list)).json()
  for (const file of files) {
    // Read to the end, or the browser keeps nothing of it.
    fetch(new URL(`../${file}`, list)).then(answer => answer.arrayBuffer()).catch(() => {})
  }
}

function toCalculator({ target }) {
  const link = target.closest?.('a[href]')
  if (done || !link || !new URL(link.href).pathname.includes('/calculator/')) return
  const { saveData, effectiveType } = navigator.connection ?? {}
  if (!saveData && !SLOW.includes(effectiveType)) prefetch().catch(() => {})
}

if (here && location.protocol !== 'file:' && !document.querySelector('[data-btt-calculator]')) {
  for (const event of ['pointerover', 'pointerdown', 'focusin']) document.addEventListener(event, toCalculator, { passive: true })
}
