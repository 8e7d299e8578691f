#include "pipeline/output/file_faults.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <system_error>
#include <utility>

#include "pipeline/inputs/reject_list.h"
#include "record/schema/ids.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMissingFileBytes = static_cast<std::uintmax_t>(-1);

std::uintmax_t bytes_of(const fs::path& file) {
  std::error_code error;
  const bool is_file = fs::is_regular_file(fs::symlink_status(file, error));
  const std::uintmax_t size = is_file ? fs::file_size(file, error) : kMissingFileBytes;
  return error ? kMissingFileBytes : size;
}

/// Reads a text once and searches for passages in order.
class Passages {
 public:
  explicit Passages(const fs::path& file) : in_(file, std::ios::binary) {}

  /// Returns true if the passage follows after the passages that were found before.
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

template <class Passage>
bool has_passages(const fs::path& file, const std::vector<Passage>& all, auto text_of) {
  Passages text(file);
  return std::ranges::all_of(all, [&](const Passage& one) { return text.has_next(text_of(one)); });
}

/// Returns true if the text has all printed passages, or at least the first and the last. In the
/// second case a person may have edited the text between them.
bool is_as_printed(const fs::path& file, const std::vector<store::PrintedPassage>& all) {
  const auto text_of = [](const store::PrintedPassage& one) { return one.text; };
  if (has_passages(file, all, text_of)) return true;
  return all.size() > 1 && has_passages(file, std::vector{all.front(), all.back()}, text_of);
}

/// Returns true if the file has another digest than `mark`. An empty `mark` means that the digest
/// is unknown.
bool is_another(const fs::path& file, const std::string& mark) {
  return !mark.empty() && !has_digest(file, mark);
}

std::size_t count_ink(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
    return std::string_view(" \t\r\n\f").find(c) == std::string_view::npos;
  }));
}

/// Returns true if a person may have edited the text: a passage is missing, or there is more text
/// than was printed. Precondition: is_as_printed().
bool is_edited(const fs::path& file, const std::vector<store::PrintedPassage>& all) {
  if (!has_passages(file, all, [](const store::PrintedPassage& one) { return one.text; }))
    return true;
  std::size_t printed = 0, found = 0;
  for (const store::PrintedPassage& one : all) printed += count_ink(one.text);
  std::ifstream in(file, std::ios::binary);
  for (std::string piece(std::size_t{1} << 16U, '\0'); in;) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    found += count_ink(std::string_view(piece).substr(0, static_cast<std::size_t>(in.gcount())));
  }
  return found != printed;
}

/// Returns true if a PDF is truncated. This is for PDFs without a digest, which older versions of
/// codau left. A PDF is truncated if it has no end. It is truncated, too, if its end gives an
/// offset of the cross-reference table beyond the file.
bool is_cut_pdf(const fs::path& file) {
  constexpr std::uintmax_t kTail = 1024;
  constexpr std::string_view kTable = "startxref\n";
  const std::uintmax_t bytes = bytes_of(file);
  if (bytes == kMissingFileBytes) return true;
  std::string tail(std::min(bytes, kTail), '\0');
  std::ifstream in(file, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(bytes - tail.size()));
  in.read(tail.data(), static_cast<std::streamsize>(tail.size()));
  const std::size_t at = in ? tail.rfind(kTable) : std::string::npos;
  if (at == std::string::npos || tail.find("%%EOF", at) == std::string::npos) return true;
  std::int64_t table = 0;
  const auto read =
      std::from_chars(tail.data() + at + kTable.size(), tail.data() + tail.size(), table);
  return read.ec != std::errc() || table >= static_cast<std::int64_t>(bytes);
}

}  // namespace

FileFaults find_file_faults(const store::ResultPaths& paths, const store::KnownFiles& known) {
  FileFaults faults;
  const std::uintmax_t bytes = bytes_of(paths.text);
  faults.text = bytes == kMissingFileBytes;
  if (!known.has_rows) return faults;
  faults.text = faults.text || !is_as_printed(paths.text, known.printed);
  faults.edited = !faults.text && is_edited(paths.text, known.printed);
  faults.pdf =
      bytes_of(paths.pdf) != kMissingFileBytes ? is_cut_pdf(paths.pdf) : known.pdf.has_value();
  faults.pdf =
      faults.pdf || is_another(paths.pdf, known.pdf.value_or("")) ||
      (bytes_of(paths.original) != kMissingFileBytes && is_another(paths.original, known.original));
  return faults;
}

bool has_digest(const fs::path& file, const std::string& sha256) {
  bool is_same = false;
  const auto unreadable = catch_error([&] { is_same = store::has_digest_mark(file, sha256); });
  return is_same && !unreadable;
}

}  // namespace codau::pipeline
