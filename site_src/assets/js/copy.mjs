// The button of a block of code copies it; where browsers can't, there is none.

const SHOWN = 2000 // ms that the button says what it did

function prepare(button) {
  const { copied, failed } = button.dataset
  const name = button.textContent
  let back = 0
  const say = words => {
    button.textContent = words
    clearTimeout(back)
    back = setTimeout(() => { button.textContent = name }, SHOWN)
  }
  const code = button.parentElement.querySelector('code')
  button.addEventListener('click', () => navigator.clipboard.writeText(`${code.textContent.trimEnd()}\n`).then(() => say(copied), () => say(failed)))
}

for (const button of document.querySelectorAll('.btt-copy')) navigator.clipboard ? prepare(button) : button.remove()
