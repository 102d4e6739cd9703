"""What schemathesis cannot know of the platform: who asks, which flows stand open, and when a 503 is right.

One pass has one kind of client, described by PORTICO_FUZZ (JSON): `account` signs in, `flows` and `ids` are things that
exist. What was sent and answered is counted in the file `report`, for a schema cannot tell that a pass asked nothing.
"""

import atexit
import json
import os
from collections import Counter

import requests
import schemathesis

told = json.loads(os.environ["PORTICO_FUZZ"])
counts = Counter()
unanswered = Counter()
signed_in = {"token": None}


def session():
    """The session of the pass's account; signed in again after something ended it."""
    if signed_in["token"] is None:
        answer = requests.post(
            told["api"] + "/login/password", json=told["account"], headers={"x-session": "bearer"}, timeout=30
        )
        answer.raise_for_status()
        signed_in["token"] = answer.json()["sessionToken"]
    return signed_in["token"]


def flow_of(path):
    """The flow that an operation goes on with: the registration that stands at its step, or the opened link."""
    if "{linkId}" in path:
        return told["flows"]["link"]
    registrations = told["flows"]["registrations"]
    return next((flow for step, flow in registrations.items() if f"/{step}" in path), registrations["terms"])


def known_id(name, path):
    if name in ("registrationId", "linkId"):
        return flow_of(path)["id"] if "flows" in told else None
    return told["ids"].get(name)


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    """Every other id is one that exists: an id by chance is always answered 404."""
    path = context.operation.path
    for name, value in (path_parameters or {}).items():
        known = known_id(name, path)
        if known and str(value)[-1:] in "02468ace":
            path_parameters[name] = known
    return path_parameters


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
