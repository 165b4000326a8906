"""GUIDs that the same thing has in every export, so that a tool knows it again."""

import hashlib
from functools import lru_cache

_NAMESPACE = bytes.fromhex("6d3f4f0c1f5b5c1e9f0e6e6b72656164")


@lru_cache(maxsize=1024)  # users and codes come again and again
def guid(kind: str, *names: str) -> str:
    """Return the GUID of a thing of some kind by its name, a version 5 UUID.

    Made by hand, because to import ``uuid`` takes longer than to make a thousand of them.
    """
    named = "\0".join((kind, *names)).encode("utf-8", "surrogatepass")
    digest = bytearray(hashlib.sha1(_NAMESPACE + named, usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
