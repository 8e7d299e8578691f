// review/views/strips_in_question.h — the handwriting that a doubt is about, and what the archive
// has to compare it with.
#pragma once

#include <string>
#include <vector>

#include "core/ocr_page.h"
#include "review/queue/action_target.h"
#include "review/queue/scan_crop.h"
#include "review/views/handwriting_matches.h"
#include "review/views/views.h"

namespace codau::review {

/// Returns the handwritten words of a page that are the value of `of`, a number or a date. Each has
/// the strips that the archive keeps of the same office and part. A part is left out if the archive
/// has no such strips, or the page has several words of it. Returns nothing if the scan or the
/// strips cannot be read. `source`: its SHA-256; `read`: the words of `page`.
[[nodiscard]] std::vector<StripInQuestion> find_strips_in_question(const ViewContext& view,
                                                                   const ActionTarget& of,
                                                                   const std::string& source,
                                                                   const ScanPage& page,
                                                                   const OcrPage& read);

}  // namespace codau::review
