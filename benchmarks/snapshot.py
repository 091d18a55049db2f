"""How much of the memory snapshot the predictors take, by building it with and without them.

What is left out: the modules that `predict` and the page on what fits bring, and of the knowledge
what they alone read. The last line is JSON: bytes of the copies in gzip and brotli. It fails where
the share is above its limit.
"""

import json
import re
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from builder.runtime.folders import FIRST, LIBRARY, page_files
from builder.runtime.reached import reached
from builder.runtime.snapshot import SNAPSHOT, write_bytecode, write_snapshot
from builder.runtime.wheels import write_zip

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "build" / "runtime"
KNOWLEDGE = "calculator/knowledge.json"
MOST_BYTES = 150_000  # that the predictors may take, packed with brotli
OURS = ("calculator/", "view/")
TEMPLATE = "view/templates/tool_fit.html.j2"
CUT = (  # lines that lead to the doors, and what stands for the names that they brought
    ("calculator/__init__.py", r"^( *)from calculator\.physics\.predict.*\n", r"\1pass\n"),
    ("calculator/tools/commands.py", r"^ *from calculator\.tools\.fit(_words)? import.*\n", ""),
    ("calculator/tools/commands.py", r"\bfit_words\b", "None"),
    ("view/tools.py", r"^from view\.fit import.*\n", ""),
    ("view/tools.py", r"\bfit_(answer|sentence)\b", "None"),
)
TABLES = ("vocabularies", "predictor_fields", "networks")
FAMILY = "llama-3"  # the one that bills read as well
NEED = re.compile(r'\bAssumed\(\s*"([^"]+)"')


def main() -> int:
    """Build both and print what each takes."""
    files = page_files(ROOT)
    sizes = {"with": _built(files), "without": _built(_without(files))}
    share = {name: size - sizes["without"][name] for name, size in sizes["with"].items()}
    for name, found in {**sizes, "share": share}.items():
        print(f"{name:10}" + "".join(f"{found[each]:12,} {each}" for each in found))
    told = {f"{name}_bytes": size for name, size in sizes["with"].items()}
    print(json.dumps(told | {f"predictors_{name}_bytes": size for name, size in share.items()}))
    return 0 if share["brotli"] <= MOST_BYTES else 1


def _built(files: Mapping[str, bytes]) -> dict[str, int]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_zip(folder / "sources.zip", files)
        packages = folder / "packages.zip"
        write_bytecode(folder / "sources.zip", packages, strip=True)
        write_snapshot(ROOT, BUILT / "pyodide", BUILT / "work" / LIBRARY, packages, folder)
        packed = folder / SNAPSHOT
        copy = packed.with_name(f"{SNAPSHOT}.br")
        plain = packages.with_name("snapshot.plain")
        return {"plain": plain.stat().st_size, "gzip": packed.stat().st_size,
                "brotli": copy.stat().st_size}  # fmt: skip


def _without(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files as if there were no predictors."""
    texts = dict(files)
    for path, line, instead in CUT:
        text, cuts = re.subn(line, instead, texts[path].decode(), flags=re.MULTILINE)
        if not cuts:
            raise ValueError(f"{path}: nothing like {line} to cut")
        texts[path] = text.encode()
    del texts[TEMPLATE]
    others = {path: content for path, content in texts.items() if not path.startswith(OURS)}
    kept = reached(FIRST, {path: texts[path] for path in texts.keys() - others.keys()}) | others
    gone = [texts[path].decode() for path in texts.keys() - kept.keys()]
    if not gone:
        raise ValueError("nothing is left out: another module leads to the predictors")
    sources = [content.decode() for path, content in kept.items() if path.endswith(".py")]
    alone = {*_needs(gone)} - {*_needs(sources)}
    known = _without_predictors(json.loads(kept[KNOWLEDGE]), tuple(alone))
    return {**kept, KNOWLEDGE: json.dumps(known, ensure_ascii=False).encode()}


def _needs(sources: list[str]) -> list[str]:
    return [found for source in sources for found in NEED.findall(source)]


def _without_predictors(known: dict[str, Any], needs: tuple[str, ...]) -> dict[str, Any]:
    """Knowledge without what only predictors read.

    Args:
        known: the whole of it.
        needs: ids of assumptions that no other module declares, or beginnings of such.
    """
    chips = {name: chip for name, chip in known["accelerators"].items() if chip.get("rents")}
    numbers = {name: each for name, each in known["assumptions"].items()
               if each["group"] != "physics" or not name.startswith(needs)}  # fmt: skip
    return {
        **known,
        **{name: {} for name in TABLES},
        "architectures": {FAMILY: known["architectures"][FAMILY]},
        "accelerators": chips,
        "assumptions": numbers,
        "tools": {name: tool for name, tool in known["tools"].items() if name != "fit"},
    }


if __name__ == "__main__":
    sys.exit(main())
