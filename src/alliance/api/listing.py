"""A queryset as one page of a list, in JSON or CSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from .asking import Paging, names_of, nothing_else
from .problems import NOT_ACCEPTABLE, Refusal
from .shapes import Listed, Shape
from .table import as_csv

JSON, CSV = "application/json", "text/csv"
FORMATS = {"json": JSON, "csv": CSV}

Record = TypeVar("Record", bound=Model)
Told = TypeVar("Told", bound=Shape)


Several = TypeVar("Several", bound=Model, covariant=True)


class Pageable(Protocol[Several]):
    """Rows of several kinds, that know how many they are."""

    def count(self) -> int: ...

    def __getitem__(self, page: slice) -> Sequence[Several]: ...


class InOnePass(Generic[Record]):
    """Rows that are dear to find: looked for once, for how many there are and for a page of them."""

    def __init__(self, found: QuerySet[Record], whole: QuerySet[Record]) -> None:
        """
        Args:
            found: the rows, filtered and in order; of them only the keys are read.
            whole: the same rows and perhaps others, with all that is told of them.
        """
        self._keys = list(found.values_list("pk", flat=True))
        self._whole = whole

    def count(self) -> int:
        return len(self._keys)

    def __getitem__(self, page: slice) -> list[Record]:
        keys = self._keys[page]
        rows = self._whole.order_by().in_bulk(keys)
        return [rows[key] for key in keys if key in rows]


def answer_list(
    request: HttpRequest,
    asked: Paging,
    rows: QuerySet[Record] | InOnePass[Record] | Pageable[Record],
    *,
    tell: Callable[[Sequence[Record]], list[Told]],
    page_of: type[Listed[Told]],
    name: str,
) -> HttpResponse:
    """One page of the rows, as whoever asks wants it.

    Args:
        rows: filtered, in order, and through `visible`.
        tell: what is said of a page of them, in a fixed number of queries.
        page_of: the shape of the list.
        name: of the file, as CSV.
    """
    nothing_else(request, names_of(asked))
    form = FORMATS[asked.format] if asked.format else preferred(request, [JSON, CSV])
    total = rows.count()
    pages = max(1, -(-total // asked.per_page))
    begin = (asked.page - 1) * asked.per_page
    results = tell(list(rows[begin : begin + asked.per_page])) if begin < total else []
    links = {
        "first": 1,
        "prev": min(asked.page - 1, pages),
        "next": asked.page + 1 if asked.page < pages else 0,
        "last": pages,
    }
    addresses = {rel: _address(request, number) for rel, number in links.items() if number}
    if form == CSV:
        shape = page_of.model_fields["results"].annotation.__args__[0]  # type: ignore[union-attr]
        response = HttpResponse(as_csv(shape, results), content_type=f"{CSV}; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    else:
        page = page_of(
            total=total,
            page=asked.page,
            per_page=asked.per_page,
            pages=pages,
            next=addresses.get("next"),
            previous=addresses.get("prev"),
            results=results,
        )
        response = HttpResponse(page.model_dump_json(), content_type=JSON)
    response["Link"] = ", ".join(f'<{address}>; rel="{rel}"' for rel, address in addresses.items())
    response["X-Total-Count"] = str(total)
    return response


def answer_one(request: HttpRequest, thing: Shape) -> HttpResponse:
    """One thing, in JSON."""
    return HttpResponse(thing.model_dump_json(), content_type=JSON)


def asked_for_one(request: HttpRequest) -> None:
    """Refuse what one thing cannot be asked: it takes no parameters and comes in JSON."""
    nothing_else(request)
    preferred(request, [JSON])


def preferred(request: HttpRequest, offered: list[str]) -> str:
    """The media type that the Accept header likes best.

    Raises:
        Refusal: it takes none of them.
    """
    chosen: str | None = request.get_preferred_type(offered)
    if chosen is None:
        raise Refusal(NOT_ACCEPTABLE, f"Accept {' or '.join(offered)}, or leave the header out.")
    return chosen


def _address(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def one_or_nothing(rows: QuerySet[Record], missing: str, **key: Any) -> Record:
    """The one row of a key.

    Raises:
        Refusal: there is none that this viewer may see.
    """
    found = rows.filter(**key).first()
    if found is None:
        raise Refusal.nothing(missing)
    return found
