// Filters a table by words and by the values in its columns; without script it is a plain table.

class TableFilter {
  constructor(box) {
    this.rows = [...box.querySelector('table').tBodies[0].rows]
    this.words = box.querySelector('input')
    this.choices = [...box.querySelectorAll('select')]
    this.count = box.querySelector('[role="status"]')
    const form = box.querySelector('form')
    form.addEventListener('submit', event => event.preventDefault())
    form.addEventListener('input', () => this.apply())
    this.apply() // a browser may have kept what stood in the fields
  }

  apply() {
    const words = this.words.value.toLowerCase().split(/\s+/).filter(Boolean)
    let shown = 0
    for (const row of this.rows) {
      const text = row.textContent.toLowerCase()
      const fits = words.every(word => text.includes(word)) && this.choices.every(({ value, dataset }) =>
        !value || valuesOf(row.cells[dataset.column]).includes(value))
      row.hidden = !fits
      if (fits) shown += 1
    }
    this.count.textContent = shown === this.rows.length ? `${shown} rows` : `${shown} of ${this.rows.length} rows`
  }
}

/** Headings become buttons that sort their column, numbers by size, then the other way round. */
class TableSort {
  constructor(table) {
    this.body = table.tBodies[0]
    for (const cell of table.tHead.rows[0].cells) {
      if (!cell.textContent.trim()) continue
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'btt-sort'
      button.append(...cell.childNodes)
      cell.append(button)
      button.addEventListener('click', () => this.sort(cell))
    }
  }

  sort(cell) {
    const down = cell.getAttribute('aria-sort') === 'ascending'
    for (const other of cell.parentElement.cells) other.removeAttribute('aria-sort')
    cell.setAttribute('aria-sort', down ? 'descending' : 'ascending')
    const text = row => row.cells[cell.cellIndex].textContent.trim()
    const order = (one, other) => compared(text(one), text(other)) * (down ? -1 : 1)
    this.body.append(...[...this.body.rows].sort(order))
  }
}

/** Amounts such as $1.25 by size; what is none comes after them, by the alphabet. */
function compared(one, other) {
  const [a, b] = [one, other].map(text => parseFloat(text.replace(/^\$/, '').replaceAll(',', '')))
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b
  if (Number.isNaN(a) !== Number.isNaN(b)) return Number.isNaN(a) ? 1 : -1
  return one.localeCompare(other)
}

/** A cell may hold several values: "text, image", or links with dots between. */
const valuesOf = cell => cell.textContent.split(/[,·]/).map(value => value.trim())

document.querySelectorAll('[data-sort-table] table').forEach(table => new TableSort(table))
document.querySelectorAll('[data-filter-table]').forEach(box => new TableFilter(box))
