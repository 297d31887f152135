"""Write docs/care/rules.md: every rule of caremodel.checks with its years and tables.

python scripts/care_rules.py
"""

from __future__ import annotations

from pathlib import Path

from caremodel.checks import RULES, THEMES, Rule

PAGE = Path(__file__).parents[1] / "docs/care/rules.md"
_HEAD = """\
# Rules of the return

Written by `scripts/care_rules.py`; `docs/care/checks.md` says how they are kept. Years are collection years: 2024
is 2023-24. Where no year stands, a rule holds in all that are known. Numbers are the DfE's; `INT`, `EPI` and
`NoE` are names that its tools have given to checks of whether the tables fit together; those with `A` are ours.
"""


def page() -> str:
    """The page as it should be."""
    parts = [_HEAD]
    for theme in THEMES:
        name = theme.__name__.rpartition(".")[2]
        rules = [rule for rule in RULES if module_of(rule) == theme.__name__]
        title = (theme.__doc__ or "").splitlines()[0]
        parts.append(f"## {title}\n\n`checks/{name}.py`, {len(rules)} rules\n")
        parts.append("| number | what is wrong | years | tables |\n| --- | --- | --- | --- |")
        parts += [_row(rule) for rule in rules]
        parts.append("")
    return "\n".join(parts)


def module_of(rule: Rule) -> str:
    """Where a rule is declared."""
    function = rule.finds or rule.compares
    return function.__module__ if function else ""


def _row(rule: Rule) -> str:
    tables = ", ".join(table for table in rule.tables if table) or "any"
    if rule.compares:
        tables += "; the year before"
    return f"| {rule.number} | {rule.title} | {_years(rule)} | {tables} |"


def _years(rule: Rule) -> str:
    if rule.since == rule.until:
        return str(rule.since or "")
    if rule.since is None:
        return f"until {rule.until}"
    return f"{rule.since} to {rule.until}" if rule.until else f"from {rule.since}"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), "utf-8")
