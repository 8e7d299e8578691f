#include "pipeline/document_parts.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <variant>

#include "core/error.h"
#include "record/row.h"
#include "record/row_json.h"
#include "record/schema.h"
#include "record/validate.h"
#include "worker/making.h"

namespace codau::pipeline {
namespace {

/// A section may be the whole of a text of 64 MiB, beside what was read of it.
constexpr std::size_t kMostOfRow = std::size_t{160} << 20U;

void require_owner(const record::Table& table, const std::vector<record::Row>& rows,
                   std::string_view doc_id) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].name != "doc_id") continue;
    const auto is_ours = [&](const record::Row& row) {
      const auto* const id = std::get_if<std::string>(&row[i]);
      return id != nullptr && *id == doc_id;
    };
    if (!std::ranges::all_of(rows, is_ours)) {
      throw Error(ErrorCode::kInternal, "worker: a row of another document");
    }
  }
}

// Evidence and corrections are about rows of this document, and not about one another.
void require_rows_of_their_own(const record::Records& records) {
  constexpr auto kAbout = std::to_array<std::string_view>({"evidence", "corrections"});
  std::vector<std::string> ids;
  for (const record::Table& table : record::schema()) {
    if (std::ranges::find(kAbout, table.name) != kAbout.end()) continue;
    for (const record::Row& row : records.find(table.name)->second) {
      ids.push_back(record::row_id(table, row));
    }
  }
  std::ranges::sort(ids);
  for (const std::string_view name : kAbout) {
    const record::Table& table = record::table(name);
    for (const record::Row& row : records.find(name)->second) {
      const auto* const id = std::get_if<std::string>(&record::value_of(table, row, "row_id"));
      if (id == nullptr || !std::ranges::binary_search(ids, *id)) {
        throw Error(ErrorCode::kInternal, "worker: evidence of a row that is not there");
      }
    }
  }
}

}  // namespace

FilledFile::FilledFile(const std::filesystem::path& target)
    : part_(target), sink_(part_.fd(), target) {}

void FilledFile::take(std::string_view bytes) {
  sink_.write(bytes);
  constexpr std::size_t kEnds = 16;
  if (head_.size() < kEnds) head_ += bytes.substr(0, kEnds - head_.size());
  tail_ += bytes.substr(bytes.size() - std::min(bytes.size(), kEnds));
  tail_.erase(0, tail_.size() - std::min(tail_.size(), kEnds));
}

void FilledFile::keep() {
  sink_.flush();
  part_.keep();
}

DocumentParts::DocumentParts(std::filesystem::path folder) : folder_(std::move(folder)) {
  for (const record::Table& table : record::schema()) records_[std::string(table.name)];
}

template <class Take>
void DocumentParts::take_lines(std::string_view bytes, std::string& rest, Take take) {
  for (std::size_t end = bytes.find('\n'); end != bytes.npos; end = bytes.find('\n')) {
    rest += bytes.substr(0, end);
    bytes.remove_prefix(end + 1);
    broken_ = broken_ || !take(rest);
    rest.clear();
  }
  rest += bytes;
  if (rest.size() > kMostOfRow) {
    broken_ = true;
    rest.clear();
  }
}

void DocumentParts::take_rows(std::string_view bytes) {
  take_lines(bytes, row_,
             [this](std::string_view line) { return record::add_row_line(line, records_); });
}

void DocumentParts::take_printed(std::string_view bytes) {
  take_lines(bytes, printed_line_, [this](std::string_view line) {
    auto printed = worker::printed_from(line);
    if (printed) printed_.push_back(std::move(*printed));
    return printed.has_value();
  });
}

void DocumentParts::take(worker::Piece piece) {
  using worker::Stream;
  const auto into = [&](const char* name) {
    files_.try_emplace(name, folder_ / name).first->second.take(piece.bytes);
  };
  switch (piece.stream) {
    case Stream::kKept:
      kept_ += piece.bytes;
      return;
    case Stream::kFound:
      return into("ocr.txt");
    case Stream::kText:
      return into("text.txt");
    case Stream::kChanges:
      return into("changes.jsonl");
    case Stream::kRows:
      return take_rows(piece.bytes);
    case Stream::kPrinted:
      return take_printed(piece.bytes);
    case Stream::kPdfPage:
      if (pdf_pages_.size() < worker::kMostPages) pdf_pages_.push_back(std::move(piece.bytes));
      return;
    default:
      throw Error(ErrorCode::kInternal, "a piece that is of no document");
  }
}

const record::Records& DocumentParts::records(std::string_view doc_id) const {
  if (broken_ || !row_.empty() || records_.find("documents")->second.size() != 1) {
    throw Error(ErrorCode::kInternal, "worker: rows of no document or of several");
  }
  for (const record::Table& table : record::schema()) {
    require_owner(table, records_.find(table.name)->second, doc_id);
  }
  require_rows_of_their_own(records_);
  const std::vector<std::string> faults = record::check_rows(records_);
  if (!faults.empty()) throw Error(ErrorCode::kInternal, "worker: " + faults.front());
  return records_;
}

const std::vector<store::Printed>& DocumentParts::printed() const {
  if (broken_ || !printed_line_.empty()) {
    throw Error(ErrorCode::kInternal, "worker: a line is not whole");
  }
  return printed_;
}

std::vector<std::string> DocumentParts::take_pdf_pages(std::uint32_t pages) {
  for (const std::string& frame : pdf_pages_) {
    const worker::Request request = worker::request_of(frame);
    const auto* const add = std::get_if<worker::AddPdfPage>(&request);
    if (add == nullptr || add->page.number < 1 || add->page.number > pages) {
      throw Error(ErrorCode::kInternal, "worker: words of no page");
    }
  }
  return std::exchange(pdf_pages_, {});
}

void DocumentParts::keep_files(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    files_.try_emplace(name, folder_ / name).first->second.keep();
  }
}

}  // namespace codau::pipeline
