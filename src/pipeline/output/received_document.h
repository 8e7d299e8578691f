// pipeline/output/received_document.h — receives a document from a worker (worker/make_document.h)
// in pieces, and validates it before anything is kept.
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

/// A file of an output that a worker sends piece by piece. The file is deleted unless it is kept.
class StreamedFile {
 public:
  explicit StreamedFile(const std::filesystem::path& target);
  /// Appends a piece. Throws Error{kOutput}.
  void take(std::string_view bytes);
  /// Returns true if the file has the header and the end mark of a PDF.
  [[nodiscard]] bool is_pdf() const;
  /// Makes the file visible under its name, at once.
  void keep();
  /// Adds the file to `files`, which makes it visible when the batch is committed.
  void keep_with(io::AtomicFileBatch& files);
  /// Returns the SHA-256 of all pieces (store/documents/build_state.h). Call this once, after the
  /// last piece.
  [[nodiscard]] std::string mark() { return sha256_.take(); }

 private:
  io::AtomicFile part_;
  io::FileSink sink_;
  std::string head_, tail_;
  record::Sha256 sha256_;
};

/// The pieces that a worker sent in one attempt. A short document stays in the form of its pieces
/// until it is asked for: most documents are made again unchanged.
class ReceivedDocument {
 public:
  /// Adds a piece. Throws Error{kOutput}.
  void take(worker::StreamPiece piece);

  /// Returns a hash of the pieces of text and rows. Returns an empty text once they have been
  /// decoded.
  [[nodiscard]] std::string digest() const;
  /// Returns true if `file` already has the text, byte for byte. Precondition: digest() is not
  /// empty.
  [[nodiscard]] bool is_text_in(const std::filesystem::path& file) const;

  /// Returns the validated rows of one document. Throws Error{kInternal} if a check fails. The
  /// checks are:
  /// 1. The rows satisfy the schema (record/schema/validate.h).
  /// 2. There is one document, and every row that names a document names `doc_id`.
  /// 3. Evidence and corrections are about rows that exist.
  [[nodiscard]] const record::Records& records(std::string_view doc_id);
  /// Returns the same rows and gives up ownership. Call this once.
  [[nodiscard]] record::Records take_records(std::string_view doc_id);
  /// Returns the printed lines. Throws Error{kInternal} if they are incomplete.
  [[nodiscard]] const std::vector<store::PrintedPassage>& printed();
  /// Returns the encoded restoration (worker/restoration_codec.h); empty if none was sent.
  [[nodiscard]] const std::string& kept() const noexcept { return kept_; }

  /// Returns the OCR text, the restored text, or the changes between them; empty if none was sent.
  /// The pieces refer to this object.
  [[nodiscard]] store::TextPieces as_read() { return pieces_of(as_read_); }
  [[nodiscard]] store::TextPieces text() { return pieces_of(text_); }
  [[nodiscard]] store::TextPieces changes() { return pieces_of(changes_); }
  /// Returns the text as read, and its changes if it was restored, as the store keeps them.
  [[nodiscard]] store::DocumentTexts texts(bool is_restored);
  /// Applies human edits to text, changes and printed lines.
  void apply_human_edits(const record::Records& records, std::span<const record::HumanEdit> edits);

 private:
  void settle();
  void put(const worker::StreamPiece& piece);
  void take_printed(std::string_view bytes);
  [[nodiscard]] store::TextPieces pieces_of(const std::string& text);

  std::vector<worker::StreamPiece> held_;
  std::size_t bytes_ = 0;  // bytes of `held_`
  bool settled_ = false;   // the pieces have been decoded
  std::string as_read_, text_, changes_;
  std::string rows_;  // encoded, until records() is called
  std::optional<record::Records> records_;
  bool broken_ = false;
  std::vector<store::PrintedPassage> printed_;
  std::string printed_line_;  // incomplete last line
  std::string kept_;
};

}  // namespace codau::pipeline
