"""What schemathesis cannot know of the platform: who asks, which flows stand open, and when a 503 is right.

One pass has one kind of client, described by PORTICO_FUZZ (JSON): `account` signs in, `flows` and `ids` are things that
exist. What was sent and answered is counted in the file `report`, for a schema cannot tell that a pass asked nothing.
"""

import atexit
import itertools
import json
import os
import zlib
from collections import Counter

import requests
import schemathesis
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.meta import TestPhase

told = json.loads(os.environ["PORTICO_FUZZ"])
counts = Counter()
unanswered = Counter()
signed_in = {"token": told.get("token")}
calls = itertools.count()
ids = told.get("ids", {})
# What a generated value cannot be by chance: good bodies and queries get these for most values.
fitting = {
    "npi": ids.get("npi", []),
    "npis": ids.get("npi", []),
    "user": ids.get("userId", []),
    "subject": ids.get("userId", []),
    "organizationId": ids.get("organizationId", []),
    "mobilePhone": ["+19165550143", "+1 916 555 0144"],
    "businessPhone": ["+19165550145"],
    "types": ["remittance-advice-detail", "tax-documents"],
    "type": ["remittance-advice-detail", "tax-documents"],
    "action": ["pin.view", "npi.read", "user.manage", "correspondence.read"],
    "program": ["medi-cal"],
    "accepted": ["agree"],
    "taxId": ["94-1234567", "94-7654321"],
    "payToZip": ["95814"],
    "zip": ["95814"],
    "state": ["CA"],
}


def session():
    """The session of the pass's account; signed in again after something ended it."""
    if signed_in["token"] is None:
        answer = requests.post(
            told["api"] + "/login/password", json=told["account"], headers={"x-session": "bearer"}, timeout=30
        )
        # A pass that tried too many passwords has locked its account: it goes on with a session that ended.
        if answer.status_code == 423:
            return "ended"
        answer.raise_for_status()
        signed_in["token"] = answer.json()["sessionToken"]
    return signed_in["token"]


def flow_of(path):
    """The flow that an operation goes on with: the registration that stands at its step, or the opened link."""
    if "{linkId}" in path:
        return told["flows"]["link"]
    registrations = told["flows"]["registrations"]
    return next((flow for step, flow in registrations.items() if f"/{step}" in path), registrations["terms"])


def known_ids(name, path):
    if name in ("registrationId", "linkId"):
        return [flow_of(path)["id"]] if "flows" in told else []
    return ids.get(name, [])


def one_of(known, value):
    """Mostly one of them, else the value itself: told by the value and by how many were sent, so that a seed repeats."""
    number = zlib.crc32(f"{next(calls)} {value}".encode("utf-8", "surrogatepass"))
    return known[number // 4 % len(known)] if known and number % 4 else value


def fitted(value, name=None):
    if isinstance(value, dict):
        return {key: fitted(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [fitted(each, name) for each in value]
    return one_of(fitting.get(name, []), value) if isinstance(value, str) else value


@schemathesis.hook
def before_call(context, case, kwargs):
    """Good parts speak of what exists: an id by chance is always answered 404, a bad part goes as it is."""
    if case.meta is None or case.meta.phase.name == TestPhase.STATEFUL:
        return
    path = case.operation.path
    if case.path_parameters and not case.meta.is_negative_at(ParameterLocation.PATH):
        case.path_parameters = {n: one_of(known_ids(n, path), v) for n, v in case.path_parameters.items()}
    if isinstance(case.body, (dict, list)) and not case.meta.is_negative_at(ParameterLocation.BODY):
        case.body = fitted(case.body)
    if case.query and not case.meta.is_negative_at(ParameterLocation.QUERY):
        case.query = fitted(dict(case.query))
    is_good = not case.meta.is_negative_at(ParameterLocation.HEADER)
    if is_good and "If-Match" in (case.headers or {}) and one_of([None], "If-Match") is None:
        del case.headers["If-Match"]


class Client:
    """The token of this pass's client, where the operation asks for one."""

    def get(self, case, context):
        if "account" in told:
            return session()
        return flow_of(case.operation.path)["bearer"]

    def set(self, case, token, context):
        case.headers["Authorization"] = f"Bearer {token}"


if "account" in told or "flows" in told:
    schemathesis.auth(refresh_interval=None)(Client)


@schemathesis.hook
def after_call(context, case, response):
    counts[(case.operation.label, response.status_code)] += 1
    ended = 'error="invalid_token"' in response.headers.get("www-authenticate", [""])[0]
    if ended or (case.method == "DELETE" and response.status_code == 204):
        signed_in["token"] = None


@schemathesis.hook
def after_network_error(context, case, request):
    unanswered[case.operation.label] += 1


@schemathesis.check
def busy_only_when_signing_in(ctx, response, case):
    """503 is documented, but right only for a full queue of password checks, which says when to come again."""
    if response.status_code != 503:
        return
    assert response.json().get("code") == "busy", f"503 that is not `busy`: {response.text}"
    assert "retry-after" in response.headers, "503 without Retry-After"


@atexit.register
def report():
    rows = [{"operation": label, "status": status, "count": count} for (label, status), count in counts.items()]
    with open(told["report"], "w", encoding="utf-8") as file:
        json.dump({"answers": rows, "unanswered": dict(unanswered)}, file)
