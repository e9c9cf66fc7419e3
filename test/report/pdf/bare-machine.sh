#!/bin/bash
# Runs a command on this machine made bare: no fonts, no font configuration, and none of the shared libraries that browsers
# want from the system (NSS, NSPR, expat). Needs root and mount namespaces; nothing outside the namespace changes.
# usage: bare-machine.sh command [argument...]
set -eu
if [ -z "${BARE_MACHINE_INSIDE:-}" ]; then
  BARE_MACHINE_INSIDE=1 exec unshare --mount --propagation private "$0" "$@"
fi
libraries=/usr/lib/x86_64-linux-gnu
room=$(mktemp -d)
mount -t tmpfs none "$room"
mkdir "$room/original" "$room/farm" "$room/empty"
mount --bind "$libraries" "$room/original"
# The same folder as links into the original, but for the hidden names.
find "$room/original" -mindepth 1 -maxdepth 1 \
  ! -name 'libnss3*' ! -name 'libnssutil3*' ! -name 'libnspr4*' ! -name 'libsmime3*' ! -name 'libssl3*' ! -name 'libplc4*' \
  ! -name 'libplds4*' ! -name 'libsoftokn3*' ! -name 'libfreebl*' ! -name 'libexpat*' ! -name nss \
  -exec ln -s -t "$room/farm" {} +
mount --bind "$room/farm" "$libraries"
for folder in /usr/share/fonts /usr/local/share/fonts /etc/fonts; do
  [ ! -d "$folder" ] || mount --bind "$room/empty" "$folder"
done
export HOME="$room/empty"
exec "$@"
