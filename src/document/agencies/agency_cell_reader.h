// document/agencies/agency_cell_reader.h — reads the agencies of table cells. Rows often name the
// same agencies, so each text is read once.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "document/agencies/agency.h"

namespace codau::document {

/// Caches the agencies of each text. Keeps a reference to the context.
class AgencyCellReader {
 public:
  explicit AgencyCellReader(const AgencyContext& context) : context_(context) {}
  /// Returns split_agencies(nfc, role, context) (agency.h). The result is valid until the next
  /// call.
  [[nodiscard]] const std::vector<AgencyMention>& read(const std::string& nfc, AgencyRole role);

 private:
  const AgencyContext& context_;
  std::map<std::pair<AgencyRole, std::string>, std::vector<AgencyMention>> read_;
};

}  // namespace codau::document
