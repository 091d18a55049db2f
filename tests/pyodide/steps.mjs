// Times the steps of measurements inside Pyodide on Node: paths as arguments, a line of JSON for each.
// usage: node steps.mjs FOLDER FILE…; the folder holds pyodide/ and runtime/
import fs from 'node:fs'
import path from 'node:path'
import { loadPyodide } from 'pyodide'

const [folder, ...files] = process.argv.slice(2).map(each => path.resolve(each))
const pyodide = await loadPyodide({
  lockFileURL: path.join(folder, 'runtime', 'pyodide-lock.json'),
  packageBaseUrl: path.join(folder, 'runtime') + path.sep,
  stdLibURL: path.join(folder, 'pyodide', 'python_stdlib.zip')
})
await pyodide.loadPackage('borrow-tune-or-train', { messageCallback: () => {} })
// Of this thread alone: other programs and the compiler's threads are left out.
pyodide.registerJsModule('measuring', { cpu_ms: () => { const { user, system } = process.threadCpuUsage(); return (user + system) / 1000 } })
const record = pyodide.runPython(`
import json
from measuring import cpu_ms
from calculator.measure.columns import describe, suggest
from calculator.measure.judged import judged
from calculator.measure.reading import read_file
from calculator.measure.session import measure
from calculator.packed import load_knowledge
knowledge = load_knowledge()
known = judged(knowledge, knowledge.as_of)
def record(name, data):
    table = read_file(data.to_bytes())
    plan = suggest(table, describe(table))
    steps, told = measure(table, plan, known), []
    before = cpu_ms()
    while True:
        try:
            step = next(steps)
        except StopIteration:
            step = None
        now = cpu_ms()
        ms = round(now - before, 1)
        if step is None:
            return json.dumps({"file": name, "rows": table.rows, "task": plan.task, "steps": told, "last_ms": ms})
        told.append([step.kind, round(step.done, 1), ms, {k: round(v, 1) for k, v in step.left.items() if v}])
        before = now
record
`)
for (const file of files) console.log(record(path.basename(file), new Uint8Array(fs.readFileSync(file))))
