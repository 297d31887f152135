"""The one way out, against a real server on this machine and names that resolve to anything."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from alliance.links.addresses import is_public
from alliance.links.fetch import (
    Failed,
    Fetched,
    NoSuchName,
    Policy,
    Refused,
    SentInCircles,
    TooSlow,
    fetch,
)

LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))


class Pages(BaseHTTPRequestHandler):
    """Answers for the tests; the server keeps what it was asked."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append((self.command, self.path, dict(self.headers)))  # type: ignore[attr-defined]
        page: Callable[[], None] | None = getattr(self, self.path.strip("/").split("/")[0], None)
        if page:
            page()
        else:
            self.answer(404, b"not here")

    do_HEAD = do_GET  # noqa: N815

    def do_POST(self) -> None:
        self.server.posted = self.rfile.read(int(self.headers["Content-Length"]))  # type: ignore[attr-defined]
        self.do_GET()

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def plain(self) -> None:
        if self.headers.get("If-None-Match") == '"v1"':
            self.answer(304, b"")
        else:
            self.answer(
                200,
                "Grüße".encode(),
                Content_Type="text/plain; charset=utf-8",
                ETag='"v1"',
                Last_Modified="Fri, 13 Nov 2020 12:00:00 GMT",
            )

    def packed(self) -> None:
        self.answer(200, gzip.compress(b"unpacked " * 10), Content_Encoding="gzip")

    def deflated(self) -> None:
        self.answer(200, zlib.compress(b"unpacked"), Content_Encoding="deflate")

    def bomb(self) -> None:
        self.answer(200, gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")

    def half(self) -> None:
        self.answer(200, gzip.compress(b"unpacked")[:-9], Content_Encoding="gzip")

    def not_packed(self) -> None:
        self.answer(200, b"not gzip at all", Content_Encoding="gzip")

    def brotli(self) -> None:
        self.answer(200, b"x", Content_Encoding="br")

    def large(self) -> None:
        self.answer(200, bytes(2000))

    def to(self) -> None:
        self.answer(302, b"", Location=self.path.removeprefix("/to/"))

    def round(self) -> None:
        number = int(self.path.rsplit("/", 1)[1])
        self.answer(302, b"", Location=f"/round/{number + 1}")

    def drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.drop_by_drop(b"x" * 1000)

    def drip_headers(self) -> None:
        self.drop_by_drop(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 1000)

    def drop_by_drop(self, drops: bytes) -> None:
        self.close_connection = True
        try:
            for drop in drops:
                self.wfile.write(bytes([drop]))
                time.sleep(0.05)
        except OSError:
            pass

    def nonsense(self) -> None:
        self.close_connection = True
        self.wfile.write(b"this is not HTTP\r\n\r\n")

    def log_message(self, *args: Any) -> None: ...


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as made:
        made.daemon_threads = True
        made.asked = []  # type: ignore[attr-defined]
        threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True).start()
        yield made
        made.shutdown()


@pytest.fixture
def site(server: Any) -> Site:
    server.asked.clear()
    return Site(server)


class Site:
    """The server under the name that a test gives it, and what the fetcher makes of it."""

    def __init__(self, server: Any) -> None:
        self.server = server
        self.port: int = server.server_port
        self.resolved: list[str] = []

    def fetch(self, path: str, host: str = "pages.example", **options: Any) -> Fetched:
        options = {"max_bytes": 1000, "timeout": 5, "policy": self.policy()} | options
        return fetch(f"http://{host}:{self.port}{path}", **options)

    def policy(self, *answers: Sequence[str]) -> Policy:
        """Resolves every name to this machine, or in turn to what is given."""
        left = list(answers)

        def resolve(host: str, port: int) -> Sequence[str]:
            self.resolved.append(host)
            return left.pop(0) if left else ["127.0.0.1"]

        return Policy(ports=frozenset({self.port}), also=LOOPBACK, resolve=resolve)

    @property
    def asked(self) -> list[tuple[str, str, dict[str, str]]]:
        asked: list[tuple[str, str, dict[str, str]]] = self.server.asked
        return asked


def test_a_page_is_fetched_and_tells_what_it_is(site: Site) -> None:
    page = site.fetch("/plain")
    assert (page.status, page.ok, page.body.decode()) == (200, True, "Grüße")
    assert page.content_type == "text/plain"
    assert (page.etag, page.last_modified) == ('"v1"', "Fri, 13 Nov 2020 12:00:00 GMT")
    (_, path, headers) = site.asked[0]
    assert path == "/plain"
    assert headers["host"] == f"pages.example:{site.port}"
    assert headers["user-agent"].startswith("Alliance/")


def test_a_page_that_did_not_change_is_said_not_to_have(site: Site) -> None:
    first = site.fetch("/plain")
    again = site.fetch("/plain", etag=first.etag, modified_since=first.last_modified)
    assert (again.not_modified, again.body) == (True, b"")
    assert site.asked[1][2]["if-modified-since"] == first.last_modified


