// ocr/text_layer_validation.h — decides whether the text layer of a PDF page can be used.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/ocr_page.h"
#include "segment/text_layer_match.h"
#include "source/source_file.h"

namespace codau::ocr {

/// The limits of a usable layer. Source: layers met in archives. Bad recognition and legacy
/// encodings have 31 to 87 % of wrong words, one defective layer has 3.6 %, and correct layers have
/// under 1 %.
struct TextLayerLimits {
  std::size_t min_words = 20;  ///< with fewer words, reading the page is fast and safe
  /// With fewer words on a scan, the layer has only the notes of a signature.
  std::size_t min_words_of_scan = 60;
  /// Least share of legal Vietnamese syllables among words of letters.
  double min_legal_share = 0.97;
  /// Least share of words with diacritics or đ. Layers without diacritics fail.
  double min_marked_share = 0.25;
  /// Printed letters without a character in the layer. If fewer, they are bullets and dirt.
  std::size_t min_unmatched_print = 4;
  double max_unmatched_share = 0.002;  ///< of the characters of the layer
  /// of the characters of the layer: white on white, hidden parts
  double max_invisible_share = 0.20;
  /// of the page; larger pictures may hold print that the layer lacks
  double max_picture_share = 0.15;
  std::size_t max_missing_words = 10;  ///< words that were read in such pictures
};

/// Why a layer is not used.
enum class TextLayerFault : std::uint8_t {
  kNone,
  kEmpty,       ///< hardly any text: page numbers, or the overlay of an e-signature
  kLegacy,      ///< in an encoding from before Unicode
  kBadOcr,      ///< the bad result of an earlier OCR of a scan
  kEarlierOcr,  ///< the perhaps good result of an earlier OCR; reading the scan is more reliable
  /// of a page that a program drew: letters are lost, not Vietnamese, or not the printed ones
  kDefective,
  kIncomplete,  ///< correct, but pictures on the page have more print
};
/// Returns the warning of a fault: "LAYER_EMPTY", "LAYER_LEGACY", "LAYER_BAD_OCR", "LAYER_OCR",
/// "LAYER_DEFECTIVE" or "LAYER_INCOMPLETE"; empty for kNone.
[[nodiscard]] std::string_view warning_of_fault(TextLayerFault fault);

/// Judges the words of a layer. Returns kNone if they are sound Vietnamese, and the page is no
/// scan. Never returns kIncomplete. `ground`: how the page is composed.
[[nodiscard]] TextLayerFault validate_text_layer(const OcrPage& layer,
                                                 const image::PageComposition& ground,
                                                 const TextLayerLimits& rule = {});

/// Compares the layer with the print. Returns kDefective if the print has letters that the layer
/// lacks, or lacks many that the layer has. Otherwise returns kNone.
[[nodiscard]] TextLayerFault validate_text_layer(const image::TextLayerMatch& print,
                                                 const TextLayerLimits& rule = {});

/// Returns true if the page shows the words of `layer`, and they are Unicode, in any language.
/// Asked only if reading the page finds no text.
[[nodiscard]] bool is_visible(const OcrPage& layer, const image::TextLayerMatch& print,
                              const TextLayerLimits& rule = {});

/// Returns true if pictures take so much of the page that they may have print.
[[nodiscard]] bool may_be_incomplete(const image::PageComposition& ground,
                                     const TextLayerLimits& rule = {});
/// Returns true if `read`, a recognition of the whole page, has certain words where `layer` has
/// none.
[[nodiscard]] bool is_incomplete(const OcrPage& layer, const OcrPage& read,
                                 const TextLayerLimits& rule = {});

}  // namespace codau::ocr
