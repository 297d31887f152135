"""Every night: words that nothing has any more leave the list that spelling is corrected to."""

from __future__ import annotations

from alliance.jobs.declare import job
from alliance.jobs.progress import Progress
from alliance.search.vocabulary import forget_unsaid


@job(title="Forget words that search no longer finds")
def forget_words(progress: Progress) -> str:
    count = forget_unsaid()
    return f"{count} word{'' if count == 1 else 's'} forgotten."
