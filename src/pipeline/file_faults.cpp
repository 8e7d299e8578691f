#include "pipeline/file_faults.h"

#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <system_error>

#include "pipeline/files.h"
#include "pipeline/reject_list.h"
#include "record/ids.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kNone = static_cast<std::uintmax_t>(-1);

std::uintmax_t bytes_of(const fs::path& file) {
  std::error_code error;
  const bool is_file = fs::is_regular_file(fs::symlink_status(file, error));
  const std::uintmax_t size = is_file ? fs::file_size(file, error) : kNone;
  return error ? kNone : size;
}

/// A text that is read once, from passage to passage.
class Passages {
 public:
  explicit Passages(const fs::path& file) : in_(file, std::ios::binary) {}

  /// Whether it stands behind those that were found before.
  bool has_next(const std::string& passage) {
    while (true) {
      if (const std::size_t at = window_.find(passage); at != std::string::npos) {
        window_.erase(0, at + passage.size());
        return true;
      }
      if (window_.size() > passage.size()) window_.erase(0, window_.size() - passage.size());
      if (!read(std::max(passage.size(), std::size_t{1} << 16U))) return false;
    }
  }

 private:
  bool read(std::size_t most) {
    const std::size_t before = window_.size();
    window_.resize(before + most);
    in_.read(window_.data() + before, static_cast<std::streamsize>(most));
    const auto got = static_cast<std::size_t>(std::max(in_.gcount(), std::streamsize{0}));
    window_.resize(before + got);
    return got > 0;
  }

  std::ifstream in_;
  std::string window_;
};

}  // namespace

FileFaults faults_by_size(const fs::path& folder, bool has_rows) {
  const std::uintmax_t read = bytes_of(folder / "ocr.txt");
  if (read == kNone || !has_rows) return {read == kNone, false};
  const std::uintmax_t text = bytes_of(folder / "text.txt"),
                       rows = bytes_of(folder / kDocumentJson);
  return {text == kNone || (text == 0 && read > 0), rows == kNone || rows == 0};
}

FileFaults file_faults(const fs::path& folder, const store::KnownFiles& known) {
  FileFaults faults = faults_by_size(folder, known.has_rows);
  if (!known.has_rows) return faults;
  if (!faults.document_json && !known.document_json.empty())
    faults.document_json = !has_digest(folder / kDocumentJson, known.document_json);
  if (!faults.text) {
    Passages text(folder / "text.txt");
    faults.text = !std::ranges::all_of(
        known.printed, [&](const store::Printed& one) { return text.has_next(one.text); });
  }
  return faults;
}

bool has_digest(const fs::path& file, const std::string& sha256) {
  std::error_code error;
  const bool is_readable = fs::is_regular_file(file, error) && ::access(file.c_str(), R_OK) == 0;
  std::string found;
  return is_readable && !error_of([&] { found = record::sha256_of_file(file); }) && found == sha256;
}

}  // namespace codau::pipeline
