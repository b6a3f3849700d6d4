"""The OpenAPI document of a server, made from the same table of doors that answers."""

from collections.abc import Iterable
from typing import Any

import msgspec

from common.protocol import codes
from common.protocol.endpoint import LONGEST_PART, QUERIES, Endpoint
from common.protocol.shop.signature import HEADER

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
REFERENCE = "#/components/schemas/{name}"
SCHEMES = {
    "basic": {"type": "http", "scheme": "basic"},
    "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
}
PART = {"minLength": 1, "maxLength": LONGEST_PART}
TEXT = {"type": "string"}
"""A part that is no field: of a door whose dialect is its own."""
SAID = {200: "OK", 201: "Created", 202: "Accepted", 204: "Done"}


def document(role: str, endpoints: Iterable[Endpoint[Any, Any]], url: str = "") -> dict[str, Any]:
    """OpenAPI 3.1: every door with its question, its answer and the codes of its refusals; `url` is where it stands."""
    listed = list(endpoints)
    types = [kind for endpoint in listed for kind in (endpoint.ask, endpoint.answer)] + [codes.ErrorAnswer]
    schemas, components = msgspec.json.schema_components(types, ref_template=REFERENCE)
    pairs = zip(schemas[0:-1:2], schemas[1:-1:2], strict=True)
    paths: dict[str, Any] = {}
    schemes: set[str] = set()
    for endpoint, (ask, answer) in zip(listed, pairs, strict=True):
        operation = _operation(endpoint, answer, schemas[-1])
        operation.update(_question(endpoint, ask, components[ask["$ref"].rpartition("/")[2]]))
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = operation
        schemes.update(SCHEMES if endpoint.login == "either" else (endpoint.login,))
    return {
        "openapi": "3.1.0",
        "info": {"title": f"Oplata: {role}", "version": "1"},
        "servers": [{"url": url or "/"}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {name: scheme for name, scheme in SCHEMES.items() if name in schemes},
        },
    }


def _operation(endpoint: Endpoint[Any, Any], answer: Any, refusal: Any) -> dict[str, Any]:
    own: dict[str, Any] = {endpoint.says: {}} if endpoint.says else {}
    says = own or {JSON: {"schema": answer}}
    name = endpoint.path.strip("/").replace("/", "_").replace("{", "").replace("}", "")
    operation: dict[str, Any] = {
        "summary": endpoint.does.en,
        "description": f"{endpoint.does.ru}. 422: {', '.join(endpoint.codes) or '—'}",
        "operationId": f"{name}_{endpoint.method.lower()}",
        "responses": {
            str(endpoint.gives): {"description": SAID[endpoint.gives], "content": says},
            "default": {"description": "Refusal", "content": {JSON: {"schema": refusal}, **own}},
        },
    }
    if endpoint.kind in ("peer", "browser"):
        schemes = SCHEMES if endpoint.login == "either" else (endpoint.login,)
        operation["security"] = [{name: []} for name in schemes]
    return operation


def _question(endpoint: Endpoint[Any, Any], ask: Any, schema: dict[str, Any]) -> dict[str, Any]:
    """Where each field of a question stands: in the path, in the query, in the body."""
    parts, fields = endpoint.parts, schema["properties"]
    parameters = [_parameter(name, "path", {**fields.get(name, TEXT), **PART}, required=True) for name in parts]
    if endpoint.signed_by:
        parameters.append(_parameter(HEADER, "header", TEXT, required=False))
    others = {name: one for name, one in fields.items() if name not in parts}
    required = [name for name in schema["required"] if name not in parts]
    question: dict[str, Any] = {"parameters": parameters} if parameters or endpoint.method in QUERIES else {}
    if endpoint.method in QUERIES:
        parameters += [_parameter(name, "query", one, required=name in required) for name, one in others.items()]
    elif others or not parts:
        body = {**schema, "properties": others, "required": required} if parts else ask
        question["requestBody"] = {"required": bool(required) or not parts, "content": _bodies(endpoint, body)}
    return question


def _parameter(name: str, place: str, schema: dict[str, Any], *, required: bool) -> dict[str, Any]:
    return {"name": name, "in": place, "required": required, "schema": schema}


def _bodies(endpoint: Endpoint[Any, Any], ask: Any) -> dict[str, Any]:
    bodies = {} if endpoint.says else {JSON: {"schema": ask}}
    if endpoint.form:
        bodies[FORM] = {"schema": ask}
    return bodies
