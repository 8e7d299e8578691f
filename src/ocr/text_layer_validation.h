// ocr/text_layer_validation.h — can the text layer of a page be believed?
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/ocr_page.h"
#include "segment/text_layer_match.h"
#include "source/source_file.h"

namespace codau::ocr {

/// What makes a layer believable. Source: layers met in archives; those of a bad reading or in a
/// legacy encoding have 31 to 87 % of their words wrong, a correct one under 1 %, a defective
/// one 3.6 %.
struct TextLayerLimits {
  std::size_t min_words = 20;  ///< fewer: reading the page is cheap and certain
  /// Fewer on a scan: not a reading of it but a signature's notes.
  std::size_t min_words_of_scan = 60;
  /// Share of legal Vietnamese syllables among words of letters only.
  double min_legal_share = 0.97;
  /// Share of words with Vietnamese marks or đ (stripped layers fail).
  double min_marked_share = 0.25;
  /// Letters printed without a sign: fewer are bullets and dirt.
  std::size_t min_unmatched_print = 4;
  double max_unmatched_share = 0.002;  ///< of the signs
  double max_invisible_share = 0.20;   ///< of the signs: white on white, hidden parts
  double max_picture_share = 0.15;     ///< of the page; more may hold print that the layer does not
  std::size_t max_missing_words = 10;  ///< words read in such pictures
};

/// Why a layer is not used.
enum class TextLayerFault : std::uint8_t {
  kNone,
  kEmpty,       ///< hardly any text: page numbers, the overlay of an e-signature
  kLegacy,      ///< in an encoding from before Unicode
  kBadOcr,      ///< an earlier reading of a scan, and a bad one
  kEarlierOcr,  ///< an earlier reading of a scan that may be right: the scan is the better witness
  kDefective,   ///< of a drawn page: letters are lost, or are not Vietnamese or not those printed
  kIncomplete,  ///< right as far as it goes, but pictures on the page hold more print
};
/// "LAYER_EMPTY", "LAYER_LEGACY", "LAYER_BAD_OCR", "LAYER_OCR", "LAYER_DEFECTIVE",
/// "LAYER_INCOMPLETE"; empty for kNone.
[[nodiscard]] std::string_view warning_of_fault(TextLayerFault fault);

/// kNone when `layer` reads as sound Vietnamese and is no reading of a scan; never kIncomplete.
[[nodiscard]] TextLayerFault validate_text_layer(const OcrPage& layer,
                                                 const image::PageComposition& ground,
                                                 const TextLayerLimits& rule = {});

/// kDefective when the print of the page has letters that its layer lacks, or lacks many that its
/// layer has; else kNone.
[[nodiscard]] TextLayerFault validate_text_layer(const image::TextLayerMatch& print,
                                                 const TextLayerLimits& rule = {});

/// Returns true if the page shows the words of `layer`, in Unicode. It says nothing of their
/// language: it is asked only if reading the page finds no text.
[[nodiscard]] bool is_visible(const OcrPage& layer, const image::TextLayerMatch& print,
                              const TextLayerLimits& rule = {});

/// True where pictures take so much of a drawn page that print may be in them.
[[nodiscard]] bool may_be_incomplete(const image::PageComposition& ground,
                                     const TextLayerLimits& rule = {});
/// True when `read`, a reading of the whole page, is sure of words where `layer` has none.
[[nodiscard]] bool is_incomplete(const OcrPage& layer, const OcrPage& read,
                                 const TextLayerLimits& rule = {});

}  // namespace codau::ocr
