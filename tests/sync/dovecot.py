"""A real Dovecot on loopback, run by whoever runs the tests, in a folder of its own."""

from __future__ import annotations

import grp
import os
import pwd
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from segue.sync.imap import Account

USER, PASSWORD = "ada@lindqvist.example", "correct-horse-battery"
_CONFIG = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_login_user = {login}
default_internal_group = {group}
first_valid_uid = 0
first_valid_gid = 0
mail_location = maildir:{home}/mail:LAYOUT=fs
mail_uid = {uid}
mail_gid = {gid}
ssl = required
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
ssl_dh =
auth_mechanisms = plain
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = home={home}/mail
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    auto = subscribe
    special_use = \\Sent
  }}
  mailbox Junk {{
    auto = subscribe
    special_use = \\Junk
  }}
}}
"""


@dataclass(frozen=True)
class Server:
    """Where it listens, and the certificate that tells it is the one."""

    account: Account
    tls: ssl.SSLContext
    cert: Path


@contextmanager
def running(program: str) -> Iterator[Server]:
    """Start it, wait until it answers, and stop it."""
    with tempfile.TemporaryDirectory(prefix="segue-dovecot-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        home.chmod(0o755)  # it reads mail as somebody else
        yield from _serving(program, home)


def _serving(program: str, home: Path) -> Iterator[Server]:
    port = _free_port()
    _write_config(home, port)
    server = subprocess.Popen([program, "-F", "-c", str(home / "dovecot.conf")], stderr=subprocess.PIPE)
    try:
        _wait(server, port, home)
        cert = home / "cert.pem"
        tls = ssl.create_default_context(cafile=str(cert))
        yield Server(Account(USER, "localhost", port), tls, cert)
    finally:
        server.terminate()
        server.wait(10)


def _write_config(home: Path, port: int) -> None:
    (home / "mail").mkdir()
    _make_certificate(home)
    me = pwd.getpwuid(os.getuid())
    group = grp.getgrgid(me.pw_gid).gr_name
    names = {"user": me.pw_name, "login": me.pw_name, "group": group, "uid": me.pw_uid, "gid": me.pw_gid}
    if me.pw_uid == 0:  # then it insists on users of its own, which its package makes, and on some user for the mail
        nobody = pwd.getpwnam("nobody")
        names = {"user": "dovecot", "login": "dovenull", "group": "dovecot", "uid": nobody.pw_uid, "gid": nobody.pw_gid}
        os.chown(home / "mail", nobody.pw_uid, nobody.pw_gid)
    text = _CONFIG.format(home=home, port=port, password=PASSWORD, **names)
    (home / "dovecot.conf").write_text(text)


def _make_certificate(home: Path) -> None:
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", str(home / "key.pem"), "-out", str(home / "cert.pem")]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject, *files]
    subprocess.run(command, check=True, capture_output=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], port: int, home: Path) -> None:
    for _ in range(100):
        if server.poll() is not None:
            raise RuntimeError(f"Dovecot did not start: {server.stderr.read() if server.stderr else ''!r}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"Dovecot does not answer: {(home / 'log').read_text()}")
