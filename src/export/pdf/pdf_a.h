// export/pdf/pdf_a.h — finds the features that keep a PDF from being PDF/A-2b, the archival form of
// PDF (ISO 19005-2). Also adds and removes the claim of PDF/A, an entry in the metadata (XMP).
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string_view>

class QPDF;

namespace codau::exports {

/// A feature that keeps a PDF from being PDF/A-2b, with the clause of ISO 19005-2 in brackets. The
/// standard permits some fonts of visible text, spot colours and layers. They always count as
/// obstacles here, because they are not checked fully.
enum class PdfObstacle : std::uint8_t {
  kActions,      ///< scripts, triggers, actions other than links to pages and addresses [6.5]
  kAnnotations,  ///< all annotations except links that are visible and printed [6.3]
  kAttachments,  ///< embedded or associated files [6.8]
  /// CMYK or spot colours, forbidden ICC profiles or output intents [6.2.3, 6.2.4].
  kColour,
  /// Unknown or malformed operators, PostScript, transfer functions, halftones, unknown blend modes
  /// and rendering intents, external or missing resources, /PresSteps [6.2].
  kContent,
  kFonts,  ///< visible text: its fonts are not checked [6.2.11]
  kForms,  ///< form fields [6.4]
  /// Images with interpolation or alternates, images without colour space, JPEG 2000 that
  /// is_archival_jpx() refuses (pdf_a_bytes.h) [6.2.8].
  kImages,
  kLayers,  ///< optional content [6.9]
  /// Too large or too small pages; too large numbers, names or texts; too deep nesting; too many
  /// objects [6.1.13]. Also contents of more than 64 MiB, which are not checked.
  kLimits,
  kMetadata,   ///< metadata of single objects, such as a page [6.6.2]
  kSignature,  ///< a signature, which would no longer be valid
  kStreams,    ///< LZW, encrypted or external data [6.1.7]
  kVersion,    ///< PDF 2.0 or newer [6.1.2]
};

/// Returns the name of an obstacle in reports: "fonts".
[[nodiscard]] std::string_view to_code(PdfObstacle obstacle);
/// Returns the obstacle with this name; nothing for other texts.
[[nodiscard]] std::optional<PdfObstacle> obstacle_from_code(std::string_view code);

/// Returns all obstacles to PDF/A-2b in the objects that the document catalog references, directly
/// or indirectly. The result holds for the file that QPDFWriter writes from `pdf`, without
/// encryption, and with setNewlineBeforeEndstream(true). If `pdf` is damaged, exceptions of qpdf
/// pass through.
[[nodiscard]] std::set<PdfObstacle> find_pdf_a_obstacles(QPDF& pdf);

/// Adds the claim of PDF/A-2b. Precondition: find_pdf_a_obstacles() returns no obstacle.
/// 1. Replaces the metadata of the document by make_xmp_packet() (export/pdf/pdf_a_bytes.h): the
///    claim, and the entries of the document information (/Info), such as title and dates.
/// 2. Removes the document information.
/// 3. Adds an sRGB output intent if `pdf` has no output intent.
void claim_pdf_a(QPDF& pdf);

/// Removes the metadata of the document if they claim any kind of PDF/A (PDF/A-1 to PDF/A-4). Only
/// the first MiB of the metadata is searched for the claim. Call this for a changed PDF with
/// obstacles, because its old claim may now be false.
void disclaim_pdf_a(QPDF& pdf);

}  // namespace codau::exports
