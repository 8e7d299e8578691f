#include "pipeline/output/row_spool.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "record/ids.h"
#include "record/row.h"
#include "record/row_codec.h"
#include "record/schema.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

/// Rows of a table that are kept as they are: each is looked at ten times, and where all were
/// packed the pipeline took 47 % of the processor's time of a run that makes rows again, with
/// these 41. A section may be as long as the document.
constexpr std::size_t kFew = 2000, kFewBytes = std::size_t{1} << 20U;

/// The one column of the key, where it is an id. What is none is refused later (record/validate.h).
const record::Column* id_of(const record::Table& table) {
  if (table.primary_key.size() != 1) return nullptr;
  const auto column =
      std::ranges::find(table.columns, table.primary_key.front(), &record::Column::name);
  return column->type == record::ColumnType::kUuid ? &*column : nullptr;
}

}  // namespace

void TextSpool::add(std::string_view text) {
  bytes_.add(text);
  ends_.push_back(bytes_.size());
}

std::string TextSpool::text(std::size_t i) const {
  const std::uint64_t begin = i == 0 ? 0 : ends_[i - 1];
  return bytes_.read(begin, ends_[i] - begin);
}

RowSpool::RowSpool(const fs::path& folder) : folder_(folder) {
  for (const record::Table& table : record::schema())
    tables_.emplace(table.name, OfTable{store::RowSpoolFile(folder)});
}

void RowSpool::add(const record::Table& table, const record::Row& row) {
  ++size_;
  OfTable& to = tables_.find(table.name)->second;
  to.bytes += record::compute_encoded_size(row);
  if (to.rows.end() == 0 && to.few.size() < kFew && to.bytes <= kFewBytes) {
    to.few.push_back(row);
    return;
  }
  for (const record::Row& one : std::exchange(to.few, {})) put(table, one, to);
  put(table, row, to);
}

void RowSpool::put(const record::Table& table, const record::Row& row, OfTable& to) {
  const std::uint64_t at = to.rows.add(row);
  const record::Column* const id = id_of(table);
  if (id == nullptr) return;
  const record::Value& value = row.at(static_cast<std::size_t>(id - table.columns.data()));
  const auto* const text = std::get_if<std::string>(&value);
  const auto bytes = record::parse_uuid(text == nullptr ? "" : *text);
  to.places.push_back({bytes.value_or(record::UuidBytes{}), at});
}

/// Rows are walked ten times: once written in the order of their ids they are read in one go.
void RowSpool::put_in_order(OfTable& of) const {
  if (std::ranges::is_sorted(of.places)) return;
  std::ranges::sort(of.places);
  store::RowSpoolFile rows(folder_);
  for (Place& place : of.places) place.at = rows.add(of.rows.row(place.at));
  of.rows = std::move(rows);
}

void RowSpool::each(const record::Table& table, const record::RowSink& take) {
  OfTable& of = tables_.find(table.name)->second;
  const record::PrimaryKeyLess below(table);
  if (id_of(table) != nullptr && !std::ranges::is_sorted(of.few, below))
    std::ranges::stable_sort(of.few, below);
  for (const record::Row& row : of.few) take(row);
  put_in_order(of);
  for (const Place& place : of.places) take(of.rows.row(place.at));
  if (!of.places.empty()) return;
  for (std::uint64_t at = 0; at < of.rows.end(); at = of.rows.next(at)) take(of.rows.row(at));
}

}  // namespace codau::pipeline
