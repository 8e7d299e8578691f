// record/edits/carry_edits.h — what people have set in a file that is divided into documents anew.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "record/edits/human_edit.h"

namespace codau::record {

/// A document of a file, with what people have set in it.
struct CarriedDocument {
  std::string doc_id;
  std::uint32_t page_from = 0;          ///< of its pages; 0 for a text
  std::optional<Records> records = {};  ///< as it is made now, without edits; nothing: no more
  std::vector<HumanEdit> edits = {};
  std::optional<Records> before = {};  ///< its rows when the edits were last applied; if known
};

/// Gives each edit to the part that has its row (record/edits/edit_row_finder.h): that which it was
/// made on, else the only one that has it; what cannot be told to the one that it was made on, and
/// where that is no more to the one that has its first page. Where several rows had its text
/// before, only that of its id is its own: else it is EditOrigin::is_lost until the file is divided
/// as it was. HumanEdit::from says where it was made, so that another division, or none, begins
/// from there. A division itself stays, and what is said of a document as a whole is never that of
/// another. `parts` by page_from; one of them has records. What was carried twice, by two copies of
/// the file, comes back once. Laws: none is lost, and each is in one part that has records; done
/// twice it is done once; when the parts are again what they were, so are their edits. How many
/// went over to another document, which has their row now.
[[nodiscard]] std::size_t carry_edits(std::vector<CarriedDocument>& parts);

/// Edits of a document of the file that is no more, its page and theirs, for another one: where
/// their rows are there is not known yet.
[[nodiscard]] std::vector<HumanEdit> to_carried_edits(std::vector<HumanEdit> edits,
                                                      const std::string& doc_id, std::uint32_t page,
                                                      const std::string& host);

}  // namespace codau::record
