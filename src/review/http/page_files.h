// review/http/page_files.h — src/review/page, compiled in.
#pragma once

#include <span>
#include <string_view>

namespace codau::review {

struct PageFile {
  std::string_view path;  ///< "/main.js"; "/" for index.html
  std::string_view type;  ///< of its content, as HTTP says it
  std::string_view bytes;
};
[[nodiscard]] std::span<const PageFile> page_files();

}  // namespace codau::review
