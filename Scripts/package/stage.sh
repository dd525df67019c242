#!/usr/bin/env bash
# Makes of what `make build` has left the tree that is installed, in .build/stage: program, manual, completions, and
# what plugins are compiled with. It names no place, and needs Swift; copying it (install.sh) does not.
#
#   Scripts/package/stage.sh
#
#   bin/hookctl -> ../lib/hookkit/hookctl    Swift's libraries are linked into it
#   lib/hookkit/compiled                     modules, headers and objects for plugins: InstalledHookKit.swift
#   lib/hookkit/Package.swift, Sources       the package, for plugins that only the package manager can build
#   lib/hookkit/files                        the list of everything, for uninstall.sh
#   share/man/man1, share/bash-completion, share/zsh, share/fish, share/doc/hookctl
set -euo pipefail
cd "$(dirname "$0")/../.."
umask 022

products=.build/release
stage=.build/stage
home=$stage/lib/hookkit

say() { printf 'install: %s\n' "$*" >&2; }
fail() { say "error: $*"; exit 69; }

[ -x $products/hookctl ] || fail "HookKit is not built; run \`make build\` first"
if [ -f $home/files ] && [ $home/files -nt $products/hookctl ] \
  && [ -z "$(find Sources Scripts/package Package.swift LICENSE NOTICE CHANGELOG.md -newer $home/files -print -quit)" ]; then
  exit 0
fi
command -v swiftc >/dev/null || fail "there is no \`swiftc\` on the PATH of this user; run \`make stage\` as the user \
who ran \`make build\`, then install"

say "linking the program"
rm -rf $stage
mkdir -p $stage/bin $home/compiled

# Modules and headers; this also checks that the build is that of the sources.
$products/hookctl plugin export $home/compiled

# ---- the program, with Swift's libraries in it ---------------------------------------------------

# The objects were compiled for Swift's shared libraries, and name those; Foundation's own parts are to be added.
foundation=(-lFoundation -lFoundationInternationalization -lFoundationEssentials -lCoreFoundation -l_FoundationCShims
  -l_FoundationCollections -l_FoundationICU)
read -ra libraries <<<"$(pkg-config --libs openblas cairo libzip zlib libgif 2>/dev/null || pkg-config --libs openblas cairo libzip zlib) -lgif"
swiftc -static-stdlib -emit-executable -module-name hookctl -o $home/hookctl \
  -Xlinker --gc-sections -Xlinker --defsym -Xlinker main=hookctl_main \
  @$products/hookctl.product/Objects.LinkFileList "${libraries[@]}" "${foundation[@]}" \
  2> >(grep -v "the use of .mktemp. is dangerous" >&2)
strip $home/hookctl
ln -s ../lib/hookkit/hookctl $stage/bin/hookctl

# ---- what plugins are compiled with --------------------------------------------------------------

say "collecting what plugins are compiled with"
for list in "$home"/compiled/*.objects; do
  ld -r -o "${list%.objects}.o" "@$list"
  strip --strip-debug "${list%.objects}.o"
  # Every object has named its libraries: once is enough, or the linker opens them a thousand times.
  objcopy --dump-section ".swift1_autolink_entries=$list" "${list%.objects}.o"
  tr '\0' '\n' <"$list" | awk 'NF && !seen[$0]++' | tr '\n' '\0' >"$list.once"
  objcopy --update-section ".swift1_autolink_entries=$list.once" "${list%.objects}.o"
  rm "$list" "$list.once"
done

# Headers of system libraries that HookKit's modules name, so that none has to be installed for development.
read -ra includes <<<"$(pkg-config --cflags openblas cairo libzip zlib)"
for folder in "$home"/compiled/include/*/; do
  for header in "$folder"*.h; do
    clang -M "${includes[@]}" -I "$folder" "$header" 2>/dev/null | tr -d '\\' | tr ' ' '\n' \
      | { grep -E '^/usr/.*/(cairo|zip|gif_lib|sqlite3|cblas|openblas|zlib|zconf)[^/]*\.h$' || true; } \
      | while read -r path; do cp -n "$path" "$folder"; done
  done
done

# The libraries themselves, as the program names them.
mkdir -p $home/compiled/lib
readelf -d $home/hookctl | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' \
  | { grep -E '^lib(zip|openblas|cairo|gif|sqlite3|z)\.' || true; } \
  | while read -r library; do printf 'INPUT ( %s )\n' "$library" >"$home/compiled/lib/${library%%.so*}.so"; done

# ---- the package, without its tests --------------------------------------------------------------

cp -R Sources $home/Sources
find $home/Sources -name '.*' -delete
sed '/^\/\/ Tests, which only a checkout has\.$/,$d' Package.swift >$home/Package.swift
[ ! -f Package.resolved ] || cp Package.resolved $home/Package.resolved
for resources in ImpalaModel/Resources HookLab/Page; do
  mkdir -p $home/hookkit_${resources%/*}.resources
  ln -s ../Sources/$resources $home/hookkit_${resources%/*}.resources/${resources#*/}
done

# ---- manual, completions, licences ---------------------------------------------------------------

man=$stage/share/man/man1
bash=$stage/share/bash-completion/completions
zsh=$stage/share/zsh/site-functions
fish=$stage/share/fish/vendor_completions.d
doc=$stage/share/doc/hookctl
mkdir -p $man $bash $zsh $fish $doc
$home/hookctl manual $man 2>/dev/null
$home/hookctl --generate-completion-script bash | sed '1{/^#!/d}' >$bash/hookctl
$home/hookctl --generate-completion-script zsh >$zsh/_hookctl
$home/hookctl --generate-completion-script fish >$fish/hookctl.fish
cp LICENSE NOTICE CHANGELOG.md $doc/

chmod -R u=rwX,go=rX $stage
(cd $stage && { find . \( -type f -o -type l \) -printf '%P\n'; echo lib/hookkit/files; } | LC_ALL=C sort) >$stage/files
mv $stage/files $home/files
say "staged $(du -sh $stage | cut -f1) in $stage"
