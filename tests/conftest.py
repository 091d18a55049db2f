"""Settings for all tests."""

import os
import time

from hypothesis import settings

# When this run began; processes that share its tests take over the moment from the first.
STARTED = "BTT_TESTS_STARTED"
os.environ.setdefault(STARTED, str(time.time()))

# No deadline: a busy machine is not a fault. In CI a failure must be repeatable.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
