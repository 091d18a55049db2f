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

/** A cell may hold several values: "text, image", or links with dots between. */
const valuesOf = cell => cell.textContent.split(/[,·]/).map(value => value.trim())

document.querySelectorAll('[data-filter-table]').forEach(box => new TableFilter(box))
