"""What preflight finds in a draft: beside each item while it is written, and before it goes out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record
from alliance.directory.access import visible
from alliance.directory.models import Person, User
from alliance.text.language.readability import reading_age
from alliance.text.sanitise import plain

from ..models import Appearance, AppearanceDate, Bulletin, DraftIssue, PassedFinding
from ..preflight.check import blocks, check
from ..preflight.finding import Finding
from ..preflight.from_bulletin import issue_in
from ..preflight.issue import CheckedContact, CheckedPublication, Issue
from ..preflight.reading_age import reading_age_of
from .compose import Composed, compose
from .refusal import CannotBeDone


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, by where it is shown."""

    of_item: dict[int, list[Finding]] = field(default_factory=dict)
    """By primary key of the draft's item."""
    elsewhere: list[Finding] = field(default_factory=list)
    standing: list[Finding] = field(default_factory=list)
    """Blocks that nobody let pass."""
    passed: list[tuple[Finding, str]] = field(default_factory=list)
    """Blocks that somebody let pass, and why."""
    warnings: list[Finding] = field(default_factory=list)
    reading_age: int | None = None
    ages: dict[int, int | None] = field(default_factory=dict)
    """Reading age of each item, by primary key; None where it says too little."""

    def in_words(self, item: int) -> str:
        """What was found in an item, counted: “1 in the way, 2 to look at”."""
        found = self.of_item.get(item, [])
        blocks = sum(finding.is_block for finding in found)
        counts = [(blocks, "in the way"), (len(found) - blocks, "to look at")]
        return ", ".join(f"{count} {words}" for count, words in counts if count)


def checked(composed: Composed) -> Checked:
    """Every finding of a draft as it would go out."""
    issue = _issue_of(composed)
    found = Checked(reading_age=reading_age_of(issue), ages=_ages(composed))
    for finding in check(issue):
        _place(found, finding, composed)
        if blocks(finding, issue):
            found.standing.append(finding)
        elif finding.is_block:
            found.passed.append((finding, issue.known.passed[finding.digest]))
        else:
            found.warnings.append(finding)
    return found


def _ages(composed: Composed) -> dict[int, int | None]:
    return {
        item.pk: reading_age(f"{plain(said.body)}\n{plain(said.action_text)}")
        for item, said in zip(composed.items, composed.content.items, strict=True)
    }


def _place(found: Checked, finding: Finding, composed: Composed) -> None:
    part, *rest = finding.path.split(".")
    if part == "items":
        found.of_item.setdefault(composed.items[int(rest[0])].pk, []).append(finding)
    else:
        found.elsewhere.append(finding)


def _issue_of(composed: Composed) -> Issue:
    """As preflight takes a bulletin, of one that is not stored."""
    draft, content = composed.issue, composed.content
    bulletin = Bulletin(
        pk=draft.bulletin_id or 0,
        number=content.number,
        date=content.date,
        introduction=content.introduction,
    )
    rows = []
    for place, (item, said) in enumerate(zip(composed.items, content.items, strict=True)):
        row = Appearance(
            item_id=item.matter_id or 0,
            position=place,
            section=said.section,
            title=said.title,
            body=said.body,
            action_text=said.action_text,
            has_action=said.has_action,
            named=list(said.people),
        )
        row.dates = [AppearanceDate(kind="deadline", date=day) for day in said.deadlines] + [
            AppearanceDate(kind="event", date=day) for day in said.events
        ]
        rows.append(row)
    bulletin.appearances, bulletin.catalogue, bulletin.contacts = rows, [], []
    issue = issue_in(bulletin)
    names = [contact.name for contact in content.contacts]
    shown = set(
        visible(AnonymousUser(), Person.objects.filter(name__in=names)).values_list(
            "name", flat=True
        )
    )
    passed = {digest: row["reason"] for digest, row in draft.passed.items()}
    return replace(
        issue,
        contacts=tuple(CheckedContact(name, name in shown) for name in names),
        publications=tuple(CheckedPublication(p.title, p.url) for p in content.publications),
        known=replace(
            issue.known, passed={**issue.known.passed, **passed}, edit=draft.get_absolute_url()
        ),
    )


@transaction.atomic
def let_pass(*, by: User, issue: DraftIssue, digest: str, reason: str) -> None:
    """Record that a finding does not stand in the way, as long as its words stay.

    Raises:
        CannotBeDone: no reason is given, it is found no more, or it may never be let pass.
    """
    issue = DraftIssue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
    if not reason.strip():
        raise CannotBeDone("Say why it may go out so: it is kept with the bulletin.")
    found = next((f for f in checked(compose(issue)).standing if f.digest == digest), None)
    if found is None:
        raise CannotBeDone("That is not found any more. Look at what is found now.")
    if not found.rule.may_be_passed:
        raise CannotBeDone(
            "This cannot be let pass: a restricted document must not be cited where everybody reads."
        )
    issue.passed[digest] = {
        "rule": found.rule.code,
        "reason": reason.strip()[:300],
        "by": by.pk,
        "at": timezone.now().isoformat(),
    }
    issue.save(update_fields=["passed"])
    record(by=by, verb=f"let pass “{found.rule.code}” in", thing=issue, reason=reason.strip()[:250])


def hand_over_passed(issue: DraftIssue, bulletin: Bulletin) -> None:
    """What was let pass in the draft is let pass in the bulletin."""
    for digest, row in issue.passed.items():
        PassedFinding.objects.update_or_create(
            bulletin=bulletin,
            digest=digest,
            defaults={"rule": row["rule"], "reason": row["reason"], "passed_by_id": row["by"]},
        )
