"""Every measure, one after the other: `make bench`. Each can be run alone, as its module says."""

from __future__ import annotations

import subprocess
import sys

MEASURES = (
    "bulletin_parsing",
    "bulletin_speed",
    "bulletin_import",
    "recurrence",
    "preflight",
    "carry_over",
    "search_index",
    "search_relevance",
    "pages",
    "page_budget",
    "api",
    "actions",
    "replies",
    "sources",
    "candidates",
    "triage",
    "assigning",
    "delivery",
    "delivery_faults",
    "themes",
    "personal_data",
    "report_pdf",
    "care_sample",
    "care_reading",
    "care_checks",
    "care_histories",
    "care_distance",
    "care_forecast",
)


def main() -> int:
    """Run them in processes of their own, so that none warms up another; 1 if one missed its bar."""
    missed = []
    for name in MEASURES:
        print(f"\n== {name}: python -m benches.{name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"benches.{name}"], check=False).returncode:
            missed.append(name)
    if missed:
        print(f"\nBelow their bar: {', '.join(missed)}")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
