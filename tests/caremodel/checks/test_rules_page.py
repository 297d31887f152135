"""docs/care/rules.md lists the rules as they are."""

import importlib.util
from pathlib import Path

SCRIPT = Path(__file__).parents[3] / "scripts/care_rules.py"


def test_the_page_of_rules_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("care_rules", SCRIPT)
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    told = "It is not: python scripts/care_rules.py"
    assert script.PAGE.read_text("utf-8") == script.page(), told
