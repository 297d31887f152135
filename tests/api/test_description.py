"""The OpenAPI document: what it promises, and that every answer is as it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from django.urls import get_resolver, reverse
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.specs.openapi.checks import ignored_auth

from alliance.actions.models import Audience, Question, Response
from alliance.api.description import description
from alliance.api.urls import operations
from alliance.bulletins.models import Item
from alliance.directory.models import RoleKind
from alliance.library.models import Publication
from tests.actions.campaigns.invented import campaign
from tests.actions.invented import raised
from tests.api.invented import token_for
from tests.directory.areas.invented import BACKEND, account
from tests.library.agreements.invented import authority
from tests.settings import SERVER

OUTLINE = Path(__file__).parent / "outline.txt"


# What it promises -------------------------------------------------------------------------------


def outline(document: dict[str, Any]) -> Iterator[str]:
    """Names of paths, parameters and fields, a line each: what programs rely on."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            names = sorted(parameter["name"] for parameter in operation["parameters"])
            yield f"{method.upper()} {path} {' '.join(names)}".strip()
            for status, answer in operation["responses"].items():
                for form, content in answer.get("content", {}).items():
                    yield f"    {status} {form} {_kind(content['schema'])}"
    for name, schema in sorted(document["components"]["schemas"].items()):
        for field, details in schema["properties"].items():
            yield f"{name}.{field} {_kind(details)}"


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}"
    return str(schema.get("format", schema.get("type")))


def test_what_is_promised_stays() -> None:
    """Lines may be added (write them into the file); one that goes needs /api/v2/."""
    promised = OUTLINE.read_text(encoding="utf-8").splitlines()
    assert list(outline(description())) == promised


def test_the_document_is_served_and_is_openapi_3_1(client: Client, db: None) -> None:
    answer = client.get("/api/v1/openapi.json")
    assert answer["Content-Type"] == "application/json"
    document = answer.json()
    assert document == description()
    assert document["openapi"].startswith("3.1")
    schemathesis.openapi.from_dict(document).validate()


def test_a_document_that_is_not_openapi_would_be_noticed() -> None:
    document = description() | {"paths": {"/x/": {"get": {"responses": "none"}}}}
    with pytest.raises(Exception, match="responses|none"):
        schemathesis.openapi.from_dict(document).validate()


def test_every_operation_is_described_once_under_a_name_of_its_own() -> None:
    names = [
        operation["operationId"]
        for methods in description()["paths"].values()
        for operation in methods.values()
    ]
    assert len(names) == len(set(names)) == len(operations)


def test_every_parameter_says_what_it_means() -> None:
    silent = [
        (path, parameter["name"])
        for path, methods in description()["paths"].items()
        for operation in methods.values()
        for parameter in operation["parameters"]
        if parameter["in"] in {"query", "header"} and not parameter.get("description")
    ]
    assert silent == []


def test_every_operation_has_its_door() -> None:
    """`tests/test_access.py` looks at our views; those of ninja are ours by what is put round them."""
    assert operations
    for pattern in operations:
        assert hasattr(pattern.callback, "door")
        assert pattern.callback.__module__.startswith("alliance.")
    served = get_resolver().reverse_dict
    assert served is not None
    assert all(reverse(f"api:{p.name}", kwargs=_example(str(p.pattern))) for p in operations)


def _example(route: str) -> dict[str, Any]:
    if "ons_code" in route:
        return {"ons_code": "E10000016"}
    name = route.partition("<int:")[2].partition(">")[0]
    return {name: 1} if name else {}


# The page for people ----------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_page_says_what_there_is_and_fetches_nothing_from_elsewhere(client: Client) -> None:
    answer = client.get("/api/v1/")
    page = answer.content.decode()
    assert answer["Link"] == '</api/v1/openapi.json>; rel="service-desc"'
    for path in description()["paths"]:
        assert path in page
    assert 'href="/api/v1/openapi.json"' in page
    assert 'href="/api/v1/events/?format=csv&amp;per_page=500"' in page
    assert "<code>has_action</code>" in page
    assert "swagger" not in page.lower()
    assert "<script src" not in page