def test_a_page_that_is_gone_is_an_answer(site: Site) -> None:
    page = site.fetch("/gone")
    assert (page.status, page.ok, page.body) == (404, False, b"not here")


def test_head_and_post(site: Site) -> None:
    assert site.fetch("/plain", method="HEAD").body == b""
    site.fetch("/plain", method="POST", content=b'{"id": 1}')
    assert site.server.posted == b'{"id": 1}'
    assert [asked[0] for asked in site.asked] == ["HEAD", "POST"]


def test_spaces_and_letters_of_other_scripts_in_an_address(site: Site) -> None:
    site.fetch("/gone/Grüße aus%20Köln?q=ä b", host="bücher.example")
    assert site.asked[0][1] == "/gone/Gr%C3%BC%C3%9Fe%20aus%20K%C3%B6ln?q=%C3%A4%20b"
    assert site.resolved == ["xn--bcher-kva.example"]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://pages.example/",
        "file:///etc/passwd",
        "gopher://pages.example/",
        "javascript:alert(1)",
        "//pages.example/",
        "pages.example",
        "http://",
        "http:///path",
        "http://user:password@pages.example/",
        "http://user@pages.example/",
        "http://pages.example:22/",
        "http://pages.example:8080/",
        "http://pages.example:99999/",
        "http://[::1/",
        "http://[fe80::1%25eth0]/",
        "http://" + "a" * 70 + ".example/",
        "http://pa\\ges.example/",
        "",
    ],
)
def test_an_address_that_is_not_asked(url: str) -> None:
    def never(host: str, port: int) -> Sequence[str]:
        raise AssertionError(f"{host} was looked up")

    with pytest.raises(Refused):
        fetch(url, max_bytes=10, policy=Policy(resolve=never))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",  # where clouds keep their keys
        "100.64.0.1",
        "192.0.0.8",
        "192.88.99.1",
        "198.18.0.1",
        "203.0.113.7",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::127.0.0.1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "2001:db8::1",
        "2001::1",
        "2002:7f00:1::",
        "2002:808:808::",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "100::1",
    ],
)
def test_an_address_inside_is_refused_after_the_name_is_resolved(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    policy = Policy(resolve=lambda host, port: [address])
    with pytest.raises(Refused, match=r"pages\.example is not on the public internet"):
        fetch("https://pages.example/", max_bytes=10, policy=policy)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111"])
def test_an_address_outside_is_not_refused(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]"])
def test_this_machine_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(Refused, match="not on the public internet"):
        fetch(f"http://{host}/", max_bytes=10)


def test_a_name_that_points_both_outside_and_inside_is_refused(site: Site) -> None:
    with pytest.raises(Refused):
        site.fetch("/plain", policy=site.policy(["8.8.8.8", "192.168.0.1"]))
    assert site.asked == []


def test_a_name_is_asked_for_once_so_a_second_answer_changes_nothing(site: Site) -> None:
    policy = site.policy(["127.0.0.1"], ["192.168.0.1"])
    assert site.fetch("/plain", policy=policy).ok
    assert site.resolved == ["pages.example"]


def test_each_redirect_is_checked_again(site: Site) -> None:
    with pytest.raises(Refused, match=r"inside\.example is not on the public internet"):
        site.fetch(
            f"/to/http://inside.example:{site.port}/plain",
            policy=site.policy(["127.0.0.1"], ["10.0.0.1"]),
        )
    for target in ("file:///etc/passwd", "http://pages.example:22/", "http://a:b@pages.example/"):
        with pytest.raises(Refused):
            site.fetch(f"/to/{target}")
    assert {path.split("/")[1] for _, path, _ in site.asked} == {"to"}


def test_redirects_are_followed_and_the_last_address_is_told(site: Site) -> None:
    page = site.fetch("/to//plain")
    assert page.url == f"http://pages.example:{site.port}/plain"
    assert page.ok


def test_redirects_end(site: Site) -> None:
    with pytest.raises(Failed, match="more than 5 times"):
        site.fetch("/round/1")
    assert len(site.asked) == 6


def test_secrets_are_not_carried_to_another_host(site: Site) -> None:
    secret = {"Authorization": "Bearer x", "Accept": "text/html"}
    site.fetch(f"/to/http://other.example:{site.port}/plain", headers=secret)
    site.fetch("/to//plain", headers=secret)
    away, same = site.asked[1][2], site.asked[3][2]
    assert "authorization" not in away
    assert away["accept"] == "text/html"
    assert same["authorization"] == "Bearer x"


def test_what_is_posted_is_not_sent_elsewhere(site: Site) -> None:
    with pytest.raises(Failed, match="elsewhere"):
        site.fetch("/to//plain", method="POST", content=b"x")


def test_a_body_over_the_limit_is_not_read(site: Site) -> None:
    with pytest.raises(Failed, match="larger than 1,000 bytes"):
        site.fetch("/large")
    assert len(site.fetch("/large", max_bytes=2000).body) == 2000


@pytest.mark.parametrize("path", ["/packed", "/deflated"])
def test_a_packed_body_is_unpacked(site: Site, path: str) -> None:
    assert site.fetch(path).body.startswith(b"unpacked")


def test_the_limit_holds_for_what_a_packet_unpacks_to(site: Site) -> None:
    tracemalloc.start()
    with pytest.raises(Failed, match=r"larger than 100,000 bytes"):
        site.fetch("/bomb", max_bytes=100_000)
    # The server, in this process, holds the fifty million bytes once; the fetcher must not.
    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("path", ["/half", "/not_packed", "/brotli", "/nonsense"])
def test_an_answer_that_is_no_answer(site: Site, path: str) -> None:
    with pytest.raises(Failed):
        site.fetch(path)


@pytest.mark.parametrize("path", ["/drip", "/drip_headers"])
def test_a_server_that_drips_is_left_when_the_time_is_over(site: Site, path: str) -> None:
    start = time.monotonic()
    with pytest.raises(Failed, match=r"0\.3 seconds"):
        site.fetch(path, timeout=0.3)
    assert time.monotonic() - start < 1


def test_looking_up_a_name_has_its_time_too() -> None:
    def slow(host: str, port: int) -> Sequence[str]:
        time.sleep(1)
        return []

    with pytest.raises(Failed, match="Looking up the name"):
        fetch("https://pages.example/", max_bytes=10, timeout=0.1, policy=Policy(resolve=slow))


def test_a_name_nobody_has() -> None:
    def unknown(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror("unknown")

    with pytest.raises(Failed, match=r"no machine called pages\.example"):
        fetch("https://pages.example/", max_bytes=10, policy=Policy(resolve=unknown))


def test_another_kind_of_content_than_was_wanted(site: Site) -> None:
    with pytest.raises(Failed, match="gives text/plain, not application/atom"):
        site.fetch("/plain", content_types=["application/atom+xml"])
    assert site.fetch("/plain", content_types=["text/plain"]).ok


def test_a_machine_that_does_not_answer() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        policy = Policy(frozenset({port}), LOOPBACK, lambda host, port: ["127.0.0.1"])
        with pytest.raises(Failed, match="could not be reached"):
            fetch(f"http://pages.example:{port}/", max_bytes=10, policy=policy)


def test_a_second_address_is_tried_when_the_first_does_not_answer(site: Site) -> None:
    page = site.fetch("/plain", policy=site.policy(["::1", "127.0.0.1"]))
    assert page.ok


def test_a_server_without_a_trusted_certificate(site: Site) -> None:
    with pytest.raises(Failed):
        fetch(f"https://pages.example:{site.port}/plain", max_bytes=10, policy=site.policy())


# What a fault is, for who asks ----------------------------------------------------------------------


def test_the_way_to_an_answer_is_told(site: Site) -> None:
    page = site.fetch("/to//plain")
    assert [(step.status, step.to) for step in page.redirects] == [(302, page.url)]
    assert site.fetch("/plain").redirects == ()


def test_headers_alone_are_had_without_a_body(site: Site) -> None:
    page = site.fetch("/drip", headers_only=True, max_bytes=0)
    assert (page.status, page.headers["content-length"], page.body) == (200, "1000", b"")


def test_going_round_is_told_apart_from_other_faults(site: Site) -> None:
    with pytest.raises(SentInCircles, match="more than 5 times"):
        site.fetch("/round/1")
    with pytest.raises(SentInCircles, match="more than 2 times"):
        site.fetch("/round/1", most_redirects=2)
    site.server.asked.clear()
    with pytest.raises(SentInCircles, match="round in circles"):
        site.fetch("/to//to//to/")
    assert len(site.asked) < 5


def test_a_name_that_is_not_there_is_told_apart_from_one_nobody_could_be_asked_about(
    site: Site,
) -> None:
    def failing(code: int) -> Policy:
        def resolve(host: str, port: int) -> Sequence[str]:
            raise socket.gaierror(code, "words of the system")

        return Policy(ports=frozenset({site.port}), resolve=resolve)

    with pytest.raises(NoSuchName):
        site.fetch("/plain", policy=failing(socket.EAI_NONAME))
    with pytest.raises(Failed) as fault:
        site.fetch("/plain", policy=failing(socket.EAI_AGAIN))
    assert not isinstance(fault.value, NoSuchName)


def test_what_takes_too_long_is_told_apart(site: Site) -> None:
    with pytest.raises(TooSlow):
        site.fetch("/drip_headers", timeout=0.2)
