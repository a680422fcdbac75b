#!/bin/sh
# A root file system of Debian 12 with every package that a stand-in needs, as the tar archive $1.
# What this machine knows about reaching Debian and Python packages comes along: $2 sources of apt, $3 settings of apt,
# $4 settings of pip, $5 a bundle of certificates.
set -eu

# The system grows to half a gigabyte here; /tmp may be memory, and may hold no devices.
export TMPDIR=/var/tmp

# Users that packages would make with other numbers than the official images have.
users='printf "%s:x:%d:%d::%s:%s\n" \
    postgres 999 999 /var/lib/postgresql /bin/bash nginx 101 101 /nonexistent /usr/sbin/nologin >>"$1"/etc/passwd
printf "%s:x:%d:\n" postgres 999 nginx 101 >>"$1"/etc/group'

# The main cluster would be 40 MB that nobody starts.
no_cluster='mkdir -p "$1"/etc/postgresql-common; echo create_main_cluster=false >"$1"/etc/postgresql-common/createcluster.conf'

# The locale of the official PostgreSQL images.
locale='chroot "$1" localedef -i en_US -f UTF-8 en_US.UTF-8'

# LLVM only serves PostgreSQL's just-in-time compiler, which PostgreSQL does without when its module is absent.
exec mmdebstrap --mode=root --variant=minbase --format=tar \
    --include="$(grep -v '^#' "$(dirname "$0")/packages.txt" | paste -s -d ,)" \
    --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/lib/*/libLLVM-*' \
    --dpkgopt='path-exclude=/usr/lib/*/libz3.so*' \
    --dpkgopt='path-exclude=/usr/lib/postgresql/*/lib/llvmjit*' \
    --dpkgopt='path-exclude=/usr/lib/postgresql/*/lib/bitcode/*' \
    --aptopt="$3" \
    --essential-hook="$users" \
    --essential-hook="$no_cluster" \
    --customize-hook="$locale" \
    --customize-hook="upload $4 /etc/pip.conf" \
    --customize-hook="upload $5 /etc/ssl/certs/ca-certificates.crt" \
    bookworm "$1" "$2"
