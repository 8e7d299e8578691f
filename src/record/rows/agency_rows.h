// record/rows/agency_rows.h — makes rows of the table `agencies`: their keys, terms of validity and
// successors. Inside of record/ only.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "record/schema/row.h"
#include "text/lexicon.h"

namespace codau::record {

/// The organ that issued a document. Rows of its inner units depend on its key, the end of its
/// validity, and its successor.
struct AgencyIssuer {
  /// agencies.agency_id of the organ; empty if the organ is unknown.
  std::string agency_id;
  std::string valid_to;  ///< day after the last day of validity; empty: unbounded
  std::string successor_id, successor_place;  ///< of the organ that took over; empty: no organ did
};
/// Returns the issuer with this agency_id. `find` returns the row of an agency by its agency_id;
/// null if there is no such row.
[[nodiscard]] AgencyIssuer find_issuer(const std::string& agency_id,
                                       const std::function<const Row*(const std::string&)>& find);

/// Returns the key of an agency (agencies.agency_id). Returns nothing if agency_name is unknown, or
/// if the agency needs_issuer and `issuer` is empty.
/// Argument `issuer`: agency_id of the organ that issued the document; empty if unknown.
/// The key is made of:
/// 1. Name and place. Diacritics distinguish them: Hà Lùng and Hạ Lũng are two communes. Capitals
///    and the place of a tone mark (hòa, hoà) do not.
/// 2. The level and the first day of validity.
/// 3. The issuer, if name and place do not distinguish the agency from those of other organs.
/// 4. The places above, if several places share the name of its place. If these are unknown, the
///    document. So two agencies never share a key.
[[nodiscard]] std::optional<std::string> agency_id(const document::AgencyMention& agency,
                                                   std::string_view issuer,
                                                   std::string_view doc_id);
/// Returns the row of an agency after the rows of its successors, if any. Returns no row if the
/// agency has no key (agency_id()). An inner unit ends at the latest when its organ ends. The unit
/// then continues in the successor of the organ, if any.
[[nodiscard]] std::vector<Row> make_agency_rows(const text::Lexicon& lexicon,
                                                const document::AgencyMention& agency,
                                                const AgencyIssuer& issuer,
                                                std::string_view doc_id);

}  // namespace codau::record
