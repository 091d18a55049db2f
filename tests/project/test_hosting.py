"""The examples in docs/hosting serve the built site as they say: type, encoding, cache, policy."""

import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.built import free_port

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "site"
EXAMPLES = ROOT / "docs" / "hosting"
PLACE = "/srv/borrow-tune-or-train"
FOR_EVER = "public, max-age=31536000, immutable"
PORTS = {"nginx": free_port(), "caddy": free_port()}
MODULES = Path("/usr/lib/nginx/modules")
NGINX = """
{modules}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    include {folder}/site.conf;
}}
"""


def example(name: str, port: int) -> str:
    """The text of an example, for the built site and a free port."""
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    assert PLACE in text
    assert "8080" in text
    return text.replace(PLACE, str(SITE)).replace("8080", str(port))


def nginx_command(folder: Path) -> list[str]:
    modules = "".join(
        f"load_module {each};\n" for each in MODULES.glob("ngx_http_brotli_static_module.so")
    )
    if not modules:
        pytest.skip("nginx has no static brotli module here")
    (folder / "site.conf").write_text(example("nginx.conf", PORTS["nginx"]), encoding="utf-8")
    main = folder / "nginx.conf"
    main.write_text(NGINX.format(folder=folder, modules=modules), encoding="utf-8")
    return ["nginx", "-c", str(main), "-g", "daemon off;"]


def caddy_command(folder: Path) -> list[str]:
    text = "{\n\tadmin off\n}\n" + example("Caddyfile", PORTS["caddy"])
    (folder / "Caddyfile").write_text(text, encoding="utf-8")
    return ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


@pytest.fixture(scope="module", params=sorted(PORTS))
def server(request, tmp_path_factory) -> Iterator[str]:
    """The address of a real server that runs an example."""
    name = request.param
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed; `make test-all` installs it on Debian")
    folder = tmp_path_factory.mktemp(name)
    command = {"nginx": nginx_command, "caddy": caddy_command}[name](folder)
    with running(command, f"http://127.0.0.1:{PORTS[name]}/", folder / "log") as address:
        yield address


@contextmanager
def running(command: list[str], address: str, log: Path) -> Iterator[str]:
    """A server that answers at the address until the end of the block."""
    with log.open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            wait_for(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(10)


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 15
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text(encoding="utf-8"))


def headers(address: str, encoding: str = "") -> tuple[int, Mapping[str, str], bytes]:
    request = urllib.request.Request(address, headers={"Accept-Encoding": encoding})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def path_of(pattern: str) -> str:
    return next(SITE.glob(pattern)).relative_to(SITE).as_posix()


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        ("index.html", "text/html"),
        ("assets/site.*.css", "text/css"),
        ("assets/site.*.js", "text/javascript"),
        ("assets/pyodide-*/pyodide.asm.wasm", "application/wasm"),
        ("assets/start.json", "application/json"),
    ],
)
def test_a_file_has_its_type(server, pattern, kind):
    _, found, _ = headers(server + path_of(pattern))

    assert (
        found["Content-Type"].replace("application/javascript", "text/javascript").startswith(kind)
    )


@pytest.mark.parametrize(("encoding", "suffix"), [("br", ".br"), ("gzip", ".gz"), ("", "")])
@pytest.mark.parametrize("pattern", ["index.html", "assets/pyodide-*/pyodide.asm.wasm"])
def test_the_copy_that_the_browser_can_read_is_sent_as_it_is(server, encoding, suffix, pattern):
    path = path_of(pattern)
    _, found, body = headers(server + path, encoding)

    assert (found["Content-Encoding"] or "") == encoding
    assert body == (SITE / (path + suffix)).read_bytes()


@pytest.mark.parametrize(("encoding", "suffix"), [("br", ".br"), ("gzip", ""), ("", "")])
def test_the_snapshot_arrives_as_it_was_packed(server, encoding, suffix):
    path = path_of("assets/runtime-*/snapshot.bin")
    _, found, body = headers(server + path, encoding)

    assert found["Content-Encoding"] == ("br" if suffix else None)
    assert body == (SITE / (path + suffix)).read_bytes()


@pytest.mark.parametrize(
    ("pattern", "cache"),
    [
        ("index.html", "no-cache"),
        ("sw.js", "no-cache"),
        ("assets/start.json", "no-cache"),
        ("assets/site.*.js", FOR_EVER),
        ("assets/pyodide-*/pyodide.asm.js", FOR_EVER),
        ("assets/runtime-*/snapshot.bin", FOR_EVER),
    ],
)
def test_only_names_with_a_digest_are_kept_for_ever(server, pattern, cache):
    _, found, _ = headers(server + path_of(pattern))

    assert found.get_all("Cache-Control") == [cache]


@pytest.mark.parametrize("pattern", ["index.html", "assets/site.*.js"])
def test_the_policy_of_the_build_is_sent(server, pattern):
    _, found, _ = headers(server + path_of(pattern))
    wanted = re.search(r"Content-Security-Policy: (.*)", (SITE / "_headers").read_text())

    assert wanted
    assert found["Content-Security-Policy"] == wanted[1]
    assert found["X-Content-Type-Options"] == "nosniff"


def test_a_wrong_address_gives_the_page_that_says_so(server):
    status, _, body = headers(server + "no/such/page.html")

    assert status == 404
    assert b"There is no such page" in body


def test_the_lists_of_headers_are_not_served(server):
    assert headers(server + "_headers")[0] == 404
    assert headers(server + "_headers.nginx")[0] == 404
