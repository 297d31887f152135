"""The site answers, stops when told, and says in a sentence what keeps it from starting."""

from __future__ import annotations

import signal
import socket
import time
from contextlib import closing

import pytest

from tests.operations.conftest import Place, Start, status, wait_for


def test_a_real_alliance_is_served_and_stops_when_told(
    place: Place, start: Start, port: int
) -> None:
    process = start(place, "serve", "--port", str(port))
    host = {"Host": "alliance.example.gov.uk"}
    wait_for(process, port, **host)
    assert status(port, "/accounts/login/", **host) == 301  # to HTTPS
    assert status(port, "/accounts/login/", **host, **{"X-Forwarded-Proto": "https"}) == 200
    assert status(port, "/accounts/login/", **{"X-Forwarded-Proto": "https"}) == 400

    begun = time.monotonic()
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 0
    assert time.monotonic() - begun < 10
    assert "Traceback" not in said
    assert status(port, "/healthz", **host) is None


def test_a_port_that_is_taken_is_told_in_a_sentence(place: Place) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as holder:
        taken = str(holder.getsockname()[1])
        done = place.run("serve", "--port", taken)
    assert done.returncode == 1
    assert f"Port {taken} of 127.0.0.1 cannot be used" in done.stderr
    assert f"--port {int(taken) + 1}" in done.stderr


def test_several_web_processes_need_postgresql(place: Place) -> None:
    keys = place.data / "alliance.env"
    if "ALLIANCE_DATABASE_URL" in keys.read_text():
        pytest.skip("this is PostgreSQL")
    done = place.run("serve", "--workers", "2")
    assert done.returncode == 1
    assert "need PostgreSQL" in done.stderr
