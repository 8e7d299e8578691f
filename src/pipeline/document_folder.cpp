#include "pipeline/document_folder.h"

#include <algorithm>
#include <cstdint>
#include <system_error>

#include "pipeline/files.h"

namespace codau::pipeline {

namespace fs = std::filesystem;

std::vector<std::string> texts(Until until) {
  std::vector<std::string> names{"ocr.txt"};
  if (until >= Until::kRestore) names.insert(names.end(), {"text.txt", "changes.jsonl"});
  return names;
}

DocumentFolder::DocumentFolder(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator walk(folder, error), end; walk != end && !error;
       walk.increment(error)) {
    std::string name = walk->path().filename().string();
    has_parts_ = has_parts_ || name.starts_with('.');
    names_.push_back(std::move(name));
  }
}

bool DocumentFolder::has(std::string_view name) const {
  return std::ranges::find(names_, name) != names_.end();
}

bool DocumentFolder::is_whole(Until until, bool with_pdf) const {
  std::vector<std::string> names = texts(until);
  if (until >= Until::kDocument) names.emplace_back(kDocumentJson);
  if (with_pdf) names.emplace_back(kPdf);
  return std::ranges::all_of(names, [&](const std::string& name) { return has(name); });
}

Until DocumentFolder::until() const {
  if (has(kDocumentJson)) return Until::kDocument;
  return has("text.txt") ? Until::kRestore : Until::kOcr;
}

bool lacks_files(const fs::path& folder, bool has_rows) {
  constexpr std::uintmax_t kNone = static_cast<std::uintmax_t>(-1);
  const auto bytes = [&](const char* name) {
    std::error_code error;
    const std::uintmax_t size = fs::file_size(folder / name, error);
    return error ? kNone : size;
  };
  const std::uintmax_t read = bytes("ocr.txt");
  if (read == kNone || !has_rows) return read == kNone;
  const std::uintmax_t text = bytes("text.txt"), rows = bytes(kDocumentJson);
  return rows == kNone || rows == 0 || text == kNone || (text == 0 && read > 0);
}

}  // namespace codau::pipeline
