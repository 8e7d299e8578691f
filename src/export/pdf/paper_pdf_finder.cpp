#include "export/pdf/paper_pdf_finder.h"

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <set>
#include <system_error>
#include <utility>
#include <variant>

#include "core/error.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "store/documents/build_state.h"

namespace codau::exports {
namespace {

namespace fs = std::filesystem;

/// Tells whether the file has the beginning and the end of a PDF.
bool is_whole_pdf(const fs::path& file) {
  constexpr std::string_view kBegin = "%PDF-", kEnd = "%%EOF";
  constexpr std::uintmax_t kTail = 1024;
  std::error_code error;
  const std::uintmax_t size = fs::file_size(file, error);
  std::ifstream in(file, std::ios::binary);
  std::string begin(kBegin.size(), '\0');
  if (error || !in.read(begin.data(), static_cast<std::streamsize>(begin.size()))) return false;
  std::string tail(static_cast<std::size_t>(std::min(size, kTail)), '\0');
  in.seekg(static_cast<std::streamoff>(size - tail.size()));
  in.read(tail.data(), static_cast<std::streamsize>(tail.size()));
  return in && begin == kBegin && tail.find(kEnd) != tail.npos;
}

/// Returns the state of a PDF. `mark`: its known digest; empty if unknown.
PaperPdfState state_of(const fs::path& pdf, const std::string& mark) {
  std::error_code error;
  if (!fs::is_regular_file(pdf, error)) return PaperPdfState::kMissing;
  const bool is_sound = is_whole_pdf(pdf) && (mark.empty() || store::has_digest_mark(pdf, mark));
  return is_sound ? PaperPdfState::kAvailable : PaperPdfState::kDamaged;
}

std::optional<fs::path> if_there(fs::path file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return std::nullopt;
  return file;
}

/// Returns the pages of the source file that belong to a document.
std::set<std::uint32_t> pages_of(const store::StoreReader& store, std::string_view doc_id) {
  using record::Pages;
  std::set<std::uint32_t> out;
  store.for_each_row_of(
      record::table(Pages::kTable), doc_id, [&](const record::Row& row, std::string_view) {
        const std::int64_t* const number = record::ConstCells<Pages>(row).find(Pages::page_no);
        if (number != nullptr) out.insert(static_cast<std::uint32_t>(*number));
      });
  return out;
}

/// Returns the pages from the first to the last of a document; nothing unless all of them are its
/// own.
std::optional<PdfPageRange> own_pages(const store::StoreReader& store, std::string_view doc_id,
                                      const store::SharedFile& file) {
  const std::set<std::uint32_t> own = pages_of(store, doc_id);
  if (own.empty() || !file.is_whole) return std::nullopt;
  const PdfPageRange range{*own.begin(), *own.rbegin()};
  if (range.to - range.from + 1 != own.size()) return std::nullopt;
  for (const std::string& other : file.doc_ids) {
    if (other == doc_id) continue;
    const std::set<std::uint32_t> pages = pages_of(store, other);
    const bool is_apart = std::ranges::none_of(
        pages, [&](std::uint32_t page) { return page >= range.from && page <= range.to; });
    if (pages.empty() || !is_apart) return std::nullopt;
  }
  return range;
}

}  // namespace

PaperPdfFinder::PaperPdfFinder(const store::StoreReader& store, PdfCutter cut_pages,
                               const fs::path& target)
    : store_(store),
      cut_pages_(std::move(cut_pages)),
      work_folder_place_((target.has_filename() ? target : target.parent_path()).string() +
                         "-pdf") {}

const FoundPdf& PaperPdfFinder::locate(std::string_view doc_id) {
  const auto known = found_.find(doc_id);
  if (known != found_.end()) return known->second;
  return found_.emplace(doc_id, find(doc_id)).first->second;
}

FoundPdf PaperPdfFinder::find(std::string_view doc_id) {
  const auto shared = store_.shared_file(doc_id);
  if (shared) return cut(doc_id, *shared);
  const store::ResultPaths paths = store_.results().paths(doc_id);
  FoundPdf out{state_of(paths.pdf, store_.pdf_mark(doc_id)), paths.pdf, if_there(paths.original)};
  if (!out.original || out.state != PaperPdfState::kAvailable) return out;
  using record::Documents;
  store_.for_each_row_of(record::table(Documents::kTable), doc_id,
                         [&](const record::Row& row, std::string_view) {
                           const std::string& sha256 =
                               record::ConstCells<Documents>(row).text(Documents::source_sha256);
                           if (!store::has_digest_mark(*out.original, sha256))
                             out.state = PaperPdfState::kDamaged;
                         });
  return out;
}

FoundPdf PaperPdfFinder::cut(std::string_view doc_id, const store::SharedFile& file) {
  const store::ResultPaths paths = store_.results().paths(file.doc_ids.front());
  const fs::path& whole = paths.pdf;
  const std::optional<PdfPageRange> pages = own_pages(store_, doc_id, file);
  if (!pages || !cut_pages_ || if_there(paths.original)) return {PaperPdfState::kShared};
  const PaperPdfState state = state_of(whole, store_.pdf_mark(file.doc_ids.front()));
  if (state != PaperPdfState::kAvailable) return {state};
  if (!folder_) folder_.emplace(work_folder_place_, io::TempFile::Kind::kFolder);
  const fs::path to = folder_->path() / (std::string(doc_id) + ".pdf");
  if (!cut_pages_(whole, *pages, to)) return {PaperPdfState::kShared};
  std::error_code error;
  const fs::file_time_type made = fs::last_write_time(whole, error);
  if (!error) fs::last_write_time(to, made, error);  // packages record the time
  return {PaperPdfState::kAvailable, to, {}, true};
}

}  // namespace codau::exports
