"""The OpenAPI document: what ninja knows of the operations, and what all of them do alike."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from .interface import interface
from .listing import CSV
from .problems import MEDIA_TYPE, NOT_FOUND, OF_READING, OF_WRITING, Kind
from .shapes import Problem

Document = dict[str, Any]


@cache
def description() -> Document:
    """The document, made once a process."""
    document: Document = json.loads(
        json.dumps(interface.get_openapi_schema(path_prefix="/api/v1/"))
    )
    schemas = document["components"]["schemas"]
    problem = Problem.model_json_schema(
        mode="serialization", ref_template="#/components/schemas/{model}"
    )
    schemas |= problem.pop("$defs")
    schemas["Problem"] = problem
    for name in [name for name in schemas if name.endswith("Asked")]:
        del schemas[name]  # their fields stand with each operation, as parameters
    document["components"]["headers"] = _HEADERS
    document["components"]["securitySchemes"] = _SCHEMES
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if method == "post":
                _complete_writing(operation)
            else:
                _complete(operation, is_list=not path.endswith("}/"), is_of_one="{" in path)
    document["servers"] = [{"url": "/"}]
    return document


def _complete(operation: Document, *, is_list: bool, is_of_one: bool) -> None:
    _write_parameters(operation)
    operation["security"] = [{}, {"token": []}]
    answers = operation["responses"]
    found = answers["200"]
    found["headers"] = {name: _header(name) for name in ("ETag", "Last-Modified")}
    if is_list:
        found["headers"] |= {name: _header(name) for name in ("Link", "X-Total-Count")}
        found["content"][CSV] = {"schema": {"type": "string"}}
    answers["304"] = {"description": "It is as the one that was asked about."}
    for kind in OF_READING:
        if kind is NOT_FOUND and not is_of_one:
            continue
        answers[str(kind.status)] = _problem(kind)
    operation["responses"] = dict(sorted(answers.items()))


def _complete_writing(operation: Document) -> None:
    _write_parameters(operation)
    operation["security"] = [{"token": []}]
    answers = operation["responses"]
    answers["201"]["description"] = "It counts."
    conflict = answers["409"]
    conflict["description"] = "It is kept and does not count, or no answer is taken any more"
    conflict["content"] = {MEDIA_TYPE: next(iter(conflict["content"].values()))}
    for kind in OF_WRITING:
        answers[str(kind.status)] = _problem(kind)
    operation["responses"] = dict(sorted(answers.items()))


def _write_parameters(operation: Document) -> None:
    for parameter in operation["parameters"]:
        parameter["schema"] = _written(parameter["schema"])


def _written(schema: Document) -> Document:
    """The schema of a value that stands in an address, where nothing can be null."""
    choices = [each for each in schema.get("anyOf", [schema]) if each != {"type": "null"}]
    kept = {"default": schema["default"]} if "default" in schema else {}
    left_out = {"title", "description"}  # the parameter itself has both
    return {key: value for key, value in choices[0].items() if key not in left_out} | kept


def _problem(kind: Kind) -> Document:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": kind.title, "content": {MEDIA_TYPE: {"schema": schema}}}


def _header(name: str) -> Document:
    return {"$ref": f"#/components/headers/{name}"}


_SCHEMES: Document = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": (
            "A token that a person makes at /accounts/tokens/; it may do what they may. Without "
            "one, what everybody may read is read."
        ),
    }
}
_HEADERS: Document = {
    "ETag": {
        "description": "Give it back in If-None-Match: unchanged, the answer is 304 and empty.",
        "required": True,
        "schema": {"type": "string"},
    },
    "Last-Modified": {
        "description": "When anything that is published last changed.",
        "required": True,
        "schema": {"type": "string"},
    },
    "Link": {
        "description": "Addresses of the first, previous, next and last page.",
        "required": True,
        "schema": {"type": "string"},
    },
    "X-Total-Count": {
        "description": "Rows on all pages together.",
        "required": True,
        "schema": {"type": "integer"},
    },
}
