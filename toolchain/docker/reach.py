"""How this machine reaches packages, so that the images made on it reach them in the same way."""

import re
import subprocess
import sys

SUITE = "bookworm"
"""The release of Debian that the stand-ins are made of: the one that the official images are named after."""

KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
"""Debian's keys for all its releases (package debian-archive-keyring)."""

FORM_OF_TARGETS = "$(SITE) $(CODENAME) $(COMPONENT)"

SETTINGS_OF_APT = re.compile(r"^Acquire::(?:https?|Check-Date|Check-Valid-Until|Retries)\b.*;$", re.MULTILINE)
"""Proxies, certificates and tolerance for old mirrors; the others concern the machine itself."""

SETTINGS_OF_PIP = re.compile(r"^(?:global|:env:)\.(index-url|extra-index-url|trusted-host)='(.*)'$", re.MULTILINE)
"""Lines of `pip config list`, which tells the environment's last: they win."""


def sources() -> str:
    """The machine's mirrors of Debian as a sources.list, for the release that the stand-ins are made of."""
    targets = _ask("apt-get", "indextargets", "--format", FORM_OF_TARGETS, "Created-By: Packages", "Origin: Debian")
    lines = [
        f"deb [signed-by={KEYRING}] {site} {re.sub('^[a-z]+', SUITE, suite)} {component}\n"
        for site, suite, component in map(str.split, targets.splitlines())
    ]
    return "".join(dict.fromkeys(lines))


def apt_settings() -> str:
    """What apt needs to know on this machine in order to reach its mirrors, as an apt.conf."""
    return "".join(f"{line}\n" for line in SETTINGS_OF_APT.findall(_ask("apt-config", "dump")))


def pip_settings() -> str:
    """Where pip gets packages on this machine, as a pip.conf."""
    found = dict(SETTINGS_OF_PIP.findall(_ask(sys.executable, "-m", "pip", "config", "list")))
    return "".join(["[global]\n", *(f"{key} = {value}\n" for key, value in found.items())])


def _ask(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
