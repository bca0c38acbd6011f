#!/bin/sh
# Finds a Python that can carry the portal and hands over to portal.bootstrap; says one sentence when there is none.
cd "$(dirname "$0")/../.." || exit 1
fits='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))'
bare=''
for name in ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3}; do
  "$name" -c "$fits" >/dev/null 2>&1 || continue
  if "$name" -c 'import ensurepip, ssl, sqlite3, venv' >/dev/null 2>&1; then
    exec "$name" -m portal.bootstrap "$@"
  fi
  bare="${bare:-$name}"
done
if [ -n "$bare" ]; then
  echo "$bare is here but cannot make virtual environments: install its venv package (on Debian: apt-get install python3-venv) and try again." >&2
else
  echo "Python 3.11, 3.12, 3.13 or 3.14 is needed and none was found: install one (on Debian: apt-get install python3 python3-venv), or name it with PYTHON=/path/to/python3, and try again." >&2
fi
exit 1
