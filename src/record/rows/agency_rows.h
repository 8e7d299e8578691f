// record/rows/agency_rows.h — rows of `agencies`: their keys, their ends, who came after them.
// Inside of record/ only.
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

/// The organ whose inner units a document names, and what its row says of its end and of who came
/// after it.
struct AgencyIssuer {
  std::string agency_id;                      ///< empty for none
  std::string valid_to;                       ///< as in document::AgencyValidity
  std::string successor_id, successor_place;  ///< empty for none
};
/// Of the row with that agency_id, and of its successor's, as `find` gives them (null for none).
[[nodiscard]] AgencyIssuer find_issuer(const std::string& agency_id,
                                       const std::function<const Row*(const std::string&)>& find);

/// The key of an agency of which agency_name is known, in a document of that issuer (its agency_id,
/// empty for none). Hà Lùng and Hạ Lũng are two communes: marks tell names apart, capitals and hòa
/// or hoà do not; where places share a name, what lies above them does, and where that is not known
/// the document, so that no two of them are ever one. Nothing for a unit that its issuer must tell,
/// where that is not known.
[[nodiscard]] std::optional<std::string> agency_id(const document::AgencyMention& agency,
                                                   std::string_view issuer,
                                                   std::string_view doc_id);
/// The row of such an agency, behind that of its successor, if it has one; none without a key. An
/// inner unit ends with the organ that it is of, and goes on in that organ's successor, if it has
/// one.
[[nodiscard]] std::vector<Row> make_agency_rows(const text::Lexicon& lexicon,
                                                const document::AgencyMention& agency,
                                                const AgencyIssuer& issuer,
                                                std::string_view doc_id);

}  // namespace codau::record
