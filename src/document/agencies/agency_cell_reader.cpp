#include "document/agencies/agency_cell_reader.h"

namespace codau::document {
namespace {

constexpr std::size_t kMostCells = 256;  // more than the offices of a province and their pairs

}  // namespace

const std::vector<AgencyMention>& AgencyCellReader::read(const std::string& nfc, AgencyRole role) {
  const std::pair key(role, nfc);
  if (const auto found = read_.find(key); found != read_.end()) return found->second;
  if (read_.size() == kMostCells) read_.clear();
  return read_.emplace(key, split_agencies(nfc, role, context_)).first->second;
}

}  // namespace codau::document
