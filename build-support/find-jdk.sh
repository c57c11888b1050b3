# Sourced by the scripts that start programs of this project without Maven:
#
#   . build-support/find-jdk.sh
#   jdk=$(find_jdk 25) || exit 1
#
# Looks where Maven's select-jdk-toolchain looks, and tells a JDK's version by its file "release", since starting each
# java to ask it would take seconds.

# jdk_version HOME: prints the major version of the JDK there; fails when there is none.
jdk_version() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" | grep .
}

# find_jdk VERSION: prints the home of a JDK of at least that version; JAVA_HOME goes first, then the lowest that fits.
find_jdk() {
    local wanted=$1 user=${HOME:-} home version best='' best_version=''
    version=$(jdk_version "${JAVA_HOME:-}") && [ "$version" -ge "$wanted" ] && {
        printf '%s\n' "$JAVA_HOME"
        return 0
    }
    local on_path
    on_path=$(command -v javac) && on_path=$(readlink -f "$on_path" 2>/dev/null) || on_path=''
    for home in "${on_path%/bin/javac}" \
            /usr/lib/jvm/* /usr/java/* /usr/local/openjdk* /opt/*jdk* /opt/java/* \
            /Library/Java/JavaVirtualMachines/*/Contents/Home "$user"/Library/Java/JavaVirtualMachines/*/Contents/Home \
            "${SDKMAN_DIR:-$user/.sdkman}"/candidates/java/* "$user"/.jdks/* "$user"/.gradle/jdks/* "$user"/.m2/jdks/* \
            "$user"/.asdf/installs/java/* "$user"/.jenv/versions/* "$user"/.local/share/mise/installs/java/* \
            "$user"/.jabba/jdk/*; do
        version=$(jdk_version "$home") && [ "$version" -ge "$wanted" ] || continue
        if [ -z "$best" ] || [ "$version" -lt "$best_version" ]; then
            best=$home best_version=$version
        fi
    done
    if [ -z "$best" ]; then
        printf 'No JDK %s or newer was found: install it in a usual place (/usr/lib/jvm, SDKMAN, ...), or set JAVA_HOME to it.\n' "$wanted" >&2
        return 1
    fi
    printf '%s\n' "$best"
}
