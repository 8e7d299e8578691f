#include "text/units.h"

#include <map>
#include <set>

#include "text/compiled_tables.h"
#include "text/data_table.h"

namespace codau::text {
namespace {

using UnitsByUse = std::map<UnitUse, std::set<std::string_view>>;

const UnitsByUse& units() {
  static const UnitsByUse kUnits = [] {
    const std::map<std::string_view, UnitUse> uses{
        {"label", UnitUse::kLabel}, {"length", UnitUse::kLength}, {"measure", UnitUse::kMeasure}};
    UnitsByUse out;
    for (const std::string_view line : table_lines(units_tsv())) {
      const auto cells = split(line, '\t');
      for (const std::string_view use : split(cells.at(1), ' '))
        out[uses.at(use)].insert(cells.at(0));
    }
    return out;
  }();
  return kUnits;
}

}  // namespace

bool is_unit(std::string_view sign, UnitUse use) { return units().at(use).contains(sign); }

}  // namespace codau::text
