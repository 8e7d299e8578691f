// office/server/page_files.h — the files of the page (src/office/page), compiled into the
// program.
#pragma once

#include <span>
#include <string_view>

namespace codau::office {

/// A file of the page.
struct PageFile {
  std::string_view path;   ///< path in the URL: "/main.js"; "/" for index.html
  std::string_view type;   ///< MIME type, for the header Content-Type
  std::string_view bytes;  ///< content of the file
};
/// Returns all files of the page.
[[nodiscard]] std::span<const PageFile> page_files();

}  // namespace codau::office
