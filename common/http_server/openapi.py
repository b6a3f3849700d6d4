"""The OpenAPI document of a server, made from the same table of doors that answers."""

from collections.abc import Iterable
from typing import Any

import msgspec

from common.protocol import codes
from common.protocol.endpoint import Endpoint

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
REFERENCE = "#/components/schemas/{name}"


def document(role: str, endpoints: Iterable[Endpoint[Any, Any]], url: str = "") -> dict[str, Any]:
    """OpenAPI 3.1: every door with its question, its answer and the codes of its refusals; `url` is where it stands."""
    listed = list(endpoints)
    types = [kind for endpoint in listed for kind in (endpoint.ask, endpoint.answer)] + [codes.ErrorAnswer]
    schemas, components = msgspec.json.schema_components(types, ref_template=REFERENCE)
    pairs = zip(schemas[0:-1:2], schemas[1:-1:2], strict=True)
    paths: dict[str, Any] = {}
    for endpoint, (ask, answer) in zip(listed, pairs, strict=True):
        operation = _operation(endpoint, answer, schemas[-1])
        if endpoint.method == "GET":
            operation["parameters"] = _parameters(components[ask["$ref"].rpartition("/")[2]])
        else:
            operation["requestBody"] = {"required": True, "content": _bodies(endpoint, ask)}
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {"title": f"Oplata: {role}", "version": "1"},
        "servers": [{"url": url or "/"}],
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": {"basic": {"type": "http", "scheme": "basic"}}},
    }


def _operation(endpoint: Endpoint[Any, Any], answer: Any, refusal: Any) -> dict[str, Any]:
    says = {endpoint.says: {}} if endpoint.says else {JSON: {"schema": answer}}
    operation: dict[str, Any] = {
        "summary": endpoint.does.en,
        "description": f"{endpoint.does.ru}. 422: {', '.join(endpoint.codes) or '—'}",
        "operationId": endpoint.path.strip("/").replace("/", "_") + "_" + endpoint.method.lower(),
        "responses": {
            "200": {"description": "OK", "content": says},
            "default": {"description": "Refusal", "content": {JSON: {"schema": refusal}}},
        },
    }
    if endpoint.kind == "peer":
        operation["security"] = [{"basic": []}]
    return operation


def _parameters(ask: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of a question that is asked by a query."""
    return [
        {"name": name, "in": "query", "required": name in ask["required"], "schema": schema}
        for name, schema in ask["properties"].items()
    ]


def _bodies(endpoint: Endpoint[Any, Any], ask: Any) -> dict[str, Any]:
    bodies = {} if endpoint.says else {JSON: {"schema": ask}}
    if endpoint.form:
        bodies[FORM] = {"schema": ask}
    return bodies
