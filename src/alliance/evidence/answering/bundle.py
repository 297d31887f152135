"""Several ideas of one person, one after another: who they are is typed once."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from ..models import Submission
from ..taking.given import Given
from ..taking.rows import given_of
from ..taking.sending import begin, locked


@transaction.atomic
def begin_another(submission: Submission, *, by: AbstractBaseUser | None) -> Submission:
    """Begin a further idea by whoever gave this one.

    Raises:
        CannotBeDone: the call takes no answers now.
    """
    submission = locked(submission)
    if submission.bundle is None:
        submission.bundle = uuid.uuid4()
        submission.save(update_fields=["bundle"])
    return begin(
        submission.call, given=who_of(given_of(submission)), by=by, bundle=submission.bundle
    )


def who_of(given: Given) -> Given:
    """Who gave it, and nothing of what they said."""
    return replace(given, title="", has_supplier=None, supplier="", consent="", answers={})
