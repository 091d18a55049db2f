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
from calculator.measure.judged import judged
from calculator.measure.report import PLANNED, report_on
from calculator.packed import load_knowledge
knowledge = load_knowledge()
known = judged(knowledge, knowledge.as_of)
def report(data):
    return json.dumps(report_on(data.to_bytes(), dict.fromkeys(PLANNED), known, None).to_dict())
report
`)
for (const file of files) console.log(report(new Uint8Array(fs.readFileSync(file))))
