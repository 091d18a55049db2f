"""Runs inside Pyodide before the snapshot is taken: import all, answer once, drop what is stale."""

import functools
import gc
import importlib
import linecache
import random
import sys
import zipimport

PACKAGES = "/packages.zip"

sys.path.insert(0, PACKAGES)
importlib.import_module("view.page").warm_up()

# What the calculator remembers of one scenario is quicker worked out again than fetched.
for remembered in gc.get_objects():
    cache = isinstance(remembered, functools._lru_cache_wrapper)
    if cache and remembered.__module__.startswith("calculator."):
        remembered.cache_clear()
importlib.import_module("calculator.costs.kept_physics").forget()
importlib.import_module("calculator.decision.priced").forget()
importlib.import_module("calculator.decision.rulebook").forget()

random.seed(0)  # nothing may use it, but its state is in the snapshot
# The page has neither of the two zip files; what is not imported by now must fail at once.
sys.path.remove(PACKAGES)
sys.path_importer_cache.clear()
zipimport._zip_directory_cache.clear()  # type: ignore[attr-defined]
linecache.clearcache()
sys._clear_internal_caches()
gc.collect()
gc.freeze()  # what is there now stays for good: no answer has to wait for it to be looked through
