# Sourced by the scripts that start the examples:
#
#   . build-support/examples.sh
#   prepare_examples download
#   exec "$jdk/bin/java" -cp "$class_path" ...
#
# Finds a JDK that is new enough, and builds what is missing or stale.

examples_root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
examples_target=$examples_root/examples/target
examples_stamp=$examples_target/build.stamp
examples_class_path_file=$examples_target/runtime-classpath.txt

# shellcheck source=build-support/find-jdk.sh
. "$examples_root/build-support/find-jdk.sh"

# Whether the sources of a module are no newer than a file.
older_than() {
    [[ -z $(find "$1/src/main" "$1/pom.xml" "$examples_root/pom.xml" -newer "$2" -print 2>/dev/null | head -n 1) ]]
}

# Whether a class path entry exists and, if it is one of ours, is newer than its sources.
entry_is_fresh() {
    local built=$1 module=${1%%/target/*}
    if [[ $1 != "$examples_root"/*/target/* ]]; then
        [[ -e $1 ]]
        return
    fi
    [[ -d $module/src/main ]] || return 0
    if [[ -d $1 ]]; then
        built=$(find "$1" -name '*.class' -print | head -n 1)
        [[ -n $built ]] || return 1
    fi
    [[ -e $built ]] || return 1
    older_than "$module" "$built" || { [[ -e $examples_stamp ]] && older_than "$module" "$examples_stamp"; }
}

examples_are_fresh() {
    local entry entries
    [[ -r $examples_class_path_file ]] || return 1
    IFS=: read -r -a entries <"$examples_class_path_file" || true
    for entry in "$examples_target/classes" "${entries[@]}"; do
        entry_is_fresh "$entry" || return 1
    done
}

build_examples() {
    local log=$examples_target/build.log
    local modules=core,ipc-pipe,ipc-socket,ipc-sharedmem,examples
    local arguments=(-q -B -f "$examples_root/pom.xml" -pl "$modules" -Dmaven.test.skip=true process-classes)
    if ! command -v mvn >/dev/null; then
        printf '%s: Maven 3.8 or newer is needed to build this; there is no mvn on the PATH.\n' "$1" >&2
        exit 1
    fi
    printf 'Building ...\n' >&2
    # Without asking a registry it is quicker; that is enough when everything has been fetched before.
    if ! JAVA_HOME=$jdk mvn -o "${arguments[@]}" >"$log" 2>&1 </dev/null; then
        if ! grep -q offline "$log" || ! JAVA_HOME=$jdk mvn "${arguments[@]}" >"$log" 2>&1 </dev/null; then
            cat "$log" >&2
            printf '%s: The build failed.\n' "$1" >&2
            exit 1
        fi
    fi
    touch "$examples_stamp"
}

# prepare_examples NAME: sets jdk and class_path; complains in that program's name, and exits, when that can't be.
prepare_examples() {
    jdk=$(find_jdk 25) || exit 1
    if ! examples_are_fresh; then
        mkdir -p "$examples_target"
        exec 9>"$examples_target/build.lock"
        if ! command -v flock >/dev/null || flock 9; then
            examples_are_fresh || build_examples "$1"
        fi
        exec 9>&-
    fi
    class_path=$examples_target/classes:$(<"$examples_class_path_file")
}
