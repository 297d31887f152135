"""Where everything that must be kept is. Known without settings, for commands that need none."""

from __future__ import annotations

import os
from pathlib import Path

DEFAULT = Path("var/alliance")
SAMPLE = Path("var/demo")
KEYS = "alliance.env"


def new_data_folder() -> Path:
    """Where a new installation goes: the folder that `ALLIANCE_DATA` names, or `var/alliance`."""
    return Path(os.environ.get("ALLIANCE_DATA") or DEFAULT).absolute()


def data_folder() -> Path:
    """The folder of the installation that is there.

    Where nothing was set up, but the sample region was run, it is the sample's: somebody who looks
    round types commands too.
    """
    folder = new_data_folder()
    sample = SAMPLE.absolute()
    named = bool(os.environ.get("ALLIANCE_DATA"))
    if not named and not (folder / KEYS).exists() and (sample / KEYS).exists():
        return sample
    return folder
