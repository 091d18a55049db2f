// Reads and marks the fields. What a value means, and whether it is right, Python says.

import { showAll } from './opening.mjs'

/** @returns {Record<string, string>} what stands in the form, by input id */
export function readForm(form) {
  const values = {}
  for (const [name, value] of new FormData(form)) values[name] = value.trim()
  return values
}

/** @param {Record<string, string>} problems - messages by input id; fields not named are fine */
export function showProblems(form, problems) {
  for (const place of form.querySelectorAll('[data-error]')) {
    const id = place.dataset.error
    const message = problems[id] ?? ''
    if (place.textContent === message) continue
    place.textContent = message
    place.closest('.btt-field').classList.toggle('btt-field--wrong', message !== '')
    for (const control of controls(form, id)) {
      if (message) control.setAttribute('aria-invalid', 'true')
      else control.removeAttribute('aria-invalid')
    }
  }
}

/** @param {Record<string, string>} echoes - how what was typed was read, by field; others need no word */
export function showEchoes(form, echoes) {
  for (const place of form.querySelectorAll('[data-echo]')) {
    const words = echoes[place.dataset.echo] ?? ''
    if (place.textContent !== words) place.textContent = words
  }
}

/** @param {string[]} idle - inputs whose answer can no longer change what is recommended */
export function showIdle(form, idle) {
  const note = form.querySelector('[data-part="idle-note"]').content.firstElementChild
  for (const field of form.querySelectorAll('[data-field]')) {
    const shown = field.querySelector('.btt-field__idle')
    if (!idle.includes(field.dataset.field)) shown?.remove()
    else if (!shown) field.querySelector('.btt-field__help').after(note.cloneNode(true))
  }
}

/** Keep every "not known" button in step with its field. */
export function showUnknowns(form) {
  for (const button of form.querySelectorAll('[data-clear]')) {
    const empty = form.elements.namedItem(button.dataset.clear).value.trim() === ''
    button.setAttribute('aria-pressed', String(empty))
  }
}

/** Empty a number field and say so to whoever listens to the form. */
export function clearField(form, id) {
  const control = form.elements.namedItem(id)
  control.value = ''
  control.dispatchEvent(new Event('input', { bubbles: true }))
  control.focus()
}

/** Bring a field into view and focus it. */
export function focusField(form, id) {
  const group = form.querySelector(`[data-field="${CSS.escape(id)}"]`)
  if (!group) return
  showAll()
  for (let box = group.closest('details'); box; box = box.parentElement.closest('details')) box.open = true
  const wanted = group.querySelector('input:checked, select, input')
  group.scrollIntoView({ block: 'center' })
  wanted?.focus({ preventScroll: true })
}

function controls(form, id) {
  const found = form.elements.namedItem(id)
  if (!found) return [...form.querySelectorAll(`[data-error="${CSS.escape(id)}"] ~ * input`)]
  return found instanceof RadioNodeList ? [...found] : [found]
}
