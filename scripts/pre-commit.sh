#!/usr/bin/env bash
# The hook for https://pre-commit.com, which keeps a checkout of its own for it: what that needs is installed with the first run.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# npm writes this file when all is there.
if [ ! -e "$here/node_modules/.package-lock.json" ]; then
  (cd "$here" && npm ci --omit=dev --ignore-scripts --no-audit --no-fund >&2)
fi
exec node "$here/bin/stack-advisor.js" adr check "$@"
