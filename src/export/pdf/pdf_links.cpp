#include "export/pdf/pdf_links.h"

#include <algorithm>
#include <system_error>

namespace codau::exports {
namespace {

namespace fs = std::filesystem;

/// Returns a path as a part of a URL: all but letters and digits of ASCII and "-._~/" encoded.
std::string percent_encode(std::string_view path) {
  constexpr std::string_view kHexDigits = "0123456789ABCDEF", kPlain = "-._~/";
  std::string out;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || kPlain.find(c) != std::string_view::npos;
    if (is_plain) {
      out += c;
    } else {
      out += '%';
      out += kHexDigits[byte >> 4U];
      out += kHexDigits[byte & 0xFU];
    }
  }
  return out;
}

/// Returns the absolute path without links, as far as it exists.
fs::path resolve(const fs::path& given) {
  const fs::path absolute = fs::absolute(given).lexically_normal();
  std::error_code error;
  const fs::path resolved = fs::weakly_canonical(absolute, error);
  return error ? absolute : resolved;
}

bool is_within(const fs::path& path, const fs::path& folder) {
  return std::ranges::mismatch(folder, path).in1 == folder.end();
}

}  // namespace

std::string make_file_link(const fs::path& to, const fs::path& folder,
                           const fs::path& store_folder) {
  if (folder == store_folder.parent_path() || is_within(folder, store_folder))
    return percent_encode(to.lexically_relative(folder).string());
  return "file://" + percent_encode(to.string());
}

PdfLinks make_pdf_links(const store::ResultFiles& results, const fs::path& store_folder,
                        const fs::path& workbook) {
  const fs::path root = resolve(store_folder), folder = resolve(workbook).parent_path();
  return [results, root, folder](std::string_view doc_id) {
    const fs::path pdf = root / results.pdf_path(doc_id);
    std::error_code error;
    return fs::is_regular_file(pdf, error) ? make_file_link(pdf, folder, root) : std::string();
  };
}

}  // namespace codau::exports
