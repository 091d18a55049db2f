// Filters a table by words and by the values in its columns; without script it is a plain table.

const MOST_VALUES = 14 // a column with more different values is searched by words only

class TableFilter {
  constructor(box) {
    this.table = box.querySelector('table')
    this.rows = [...this.table.tBodies[0].rows]
    this.form = document.createElement('form')
    this.form.className = 'btt-filter__form'
    this.form.addEventListener('submit', event => event.preventDefault())
    this.form.addEventListener('input', () => this.apply())
    this.words = this.#field('Filter by words', Object.assign(document.createElement('input'), { type: 'search' }))
    this.choices = [...this.table.tHead.rows[0].cells].flatMap((cell, column) => this.#choice(cell.textContent.trim(), column))
    this.count = document.createElement('p')
    this.count.className = 'btt-filter__count'
    this.count.setAttribute('role', 'status')
    this.form.append(this.count)
    box.prepend(this.form)
    this.apply()
  }

  #field(label, control) {
    const field = document.createElement('label')
    field.className = 'btt-filter__field'
    field.append(label, control)
    this.form.append(field)
    return control
  }

  /** A choice for a column whose cells share few values. */
  #choice(label, column) {
    const values = [...new Set(this.rows.flatMap(row => valuesOf(row.cells[column])))].sort((a, b) => a.localeCompare(b, 'en'))
    if (column === 0 || values.length < 2 || values.length > MOST_VALUES) return []
    const select = document.createElement('select')
    select.append(new Option('any', ''), ...values.map(value => new Option(value, value)))
    return [{ column, select: this.#field(label, select) }]
  }

  apply() {
    const words = this.words.value.toLowerCase().split(/\s+/).filter(Boolean)
    let shown = 0
    for (const row of this.rows) {
      const text = row.textContent.toLowerCase()
      const fits = words.every(word => text.includes(word)) && this.choices.every(({ column, select }) =>
        !select.value || valuesOf(row.cells[column]).includes(select.value))
      row.hidden = !fits
      if (fits) shown += 1
    }
    this.count.textContent = shown === this.rows.length ? `${shown} rows` : `${shown} of ${this.rows.length} rows`
  }
}

/** A cell may hold several values: "text, image", or links with dots between. */
const valuesOf = cell => cell.textContent.split(/[,·]/).map(value => value.trim()).filter(value => value && value !== '–')

document.querySelectorAll('[data-filter-table]').forEach(box => new TableFilter(box))
