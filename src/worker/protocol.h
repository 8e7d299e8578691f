// worker/protocol.h — what the pipeline asks of a worker, and what it answers, as frames
// (worker/frame_channel.h). Requests are trusted; answers come from a process that has opened
// somebody's file: every kind, code, count and size is checked against what was asked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/error.h"
#include "export/pdf/searchable_pdf.h"
#include "lines/stage_timings.h"
#include "record/rows/records.h"
#include "source/source_file.h"
#include "views/page_crop.h"

namespace codau::worker {

// ---- of the zygote: the process that has the models, and opens nothing ----
/// Engines to be there in all children from now on. Answered with "{}", or Error{kModel}.
struct LoadEngines {
  bool reader = false;                 ///< the recogniser
  std::string models = {}, data = {};  ///< of the restorer; empty: none
  bool warm = false;  ///< the restorer at its best for every child; pays off from the third on
  std::vector<std::string> lexicons = {};  ///< folders, in the order of text::Lexicon; empty: none
};
/// A confined child that serves the socket which travels with this; a child of the pipeline's own
/// process. Answered with its process id.
struct ForkWorker {
  std::uint64_t memory = 0;  ///< bytes that it may take; 0 = no limit
  std::uint64_t source = 0;  ///< bytes of the source, which it maps
};

// ---- of a child: it lives for one source, which travels open with the first request ----
/// Which engine reads pages, and with which libraries. Answered with EngineVersions.
struct AskVersions {};
/// What the source is. Answered with SourceProbe.
struct AskProbe {};
/// One page of the source. Answered with the JSON of text/page_json.h.
struct AskPage {
  std::uint32_t number = 0;
  bool pictures = false;
  bool simply = false;  ///< the second attempt: ocr::read_page_simply, without pictures
};
struct AskPicture {  ///< of a part of a page. Answered with "{}" behind one kPicture
  std::uint32_t number = 0;
  image::PageCrop what;
};
/// The JSON of a page that MakeDocument will need; pages ascend. Not answered.
struct AddPage {
  std::string json;
};
/// What an earlier MakeDocument sent as kKept, of the same text. Not answered.
struct AddRestored {
  std::string bytes;
};
/// A picture of a source of many, which travels with this, in the order of pages. Not answered.
struct AddFile {};
inline constexpr std::size_t kMaxSourceFiles = 1000;
/// Text and rows of the pages that were added, or of the source itself if it is a text. If a PDF is
/// wanted, kPdfWords follow; a later error is one of the PDF alone. The PDF of the source, or of
/// all AddFile, follows unless its words are known. Answered with obstacles_from_json() after a
/// PDF, else with "{}". Error{Cause::kSecret, kSecretSuspected} comes with nothing before it.
struct MakeDocument {
  record::SourceInfo source;
  std::uint32_t pages = 0;  ///< of the source; 0 for plain text
  bool restored = true, records = true, allow_secret = false;
  std::string pdf_version = {};      ///< of the code that writes a PDF; empty: none is wanted
  std::string known_pdf_words = {};  ///< hash_pdf_words() of the PDF that is there; empty: none
};
/// Cuts pages out of a source that is a searchable PDF. Answered with obstacles_from_json().
struct CutPdf {
  exports::PdfPageRange pages;
};
using Request = std::variant<LoadEngines, ForkWorker, AskVersions, AskProbe, AskPage, AskPicture,
                             AddPage, AddRestored, AddFile, MakeDocument, CutPdf>;
/// One frame. Words must be UTF-8; ill-formed bytes become U+FFFD.
[[nodiscard]] std::string to_frame(const Request& request);
/// Total: any bytes give a value or Error{kInternal}. Law: parse_request(to_frame(r)) is r.
[[nodiscard]] Request parse_request(std::string_view frame);

// ---- answers ----
/// What was asked for: what may come back depends on it.
enum class Ask : std::uint8_t { kLoad, kFork, kVersions, kProbe, kPage, kPicture, kDocument, kCut };

/// What a source may have; a probe that claims more is a lie.
inline constexpr std::uint32_t kMaxSourcePages = image::DecodeLimits{}.max_pages;
struct SourceProbe {
  image::SourceFormat format = image::SourceFormat::kUnknown;
  std::uint32_t pages = 0;
  std::string attachments = {};  ///< SourceFile::attachments
  bool operator==(const SourceProbe&) const = default;
};
/// "pdf", "tiff", "png", "jpeg", "webp", "jp2"; "unknown", which no probe says.
[[nodiscard]] std::string_view to_string(image::SourceFormat format) noexcept;
struct EngineVersions {
  std::string engine;     ///< PageReader::version; empty where none is loaded
  std::string libraries;  ///< of images and PDF, e.g. "leptonica-1.82.0, poppler 22.12.0"
  std::string sandbox;    ///< what shuts the worker in, e.g. "landlock 3, seccomp"
  bool operator==(const EngineVersions&) const = default;
};

[[nodiscard]] std::string to_json(const SourceProbe& probe);
[[nodiscard]] std::string to_json(const EngineVersions& versions);
[[nodiscard]] std::string to_json(const Error& error);
[[nodiscard]] std::string to_json(const std::vector<ocr::StageTiming>& timings);
[[nodiscard]] std::string to_json(const std::set<exports::PdfObstacle>& obstacles);

/// Total: any bytes give a value or Error{kInternal}. A probe has a known format and 1 to
/// kMaxSourcePages pages; versions are short, of one line each. Law: what was written comes back.
[[nodiscard]] SourceProbe probe_from_json(std::string_view json);
[[nodiscard]] EngineVersions versions_from_json(std::string_view json);
[[nodiscard]] std::set<exports::PdfObstacle> obstacles_from_json(std::string_view json);
/// Total, and empty for what is no such thing: it goes to the log and nowhere else.
[[nodiscard]] std::vector<ocr::StageTiming> timings_from_json(std::string_view json);
/// The error that an answer reports, if it reports one: only with a code and a cause that what was
/// asked for can end in, else Error{kInternal}; its message fit for a terminal. Total. Law:
/// parse_error(to_json(e), ask) is e where `ask` may end in e.
[[nodiscard]] std::optional<Error> parse_error(std::string_view answer, Ask ask);

// ---- pieces: what comes before an answer ----
enum class Stream : char {
  kSteps = 'S',     ///< PNG: what was done to a page
  kOverlay = 'O',   ///< PNG: what was read on it
  kPicture = 'j',   ///< JPEG, or PGM of a strip: what AskPicture asks for
  kTimes = 'g',     ///< JSON of the laps of a page
  kKept = 'k',      ///< what restoration did (worker/restoration_codec.h), for another time
  kPart = 'd',      ///< a further document of the file begins (worker/sub_document_start.h)
  kFound = 'f',     ///< ocr.txt
  kText = 't',      ///< text.txt
  kChanges = 'c',   ///< changes.jsonl
  kRows = 'r',      ///< encode_records() of record/schema/row_codec.h
  kPrinted = 'l',   ///< a stretch of printed lines
  kPdfWords = 'w',  ///< hash_pdf_words() of the document; all else of it was sent
  kPdf = 'p',       ///< the searchable PDF
};
struct StreamPiece {
  Stream stream = Stream::kSteps;
  std::string bytes;
  bool operator==(const StreamPiece&) const = default;
};
[[nodiscard]] std::string to_frame(Stream stream, std::string_view bytes);
/// Nothing where the frame is an answer, or of a stream that what was asked for does not have.
/// Total. Law: parse_piece(to_frame(s, b), ask) is {s, b} where `ask` has s.
[[nodiscard]] std::optional<StreamPiece> parse_piece(std::string frame, Ask ask);

}  // namespace codau::worker
