// export/pdf/pdf_a.h — PDF/A-2b (ISO 19005-2): finds the obstacles in a PDF, and adds the claim of
// conformance.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string_view>

class QPDF;

namespace codau::exports {

/// A feature that keeps a PDF from being PDF/A-2b; the clause of ISO 19005-2 in brackets. Features
/// that are not fully checked (fonts of visible text, spot colours, layers) count as obstacles,
/// too.
enum class PdfObstacle : std::uint8_t {
  kActions,      ///< scripts, or actions that do more than open a destination [6.5]
  kAnnotations,  ///< other annotations than printed links [6.3]
  kAttachments,  ///< embedded files [6.8]
  kColour,       ///< CMYK or spot colours, unsound colour profiles or output intents [6.2.3, 6.2.4]
  kContent,      ///< forbidden operators, PostScript, transfer functions [6.2]
  kFonts,        ///< visible text: its fonts are not checked [6.2.11]
  kForms,        ///< form fields [6.4]
  kImages,       ///< interpolated, with alternates, unsuitable JPEG 2000 [6.2.8]
  kLayers,       ///< optional content [6.9]
  kLimits,       ///< sizes of pages, numbers, names and texts, nesting [6.1.13]
  kMetadata,     ///< metadata of parts of the document [6.6.2]
  kSignature,    ///< signed: the bytes that the signature covers have changed
  kStreams,      ///< LZW, encrypted or external data [6.1.7]
  kVersion,      ///< PDF 2.0 [6.1.2]
};

/// to_code() returns the name of an obstacle in reports ("fonts"); obstacle_from_code() finds the
/// obstacle of a name.
[[nodiscard]] std::string_view to_code(PdfObstacle obstacle);
[[nodiscard]] std::optional<PdfObstacle> obstacle_from_code(std::string_view code);

/// Returns all obstacles to PDF/A-2b in the file that QPDFWriter would write without encryption.
/// Inspects every object that the document reaches. Passes on exceptions of qpdf on damage.
[[nodiscard]] std::set<PdfObstacle> find_pdf_a_obstacles(QPDF& pdf);

/// Adds the claim of PDF/A-2b to a PDF without obstacles. Its metadata (XMP) repeat title, author,
/// programs and dates of the document information. Adds an sRGB output intent if `pdf` has none.
void claim_pdf_a(QPDF& pdf);

/// Removes metadata that claim any part of PDF/A: after the changes the claim is no longer ensured.
void disclaim_pdf_a(QPDF& pdf);

}  // namespace codau::exports
