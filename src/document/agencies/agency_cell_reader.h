// document/agencies/agency_cell_reader.h — the agencies of the cells of a table, which name the
// same ones row for row.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "document/agencies/agency.h"

namespace codau::document {

/// Remembers what it read last. Keeps a reference to the context.
class AgencyCellReader {
 public:
  explicit AgencyCellReader(const AgencyContext& context) : context_(context) {}
  /// Law: it is split_agencies(nfc, role, context). Valid until the next call.
  [[nodiscard]] const std::vector<AgencyMention>& read(const std::string& nfc, AgencyRole role);

 private:
  const AgencyContext& context_;
  std::map<std::pair<AgencyRole, std::string>, std::vector<AgencyMention>> read_;
};

}  // namespace codau::document
