// Filters a list of entries by words and by what a choice names; what is folded opens while it is looked through.

class ListFilter {
  constructor(form) {
    this.entries = [...document.querySelectorAll(form.dataset.filterList)].map(node => ({ node, text: node.textContent.toLowerCase() }))
    this.groups = [...document.querySelectorAll('.btt-group')]
    this.fields = [...form.elements].filter(each => each.matches('input, select'))
    this.count = form.querySelector('[role="status"]')
    form.addEventListener('submit', event => event.preventDefault())
    form.addEventListener('input', () => this.apply())
    this.apply() // a browser may have kept what stood in the fields
  }

  apply() {
    const words = this.fields.flatMap(({ tagName, value }) => tagName === 'SELECT' ? [value] : value.split(/\s+/)).filter(Boolean).map(each => each.toLowerCase())
    let shown = 0
    for (const { node, text } of this.entries) {
      node.hidden = !words.every(word => text.includes(word))
      if (!node.hidden) shown += 1
    }
    for (const group of this.groups) {
      group.hidden = !this.entries.some(({ node }) => !node.hidden && group.contains(node))
      const fold = group.querySelector(':scope > details')
      if (fold && words.length) fold.open = true
    }
    this.count.textContent = shown === this.entries.length ? `${shown} entries` : `${shown} of ${this.entries.length} entries`
  }
}

document.querySelectorAll('[data-filter-list]').forEach(form => new ListFilter(form))
