"""What `build.py serve` answers: faults for the page, its own names alone, any path at all."""

import functools
import http.client
import http.server
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.drafts import Drafts
from builder.serve import Handler, State

FAULT = "content/terms/token.yaml:6:1: unknown key 'defnition'"
PAGE = "<!doctype html><title>Page</title><body><h1>Good</h1></body>"


def refused() -> int:
    print(FAULT, file=sys.stderr)
    return 1


def broken() -> int:
    raise KeyError("log-bytes")


def made() -> int:
    print("built site/")
    return 0


class Local:
    """A running server and its state."""

    def __init__(self, server: http.server.ThreadingHTTPServer, state: State) -> None:
        self.port, self.state = server.server_address[1], state

    def ask(self, path: str, host: str | None = None, method: str = "GET") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, "/", skip_host=True)
        connection._buffer[0] = f"{method} {path} HTTP/1.1".encode("latin-1")  # as it stands
        if host is None:
            host = f"localhost:{self.port}"
        if host:
            connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Local]:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    state = State()
    handler = functools.partial(Handler, state=state, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Local(server, state)
        server.shutdown()


@pytest.mark.parametrize(
    ("build", "words"), [(refused, FAULT), (broken, "KeyError: 'log-bytes'"), (made, "")]
)
def test_what_keeps_a_draft_from_being_made_is_kept_for_the_page(build, words):
    drafts = Drafts(build)
    good = drafts.make()
    drafts.close()

    assert good is not bool(words)
    assert words in drafts.fault
    assert bool(drafts.fault) is bool(words)


def test_a_fault_is_told_to_who_waits_and_gone_with_the_next_build(local):
    local.state.advance(FAULT)
    assert local.ask("/__version?seen=0") == (200, "1")
    assert local.ask("/__fault") == (200, FAULT)

    local.state.advance()
    assert local.ask("/__fault") == (200, "")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "localhost:1"])
def test_a_name_of_this_machine_is_answered(local, host):
    status, page = local.ask("/index.html", host)

    assert status == 200
    assert "/__reload.js" in page


@pytest.mark.parametrize("path", ["/index.html", "/__version?seen=x", "/__fault", "/__reload.js"])
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "localhost.evil.example", ""]
)
def test_a_name_of_elsewhere_gets_nothing(local, path, host):
    status, text = local.ask(path, host)

    assert status == 403
    assert "Good" not in text
    assert local.ask("/", host, "HEAD")[0] == 403


@pytest.mark.parametrize(
    "path",
    ["/%00", "/a%00.html", "/" + "a" * 5_000, "/" + "a/" * 5_000, "/%ed%a0%80",
     "/..%2f..%2fetc/passwd", "/index.html/x", "//", "/%", "/nothing"],
)  # fmt: skip
def test_no_path_ends_in_a_traceback(local, path, capfd):
    assert local.ask(path)[0] in (200, 301, 404)
    assert local.ask(path, method="HEAD")[0] in (200, 301, 404)
    assert local.ask("/index.html")[0] == 200
    assert "Traceback" not in capfd.readouterr().err
