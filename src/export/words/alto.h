// export/words/alto.h — a page as ALTO 4.4 (Library of Congress, March 2023).
#pragma once

#include <string>

#include "export/words/placed_page.h"

namespace codau::exports {

/// What is said of a page besides its words.
struct PageFacts {
  std::string image;  ///< name of the file that it was read from
  std::string doc_id;
  std::string version;  ///< of the program
};

/// One page in one file, in pixels of its image: a TextBlock a paragraph, each right in the
/// PrintSpace, since readers look no deeper; Shape and BASELINE, without which others drop a line;
/// a String a word, with SP between two. CONTENT is the restored text, WC its confidence, and what
/// was read, where it was another, an ALTERNATIVE of it. A page without words has an empty
/// PrintSpace. Deterministic. Law: a reader finds the same words, boxes, lines and blocks in it.
[[nodiscard]] std::string to_alto(const PlacedPage& page, const PageFacts& facts);

}  // namespace codau::exports
