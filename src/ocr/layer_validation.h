// ocr/layer_validation.h — can the text layer of a page be believed?
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/ocr_page.h"
#include "segment/layer_print.h"
#include "source/source_file.h"

namespace codau::ocr {

/// What makes a layer believable. Source: layers met in archives; those of a bad reading or in a
/// legacy encoding have 31 to 87 % of their words wrong, a correct one under 1 %, a defective
/// one 3.6 %.
struct LayerRule {
  std::size_t least_words = 20;    ///< fewer: reading the page is cheap and certain
  std::size_t least_of_scan = 60;  ///< fewer on a scan: not a reading of it but a signature's notes
  double least_legal = 0.97;   ///< share of legal Vietnamese syllables among words of letters only
  double least_marked = 0.25;  ///< share of words with Vietnamese marks or đ (stripped layers fail)
  std::size_t least_unsaid = 4;   ///< letters printed without a sign: fewer are bullets and dirt
  double most_unsaid = 0.002;     ///< of the signs
  double most_unseen = 0.20;      ///< of the signs: white on white, hidden parts
  double most_pictures = 0.15;    ///< of the page; more may hold print that the layer does not
  std::size_t most_missing = 10;  ///< words read in such pictures
};

/// Why a layer is not used.
enum class LayerFault : std::uint8_t {
  kNone,
  kEmpty,       ///< hardly any text: page numbers, the overlay of an e-signature
  kLegacy,      ///< in an encoding from before Unicode
  kBadReading,  ///< an earlier reading of a scan, and a bad one
  kReading,     ///< an earlier reading of a scan that may be right: the scan is the better witness
  kDefective,   ///< of a drawn page: letters are lost, or are not Vietnamese or not those printed
  kIncomplete,  ///< right as far as it goes, but pictures on the page hold more print
};
/// "LAYER_EMPTY", "LAYER_LEGACY", "LAYER_BAD_OCR", "LAYER_OCR", "LAYER_DEFECTIVE",
/// "LAYER_INCOMPLETE"; empty for kNone.
[[nodiscard]] std::string_view code_of(LayerFault fault);

/// kNone when `layer` reads as sound Vietnamese and is no reading of a scan; never kIncomplete.
[[nodiscard]] LayerFault fault_of(const OcrPage& layer, const image::PageGround& ground,
                                  const LayerRule& rule = {});

/// kDefective when the print of the page has letters that its layer lacks, or lacks many that its
/// layer has; else kNone.
[[nodiscard]] LayerFault fault_of(const image::LayerPrint& print, const LayerRule& rule = {});

/// Returns true if the page shows the words of `layer`, in Unicode. It says nothing of their
/// language: it is asked only if reading the page finds no text.
[[nodiscard]] bool is_shown(const OcrPage& layer, const image::LayerPrint& print,
                            const LayerRule& rule = {});

/// True where pictures take so much of a drawn page that print may be in them.
[[nodiscard]] bool may_be_incomplete(const image::PageGround& ground, const LayerRule& rule = {});
/// True when `read`, a reading of the whole page, is sure of words where `layer` has none.
[[nodiscard]] bool is_incomplete(const OcrPage& layer, const OcrPage& read,
                                 const LayerRule& rule = {});

}  // namespace codau::ocr
