// export/words/alto.h — writes a page as ALTO 4.4, an XML format for the words of a page with their
// boxes (Library of Congress, March 2023).
#pragma once

#include <string>

#include "export/words/placed_page.h"

namespace codau::exports {

/// Facts that ALTO and hOCR write besides the words of a page.
struct LayoutPageFacts {
  std::string image;    ///< name of the source file of the page: "plan.pdf"; empty: unknown
  std::string doc_id;   ///< the document of the page
  std::string version;  ///< version of the program
};

/// Returns one page as the text of one ALTO file. Boxes are in pixels of the page image as stored,
/// before it is turned upright.
/// 1. A paragraph is a TextBlock directly in the PrintSpace, because readers look no deeper. Areas
///    (PlacedArea) are not written.
/// 2. A line is a TextLine with Shape and BASELINE, because some readers drop lines without these.
/// 3. A word is a String, with SP between two words. CONTENT is the restored text, and WC its
///    confidence (0 to 1).
/// 4. The text as read is an ALTERNATIVE of the String if it differs from the restored text.
/// 5. A page without words has an empty PrintSpace.
/// 6. Characters that XML cannot hold become U+FFFD (append_xml() in export/target/xml_text.h).
/// The same page gives the same bytes. Law: a reader finds the same words, boxes, lines and
/// paragraphs.
[[nodiscard]] std::string to_alto(const PlacedPage& page, const LayoutPageFacts& facts);

}  // namespace codau::exports
