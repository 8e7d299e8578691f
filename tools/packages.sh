# The one list of Debian packages, read by tools/quickstart and tools/test; defines install_packages and
# list_library_packages. All names exist in Debian 12 and 13.

build_packages="g++ cmake ninja-build pkg-config file dpkg-dev
  libtesseract-dev libleptonica-dev libhwy-dev libtiff-dev libpoppler-cpp-dev libqpdf-dev libxlsxwriter-dev libminizip-dev zlib1g-dev libicu-dev libre2-dev
  icc-profiles-free libexpat1-dev libxml2-dev libsqlite3-dev libzip-dev libarchive-dev libpq-dev libssl-dev libxxhash-dev libseccomp-dev libcpp-httplib-dev nlohmann-json3-dev libcli11-dev
  python3-markdown"
run_packages="sqlite3 jq"
test_packages="tesseract-ocr tesseract-ocr-vie tesseract-ocr-eng tesseract-ocr-script-viet
  libgtest-dev libbenchmark-dev python3 python3-pil python3-numpy python3-jsonschema python3-openpyxl python3-pandas libreoffice-calc-nogui postgresql
  fonts-liberation2 fonts-dejavu-core fonts-croscore fonts-freefont-ttf fonts-texgyre fonts-sil-charis qpdf libpdfbox2-java libfontbox2-java libcommons-logging-java libactivation-java libjaxb-api-java default-jre-headless poppler-utils libxml2-utils unzip util-linux clang-format abigail-tools binutils img2pdf imagemagick ghostscript libtiff-tools libopenjp2-tools xz-utils chromium chromium-driver"

bundle_packages="patchelf zstd binutils fonts-liberation2 fontconfig-config"  # what tools/bundle needs besides build_packages and run_packages
scale_packages="slurm-wlm munge parallel python3-yaml"  # what tests of deploy/ need (tools/scale-test)

bench_packages="ocrmypdf"  # what tests/bench/pages.py compares with

pair_packages="tesseract-ocr tesseract-ocr-vie tesseract-ocr-eng tesseract-ocr-fra tesseract-ocr-por
  tesseract-ocr-deu tesseract-ocr-spa tesseract-ocr-ita tesseract-ocr-ces tesseract-ocr-nld ocrad gocr
  python3-pil fonts-liberation2 fonts-dejavu fonts-croscore fonts-crosextra-carlito fonts-freefont-ttf xz-utils"

# install_packages NAME...: installs what is missing; as root, else with sudo.
install_packages() {
  missing=""
  for name in "$@"; do
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q "ok installed" || missing="$missing $name"
  done
  if [ -z "$missing" ]; then
    echo "== packages: all there"
    return
  fi
  echo "== packages: installing$missing"
  privileged=""
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "run this as root, or install sudo" >&2; exit 1; }
    privileged="sudo"
  fi
  $privileged mkdir -p /usr/share/man/man1  # slim systems lack it, and Java does not install without
  $privileged apt-get update -q
  # shellcheck disable=SC2086  # a list of names
  $privileged env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
}

# list_library_packages PROGRAM...: prints the packages of the shared libraries that the programs load, one a line.
# Debian 12 lists some libraries under /lib, which is a link to /usr/lib.
list_library_packages() {
  ldd "$@" | sed -n 's/.* => \(\/[^ ]*\) .*/\1/p' | sort -u | while read -r file; do
    file=$(readlink -f "$file")
    dpkg-query -S "$file" 2>/dev/null || dpkg-query -S "${file#/usr}"
  done | sed 's/:.*//' | sort -u
}
