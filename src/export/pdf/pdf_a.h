// export/pdf/pdf_a.h — PDF/A-2b (ISO 19005-2): what keeps a PDF from it, and the claim that it is
// one.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string_view>

class QPDF;

namespace codau::exports {

/// What keeps a PDF from being PDF/A-2b; the clause of ISO 19005-2 in brackets. What is not checked
/// to the end (fonts of text that is seen, spot colours, layers) counts as an obstacle too.
enum class PdfObstacle : std::uint8_t {
  kActions,      ///< scripts, or actions that do more than lead to a place [6.5]
  kAnnotations,  ///< other than links that are printed [6.3]
  kAttachments,  ///< files in the file [6.8]
  kColour,       ///< CMYK or spot colours, unsound colour profiles or output intents [6.2.3, 6.2.4]
  kContent,      ///< operators, PostScript, transfer functions that are not allowed [6.2]
  kFonts,        ///< text that is seen: its fonts are not checked [6.2.11]
  kForms,        ///< fields to be filled [6.4]
  kImages,       ///< interpolated, with alternates, JPEG 2000 of another kind [6.2.8]
  kLayers,       ///< optional content [6.9]
  kLimits,       ///< sizes of pages, numbers, names and texts, nesting [6.1.13]
  kMetadata,     ///< metadata of parts of the document [6.6.2]
  kSignature,    ///< signed: the bytes that the signature covers are other ones now
  kStreams,      ///< LZW, encrypted or external data [6.1.7]
  kVersion,      ///< PDF 2.0 [6.1.2]
};

/// The name of an obstacle in reports: "fonts"; and the obstacle of that name.
[[nodiscard]] std::string_view code_of(PdfObstacle obstacle);
[[nodiscard]] std::optional<PdfObstacle> obstacle_of(std::string_view code);

/// All that keeps what QPDFWriter would write (without encryption) from being PDF/A-2b; looks at
/// every object that the document reaches. Throws what qpdf throws on damage.
[[nodiscard]] std::set<PdfObstacle> pdf_a_obstacles(QPDF& pdf);

/// Makes `pdf`, of which nothing keeps it, say that it is PDF/A-2b: metadata (XMP) in which title,
/// author, programs and dates of the document information are, an sRGB output intent where it has
/// none.
void claim_pdf_a(QPDF& pdf);

/// Takes away a claim of the source to be PDF/A of any part, which no longer is looked after.
void disclaim_pdf_a(QPDF& pdf);

}  // namespace codau::exports
