// export/words/alto.h — writes a page as ALTO 4.4 (Library of Congress, March 2023).
#pragma once

#include <string>

#include "export/words/placed_page.h"

namespace codau::exports {

/// Facts of a page besides its words.
struct LayoutPageFacts {
  std::string image;  ///< name of the source file of the page
  std::string doc_id;
  std::string version;  ///< of the program
};

/// Returns one page as one ALTO file. Boxes are in pixels of the page image.
/// 1. A paragraph is a TextBlock directly in the PrintSpace, because readers look no deeper.
/// 2. A line has Shape and BASELINE, because some readers drop a line without them.
/// 3. A word is a String, with SP between two words. CONTENT is the restored text, and WC its
///    confidence (0 to 1).
/// 4. A different text as read is an ALTERNATIVE.
/// 5. A page without words has an empty PrintSpace.
/// Deterministic. Law: a reader finds the same words, boxes, lines and blocks in it.
[[nodiscard]] std::string to_alto(const PlacedPage& page, const LayoutPageFacts& facts);

}  // namespace codau::exports
