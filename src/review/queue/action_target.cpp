#include "review/queue/action_target.h"

#include <algorithm>
#include <array>

#include "record/edits/edit_rules.h"

namespace codau::review {
namespace {

using record::Row;

}  // namespace

std::optional<ActionTarget> find_action_target(const store::StoreReader& store,
                                               std::string_view doc_id, std::string_view name,
                                               std::string_view row_id, std::string_view field) {
  constexpr std::array<std::string_view, 3> kTables{"documents", "sections", "tasks"};
  if (std::ranges::find(kTables, name) == kTables.end()) return std::nullopt;
  ActionTarget out{std::string(doc_id),
                   std::string(row_id),
                   std::string(field),
                   &record::table(name),
                   nullptr,
                   {}};
  if (!field.empty()) {
    out.column = find_schema_column(*out.table, field);
    if (out.column == nullptr || !record::is_editable(name, field)) return std::nullopt;
  }
  store.for_each_row_with(*out.table, out.table->primary_key.front(), row_id,
                          [&](const Row& row, std::string_view of) {
                            if (of == doc_id) out.row = row;
                          });
  if (out.row.empty()) return std::nullopt;
  return out;
}

}  // namespace codau::review
