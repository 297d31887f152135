"""A case's rows as its wording, and holding a row until the end of a transaction."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.fields.files import FieldFile

from alliance.directory.models import Authority

from ..models import Case, CaseFigure, Showcase
from ..refusal import CannotBeDone
from .wording import figure_line

TEXTS = (
    "title", "summary", "problem", "done", "changed", "cost", "to_copy", "contact", "whose",
    "supplier", "picture_says",
)  # fmt: skip
FIGURE = ("what", "before", "after", "period", "source")


def wording_of(case: Case) -> dict[str, str]:
    """What is agreed to, as `wording.PARTS` has it. Two queries."""
    figures = [{name: getattr(row, name) for name in FIGURE} for row in case.figures.all()]
    return {name: getattr(case, name) for name in TEXTS} | {
        "authorities": ", ".join(row.name for row in case.authorities.all()),
        "figures": "\n".join(map(figure_line, figures)),
        "picture": case.picture_file.name or "",
    }


def put_figures(case: Case, figures: list[dict[str, Any]]) -> None:
    """These figures, in this order, instead of those that were there."""
    case.figures.all().delete()
    CaseFigure.objects.bulk_create(
        CaseFigure(case=case, position=number, **{name: row.get(name, "") for name in FIGURE})
        for number, row in enumerate(figures)
    )


def names_to_keep_out(case: Case) -> list[str]:
    """By what a case that may not be named must not be known: people, team, authority."""
    submission = case.submission
    if submission is None:
        return [case.owner_name] if case.owner_name else []
    authority: Authority | None = submission.authority
    names = [submission.name, submission.organisation, authority.name if authority else ""]
    return [*dict.fromkeys(name.strip() for name in [*names, case.owner_name] if name.strip())]


def locked_case(case: Case, *, version: int | None = None) -> Case:
    """As it is now, held until the end of the transaction (SQLite has one writer anyway).

    Raises:
        CannotBeDone: somebody changed it since `version`.
    """
    rows = Case.objects.select_for_update(of=("self",)).select_related("showcase", "submission")
    found = rows.get(pk=case.pk)
    refuse_if_overtaken(found.version, version)
    return found


def locked_showcase(showcase: Showcase, *, version: int | None = None) -> Showcase:
    """As `locked_case`."""
    found = Showcase.objects.select_for_update().get(pk=showcase.pk)
    refuse_if_overtaken(found.version, version)
    return found


def destroy_files(*files: FieldFile) -> None:
    """Take files out of the storage, once the transaction that no longer names them stands."""
    for file in files:
        if file.name:
            transaction.on_commit(partial(file.storage.delete, file.name))


def refuse_if_overtaken(now: int, seen: int | None) -> None:
    if seen is not None and seen != now:
        raise CannotBeDone(
            "Somebody else changed this meanwhile, so yours was not kept. What you wrote is still "
            "below: copy it, load the page again and put it in."
        )
