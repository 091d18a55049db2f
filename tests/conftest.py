"""Settings for all tests."""

import os

from hypothesis import settings

# No deadline: a busy machine is not a fault. In CI a failure must be repeatable.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
