"""What a server is told before it starts: where it listens, and what it allows."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field

from herodotus.exports.permalink import LOCAL

#: The port of the permalinks that exports write where no other base is given.
PORT = urlsplit(LOCAL).port or 0


class Settings(BaseModel):
    """The settings of one server.

    Attributes:
        host: the address that it listens on.
        port: the port that it listens on.
        base: what permalinks begin with; without it, host and port.
        tokens: whether tokens are asked for even where only this machine can ask.
        proxies: addresses of proxies whose word is taken for who asks them.
        body_limit: the largest body that is taken, in bytes.
        body_seconds: how long a body may take to come in.
        cache_limit: so many bytes of answers are kept in memory.
        threads: so many questions are answered at once.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = "127.0.0.1"
    port: int = Field(default=PORT, ge=0, le=65535)
    base: str | None = None
    tokens: bool = False
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    body_limit: int = Field(default=4_000_000, gt=0)
    body_seconds: float = Field(default=30, gt=0)
    cache_limit: int = Field(default=64_000_000, ge=0)
    threads: int = Field(default=8, gt=0)

    @property
    def is_local(self) -> bool:
        """Whether only this machine can ask, so that nobody needs a token.

        >>> Settings().is_local, Settings(host="0.0.0.0").is_local
        (True, False)
        """
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:  # another name, which may be anywhere
            return False

    @property
    def asks_tokens(self) -> bool:
        """Whether nobody comes in without a token.

        >>> Settings(tokens=True).asks_tokens, Settings(host="10.0.0.5").asks_tokens
        (True, True)
        """
        return self.tokens or not self.is_local

    @property
    def address(self) -> str:
        """What permalinks begin with.

        >>> Settings().address, Settings(host="::1", port=80).address
        ('http://127.0.0.1:8470', 'http://[::1]:80')
        """
        if self.base is not None:
            return self.base.rstrip("/")
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"
