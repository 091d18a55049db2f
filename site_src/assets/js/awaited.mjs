// Before the first paint: where the address holds answers, or leads to the questions, what the page was built
// with is another's case. `awaited.css` hides it until Python has drawn the right one.

const text = location.hash.slice(1)
if (text.includes('=') || text === 'questions') document.documentElement.dataset.case = 'awaited'
