"""Run by the Python of the peer's own environment: cs-demand-model 0.5.1 on folders of returns.

    python care_peer.py FOLDER... → one JSON line a folder: CPU seconds and children by day, age and placement

Not a module of the project: it imports what only that environment has.
"""

import json
import resource
import sys
import time
import warnings
from datetime import date

warnings.filterwarnings("ignore")

AGES = {"BIRTH_TO_ONE": "<1", "ONE_TO_FIVE": "1-4", "FIVE_TO_TEN": "5-9", "TEN_TO_SIXTEEN": "10-15"}


def main() -> None:
    from cs_demand_model import (  # type: ignore[import-not-found]
        Config,
        DemandModellingDataContainer,
        ModelPredictor,
        PopulationStats,
        fs_datastore,
    )

    for folder in sys.argv[1:]:
        start = time.process_time()
        said: dict[str, object] = {}
        try:
            config = Config()
            data = DemandModellingDataContainer(fs_datastore(folder), config)
            stats = PopulationStats(data.enriched_view, config)
            predictor = ModelPredictor.from_model(stats, date(2023, 3, 31), date(2024, 3, 31))
            found = predictor.predict(730, progress=False)
            for ahead, day in ((12, date(2025, 3, 31)), (24, date(2026, 3, 31))):
                row = found.loc[day]
                said[str(ahead)] = [
                    [AGES.get(state[0], "16-17"), state[1].lower(), float(value)]
                    for state, value in row.items()
                    if isinstance(state, tuple) and len(state) == 2
                ]
        except Exception as fault:  # a peer that falls over is a result
            said["fault"] = f"{type(fault).__name__}: {fault}"
        said["seconds"] = time.process_time() - start
        said["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
