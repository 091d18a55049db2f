// Measures files inside Pyodide on Node: paths as arguments, a report a line out.
// usage: node measure.mjs FOLDER FILE…; the folder holds pyodide/ and runtime/
import fs from 'node:fs'
import path from 'node:path'
import { loadPyodide } from 'pyodide'

const [folder, ...files] = process.argv.slice(2).map(each => path.resolve(each))
const pyodide = await loadPyodide({
  lockFileURL: path.join(folder, 'runtime', 'pyodide-lock.json'),
  packageBaseUrl: path.join(folder, 'runtime') + path.sep,
  stdLibURL: path.join(folder, 'pyodide', 'python_stdlib.zip'),
})
await pyodide.loadPackage('borrow-tune-or-train', { messageCallback: () => {} })
const report = pyodide.runPython(`
import json
from calculator.learning_curve import curve_knowledge
from calculator.measure.columns import describe, suggest
from calculator.measure.reading import read_file
from calculator.measure.session import measure
from calculator.measure.steps import run_all
from calculator.packed import load_knowledge
knowledge = load_knowledge()
known = curve_knowledge(knowledge, knowledge.as_of)
def report(data):
    table = read_file(data.to_bytes())
    return json.dumps(run_all(measure(table, suggest(table, describe(table)), known)).report)
report
`)
for (const file of files) console.log(report(new Uint8Array(fs.readFileSync(file))))
