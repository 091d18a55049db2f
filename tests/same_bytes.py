"""Scenarios by chance, asked of the page's own Python in a browser and of CPython."""

import json
import random
from collections.abc import Callable
from typing import Any

from calculator.packed import load_knowledge
from tests.browser.conftest import SITE
from tests.measure_page import samples_said
from tests.random_scenarios import random_texts
from view.page import Page
from view.stages import FIRST_REQUEST

EVERY = 1000
AT_ONCE = 15  # in one call of a browser, which has to answer in time on a busy machine
FULL = 10  # one in so many is asked with its ranges
DETAILS = ("first", "quick")  # the others, in turns
# The body of an asynchronous function, on any page one folder below the root.
ASK = """
  async function started() {{
    const {{ files }} = await (await fetch('../assets/start.json')).json()
    const fetched = async name => (await fetch('../' + files.find(each => each.endsWith(name))))
    const wasm = await (await fetched('pyodide.asm.wasm')).arrayBuffer()
    const packed = (await fetched('snapshot.bin')).body
    const plain = new Response(packed.pipeThrough(new DecompressionStream('gzip')))
    const worker = new Worker('../assets/{worker}')
    worker.postMessage({{ part: {{ name: 'module', value: await WebAssembly.compile(wasm) }} }})
    worker.postMessage({{ part: {{ name: 'snapshot', value: await plain.arrayBuffer() }} }})
    return worker
  }}
  const python = window.python ??= await started()
  const answers = []
  for (const [id, request] of {requests}.entries()) {{
    answers.push(await new Promise((done, fail) => {{
      python.onmessage = ({{ data }}) => {{
        if ('crash' in data || 'lost' in data) fail(new Error(data.crash ?? data.lost))
        if ('answer' in data) done(data.answer)
      }}
      python.postMessage({{ id, request }})
    }}))
  }}
  return answers
"""


def requests(count: int) -> list[str]:
    """What the page would ask, the same in every run."""
    knowledge, rng = load_knowledge(), random.Random(8)
    return [
        json.dumps({
            **FIRST_REQUEST, "do": "answer", "built": False, "values": random_texts(knowledge, rng),
            "detail": DETAILS[i % FULL % 2] if i % FULL else "full", "today": "2026-11-21",
        })
        for i in range(count)
    ]  # fmt: skip


def measured_differently(run: Callable[[str], Any]) -> list[str]:
    """The requests of measuring the samples that a browser answers with other bytes."""
    (worker,) = (SITE / "assets").glob("python_worker*.js")
    said, found = samples_said(), []
    for start in range(0, len(said), AT_ONCE):
        part = said[start : start + AT_ONCE]
        asked = json.dumps([request for request, _ in part])
        answers = run(ASK.format(worker=worker.name, requests=asked))
        assert len(answers) == len(part)
        found += [
            r[:200] for (r, ours), theirs in zip(part, answers, strict=True) if ours != theirs
        ]
    return found


def differing(run: Callable[[str], Any], count: int) -> list[str]:
    """The requests that a browser answers with other bytes; `run` runs a script in its page."""
    (worker,) = (SITE / "assets").glob("python_worker*.js")
    page, found = Page(load_knowledge()), []
    asked = requests(count)
    for start in range(0, count, AT_ONCE):
        part = asked[start : start + AT_ONCE]
        answers = run(ASK.format(worker=worker.name, requests=json.dumps(part)))
        assert len(answers) == len(part)
        found += [r for r, answer in zip(part, answers, strict=True) if answer != page.answer(r)]
    return found
