"""Reviews: who took part at which age, and when."""

from __future__ import annotations

from collections import Counter

from .record import Record
from .rules import Hits, rule


@rule(
    "440",
    "reviews.REVIEW_CODE reviews.REVIEW reviews.DOB",
    "PN0 says that the child was under 4, but the child was 4 or over. Give the way of taking part.",
)
def four_or_over_by_code_under(record: Record) -> Hits:
    for one in record.reviews:
        if one.review_code == "PN0" and record.at_least(one.child, 4, one.review):
            yield one


@rule(
    "441",
    "reviews.REVIEW_CODE reviews.REVIEW reviews.DOB",
    "The child was under 4 at the review, but the code is that of an older one. Give PN0.",
)
def under_four_by_code_over(record: Record) -> Hits:
    for one in record.reviews:
        older = one.review_code is not None and one.review_code != "PN0"
        if older and record.younger_than(one.child, 4, one.review):
            yield one


@rule(
    "A050",
    "reviews.REVIEW",
    "The review is not in the collection year. Mend the day, or take the row out.",
)
def review_of_another_year(record: Record) -> Hits:
    for one in record.reviews:
        if one.review and not record.first <= one.review <= record.last:
            yield one


@rule(
    "A051",
    "reviews.REVIEW",
    "Two reviews of a child are on one day. Keep the one that is right.",
)
def two_reviews_of_one_day(record: Record) -> Hits:
    held = Counter((one.child, one.review) for one in record.reviews)
    return [one for one in record.reviews if one.review and held[one.child, one.review] > 1]


@rule(
    "A052",
    "reviews.REVIEW episodes.DECOM",
    "The review was held on a day on which the child was not looked after. Mend the day, or the episodes.",
)
def review_out_of_care(record: Record) -> Hits:
    for one in record.reviews:
        story = record.stories.get(one.child)
        if one.review is None or story is None:
            continue
        if not any(
            e.decom and e.decom <= one.review and (e.dec is None or one.review <= e.dec)
            for e in story
        ):
            yield one
