# Writes a source with the files of the page.
# usage: cmake -DFOLDER=src/office/page -DSOURCE=FILE -P embed_page.cmake
set(types_html "text/html; charset=utf-8")
set(types_css "text/css; charset=utf-8")
set(types_js "text/javascript; charset=utf-8")
set(types_svg "image/svg+xml")
set(text "// Made by cmake/embed_page.cmake.
#include \"office/server/page_files.h\"

#include <array>

namespace codau::office {
namespace {

constexpr auto kFiles = std::to_array<PageFile>({
")
file(GLOB names RELATIVE "${FOLDER}" "${FOLDER}/*.html" "${FOLDER}/*.css" "${FOLDER}/*.js" "${FOLDER}/*.svg")
list(SORT names)
foreach(name IN LISTS names)
  string(REGEX MATCH "[a-z]+$" kind "${name}")
  set(path "/${name}")
  if(name STREQUAL "index.html")
    set(path "/")
  endif()
  file(READ "${FOLDER}/${name}" bytes)
  string(APPEND text "    {\"${path}\", \"${types_${kind}}\", R\"codau_page(${bytes})codau_page\"},\n")
endforeach()
string(APPEND text "});\n\n}  // namespace\n\nstd::span<const PageFile> page_files() { return kFiles; }\n\n}  // namespace codau::office\n")
file(WRITE "${SOURCE}" "${text}")
