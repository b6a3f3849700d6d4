"""The OpenAPI document of a server, made from the same table of doors that answers."""

from collections.abc import Iterable
from typing import Any

import msgspec

from common.protocol import codes
from common.protocol.endpoint import Endpoint

REFERENCE = "#/components/schemas/{name}"


def document(role: str, endpoints: Iterable[Endpoint[Any, Any]]) -> dict[str, Any]:
    """OpenAPI 3.1: every door with its question, its answer and the codes of its refusals."""
    listed = list(endpoints)
    types = [kind for endpoint in listed for kind in (endpoint.ask, endpoint.answer)] + [codes.ErrorAnswer]
    schemas, components = msgspec.json.schema_components(types, ref_template=REFERENCE)
    pairs = zip(schemas[0:-1:2], schemas[1:-1:2], strict=True)
    paths: dict[str, Any] = {}
    for endpoint, (ask, answer) in zip(listed, pairs, strict=True):
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, ask, answer, schemas[-1])
    return {
        "openapi": "3.1.0",
        "info": {"title": f"Oplata: {role}", "version": "1"},
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": {"basic": {"type": "http", "scheme": "basic"}}},
    }


def _operation(endpoint: Endpoint[Any, Any], ask: Any, answer: Any, refusal: Any) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": endpoint.does.en,
        "description": f"{endpoint.does.ru}. 422: {', '.join(endpoint.codes) or '—'}",
        "operationId": endpoint.path.strip("/").replace("/", "_") + "_" + endpoint.method.lower(),
        "responses": {
            "200": {"description": "OK", "content": {"application/json": {"schema": answer}}},
            "default": {"description": "Refusal", "content": {"application/json": {"schema": refusal}}},
        },
    }
    if endpoint.kind == "peer":
        operation["security"] = [{"basic": []}]
    if endpoint.method == "POST":
        content = {"application/json": {"schema": ask}}
        if endpoint.form:
            content["application/x-www-form-urlencoded"] = {"schema": ask}
        operation["requestBody"] = {"required": True, "content": content}
    return operation
