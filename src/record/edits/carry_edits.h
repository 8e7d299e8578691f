// record/edits/carry_edits.h — moves the edits of people to the right documents after a file was
// divided into documents anew.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "record/edits/human_edit.h"

namespace codau::record {

/// A document of a file with its edits.
struct CarriedDocument {
  std::string doc_id;
  std::uint32_t page_from = 0;  ///< first page in the file; 0: plain text
  /// The rows as they are made now, without edits; nothing if the document is gone.
  std::optional<Records> records = {};
  std::vector<HumanEdit> edits = {};
  /// The rows when the edits were last applied, if known.
  std::optional<Records> before = {};
};

/// Gives each edit to the document of the file that has its row now. Returns how many edits went to
/// another document than before and found their row there. In `parts`, sorted by page_from, at
/// least one document must have records. EditRowFinder finds the row
/// (record/edits/edit_row_finder.h). The original document is the one on which an edit was made. An
/// edit goes to the first of these:
/// 1. The original document, if it has the row.
/// 2. The only document that has a row with the same text.
/// 3. The original document, if it still exists.
/// 4. The document that has the first page of the original document.
/// If several rows had the same text before, rule 2 also requires the same id. Otherwise the edit
/// is marked EditOrigin::is_lost until the file is divided as before. Divisions (kDivide) stay. A
/// verdict on a whole document never counts for another document.
/// HumanEdit::from keeps the origin of each edit, so that the next division starts from there. An
/// edit that two copies of the file have both carried comes back once.
/// Laws: no edit is lost, and each is in exactly one document that has records; carrying twice
/// gives the same as once; edits return when the file is divided as before.
[[nodiscard]] std::size_t carry_edits(std::vector<CarriedDocument>& parts);

/// Returns the edits of the document `doc_id`, which is gone, for the document `host`. Each edit is
/// marked with its origin. Argument `page` is the first page of the gone document. Rows in `host`
/// are not looked up yet.
[[nodiscard]] std::vector<HumanEdit> to_carried_edits(std::vector<HumanEdit> edits,
                                                      const std::string& doc_id, std::uint32_t page,
                                                      const std::string& host);

}  // namespace codau::record
