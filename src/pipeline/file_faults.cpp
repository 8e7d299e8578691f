#include "pipeline/file_faults.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

#include "pipeline/document_folder.h"
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

template <class Passage>
bool has_passages(const fs::path& file, const std::vector<Passage>& all, auto text_of) {
  Passages text(file);
  return std::ranges::all_of(all, [&](const Passage& one) { return text.has_next(text_of(one)); });
}

bool is_as_read(const fs::path& file, const store::KnownFiles& known) {
  if (!known.source.empty()) return has_digest(file, known.source);
  return has_passages(file, known.as_read, [](const std::string& page) { return page; });
}

/// Whether it has all that was printed, or begins and ends with it: between them somebody may have
/// edited it, whose work it is then.
bool is_as_printed(const fs::path& file, const std::vector<store::Printed>& all) {
  const auto text_of = [](const store::Printed& one) { return one.text; };
  if (has_passages(file, all, text_of)) return true;
  return all.size() > 1 && has_passages(file, std::vector{all.front(), all.back()}, text_of);
}

/// How a file ends.
struct End {
  std::uintmax_t bytes = 0;
  std::string tail;
};

/// Nothing where there is no such file.
std::optional<End> end_of(const fs::path& file) {
  End out{bytes_of(file), {}};
  if (out.bytes == kNone) return std::nullopt;
  out.tail.resize(std::min<std::size_t>(out.bytes, store::kMarkTail));
  std::ifstream in(file, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(out.bytes - out.tail.size()));
  in.read(out.tail.data(), static_cast<std::streamsize>(out.tail.size()));
  return in ? std::optional(std::move(out)) : std::nullopt;
}

/// `mark`: empty where nobody knows it.
bool is_another(const std::optional<End>& file, const std::string& mark) {
  return !mark.empty() && (!file || store::mark_of(file->bytes, file->tail) != mark);
}

/// A file that begins as one and has no end, or another one's: that says where in it the table of
/// its objects stands.
bool is_cut_pdf(const End& file) {
  const std::string& tail = file.tail;
  constexpr std::string_view kTable = "startxref\n";
  const std::size_t at = tail.rfind(kTable);
  if (at == std::string::npos || tail.find("%%EOF", at) == std::string::npos) return true;
  std::int64_t table = 0;
  const auto read =
      std::from_chars(tail.data() + at + kTable.size(), tail.data() + tail.size(), table);
  return read.ec != std::errc() || table >= static_cast<std::int64_t>(file.bytes);
}

}  // namespace

FileFaults faults_by_size(const fs::path& folder, bool has_rows) {
  const std::uintmax_t read = bytes_of(folder / "ocr.txt");
  if (read == kNone || !has_rows) return {.text = read == kNone};
  const std::uintmax_t text = bytes_of(folder / "text.txt"),
                       rows = bytes_of(folder / kDocumentJson);
  return {.text = text == kNone || (text == 0 && read > 0),
          .document_json = rows == kNone || rows == 0};
}

FileFaults file_faults(const fs::path& folder, const store::KnownFiles& known) {
  FileFaults faults = faults_by_size(folder, known.has_rows);
  if (!known.has_rows) return faults;
  if (!faults.document_json && !known.document_json.empty())
    faults.document_json = !has_digest(folder / kDocumentJson, known.document_json);
  if (!faults.text) {
    faults.text = !is_as_read(folder / "ocr.txt", known) ||
                  !is_as_printed(folder / "text.txt", known.printed);
  }
  faults.changes = is_another(end_of(folder / kChanges), known.changes);
  const std::optional<End> pdf = end_of(folder / kPdf);
  faults.pdf = pdf ? is_cut_pdf(*pdf) : known.pdf.has_value();
  faults.pdf = faults.pdf || is_another(pdf, known.pdf.value_or(""));
  return faults;
}

bool has_digest(const fs::path& file, const std::string& sha256) {
  std::error_code error;
  const bool is_readable = fs::is_regular_file(file, error) && ::access(file.c_str(), R_OK) == 0;
  std::string found;
  return is_readable && !error_of([&] { found = record::sha256_of_file(file); }) && found == sha256;
}

}  // namespace codau::pipeline
