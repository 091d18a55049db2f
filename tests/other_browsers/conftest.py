"""What tests in the other browsers share."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import SITE
from tests.other_browsers.engines import ENGINES, Engine


@pytest.fixture(scope="module", params=sorted(ENGINES))
def engine(request) -> Iterator[Engine]:
    """One browser for all tests of a file."""
    assert (SITE / "index.html").exists(), "run `make build` first"
    with ENGINES[request.param]() as opened:
        yield opened