@pytest.mark.django_db
def test_every_page_leads_to_it(client: Client) -> None:
    assert 'href="/api/v1/"' in client.get("/bulletins/").content.decode()


# Every answer is as it says ---------------------------------------------------------------------

EXAMPLES = 40 if SERVER else 15
"""Requests tried of each operation, in each mode; the same ones each time. More on PostgreSQL, which
refuses more of what is odd."""


@pytest.fixture
def application(region: None) -> Iterator[Any]:
    """The site by WSGI, inside the transaction of the test."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in signals:
        signal.connect(close_old_connections)


LABELS = [
    f"{method.upper()} {path}"
    for path, methods in description()["paths"].items()
    for method in methods
]
BY_OUR_OWN = [ignored_auth]
"""What tokens open is tried in test_tokens.py; here a good one looks to schemathesis like its own."""
FROM_THE_DOCUMENT = FeedbackSources()
"""Else it reads all of our source, anew for each operation, for texts and numbers to try."""
PLAIN = {"Accept-Encoding": "identity"}
"""Over WSGI nothing unpacks an answer before it is judged."""


def as_support() -> dict[str, str]:
    """Campaigns are nothing to the public: there, the programme asks."""
    client = Client()
    client.force_login(account("Support", RoleKind.PROGRAMME_SUPPORT), BACKEND)
    return {name: cookie.value for name, cookie in client.cookies.items()}


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("label", LABELS)
def test_whatever_is_asked_the_answer_is_as_described(
    application: Any, label: str, mode: GenerationMode, caplog: pytest.LogCaptureFixture
) -> None:
    """Tried by schemathesis: status, type, fields, formats and headers of each answer; what fits
    the document is answered, what does not is refused, and nothing is a fault of ours."""
    caplog.set_level("CRITICAL", logger="django.request")
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    operation = described.find_operation_by_label(label)
    assert operation is not None
    really = {
        "number": 429,
        "item_id": Item.objects.earliest("pk").pk,
        "publication_id": Publication.objects.earliest("pk").pk,
        "action_id": raised(audience=Audience.PUBLIC).pk,
        "campaign_id": campaign().pk,
        "ons_code": "E10000016",
    }
    cookies = as_support() if "/campaigns/" in label else {}
    statuses = set()
    sent = PLAIN | ({"Authorization": f"Bearer {token_of_kent()}"} if label[:4] == "POST" else {})

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(mode, feedback=FROM_THE_DOCUMENT))
    def try_all(case: Case) -> None:
        if mode is GenerationMode.POSITIVE:
            _meant(case, really)
        response = case.call(headers=sent, cookies=cookies)
        statuses.add(response.status_code)
        case.validate_response(response, excluded_checks=BY_OUR_OWN)

    try_all()
    if mode is GenerationMode.POSITIVE:
        assert statuses & {200, 201}
    else:
        assert statuses & {400, 404, 422}


def token_of_kent() -> str:
    """Of somebody who answers for Kent, of which `raised` asks."""
    return token_for(account("Kent Lead", RoleKind.DATA_LEAD, authority("Kent")))


def _meant(case: Case, really: dict[str, Any]) -> None:
    """What a document cannot say: which slugs there are, that a period ends after it began, and that
    a key is new for each answer."""
    asked = case.query or {}
    for name, slug in (("topic", "kinship"), ("publisher", "ofsted")):
        if name in asked:
            asked[name] = slug
    if "from" in asked and "to" in asked:
        asked["from"], asked["to"] = sorted([asked["from"], asked["to"]])
    for name, value in (case.path_parameters or {}).items():
        if len(str(value)) % 2:  # half of them; the others look for what is not there
            case.path_parameters[name] = really[name]
    if "Idempotency-Key" in (case.headers or {}):
        case.headers["Idempotency-Key"] = uuid4().hex
    if case.method == "POST":
        action = really["action_id"]
        case.body = {"note": case.body.get("note", "")} | {
            "authority": "E10000016",
            "question": Question.objects.get(action=action).pk,
            "seen": Response.objects.counting()
            .filter(ask__action=action)
            .values_list("pk")
            .first(),
        }
        case.body["seen"] = case.body["seen"] and case.body["seen"][0]
