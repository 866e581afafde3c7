"""Who may use a ledger that is served: tokens, hashed, and what was done with them.

A token is told once, when it is made: `herodotus_<id>_<256 random bits>`. The ledger
keeps its SHA-256. That is enough, where a password would need a slow hash: nobody
guesses 256 bits, however fast.
"""

from __future__ import annotations

import getpass
import hashlib
import hmac
import secrets
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, Engine, select, update

from herodotus.errors import TokenProblem
from herodotus.ledger.database import reading, writing
from herodotus.ledger.tables import acts, tokens
from herodotus.model import Act, Role, Token

#: A token begins so, by which scanners for lost secrets can know it.
MARK = "herodotus"

_LONGEST = 60
#: What a secret is compared with whose id nobody has, in the same time.
_NOBODY = hashlib.sha256(b"").hexdigest()


class Issued(NamedTuple):
    """A new token, and its secret, which is told now and never again."""

    token: Token
    secret: str


class Rights:
    """The tokens of a ledger, and the record of what was done.

    >>> from herodotus.ledger import Ledger
    >>> with Ledger(":memory:") as ledger:
    ...     issued = ledger.rights.add("Nora", "reviewer", by="admin")
    ...     found = ledger.rights.token(issued.secret)
    ...     ledger.rights.revoke("Nora", by="admin").name, found == issued.token
    ...     ledger.rights.token(issued.secret)
    ('Nora', True)
    """

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self.where = where

    def add(
        self,
        name: str,
        role: Role,
        *,
        by: str,
        days: int | None = None,
        origin: str | None = None,
    ) -> Issued:
        """Make a token in somebody's name, for ever or for some days.

        `by` and `origin` say who makes it, and from which address; that is noted.

        Raises:
            TokenProblem: the name cannot be shown as it is, or somebody has it.
        """
        name = _name(name)
        now = datetime.now(UTC)
        secret_id = secrets.token_hex(4)
        secret = f"{MARK}_{secret_id}_{secrets.token_urlsafe(32)}"
        ends = now + timedelta(days=days) if days is not None else None
        token = Token(id=secret_id, name=name, role=role, made=now, ends=ends)
        with writing(self._engine) as connection:
            if any(_same(name, one.name) for one in _live(connection, now)):
                raise TokenProblem(
                    f"{name} has a token already: revoke that one first, or give "
                    "this one another name",
                    name=name,
                )
            row = {**token.model_dump(), "hash": _hash(secret)}
            connection.execute(tokens.insert(), row)
            what = f"{name} ({role})"
            act = Act(moment=now, who=by, act="token added", what=what, origin=origin)
            _note(connection, act)
        return Issued(token, secret)

    def revoke(self, name: str, *, by: str, origin: str | None = None) -> Token:
        """Take back the token of this name or id; it gives no right from now on.

        Raises:
            TokenProblem: no token that holds is called so.
        """
        now = datetime.now(UTC)
        with writing(self._engine) as connection:
            for one in _live(connection, now):
                if one.id == name or _same(one.name, name):
                    break
            else:
                raise TokenProblem(
                    f"no token that still holds is called {name}: "
                    "`herodotus token list` shows them",
                    name=name,
                )
            its = tokens.c.id == one.id
            connection.execute(update(tokens).where(its).values(revoked=now))
            what = f"{one.name} ({one.role})"
            act = Act(moment=now, who=by, act="token revoked", what=what, origin=origin)
            _note(connection, act)
        return one.model_copy(update={"revoked": now})

    def tokens(self) -> list[Token]:
        """Every token that was ever made, the oldest first."""
        with reading(self._engine) as connection:
            return _tokens(connection)

    def token(self, secret: str) -> Token | None:
        """The token with this secret, if it holds now."""
        id = _id(secret)
        question = select(tokens).where(tokens.c.id == id)
        with reading(self._engine) as connection:
            row = connection.execute(question).mappings().first()
        kept = row["hash"] if row is not None else _NOBODY
        if not hmac.compare_digest(_hash(secret), kept) or row is None:
            return None
        token = Token.model_validate({**row}, extra="ignore")
        return token if token.holds(datetime.now(UTC)) else None

    def still_holds(self, id: str) -> Token | None:
        """The token with this id, if it holds now: for those who have shown it."""
        now = datetime.now(UTC)
        with reading(self._engine) as connection:
            found = _tokens(connection, id=id)
        return next((one for one in found if one.holds(now)), None)

    def demanded(self) -> bool:
        """Whether anybody has a token that holds, so that tokens can be asked for."""
        with reading(self._engine) as connection:
            return bool(_live(connection, datetime.now(UTC)))

    def note(self, act: Act) -> None:
        """Note what was done; what is noted is never changed."""
        with writing(self._engine) as connection:
            _note(connection, act)

    def acts(self, *, limit: int = 100) -> list[Act]:
        """What was done last, the newest first."""
        newest = (acts.c.moment.desc(), acts.c.key)
        question = select(acts).order_by(*newest).limit(limit)
        with reading(self._engine) as connection:
            rows = connection.execute(question).mappings()
            return [Act.model_validate({**row}, extra="ignore") for row in rows]


def login_name() -> str:
    """Who sits at this machine: the name that they signed in to it with."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "anonymous"


def _name(name: str) -> str:
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not name or len(name) > _LONGEST or not name.isprintable():
        raise TokenProblem(
            f"a token needs a name of 1 to {_LONGEST} characters that can be seen",
            name=name,
        )
    return name


def _same(one: str, other: str) -> bool:
    return one.casefold() == " ".join(other.split()).casefold()


def _id(secret: str) -> str:
    """The public part of a token, or nothing.

    >>> _id("herodotus_0a1b2c3d_x_y"), _id("herodotus"), _id("a_b_c")
    ('0a1b2c3d', '', '')
    """
    parts = secret.split("_", 2)
    return parts[1] if len(parts) == 3 and parts[0] == MARK else ""


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _live(connection: Connection, now: datetime) -> list[Token]:
    return [one for one in _tokens(connection) if one.holds(now)]


def _tokens(connection: Connection, *, id: str | None = None) -> list[Token]:
    question = select(tokens).order_by(tokens.c.made, tokens.c.id)
    if id is not None:
        question = question.where(tokens.c.id == id)
    rows = connection.execute(question).mappings()
    return [Token.model_validate({**row}, extra="ignore") for row in rows]


def _note(connection: Connection, act: Act) -> None:
    row = {**act.model_dump(), "key": secrets.token_hex(12)}
    connection.execute(acts.insert(), row)
