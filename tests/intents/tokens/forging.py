"""Every way to forge a token: by somebody who knows the form, and some of them by somebody who knows the key, too."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

from common.secrets import Secrets
from processing_app.service.tokens import KEPT, Tokens

HOUR = 3600
SOUND_HEAD = {"alg": "HS256", "typ": "JWT"}
ALGORITHMS: dict[str, tuple[Any, str]] = {
    "none": ("none", "sha256"), "None": ("None", "sha256"), "NONE": ("NONE", "sha256"), "nOnE": ("nOnE", "sha256"),
    "no name": ("", "sha256"), "small letters": ("hs256", "sha256"), "HS384": ("HS384", "sha384"),
    "HS512": ("HS512", "sha512"), "RS256": ("RS256", "sha256"), "ES256": ("ES256", "sha256"),
    "PS256": ("PS256", "sha256"), "EdDSA": ("EdDSA", "sha256"), "null": (None, "sha256"),
    "a list": (["HS256"], "sha256"), "a number": (256, "sha256"), "a space": ("HS256 ", "sha256"),
}  # fmt: skip
"""What a header may call the algorithm, and what the token is then signed by, with the right key."""
TYPES = ("jwt", "JWE", "at+jwt", "", None, ["JWT"])
NAMES_OF_KEYS = (
    "", "unknown", "../../secrets/own", "../../../../dev/null", "' OR 1=1 --", "x' UNION SELECT kid FROM token_keys --",
    None, 7, ["k"], "k" * 500,
)  # fmt: skip
MORE_HEADERS: tuple[dict[str, Any], ...] = (
    {"jwk": {"kty": "oct", "k": "AAAA"}}, {"jku": "https://evil.example/keys"}, {"x5u": "https://evil.example/c"},
    {"x5c": ["AAAA"]}, {"crit": ["exp"]}, {"b64": False, "crit": ["b64"]}, {"b64": True}, {"cty": "JWT"},
    {"zip": "DEF"}, {"enc": "A256GCM"}, {"x": 1},
)  # fmt: skip
KNOWN_KEYS = (b"", b"secret", b"oplata", b"\0" * 32, b"HS256")
MOMENTS: tuple[Any, ...] = (
    "soon", "", True, None, 1.5, -1, 1 << 41, 1 << 63, 10**40, [], {}, [1], {"n": 1}, "9999999999", float("inf"),
)  # fmt: skip
TEXTS: tuple[Any, ...] = ("", 5, True, None, 1.5, [], {}, ["x"], "x" * 129)
CLAIMS: dict[str, tuple[Any, ...]] = {
    "exp": MOMENTS,
    "nbf": MOMENTS,
    "iat": MOMENTS,
    "iss": (*TEXTS, "oplata:other", "oplata:", "OPLATA"),
    "aud": (*TEXTS, "oplata:v3", "oplata", ["oplata:v2"], ["oplata:v2", "x"]),
    "sub": (*TEXTS, "intent", "intent:", ":i1", "shop:TEST", "operator:operator", "account:TEST"),
    "typ": (*TEXTS, "shop", "account", "impersonation", "JWT", "Intent"),
    "jti": TEXTS,
    "scopes": ("paymentIntents.i1:read", None, 5, True, {}, [1], [""], [None], [["x"]], ["x"] * 17, ["x" * 129]),
}
"""A claim, and every value it must not have; that it is left out is one more."""


class Forge:
    """Somebody at a centre's own files."""

    def __init__(self, tokens: Tokens, secrets: Secrets, now: Callable[[], int], uid: str, intent_id: str) -> None:
        self._tokens, self._secrets, self._now = tokens, secrets, now
        self.uid, self.intent_id = uid, intent_id

    def key(self) -> tuple[str, bytes]:
        """The current key, as only its owner knows it."""
        kid = self._tokens._known.current
        kept = self._secrets.login_of(KEPT.format(kid))
        assert kept is not None
        return kid, bytes.fromhex(kept[1])

    def claims(self, **changes: Any) -> dict[str, Any]:
        """Sound claims of a payer's token, with these changes."""
        now, one = self._now() // 1000, self.intent_id
        sound: dict[str, Any] = {
            "iss": f"oplata:{self.uid}", "aud": "oplata:v2", "sub": f"intent:{one}", "typ": "intent", "iat": now,
            "nbf": now, "exp": now + HOUR, "jti": "j1", "scopes": [f"paymentIntents.{one}:read"],
        }  # fmt: skip
        return sound | changes

    def signed(self, claims: Any, head: Any = None, key: bytes | None = None, digest: str = "sha256") -> str:
        """A token that is signed by the right key, whatever it says."""
        kid, own = self.key()
        return made({**SOUND_HEAD, "kid": kid} if head is None else head, claims, own if key is None else key, digest)

    def forged(self) -> dict[str, str]:
        """More than sixty tokens that nobody issued, each by its name."""
        return {**self._heads(), **self._doubles(), **self._shapes()}

    def _heads(self) -> dict[str, str]:
        kid, claims = self.key()[0], self.claims()
        head = {**SOUND_HEAD, "kid": kid}
        found = {}
        for name, (algorithm, digest) in ALGORITHMS.items():
            found[f"algorithm: {name}"] = self.signed(claims, head | {"alg": algorithm}, digest=digest)
        for name in ("none", "HS256"):
            found[f"{name}, and no signature"] = unsigned(head | {"alg": name}, claims)
        for kind in TYPES:
            found[f"type: {kind}"] = self.signed(claims, head | {"typ": kind})
        for key in NAMES_OF_KEYS:
            found[f"key: {str(key)[:30]!r}"] = self.signed(claims, head | {"kid": key})
        for more in MORE_HEADERS:
            found[f"header: {json.dumps(more)}"] = self.signed(claims, head | more)
        for left_out in head:
            found[f"no {left_out}"] = self.signed(claims, {name: head[name] for name in head if name != left_out})
        for known in (*KNOWN_KEYS, kid.encode(), self.uid.encode()):
            found[f"signed by {known!r:.20}"] = self.signed(claims, key=known)
        found["its own key in it"] = self.signed(
            claims, head | {"jwk": {"kty": "oct", "k": part(b"k" * 32)}}, key=b"k" * 32
        )
        return found

    def _doubles(self) -> dict[str, str]:
        kid, claims = self.key()[0], self.claims()
        body, head = json.dumps(claims)[:-1], json.dumps({**SOUND_HEAD, "kid": kid})[:-1]
        other = "intent:other"
        return {
            "two subjects": self.signed(f'{body}, "sub": "{other}"}}'.encode()),
            "two subjects, one escaped": self.signed(f'{body}, "s\\u0075b": "{other}"}}'.encode()),
            "two ends": self.signed(f'{body}, "exp": 9999999999}}'.encode()),
            "two algorithms": self.signed(claims, f'{head}, "alg": "none"}}'.encode()),
            "two keys": self.signed(claims, f'{head}, "kid": "{kid}"}}'.encode()),
            "a claim more": self.signed(claims | {"role": "operator"}),
            "in somebody's name": self.signed(claims | {"act": "operator:operator"}),
        }

    def _shapes(self) -> dict[str, str]:
        claims = self.claims()
        sound = self.signed(claims)
        head, body, signature = sound.split(".")
        last = "B" if signature[-1] == "A" else chr(ord(signature[-1]) + 1)
        turned = signature[:9] + ("A" if signature[9] != "A" else "B") + signature[10:]
        return {
            "no signature": f"{head}.{body}",
            "an empty signature": f"{head}.{body}.",
            "half a signature": f"{head}.{body}.{signature[:20]}",
            "a letter more": f"{sound}A",
            "another letter": f"{head}.{body}.{turned}",
            "spare bits": f"{head}.{body}.{signature[:-1]}{last}",
            "padding": f"{sound}=",
            "four parts": f"{sound}.{signature}",
            "a space in it": f"{head} .{body}.{signature}",
            "another's signature": f"{head}.{body}.{self.signed(self.claims(jti='j2')).rpartition('.')[2]}",
            "other claims": f"{head}.{part(self.claims(scopes=['payment_methods:write']))}.{signature}",
            "nothing": "..",
            "one dot": ".",
            "a header that is a list": self.signed(claims, [SOUND_HEAD]),
            "a header that is no JSON": self.signed(claims, b"{"),
            "claims that are a list": self.signed([claims]),
            "claims that are no JSON": self.signed(b"exp"),
            "claims that are a token": self.signed(sound.encode()),
            "a byte order mark": self.signed(b"\xef\xbb\xbf" + json.dumps(claims).encode()),
            "a deep hole": self.signed(b"[" * 1000 + b"]" * 1000),
            "too long": self.signed(claims | {"jti": "x" * 1900}),
        }

    def wrong_claims(self) -> dict[str, str]:
        """Tokens that the right key signed, of which one claim is left out or is what it must not be."""
        found = {}
        for name, values in CLAIMS.items():
            rest = {other: value for other, value in self.claims().items() if other != name}
            found[f"{name} left out"] = self.signed(rest)
            for value in values:
                found[f"{name} {str(value)[:30]!r} {type(value).__name__}"] = self.signed(rest | {name: value})
        now = self._now() // 1000
        found["it lives too long"] = self.signed(self.claims(exp=now + 3 * 24 * HOUR + 60))
        found["it ends before it begins"] = self.signed(self.claims(nbf=now + 20, exp=now + 20))
        found["an impersonator without a name"] = self.signed(self.claims(typ="impersonation", sub="shop:TEST"))
        return found


def part(value: Any) -> str:
    """A part of a token: JSON unless it is bytes, in base64 without padding."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def made(head: Any, claims: Any, key: bytes, digest: str = "sha256") -> str:
    """A token, made without any library."""
    body = f"{part(head)}.{part(claims)}"
    return f"{body}.{part(hmac.new(key, body.encode(), getattr(hashlib, digest)).digest())}"


def unsigned(head: Any, claims: Any) -> str:
    """The same with nothing behind the last dot."""
    return f"{part(head)}.{part(claims)}."
