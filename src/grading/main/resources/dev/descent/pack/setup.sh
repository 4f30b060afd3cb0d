#!/usr/bin/env bash
#
# Gradescope runs this once, as root, when it makes the image of the autograder.

set -euo pipefail
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive

apt-get update
apt-get install -y --no-install-recommends openjdk-17-jdk-headless maven bubblewrap

# Builds the kit, downloads its libraries and grades the untouched exercises: a machine that cannot
# grade is found now, and no student waits for any of it.
cd "$(dirname "$0")/descent"
trial=$(mktemp -d)
cp -r exercises/src/main/java "$trial/submission"
./descent grade --gradescope "$trial"
rm -r "$trial"
