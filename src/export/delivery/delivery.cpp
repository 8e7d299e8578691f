#include "export/delivery/delivery.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include "core/error.h"
#include "record/flat_tables.h"
#include "record/reasons.h"
#include "record/row.h"
#include "store/ddl.h"

namespace codau::exports {
namespace {

using record::Row;
using record::Severity;
using record::Table;
using record::Value;

const std::string* text_of(const Value& value) { return std::get_if<std::string>(&value); }

KeptBack kept_for(KeptBack::Why why, std::string_view code) {
  KeptBack kept;
  kept.why = why;
  kept.code = code;
  return kept;
}

KeptBack child_of(std::string_view table, std::string_view id, std::string_view code) {
  KeptBack kept = kept_for(KeptBack::Why::kParent, code);
  kept.parent_table = table;
  kept.parent_id = id;
  return kept;
}

bool is_secret(std::string_view code) { return code.starts_with("SECRET"); }

/// Returns the first reason of severity E, a mark of secrecy before all others; else null. A code
/// missing in the list counts as severity E.
const std::string* error_reason(const Table& table, const Row& row) {
  const Value& reasons = record::value_of(table, row, "review_reasons");
  const auto* codes = std::get_if<std::vector<std::string>>(&reasons);
  if (codes == nullptr) return nullptr;
  auto found = std::ranges::find_if(*codes, is_secret);
  if (found == codes->end()) {
    found = std::ranges::find_if(*codes, [](const std::string& code) {
      return record::severity_of(code).value_or(Severity::kError) == Severity::kError;
    });
  }
  return found == codes->end() ? nullptr : &*found;
}

/// Tells whether a key leads to another document than the row's own.
bool is_citation(const record::ForeignKey& key) {
  return key.table == "documents" && key.column != "doc_id";
}

/// Returns the verdict on a row alone, without its parents.
std::optional<KeptBack> judge_status(const Table& table, const Row& row, bool include_unreviewed) {
  if (!store::has_column(table, "review_status")) return std::nullopt;
  const std::string* status = text_of(record::value_of(table, row, "review_status"));
  if (status != nullptr && *status == "rejected") {
    return kept_for(KeptBack::Why::kRejected, kRejectedCode);
  }
  const std::string* reason = error_reason(table, row);
  if (reason == nullptr || include_unreviewed || (status != nullptr && *status == "accepted")) {
    return std::nullopt;
  }
  return kept_for(KeptBack::Why::kReason, *reason);
}

/// Passes the rows of a flat table for all documents, or for some of them. Of the copies of a
/// document only one counts: the original if delivered, else the first delivered copy.
void each_counted_row(const Delivery& delivery, const Table& flat, const DocIds* of,
                      const store::Reader::Take& take) {
  const store::Reader& store = delivery.store();
  const std::vector<store::Copy> copies = store.copies();
  if (copies.empty() && of == nullptr) return store.each_row(flat, take);
  const auto goes = [&](const std::string& doc_id) {
    return delivery.is_wanted(doc_id) && !delivery.is_closed(doc_id);
  };
  DocIds without, told;  // told: originals that a copy stands for
  for (const auto& [doc_id, copy_of] : copies) {
    if (goes(copy_of) || (goes(doc_id) && !told.insert(copy_of).second)) without.insert(doc_id);
  }
  const auto take_document = [&](const std::string& doc_id) {
    if (goes(doc_id) && !without.contains(doc_id)) store.each_row_of(flat, doc_id, take);
  };
  if (of != nullptr) {
    std::ranges::for_each(*of, take_document);
    return;
  }
  store.each_row(record::table("documents"),
                 [&](const Row&, std::string_view id) { take_document(std::string(id)); });
}

}  // namespace

DocIds documents_in_doubt(const store::Reader& store) {
  const std::vector<std::string> found = store.documents_with([](std::string_view code) {
    return record::severity_of(code).value_or(Severity::kError) == Severity::kError;
  });
  DocIds out(found.begin(), found.end());
  store.each_row_with(record::table("documents"), "review_status", "rejected",
                      [&](const Row&, std::string_view doc_id) { out.emplace(doc_id); });
  return out;
}

Delivery::Delivery(const store::Reader& store, DeliveryOptions options)
    : store_(store), options_(std::move(options)) {
  choose_documents();
  close_documents();
  keep_agencies();
  for (const Table& table : store_.tables()) judge_table(table);
  choose_tables();
}

/// Chooses the wanted documents, and the agencies that they name.
void Delivery::choose_documents() {
  if (!options_.wants) return;
  wanted_.emplace();
  store_.each_row(record::table("documents"), [&](const Row& row, std::string_view doc_id) {
    if (options_.wants(row)) wanted_->emplace(doc_id);
  });
  for (const Table& table : store_.tables()) {
    if (store::owner_of(store_.tables(), table) != store::Owner::kShared) continue;
    store_.each_claim(table, [&](std::string_view id, std::string_view doc_id) {
      if (wanted_->contains(doc_id)) wanted_agencies_.emplace(id);
    });
  }
}

/// Passes the rows of wanted documents.
void Delivery::each_wanted_row(const Table& table, const store::Reader::Take& take) const {
  if (!wanted_) return store_.each_row(table, take);
  if (store::owner_of(store_.tables(), table) == store::Owner::kShared) {
    store_.each_row(table, [&](const Row& row, std::string_view doc_id) {
      if (wanted_agencies_.contains(row_id(table, row))) take(row, doc_id);
    });
    return;
  }
  for (const std::string& doc_id : *wanted_) store_.each_row_of(table, doc_id, take);
}

/// Passes the rows to judge. Shared rows are few, so all of them are judged.
void Delivery::each_judged_row(const Table& table, const store::Reader::Take& take) const {
  if (!options_.judged || store::owner_of(store_.tables(), table) == store::Owner::kShared)
    return each_wanted_row(table, take);
  for (const std::string& doc_id : *options_.judged) {
    if (is_wanted(doc_id)) store_.each_row_of(table, doc_id, take);
  }
}

void Delivery::close_documents() {
  for (const Table& table : store_.tables()) {
    if (table.name != "documents") continue;
    each_judged_row(table, [&](const Row& row, std::string_view doc_id) {
      const auto kept = judge_status(table, row, options_.include_unreviewed);
      if (kept && (kept->why == KeptBack::Why::kRejected || is_secret(kept->code))) {
        closed_.emplace(doc_id, kept->code);
      }
    });
  }
}

void Delivery::keep_agencies() {
  if (closed_.empty()) return;
  for (const Table& table : store_.tables()) {
    if (store::owner_of(store_.tables(), table) != store::Owner::kShared) continue;
    Keys open;
    store_.each_claim(table, [&](std::string_view id, std::string_view doc_id) {
      if (closed_.contains(doc_id)) {
        closed_agencies_.emplace(id, doc_id);  // claims are sorted by row, then by document
      } else {
        open.emplace(id);
      }
    });
    for (const std::string& id : open) closed_agencies_.erase(id);
  }
}

void Delivery::judge_table(const Table& table) {
  RowCount& count = counts_[std::string(table.name)];
  if (wanted_) {
    each_wanted_row(table, [&](const Row&, std::string_view) { ++count.store; });
  } else {
    count.store = store_.count(table);
  }
  const bool has_self_key = std::ranges::any_of(
      table.foreign_keys, [&](const record::ForeignKey& key) { return key.table == table.name; });
  const bool all_go = pulling_.empty() && closed_.empty() && !options_.refuse &&
                      !store::has_column(table, "review_status");
  // If a row may depend on a row of its own table, the parent need not come first.
  for (bool again = !all_go; again;) {
    const std::uint64_t before = count.rejected;
    each_judged_row(table, [&](const Row& row, std::string_view doc_id) {
      std::string id = row_id(table, row);
      if (kept_[std::string(table.name)].contains(id)) return;
      auto kept = judge(table, row, doc_id);
      if (!kept) return;
      kept->table = table.name;
      kept->row_id = std::move(id);
      kept->doc_id = doc_id;
      keep_back(std::move(*kept));
      ++count.rejected;
    });
    again = has_self_key && count.rejected != before;
  }
  count.exported = count.store - count.rejected;
}

std::optional<KeptBack> Delivery::judge(const Table& table, const Row& row,
                                        std::string_view doc_id) const {
  if (auto kept = judge_status(table, row, options_.include_unreviewed)) return kept;
  if (auto kept = judge_parents(table, row)) return kept;
  if (const auto closed = closed_.find(doc_id); closed != closed_.end()) {
    return child_of("documents", doc_id, closed->second);
  }
  if (!options_.refuse) return std::nullopt;
  const auto refusal = options_.refuse(table, row);
  if (!refusal) return std::nullopt;
  KeptBack kept =
      kept_for(refusal->is_lost ? KeptBack::Why::kLost : KeptBack::Why::kTarget, refusal->code);
  kept.field = refusal->field;
  return kept;
}

std::optional<KeptBack> Delivery::judge_parents(const Table& table, const Row& row) const {
  if (!closed_agencies_.empty() &&
      store::owner_of(store_.tables(), table) == store::Owner::kShared) {
    const auto named_by = closed_agencies_.find(row_id(table, row));
    if (named_by != closed_agencies_.end())
      return child_of("documents", named_by->second, closed_.find(named_by->second)->second);
  }
  for (const record::ForeignKey& key : table.foreign_keys) {
    if (key.table == "documents" && (key.column != "doc_id" || !options_.documents_keep_rows))
      continue;
    const std::string* parent = text_of(record::value_of(table, row, key.column));
    if (parent == nullptr) continue;
    if (auto kept = hangs_on(key.table, *parent)) return kept;
  }
  if (!store::has_column(table, "table_name")) return std::nullopt;
  const std::string* about = text_of(record::value_of(table, row, "table_name"));
  const std::string* of = text_of(record::value_of(table, row, "row_id"));
  return about == nullptr || of == nullptr ? std::nullopt : hangs_on(*about, *of);
}

std::optional<KeptBack> Delivery::hangs_on(std::string_view table, std::string_view id) const {
  const auto rows = pulling_.find(table);
  if (rows == pulling_.end()) return std::nullopt;
  const auto row = rows->second.find(id);
  if (row == rows->second.end()) return std::nullopt;
  return child_of(table, id, row->second);
}

void Delivery::keep_back(KeptBack row) {
  kept_[row.table].insert(row.row_id);
  if (row.why != KeptBack::Why::kTarget || options_.refused_rows_keep_children) {
    pulling_[row.table].emplace(row.row_id, row.code);
  }
  if (delivers(row.table)) kept_back_.push_back(std::move(row));
}

store::Reader::Take Delivery::only_delivered(const Table& table,
                                             const store::Reader::Take& take) const {
  const auto found = kept_.find(table.name);
  const Keys* const kept = found == kept_.end() || found->second.empty() ? nullptr : &found->second;
  const bool cites = !closed_.empty() && std::ranges::any_of(table.foreign_keys, is_citation);
  if (kept == nullptr && !cites) return take;
  return [this, &table, &take, kept, cites](const Row& row, std::string_view doc_id) {
    if (kept != nullptr && kept->contains(row_id(table, row))) return;
    take(cites ? without_closed(table, row) : row, doc_id);
  };
}

Row Delivery::without_closed(const Table& table, Row row) const {
  for (const record::ForeignKey& key : table.foreign_keys) {
    if (!is_citation(key)) continue;
    record::RowCells cells(table, row);
    if (is_closed(cells.text(key.column))) cells.set(key.column, {});
  }
  return row;
}

void Delivery::each_row(const Table& table, const store::Reader::Take& take) const {
  each_wanted_row(table, only_delivered(table, take));
}

void Delivery::each_row_of(const Table& table, std::string_view doc_id,
                           const store::Reader::Take& take) const {
  store_.each_row_of(table, doc_id, only_delivered(table, take));
}

bool Delivery::delivers(std::string_view table) const {
  return options_.tables.empty() ||
         std::ranges::find(options_.tables, table) != options_.tables.end();
}

void Delivery::choose_tables() {
  const bool all_documents = documents_complete();
  for (const Table& table : store_.tables()) {
    if (!delivers(table.name)) continue;
    std::vector<record::ForeignKey>& keys = keys_.emplace_back();
    std::ranges::copy_if(table.foreign_keys, std::back_inserter(keys), [&](const auto& key) {
      return delivers(key.table) && (all_documents || key.table != "documents");
    });
    tables_.push_back(table);
  }
  for (std::size_t i = 0; i < tables_.size(); ++i) tables_[i].foreign_keys = keys_[i];
}

RowSource Delivery::rows() const {
  return {tables_, [this](const Table& table, const RowSource::Take& take) {
            each_row(table, [&](const Row& row, std::string_view) { take(row); });
          }};
}

void Delivery::each_flat_row(const Table& flat, const RowSource::Take& take,
                             const DocIds* of) const {
  const auto kept_of = [this](std::string_view table) {
    const auto found = kept_.find(table);
    return found == kept_.end() ? nullptr : &found->second;
  };
  const Keys* const tasks = kept_of("tasks");
  const Keys* const documents = kept_of("documents");
  const DocIds* const some = of == nullptr && wanted_ ? &*wanted_ : of;
  each_counted_row(*this, flat, some, [&](Row row, std::string_view doc_id) {
    record::RowCells cells(flat, row);
    if (is_closed(doc_id) || (tasks != nullptr && tasks->contains(cells.text("task_id")))) return;
    if (documents != nullptr && documents->contains(doc_id)) {
      // The year of the plan decides when a duty recurs, and it is unknown here.
      if (store::has_column(flat, "is_recurring") && cells.truth("is_recurring")) return;
      for (const std::string_view column : record::columns_of_document(flat)) cells.set(column, {});
    }
    take(row);
  });
}

RowSource Delivery::rows_and_flat() const {
  RowSource out = rows();
  const auto flat = record::flat_tables();
  out.tables.insert(out.tables.end(), flat.begin(), flat.end());
  out.each_row = [this, each = std::move(out.each_row)](const Table& table,
                                                        const RowSource::Take& take) {
    record::is_flat(table) ? each_flat_row(table, take) : each(table, take);
  };
  return out;
}

const RowCount& Delivery::count(std::string_view table) const {
  const auto found = counts_.find(table);
  if (found == counts_.end()) throw Error(ErrorCode::kInternal, "no table " + std::string(table));
  return found->second;
}

bool Delivery::is_wanted(std::string_view doc_id) const {
  return !wanted_ || wanted_->contains(doc_id);
}

bool Delivery::documents_complete() const {
  if (wanted_) return false;
  const auto kept = kept_.find("documents");
  return kept == kept_.end() ||
         std::ranges::all_of(kept->second, [&](const auto& id) { return closed_.contains(id); });
}

}  // namespace codau::exports
