#include "export/archival_papers.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <string>
#include <system_error>
#include <variant>

#include "record/row.h"

namespace codau::exports {
namespace {

namespace fs = std::filesystem;
using record::Row;
using record::Table;

void add_pages(KnownPaper& paper, const store::Reader& store) {
  const Table& pages = record::table("pages");
  store.each_row_of(pages, paper.doc_id, [&](const Row& row, std::string_view) {
    const auto number = [&](std::string_view column) {
      const auto* const value = std::get_if<std::int64_t>(&record::value_of(pages, row, column));
      return value == nullptr ? 0 : *value;
    };
    const std::int64_t dpi = number("dpi");
    if (dpi > 0 && (paper.least_dpi == 0 || dpi < paper.least_dpi)) paper.least_dpi = dpi;
    if (number("width_px") == 0) ++paper.unread;
  });
}

/// It begins and ends as a PDF does.
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

PaperPdf pdf_of(const store::Reader& store, const fs::path& output, std::string_view doc_id) {
  if (store.shares_file(doc_id)) return PaperPdf::kShared;
  std::error_code error;
  const fs::path pdf = searchable_pdf(output, doc_id);
  if (!fs::is_regular_file(pdf, error)) return PaperPdf::kMissing;
  return is_whole_pdf(pdf) ? PaperPdf::kThere : PaperPdf::kDamaged;
}

}  // namespace

std::string source_path(const store::Reader& store, std::string_view doc_id) {
  const Table& sources = record::table("sources");
  std::string path;
  store.each_row_of(sources, doc_id, [&](const Row& row, std::string_view) {
    if (path.empty()) path = record::text_of(sources, row, "source_path");
  });
  return path;
}

fs::path searchable_pdf(const fs::path& output, std::string_view doc_id) {
  return output / "documents" / doc_id / "searchable.pdf";
}

fs::path original_pdf(const fs::path& output, std::string_view doc_id) {
  return output / "documents" / doc_id / "original.pdf";
}

KnownPaper known_paper(const store::Reader& store, const fs::path& output, const PlacedPaper& place,
                       std::string_view doc_id, const record::Row& row) {
  KnownPaper paper{std::string(doc_id), source_path(store, doc_id), place, row,
                   pdf_of(store, output, doc_id)};
  add_pages(paper, store);
  return paper;
}

}  // namespace codau::exports
