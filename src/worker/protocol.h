// worker/protocol.h — what the pipeline asks of a worker, and what it answers, as JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/error.h"
#include "export/searchable_pdf.h"

namespace codau::worker {

/// Which engine reads pages, and with which libraries. Answered with Versions.
struct AskVersions {
  bool operator==(const AskVersions&) const = default;
};
/// What the source is. Answered with Probe.
struct AskProbe {
  bool operator==(const AskProbe&) const = default;
};
/// One page of the source. Answered with the JSON of text/page_json.h. `pictures` are sent before
/// the answer, as far as the page came.
struct AskPage {
  std::uint32_t number = 0;
  bool pictures = false;
  bool simply = false;  ///< the second attempt: ocr::read_page_simply, without pictures
  bool operator==(const AskPage&) const = default;
};
/// The source of a searchable PDF. Not answered.
struct BeginPdf {
  bool operator==(const BeginPdf&) const = default;
};
/// One page of words for the PDF that WritePdf will ask for. Not answered.
struct AddPdfPage {
  exports::PdfPage page;
};
/// The searchable PDF of the source with the words added since BeginPdf, into the file whose
/// descriptor travels with this. Answered with "{}".
struct WritePdf {
  std::string target;  ///< its name, for messages
  bool operator==(const WritePdf&) const = default;
};

/// The open source travels beside the request that needs it; the worker keeps it open while
/// `source` (its SHA-256) stays the same.
struct Request {
  std::string source;
  std::variant<AskVersions, AskProbe, AskPage, BeginPdf, AddPdfPage, WritePdf> what;
};

struct Probe {
  std::string format;  ///< pdf | tiff | png | jpeg | webp | jp2 | unknown
  std::uint32_t pages = 0;
  bool operator==(const Probe&) const = default;
};
struct Versions {
  std::string engine;     ///< ocr::engine_version
  std::string libraries;  ///< of images and PDF, e.g. "leptonica-1.82.0, poppler 22.12.0"
  std::string sandbox;    ///< what shuts the worker in, e.g. "landlock 3, seccomp"
  bool operator==(const Versions&) const = default;
};

/// A page as people can look at it: a frame of its own, which no answer can be taken for.
struct Picture {
  enum class Kind : char { kSteps = 'S', kOverlay = 'O' };
  Kind kind = Kind::kSteps;
  std::string png;
  bool operator==(const Picture&) const = default;
};

/// Deterministic, one line. Words must be UTF-8; ill-formed bytes become U+FFFD.
[[nodiscard]] std::string to_json(const Request& request);
[[nodiscard]] std::string to_json(const Probe& probe);
[[nodiscard]] std::string to_json(const Versions& versions);
[[nodiscard]] std::string to_json(const Error& error);

/// Total: any bytes give a value or Error{kInternal}.
/// Law: request_from_json(to_json(r)) is r; the same for Probe and Versions.
[[nodiscard]] Request request_from_json(std::string_view json);
[[nodiscard]] Probe probe_from_json(std::string_view json);
[[nodiscard]] Versions versions_from_json(std::string_view json);

[[nodiscard]] std::string to_frame(const Picture& picture);
/// Nothing where the frame is an answer. Total. Law: picture_of(to_frame(p)) is p.
[[nodiscard]] std::optional<Picture> picture_of(std::string_view frame);

/// The error that an answer reports, if it reports one. Total.
/// Law: error_of(to_json(e)) has code, cause and message of e.
[[nodiscard]] std::optional<Error> error_of(std::string_view answer);

}  // namespace codau::worker
