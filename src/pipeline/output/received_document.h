// pipeline/output/received_document.h — what a worker sends of a document (worker/make_document.h),
// taken in pieces and looked through before anything of it is kept.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "io/atomic_file.h"
#include "record/edits/human_edit.h"
#include "record/rows/records.h"
#include "record/schema/sha256.h"
#include "store/documents/document_texts.h"
#include "store/schema/printed_passage.h"
#include "worker/protocol.h"

namespace codau::pipeline {

/// A file of an output that a worker fills piece by piece; gone unless it is kept.
class StreamedFile {
 public:
  explicit StreamedFile(const std::filesystem::path& target);
  void take(std::string_view bytes);
  /// Whether it begins as a PDF does, and ends so.
  [[nodiscard]] bool is_pdf() const;
  void keep();
  /// Adds it to `files`: it appears with them.
  void keep_with(io::AtomicFileBatch& files);
  /// The SHA-256 of what it has got, by which it is known (store/documents/build_state.h). Once,
  /// after the last piece.
  [[nodiscard]] std::string mark() { return sha256_.take(); }

 private:
  io::AtomicFile part_;
  io::FileSink sink_;
  std::string head_, tail_;
  record::Sha256 sha256_;
};

/// What one attempt has sent. The pieces of a short document are held as they came until somebody
/// asks for it: mostly it is made again and comes out as it was.
class ReceivedDocument {
 public:
  /// Throws Error{kOutput}.
  void take(worker::StreamPiece piece);

  /// A hash of what rows and files are made from, while it is held; empty afterwards.
  [[nodiscard]] std::string digest() const;
  /// Tells whether `file` has the text already, byte for byte. Precondition: digest().
  [[nodiscard]] bool is_text_in(const std::filesystem::path& file) const;

  /// Returns the rows, proved to be those of one document: all promises of the schema hold
  /// (record/schema/validate.h), and every row that names a document names `doc_id`. Throws
  /// Error{kInternal}.
  [[nodiscard]] const record::Records& records(std::string_view doc_id);
  /// The same, given away: once.
  [[nodiscard]] record::Records take_records(std::string_view doc_id);
  /// Throws Error{kInternal}.
  [[nodiscard]] const std::vector<store::PrintedPassage>& printed();
  /// What restoration did, in the worker's own form; empty where nothing came.
  [[nodiscard]] const std::string& kept() const noexcept { return kept_; }

  /// The text as it was read, the restored text, the changes between them; empty if nothing came.
  /// They lie here.
  [[nodiscard]] store::TextPieces as_read() { return pieces_of(as_read_); }
  [[nodiscard]] store::TextPieces text() { return pieces_of(text_); }
  [[nodiscard]] store::TextPieces changes() { return pieces_of(changes_); }
  /// The text as read, and its changes if it was restored, as the store keeps them.
  [[nodiscard]] store::DocumentTexts texts(bool is_restored);
  /// Puts what people have set into text, changes and printed lines.
  void apply_human_edits(const record::Records& records, std::span<const record::HumanEdit> edits);

 private:
  void settle();
  void put(const worker::StreamPiece& piece);
  void take_printed(std::string_view bytes);
  [[nodiscard]] store::TextPieces pieces_of(const std::string& text);

  std::vector<worker::StreamPiece> held_;
  std::size_t bytes_ = 0;  // of these
  bool settled_ = false;   // nothing is held any more
  std::string as_read_, text_, changes_;
  std::string rows_;  // as they came, until records()
  std::optional<record::Records> records_;
  bool broken_ = false;
  std::vector<store::PrintedPassage> printed_;
  std::string printed_line_;  // of which the end has not come
  std::string kept_;
};

}  // namespace codau::pipeline
