// Runs requests through the calculator inside Pyodide on Node: JSON lines in, JSON lines out.
// usage: node evaluate.mjs FOLDER < requests.jsonl; the folder holds pyodide/ and runtime/
import path from 'node:path'
import readline from 'node:readline'
import { loadPyodide } from 'pyodide'

const folder = path.resolve(process.argv[2])
const pyodide = await loadPyodide({
  lockFileURL: path.join(folder, 'runtime', 'pyodide-lock.json'),
  packageBaseUrl: path.join(folder, 'runtime') + path.sep,
  stdLibURL: path.join(folder, 'pyodide', 'python_stdlib.zip'),
})
await pyodide.loadPackage('borrow-tune-or-train', { messageCallback: () => {} })
const evaluate = pyodide.runPython(`
from calculator.packed import load_knowledge
import json
from calculator.api import evaluate
knowledge = load_knowledge()
lambda request: evaluate(json.loads(request), knowledge, knowledge.as_of).to_json()
`)
for await (const line of readline.createInterface({ input: process.stdin })) {
  // Waits until it is written: else all of it would be kept until the input ends.
  await new Promise(resolve => process.stdout.write(`${evaluate(line)}\n`, resolve))
}
