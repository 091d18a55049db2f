// Runs requests through the calculator inside Pyodide on Node: JSON lines in, JSON lines out.
// usage: node evaluate.mjs RUNTIME_FOLDER < requests.jsonl
import path from 'node:path'
import readline from 'node:readline'
import { loadPyodide } from 'pyodide'

const folder = path.resolve(process.argv[2]) + path.sep
const pyodide = await loadPyodide({
  lockFileURL: folder + 'pyodide-lock.json',
  packageBaseUrl: folder,
  stdLibURL: folder + 'python_stdlib.zip',
})
await pyodide.loadPackage('borrow-tune-or-train', { messageCallback: () => {} })
const evaluate = pyodide.runPython(`
from calculator.__main__ import load_knowledge
from calculator.api import evaluate_json
knowledge = load_knowledge()
lambda request: evaluate_json(request, knowledge, knowledge.as_of)
`)
for await (const line of readline.createInterface({ input: process.stdin })) {
  console.log(evaluate(line))
}
