#include "pipeline/output/received_document.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>

#include "core/error.h"
#include "pipeline/output/edited_text_files.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/row_codec.h"
#include "record/schema/schema.h"
#include "record/schema/typed_row.h"
#include "record/schema/validate.h"
#include "store/documents/build_state.h"
#include "worker/make_document.h"

namespace codau::pipeline {
namespace {

/// Maximum bytes of a row. A section may hold a whole text of 64 MiB, and its OCR text beside it.
constexpr std::size_t kMostOfRow = std::size_t{160} << 20U;

/// Maximum bytes of undecoded pieces. A text of 5 KB in which every word was restored takes 0.75
/// MB.
constexpr std::size_t kMostHeld = std::size_t{8} << 20U;

std::string_view text_of(const record::Row& row, std::size_t column) {
  const auto* const text = std::get_if<std::string>(&row[column]);
  return text == nullptr ? std::string_view() : *text;
}

std::optional<std::size_t> column_of(const record::Table& table, std::string_view name) {
  const record::Column* const found = record::find_column(table, name);
  if (found == nullptr) return std::nullopt;
  return static_cast<std::size_t>(found - table.columns.data());
}

/// Checks that all rows belong to the document. Evidence and corrections must be about its rows,
/// and not about one another.
void require_rows_of(const record::Records& records, std::string_view doc_id) {
  record::IdSet ids;
  for (const record::Table& table : record::schema()) {
    const auto owner = column_of(table, record::Documents::doc_id.name);
    const auto about = record::is_about_values(table)
                           ? column_of(table, record::Evidence::row_id.name)
                           : std::nullopt;
    for (const record::Row& row : records[table.id]) {
      if (owner && text_of(row, *owner) != doc_id)
        throw Error(ErrorCode::kInternal, "worker: a row of another document");
      if (!record::is_about_values(table)) {
        ids.add(record::row_id(table, row));
      } else if (!about || !ids.contains(text_of(row, *about))) {
        throw Error(ErrorCode::kInternal, "worker: evidence of a row that is not there");
      }
    }
  }
}

bool holds(const std::filesystem::path& file, std::string_view bytes) {
  std::error_code error;
  if (std::filesystem::file_size(file, error) != bytes.size() || error) return false;
  std::ifstream in(file, std::ios::binary);
  std::string found(bytes.size(), '\0');
  in.read(found.data(), static_cast<std::streamsize>(found.size()));
  return in && found == bytes;
}

}  // namespace

constexpr std::size_t kPdfEndBytes = 16;  // bytes at the end of a PDF that hold its end mark

StreamedFile::StreamedFile(const std::filesystem::path& target)
    : part_(target), sink_(part_.fd(), target) {}

void StreamedFile::take(std::string_view bytes) {
  sink_.write(bytes);
  constexpr std::size_t kHead = 16;
  if (head_.size() < kHead) head_ += bytes.substr(0, kHead - head_.size());
  tail_ += bytes.substr(bytes.size() - std::min(bytes.size(), kPdfEndBytes));
  tail_.erase(0, tail_.size() - std::min(tail_.size(), kPdfEndBytes));
  sha256_.add(bytes);
}

bool StreamedFile::is_pdf() const {
  return head_.starts_with("%PDF-") && tail_.find("%%EOF") != tail_.npos;
}

void StreamedFile::keep() {
  io::AtomicFileBatch alone;
  keep_with(alone);
  alone.commit();
}

void StreamedFile::keep_with(io::AtomicFileBatch& files) {
  sink_.flush();
  files.add(std::move(part_));
}

void ReceivedDocument::take_printed(std::string_view bytes) {
  for (std::size_t end = bytes.find('\n'); end != bytes.npos; end = bytes.find('\n')) {
    printed_line_ += bytes.substr(0, end);
    bytes.remove_prefix(end + 1);
    auto printed = worker::decode_printed_passage(std::exchange(printed_line_, {}));
    broken_ = broken_ || !printed;
    if (!printed) continue;
    printed_.push_back(std::move(*printed));
  }
  printed_line_ += bytes;
  broken_ = broken_ || printed_line_.size() > kMostOfRow;
  if (broken_) printed_line_.clear();
}

void ReceivedDocument::take(worker::StreamPiece piece) {
  if (piece.stream == worker::Stream::kKept) {
    kept_ += piece.bytes;
    return;
  }
  if (settled_) return put(piece);
  bytes_ += piece.bytes.size();
  held_.push_back(std::move(piece));
  if (bytes_ > kMostHeld) settle();
}

void ReceivedDocument::settle() {
  settled_ = true;
  for (const worker::StreamPiece& piece : std::exchange(held_, {})) put(piece);
}

std::string ReceivedDocument::digest() const {
  if (settled_) return {};
  return record::sha256_of_pieces([&](const auto& add) {
    for (const worker::StreamPiece& piece : held_) {
      add(std::string{static_cast<char>(piece.stream)});
      add(std::to_string(piece.bytes.size()));
      add("\n");
      add(piece.bytes);
    }
  });
}

bool ReceivedDocument::is_text_in(const std::filesystem::path& file) const {
  std::string bytes;
  for (const worker::StreamPiece& piece : held_) {
    if (piece.stream == worker::Stream::kText) bytes += piece.bytes;
  }
  return holds(file, bytes);
}

void ReceivedDocument::put(const worker::StreamPiece& piece) {
  switch (piece.stream) {
    case worker::Stream::kFound:
      as_read_ += piece.bytes;
      return;
    case worker::Stream::kText:
      text_ += piece.bytes;
      return;
    case worker::Stream::kChanges:
      changes_ += piece.bytes;
      return;
    case worker::Stream::kRows:
      rows_ += piece.bytes;
      return;
    case worker::Stream::kPrinted:
      return take_printed(piece.bytes);
    default:
      throw Error(ErrorCode::kInternal, "a piece that is of no document");
  }
}

store::TextPieces ReceivedDocument::pieces_of(const std::string& text) {
  settle();
  return text.empty() ? store::TextPieces([](const auto&) {}) : store::whole_text(text);
}

store::DocumentTexts ReceivedDocument::texts(bool is_restored) {
  settle();
  return {as_read_, is_restored ? std::optional(changes_) : std::nullopt};
}

const record::Records& ReceivedDocument::records(std::string_view doc_id) {
  settle();
  if (records_) return *records_;
  auto records = record::decode_records(rows_);
  rows_ = {};
  if (broken_ || !records || (*records)[record::TableId::kDocuments].size() != 1)
    throw Error(ErrorCode::kInternal, "worker: rows of no document or of several");
  require_rows_of(*records, doc_id);
  const std::vector<std::string> faults = record::validate_rows(*records);
  if (!faults.empty()) throw Error(ErrorCode::kInternal, "worker: " + faults.front());
  return records_.emplace(std::move(*records));
}

record::Records ReceivedDocument::take_records(std::string_view doc_id) {
  (void)records(doc_id);
  return std::move(*std::exchange(records_, std::nullopt));
}

const std::vector<store::PrintedPassage>& ReceivedDocument::printed() {
  settle();
  if (broken_ || !printed_line_.empty())
    throw Error(ErrorCode::kInternal, "worker: a line is not whole");
  return printed_;
}

void ReceivedDocument::apply_human_edits(const record::Records& records,
                                         std::span<const record::HumanEdit> edits) {
  const auto join = [](const store::TextPieces& pieces) {
    std::string out;
    pieces([&](std::string_view piece) { out += piece; });
    return out;
  };
  const TextFiles made{join(as_read()), join(text()), join(changes())};
  const auto now = apply_human_changes(made, records, edits);
  if (!now || *now == made) return;
  text_ = now->text;
  changes_ = now->changes;
  printed_ = move_printed(printed(), made.text, now->text);
}

}  // namespace codau::pipeline
