// review/views/strips_in_question.h — finds the handwriting in a doubtful number or date, and
// confirmed handwriting of the archive to compare it with. A strip is a picture of a handwritten
// word.
#pragma once

#include <string>
#include <vector>

#include "core/ocr_page.h"
#include "review/queue/action_target.h"
#include "review/queue/scan_crop.h"
#include "review/views/handwriting_matches.h"
#include "review/views/views.h"

namespace codau::review {

/// Returns the handwritten words of a page that make up the value of `of`, a number or a date. Each
/// word has the confirmed strips of the same office and part (number, day or month). A part is left
/// out if the archive has no such strips, or if the page has several words of this part. Returns
/// nothing if the scan or the strips cannot be read. `source`: SHA-256 of the source file. `read`:
/// the recognised words of `page`.
[[nodiscard]] std::vector<StripInQuestion> find_strips_in_question(const ViewContext& view,
                                                                   const ActionTarget& of,
                                                                   const std::string& source,
                                                                   const ScanPage& page,
                                                                   const OcrPage& read);

}  // namespace codau::review
