#include "store/documents/row_changes.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

#include "record/schema/row.h"
#include "record/schema/schema.h"

namespace codau::store {
namespace {

using record::Records;
using record::Row;
using record::Table;
using record::Value;

bool is_same(const Value& a, const Value& b) {
  const auto* const x = std::get_if<double>(&a);
  const auto* const y = std::get_if<double>(&b);
  return x != nullptr && y != nullptr ? std::llround(*x * 1e4) == std::llround(*y * 1e4) : a == b;
}

bool is_same_row(const Row& a, const Row& b) { return std::ranges::equal(a, b, is_same); }

std::vector<const Row*> sorted(const Table& table, const Records& records) {
  std::vector<const Row*> out;
  for (const Row& row : records[table.id]) out.push_back(&row);
  const record::PrimaryKeyLess below(table);
  const auto is_below = [&](const Row* a, const Row* b) { return below(*a, *b); };
  if (!std::ranges::is_sorted(out, is_below)) std::ranges::sort(out, is_below);
  return out;
}

RowChanges::OfTable compare(const Table& table, const std::vector<const Row*>& before,
                            const std::vector<const Row*>& after) {
  RowChanges::OfTable out;
  const record::PrimaryKeyLess below(table);
  auto was = before.begin();
  for (const Row* const row : after) {
    while (was != before.end() && below(**was, *row)) out.removed.push_back(*was++);
    if (was == before.end() || below(*row, **was)) {
      out.added.push_back(row);
    } else if (const Row* const known = *was++; !is_same_row(*known, *row)) {
      out.changed.push_back(row);
      out.replaced.push_back(known);
    }
  }
  out.removed.insert(out.removed.end(), was, before.end());
  return out;
}

}  // namespace

RowChanges compare_rows(const Records& before, const Records& after) {
  RowChanges out;
  for (const Table& table : record::schema()) {
    RowChanges::OfTable one = compare(table, sorted(table, before), sorted(table, after));
    if (one.added.empty() && one.changed.empty() && one.removed.empty()) continue;
    out.tables.emplace(table.id, std::move(one));
  }
  return out;
}

std::string to_json(const RowChanges& changes) {
  using Json = nlohmann::json;
  Json out = Json::object();
  for (const auto& [id, rows] : changes.tables) {
    const Table& table = record::table(id);
    const auto add = [&](const char* what, const std::vector<const Row*>& list) {
      if (list.empty()) return;
      Json& ids = out[std::string(table.name)][what];
      for (const Row* const row : list) ids.push_back(record::row_id(table, *row));
    };
    add("added", rows.added);
    add("changed", rows.changed);
    add("removed", rows.removed);
  }
  return out.empty() ? std::string{} : out.dump();
}

}  // namespace codau::store
