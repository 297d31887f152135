"""Setting in the background: after a launch, and what is no longer said dropped by night."""

from __future__ import annotations

from alliance.jobs.declare import job
from alliance.jobs.progress import Progress

from ...models import Showcase


@job(title="Typeset the report of a showcase")
def set_report(progress: Progress, showcase_id: int) -> str:
    """Set the report and each of its cases, so that nobody waits. Safe to run again."""
    from .gather import case_document, report_document
    from .keep import pdf_of

    showcase = Showcase.objects.filter(pk=showcase_id, state=Showcase.State.LAUNCHED).first()
    if showcase is None:
        return "It is not launched any more."
    from ..reading import cases_of

    pdf_of(report_document(showcase))
    for case in progress.through(cases_of(showcase), "pages set"):
        pdf_of(case_document(case))
    return "The report is set."


@job(title="Drop reports that say what is no longer so")
def drop_old_reports(progress: Progress) -> str:
    """Keep what is said today. What was withdrawn lies nowhere any more by the next morning."""
    from ..reading import cases_of
    from .gather import case_document, report_document
    from .keep import clear

    keys: set[str] = set()
    for showcase in Showcase.objects.filter(state=Showcase.State.LAUNCHED):
        keys.add(report_document(showcase).key)
        keys |= {case_document(case).key for case in cases_of(showcase)}
    return f"{clear(keys)} dropped"
