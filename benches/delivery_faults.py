"""Everybody gets it once, whatever dies: two workers killed fifty times, and a mail server at its worst.

    python -m benches.delivery_faults [COPIES] [KILLS] [SEED]

The workers are real processes, ended without a warning at random moments; the sink (`mail_sink.py`) refuses some for
now and some for good, answers late, takes no connection, and hangs up before, while and after it takes a message.
At the end everybody who can have the mail has it; the only ones who may have it twice are those whose message was in
hand when a worker was killed, or was taken without a word. On SQLite, and on PostgreSQL where one can be started.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benches.delivery import PART, sink
from benches.delivery_region import fill, lay_out, start
from benches.temporary_postgresql import temporary_postgresql

COPIES, KILLS, WORKERS, LEASE = 3000, 50, 2, 2.0
PATIENCE = 240.0
"""Seconds without an end after which the run has failed."""


@dataclass(frozen=True)
class Outcome:
    """What the sink and the ledger say at the end."""

    kills: int
    silent: int
    """Messages that were taken without a word."""
    missed: int
    """Who should have it and has not."""
    wrongly: int
    """Who has it though the server refused them for good."""
    twice: int
    """Copies too many, of all recipients."""
    most: int
    """Copies that one of them got."""
    unlike: int
    """Where the ledger says another thing than the sink: sent or not."""
    seconds: float

    @property
    def holds(self) -> bool:
        within = self.twice <= self.kills + self.silent
        return within and not (self.missed or self.wrongly or self.unlike)


def kill_while_sending(kills: int, seed: int, *, lease: float = LEASE) -> Outcome:
    """Send what is in the ledger with workers that are killed so often, until the mailing is done.

    Django is started, and the environment names the database for the workers too.
    """
    from alliance.delivery.models import Mailing

    dice, began, done = random.Random(seed), time.monotonic(), 0
    with sink(seed) as (port, got):
        command = [*PART, "nursery", str(port), str(int(lease * 1000))]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as nursery:
            workers = [_born(nursery) for _ in range(WORKERS)]
            try:
                while Mailing.objects.get().state != "done":
                    assert time.monotonic() - began < PATIENCE, "It did not end."
                    time.sleep(dice.uniform(0.02, 0.3))
                    if done < kills:
                        os.kill(workers.pop(dice.randrange(WORKERS)), signal.SIGKILL)
                        workers.append(_born(nursery))
                        done += 1
            finally:
                for each in workers:
                    os.kill(each, signal.SIGKILL)
                nursery.kill()
        return _outcome(got, done, time.monotonic() - began)


def _born(nursery: subprocess.Popen[str]) -> int:
    assert nursery.stdin
    assert nursery.stdout
    nursery.stdin.write("\n")
    nursery.stdin.flush()
    return int(nursery.stdout.readline())


def _outcome(got: Path, kills: int, seconds: float) -> Outcome:
    from alliance.delivery.models import Copy

    lines = [line.split(" ") for line in got.read_text().splitlines()]
    took = Counter(who for what, who in lines if what == "took")
    stands = dict(Copy.objects.values_list("recipient", "state"))
    can_have = {who for who in stands if not who.startswith("gone")}
    return Outcome(
        kills=kills,
        silent=sum(what == "silent" for what, _ in lines),
        missed=len(can_have - took.keys()),
        wrongly=len(took.keys() - can_have),
        twice=took.total() - len(took),
        most=max(took.values()),
        unlike=sum((state == "sent") != (who in took) for who, state in stands.items()),
        seconds=seconds,
    )


def main(copies: int = COPIES, kills: int = KILLS, seed: int = 7) -> int:
    """Print the tables; 1 where somebody missed it, or had it more often than can be helped."""
    faults = 0
    with temporary_postgresql() as server:
        for name, address in (("SQLite", ""), ("PostgreSQL", server)):
            if name == "PostgreSQL" and not address:
                print("PostgreSQL: not measured, no server could be started")
                continue
            with tempfile.TemporaryDirectory() as folder:
                place = {"ALLIANCE_DATA": folder, "ALLIANCE_DATABASE_URL": address}
                command = [sys.executable, "-W", "ignore", "-m", "benches.delivery_faults"]
                said = ["on", name, *map(str, (copies, kills, seed))]
                faults += subprocess.run(
                    [*command, *said], env=os.environ | place, check=False
                ).returncode
    return int(faults > 0)


def on(name: str, copies: int, kills: int, seed: int) -> int:
    """One database's table."""
    start()
    lay_out()
    fill(copies, mixed=True)
    outcome = kill_while_sending(kills, seed)
    print(f"{name}: {copies:,} copies, {WORKERS} workers, {outcome.seconds:.0f} seconds")
    print(f"  workers killed                         {outcome.kills:6}")
    print(f"  taken without a word                   {outcome.silent:6}")
    print(f"  missed                                 {outcome.missed:6}")
    print(f"  got it though refused                  {outcome.wrongly:6}")
    print(f"  ledger and server say different things {outcome.unlike:6}")
    bound = outcome.kills + outcome.silent
    print(f"  copies too many                        {outcome.twice:6}  at most {bound} may be")
    print(f"  most copies that one got               {outcome.most:6}", flush=True)
    if outcome.kills < kills:
        print(f"  it ended after {outcome.kills} kills: take more copies")
    return int(not outcome.holds or outcome.kills < kills)


if __name__ == "__main__":
    if sys.argv[1:2] == ["on"]:
        sys.exit(on(sys.argv[2], *map(int, sys.argv[3:])))
    sys.exit(main(*map(int, sys.argv[1:])))
