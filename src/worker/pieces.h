// worker/pieces.h — defines the kinds of requests, and the pieces: data that a worker sends before
// an answer (worker/protocol.h). Pieces come from a process that has opened an untrusted file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codau::worker {

/// The kind of a request, which decides on the valid answers and pieces.
/// Each kind is a request of worker/protocol.h, or several that end in the same ways.
enum class Ask : std::uint8_t {
  kLoad,
  kFork,
  kVersions,
  kProbe,
  kPage,
  kKind,
  kPicture,
  kDocument,
  kCut
};

/// What the bytes of a piece are. The value is the letter that stands for it in a frame.
enum class Stream : char {
  kSteps = 'S',     ///< PNG: processing steps of a page
  kOverlay = 'O',   ///< PNG: words read on a page
  kPicture = 'j',   ///< answer to AskPicture: JPEG, or PGM of a strip
  kTimes = 'g',     ///< JSON of the stage timings of a page
  kKept = 'k',      ///< encoded restoration (worker/restoration_codec.h), for later requests
  kPart = 'd',      ///< start of a further document (worker/sub_document_start.h)
  kFound = 'f',     ///< ocr.txt
  kText = 't',      ///< text.txt
  kChanges = 'c',   ///< changes.jsonl
  kRows = 'r',      ///< encode_records() of record/schema/row_codec.h
  kPrinted = 'l',   ///< a passage of printed lines
  kPdfWords = 'w',  ///< hash_pdf_words(); all other data of the document was sent
  kPdf = 'p',       ///< the searchable PDF
};
/// A piece: its bytes, and what they are.
struct StreamPiece {
  Stream stream = Stream::kSteps;
  std::string bytes;
  bool operator==(const StreamPiece&) const = default;
};
/// Returns a piece as one frame.
[[nodiscard]] std::string to_frame(Stream stream, std::string_view bytes);
/// Parses any bytes. Returns nothing for an answer, or a stream that `ask` does not have. Law:
/// parse_piece(to_frame(s, b), ask) is {s, b} if `ask` has s.
[[nodiscard]] std::optional<StreamPiece> parse_piece(std::string frame, Ask ask);

}  // namespace codau::worker
