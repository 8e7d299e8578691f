// worker/protocol.h — defines the requests of the pipeline to a worker, and the answers. Both
// travel as frames (worker/frame_channel.h). Requests are trusted. Answers come from a process that
// has opened an untrusted file: kind, code, count and size are checked against the request.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/error.h"
#include "core/page_kind.h"
#include "export/pdf/searchable_pdf.h"
#include "lines/stage_timings.h"
#include "record/edits/line_edits.h"
#include "record/rows/records.h"
#include "source/source_file.h"
#include "views/page_crop.h"
#include "worker/pieces.h"

namespace codau::worker {

// ---- requests to the zygote: the process that has the models and opens no file ----
/// Loads engines for all children that are forked later. Answer: "{}", or Error{kModel}.
struct LoadEngines {
  std::string reader = {};             ///< folder of the models for reading; empty: none
  std::string models = {}, data = {};  ///< folders of the restorer; empty: none
  bool warm = false;                   ///< warm up the restorer; pays off from the third child on
  std::vector<std::string> lexicons = {};  ///< folders in the order of text::Lexicon; empty: none
};
/// Forks a sandboxed child of the pipeline that serves the passed socket. Answer: its process id.
struct ForkWorker {
  std::uint64_t memory = 0;  ///< memory limit in bytes; 0 = no limit
  std::uint64_t source = 0;  ///< bytes of the source, which the child maps
};

// ---- requests to a child, which serves one source (passed open with the first request) ----
/// Asks for the versions of the OCR engine and the libraries. Answer: EngineVersions.
struct AskVersions {};
/// Asks for format and page count of the source. Answer: SourceProbe.
struct AskProbe {};
/// Reads one page of the source. Answer: the JSON of text/page_json.h.
struct AskPage {
  std::uint32_t number = 0;
  bool pictures = false;
  bool simply = false;  ///< second attempt: ocr::read_page_simply(), without debug images
};
/// Asks for the kind of a page: text, blank, separator sheet. Answer: page_kind_from_json().
struct AskKind {
  std::uint32_t number = 0;
};
/// Renders a part of a page. Answer: "{}" after one kPicture.
struct AskPicture {
  std::uint32_t number = 0;
  image::PageCrop what;
};
/// Adds the JSON of a page for MakeDocument; pages ascend. No answer.
struct AddPage {
  std::string json;
};
/// Adds the kKept bytes of an earlier MakeDocument of the same text. No answer.
struct AddRestored {
  std::string bytes;
};
/// Adds an image, passed open, of a source that consists of many; in page order. No answer.
struct AddFile {};
inline constexpr std::size_t kMaxSourceFiles = 1000;
/// Makes text and rows of the added pages, or of the source if it is a text. If a PDF is wanted,
/// kPdfWords follow; a later error concerns only the PDF. The PDF follows unless its words are
/// known. Answer: obstacles_from_json() after a PDF, else "{}". Error{Cause::kSecret} and
/// {kSecretSuspected} come before any piece.
struct MakeDocument {
  record::SourceInfo source;
  std::uint32_t pages = 0;  ///< page count of the source; 0 for plain text
  bool restored = true, records = true, allow_secret = false;
  std::string pdf_version = {};      ///< version of the PDF writer; empty: no PDF is wanted
  std::string known_pdf_words = {};  ///< hash_pdf_words() of the existing PDF; empty: none
  std::vector<record::LineCorrection> lines = {};  ///< sorted; of the whole source
};
/// Extracts pages of a searchable PDF. Answer: obstacles_from_json().
struct CutPdf {
  exports::PdfPageRange pages;
};
/// Joins pages of the added files (AddFile) to one PDF. Answer: "{}" after kPdf.
struct AssemblePdf {
  std::vector<PagePlace> pages;
};
using Request =
    std::variant<LoadEngines, ForkWorker, AskVersions, AskProbe, AskPage, AskKind, AskPicture,
                 AddPage, AddRestored, AddFile, MakeDocument, CutPdf, AssemblePdf>;
/// Encodes a request as one frame. Texts must be UTF-8; ill-formed bytes become U+FFFD.
[[nodiscard]] std::string to_frame(const Request& request);
/// Parses any bytes. Throws Error{kInternal} for no request. Law: parse_request(to_frame(r)) is r.
[[nodiscard]] Request parse_request(std::string_view frame);

// ---- answers ----
/// Maximum page count of a source; a probe with more is invalid.
inline constexpr std::uint32_t kMaxSourcePages = image::DecodeLimits{}.max_pages;
/// Format and page count of a source.
struct SourceProbe {
  image::SourceFormat format = image::SourceFormat::kUnknown;
  std::uint32_t pages = 0;
  std::string attachments = {};  ///< SourceFile::attachments
  bool operator==(const SourceProbe&) const = default;
};
/// Returns "pdf", "tiff", "png", "jpeg", "webp", "jp2", or "unknown", which no probe has.
[[nodiscard]] std::string_view to_string(image::SourceFormat format) noexcept;
/// Versions of what a worker reads with.
struct EngineVersions {
  std::string engine;     ///< PageReader::version; empty if none is loaded
  std::string libraries;  ///< image and PDF libraries, e.g. "leptonica-1.82.0, poppler 22.12.0"
  std::string sandbox;    ///< sandbox of the worker, e.g. "landlock 3, seccomp"
  bool operator==(const EngineVersions&) const = default;
};

/// Encode answers as JSON.
[[nodiscard]] std::string to_json(const SourceProbe& probe);
[[nodiscard]] std::string to_json(const EngineVersions& versions);
[[nodiscard]] std::string to_json(PageKind kind);
[[nodiscard]] std::string to_json(const Error& error);
[[nodiscard]] std::string to_json(const std::vector<ocr::StageTiming>& timings);
[[nodiscard]] std::string to_json(const std::set<exports::PdfObstacle>& obstacles);

/// Parses any bytes, or throws Error{kInternal}. A probe has a known format and 1 to
/// kMaxSourcePages pages. Versions are short, one line each. Law: a parsed to_json() is the same
/// value.
[[nodiscard]] SourceProbe probe_from_json(std::string_view json);
[[nodiscard]] EngineVersions versions_from_json(std::string_view json);
[[nodiscard]] PageKind page_kind_from_json(std::string_view json);
[[nodiscard]] std::set<exports::PdfObstacle> obstacles_from_json(std::string_view json);
/// Parses any bytes, for the log only. Returns nothing if the bytes are no timings.
[[nodiscard]] std::vector<ocr::StageTiming> timings_from_json(std::string_view json);
/// Returns the error that an answer reports, if any, with a message safe for a terminal. Any other
/// code or cause than `ask` can end in becomes Error{kInternal}. Accepts any bytes.
/// Law: parse_error(to_json(e), ask) is e if `ask` can end in e.
[[nodiscard]] std::optional<Error> parse_error(std::string_view answer, Ask ask);

}  // namespace codau::worker
