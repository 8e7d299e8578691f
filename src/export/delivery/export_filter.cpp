#include "export/delivery/export_filter.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include "core/error.h"
#include "record/schema/find_cell.h"
#include "record/schema/flat_tables.h"
#include "record/schema/reasons.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "store/schema/ddl.h"

namespace codau::exports {
namespace {

using record::Row;
using record::Severity;
using record::Table;
using record::Value;

/// Null for NULL, and if the table has no such column.
const std::string* find_text(const Table& table, const Row& row, std::string_view column) {
  const Value* const value = record::find_cell(table, row, column);
  return value == nullptr ? nullptr : std::get_if<std::string>(value);
}

void clear_cell(const Table& table, Row& row, std::string_view column) {
  if (const record::Column* const found = record::find_column(table, column))
    row[static_cast<std::size_t>(found - table.columns.data())] = {};
}

WithheldRow kept_for(WithheldRow::Why why, std::string_view code) {
  WithheldRow kept;
  kept.why = why;
  kept.code = code;
  return kept;
}

WithheldRow child_of(std::string_view table, std::string_view id, std::string_view code) {
  WithheldRow kept = kept_for(WithheldRow::Why::kParent, code);
  kept.parent_table = table;
  kept.parent_id = id;
  return kept;
}

bool is_secret(std::string_view code) { return code.starts_with("SECRET"); }

/// Returns the first reason of severity E, a mark of secrecy before all others; else null. A code
/// missing in the list counts as severity E.
const std::string* error_reason(const Table& table, const Row& row) {
  const Value* const reasons = record::find_cell(table, row, record::Tasks::review_reasons.name);
  const auto* const codes =
      reasons == nullptr ? nullptr : std::get_if<std::vector<std::string>>(reasons);
  if (codes == nullptr) return nullptr;
  auto found = std::ranges::find_if(*codes, is_secret);
  if (found == codes->end()) {
    found = std::ranges::find_if(*codes, [](const std::string& code) {
      return record::find_severity(code).value_or(Severity::kError) == Severity::kError;
    });
  }
  return found == codes->end() ? nullptr : &*found;
}

constexpr std::string_view kDocuments = "documents", kStatus = record::Tasks::review_status.name;

/// Tells whether a key leads to another document than the row's own.
bool is_citation(const record::ForeignKey& key) {
  return key.table == kDocuments && key.column != record::Documents::doc_id.name;
}

/// Returns the verdict on a row alone, without its parents.
std::optional<WithheldRow> judge_status(const Table& table, const Row& row,
                                        bool include_unreviewed) {
  if (!store::has_column(table, kStatus)) return std::nullopt;
  const std::string* status = find_text(table, row, kStatus);
  if (status != nullptr && *status == "rejected") {
    return kept_for(WithheldRow::Why::kRejected, kRejectedCode);
  }
  const std::string* reason = error_reason(table, row);
  if (reason == nullptr || include_unreviewed || (status != nullptr && *status == "accepted")) {
    return std::nullopt;
  }
  return kept_for(WithheldRow::Why::kReason, *reason);
}

/// Passes the rows of a flat table for all documents, or for some of them. Of the copies of a
/// document only one counts: the original if delivered, else the first delivered copy.
void each_counted_row(const ExportFilter& filter, const Table& flat, const DocIds* of,
                      const store::StoreReader::RowSink& take) {
  const store::StoreReader& store = filter.store();
  const std::vector<store::DocumentCopy> copies = store.copies();
  if (copies.empty() && of == nullptr) return store.for_each_row(flat, take);
  const auto goes = [&](const std::string& doc_id) {
    return filter.is_wanted(doc_id) && !filter.is_closed(doc_id);
  };
  DocIds without, told;  // told: originals that a copy stands for
  for (const auto& [doc_id, copy_of] : copies) {
    if (goes(copy_of) || (goes(doc_id) && !told.insert(copy_of).second)) without.insert(doc_id);
  }
  const auto take_document = [&](const std::string& doc_id) {
    if (goes(doc_id) && !without.contains(doc_id)) store.for_each_row_of(flat, doc_id, take);
  };
  if (of != nullptr) {
    std::ranges::for_each(*of, take_document);
    return;
  }
  store.for_each_row(record::table(record::TableId::kDocuments),
                     [&](const Row&, std::string_view id) { take_document(std::string(id)); });
}

}  // namespace

DocIds find_documents_in_doubt(const store::StoreReader& store) {
  const std::vector<std::string> found = store.documents_with([](std::string_view code) {
    return record::find_severity(code).value_or(Severity::kError) == Severity::kError;
  });
  DocIds out(found.begin(), found.end());
  store.for_each_row_with(record::table(record::TableId::kDocuments), kStatus, "rejected",
                          [&](const Row&, std::string_view doc_id) { out.emplace(doc_id); });
  return out;
}

ExportFilter::ExportFilter(const store::StoreReader& store, ExportFilterOptions options)
    : store_(store), options_(std::move(options)) {
  choose_documents();
  close_documents();
  choose_agencies();
  for (const Table& table : record::schema()) judge_table(table);
  choose_tables();
}

/// Chooses the wanted documents, and the agencies that they name.
void ExportFilter::choose_documents() {
  if (!options_.wants) return;
  wanted_.emplace();
  store_.for_each_row(record::table(record::TableId::kDocuments),
                      [&](const Row& row, std::string_view doc_id) {
                        if (options_.wants(row)) wanted_->emplace(doc_id);
                      });
  for (const Table& table : record::schema()) {
    if (store::find_row_owner(table) != store::RowOwner::kShared) continue;
    store_.for_each_claim(table, [&](std::string_view id, std::string_view doc_id) {
      if (wanted_->contains(doc_id)) wanted_agencies_.emplace(id);
    });
  }
}

/// Passes the rows of wanted documents.
void ExportFilter::visit_wanted_rows(const Table& table,
                                     const store::StoreReader::RowSink& take) const {
  if (!wanted_) return store_.for_each_row(table, take);
  if (store::find_row_owner(table) == store::RowOwner::kShared) {
    store_.for_each_row(table, [&](const Row& row, std::string_view doc_id) {
      if (wanted_agencies_.contains(row_id(table, row))) take(row, doc_id);
    });
    return;
  }
  for (const std::string& doc_id : *wanted_) store_.for_each_row_of(table, doc_id, take);
}

/// Passes the rows to judge. Shared rows are few, so all of them are judged.
void ExportFilter::visit_judged_rows(const Table& table,
                                     const store::StoreReader::RowSink& take) const {
  if (!options_.judged || store::find_row_owner(table) == store::RowOwner::kShared)
    return visit_wanted_rows(table, take);
  for (const std::string& doc_id : *options_.judged) {
    if (is_wanted(doc_id)) store_.for_each_row_of(table, doc_id, take);
  }
}

void ExportFilter::close_documents() {
  for (const Table& table : record::schema()) {
    if (table.id != record::TableId::kDocuments) continue;
    visit_judged_rows(table, [&](const Row& row, std::string_view doc_id) {
      const auto kept = judge_status(table, row, options_.include_unreviewed);
      if (kept && (kept->why == WithheldRow::Why::kRejected || is_secret(kept->code))) {
        closed_.emplace(doc_id, kept->code);
      }
    });
  }
}

void ExportFilter::choose_agencies() {
  if (closed_.empty()) return;
  for (const Table& table : record::schema()) {
    if (store::find_row_owner(table) != store::RowOwner::kShared) continue;
    DocIds open;
    store_.for_each_claim(table, [&](std::string_view id, std::string_view doc_id) {
      if (closed_.contains(doc_id)) {
        closed_agencies_.emplace(id, doc_id);  // claims are sorted by row, then by document
      } else {
        open.emplace(id);
      }
    });
    for (const std::string& id : open) closed_agencies_.erase(id);
  }
}

void ExportFilter::judge_table(const Table& table) {
  RowCount& count = counts_[std::string(table.name)];
  if (wanted_) {
    visit_wanted_rows(table, [&](const Row&, std::string_view) { ++count.stored; });
  } else {
    count.stored = store_.count(table);
  }
  const bool has_self_key = std::ranges::any_of(
      table.foreign_keys, [&](const record::ForeignKey& key) { return key.table == table.name; });
  const bool all_go =
      pulling_.empty() && closed_.empty() && !options_.refuse && !store::has_column(table, kStatus);
  // If a row may depend on a row of its own table, the parent need not come first.
  for (bool again = !all_go; again;) {
    const std::uint64_t before = count.withheld;
    visit_judged_rows(table, [&](const Row& row, std::string_view doc_id) {
      std::string id = row_id(table, row);
      if (kept_[std::string(table.name)].contains(id)) return;
      auto kept = judge(table, row, doc_id);
      if (!kept) return;
      kept->table = table.name;
      kept->row_id = std::move(id);
      kept->doc_id = doc_id;
      withhold(std::move(*kept));
      ++count.withheld;
    });
    again = has_self_key && count.withheld != before;
  }
  count.delivered = count.stored - count.withheld;
}

std::optional<WithheldRow> ExportFilter::judge(const Table& table, const Row& row,
                                               std::string_view doc_id) const {
  if (auto kept = judge_status(table, row, options_.include_unreviewed)) return kept;
  if (auto kept = judge_parents(table, row)) return kept;
  if (const auto closed = closed_.find(doc_id); closed != closed_.end()) {
    return child_of("documents", doc_id, closed->second);
  }
  if (!options_.refuse) return std::nullopt;
  const auto refusal = options_.refuse(table, row);
  if (!refusal) return std::nullopt;
  WithheldRow kept = kept_for(refusal->is_requirement_unmet ? WithheldRow::Why::kRequirementUnmet
                                                            : WithheldRow::Why::kTarget,
                              refusal->code);
  kept.field = refusal->field;
  return kept;
}

std::optional<WithheldRow> ExportFilter::judge_parents(const Table& table, const Row& row) const {
  if (!closed_agencies_.empty() && store::find_row_owner(table) == store::RowOwner::kShared) {
    const auto named_by = closed_agencies_.find(row_id(table, row));
    if (named_by != closed_agencies_.end())
      return child_of("documents", named_by->second, closed_.find(named_by->second)->second);
  }
  for (const record::ForeignKey& key : table.foreign_keys) {
    if (is_citation(key) || (key.table == kDocuments && !options_.documents_withhold_rows))
      continue;
    const std::string* parent = find_text(table, row, key.column);
    if (parent == nullptr) continue;
    if (auto kept = find_withheld_parent(key.table, *parent)) return kept;
  }
  const std::string* about = find_text(table, row, record::Evidence::table_name.name);
  const std::string* of = find_text(table, row, record::Evidence::row_id.name);
  return about == nullptr || of == nullptr ? std::nullopt : find_withheld_parent(*about, *of);
}

std::optional<WithheldRow> ExportFilter::find_withheld_parent(std::string_view table,
                                                              std::string_view id) const {
  const auto rows = pulling_.find(table);
  if (rows == pulling_.end()) return std::nullopt;
  const auto row = rows->second.find(id);
  if (row == rows->second.end()) return std::nullopt;
  return child_of(table, id, row->second);
}

void ExportFilter::withhold(WithheldRow row) {
  kept_[row.table].insert(row.row_id);
  if (row.why != WithheldRow::Why::kTarget || options_.refused_rows_withhold_children) {
    pulling_[row.table].emplace(row.row_id, row.code);
  }
  if (is_delivered_table(row.table)) withheld_.push_back(std::move(row));
}

store::StoreReader::RowSink ExportFilter::make_delivered_filter(
    const Table& table, const store::StoreReader::RowSink& take) const {
  const auto found = kept_.find(table.name);
  const DocIds* const kept =
      found == kept_.end() || found->second.empty() ? nullptr : &found->second;
  const bool cites = !closed_.empty() && std::ranges::any_of(table.foreign_keys, is_citation);
  if (kept == nullptr && !cites) return take;
  return [this, &table, &take, kept, cites](const Row& row, std::string_view doc_id) {
    if (kept != nullptr && kept->contains(row_id(table, row))) return;
    take(cites ? clear_closed_keys(table, row) : row, doc_id);
  };
}

Row ExportFilter::clear_closed_keys(const Table& table, Row row) const {
  for (const record::ForeignKey& key : table.foreign_keys) {
    if (!is_citation(key)) continue;
    const std::string* const cited = find_text(table, row, key.column);
    if (cited != nullptr && is_closed(*cited)) clear_cell(table, row, key.column);
  }
  return row;
}

void ExportFilter::for_each_row(const Table& table, const store::StoreReader::RowSink& take) const {
  visit_wanted_rows(table, make_delivered_filter(table, take));
}

void ExportFilter::for_each_row_of(const Table& table, std::string_view doc_id,
                                   const store::StoreReader::RowSink& take) const {
  store_.for_each_row_of(table, doc_id, make_delivered_filter(table, take));
}

bool ExportFilter::is_delivered_table(std::string_view table) const {
  return options_.tables.empty() ||
         std::ranges::find(options_.tables, table) != options_.tables.end();
}

void ExportFilter::choose_tables() {
  const bool all_documents = has_all_documents();
  for (const Table& table : record::schema()) {
    if (!is_delivered_table(table.name)) continue;
    std::vector<record::ForeignKey>& keys = keys_.emplace_back();
    std::ranges::copy_if(table.foreign_keys, std::back_inserter(keys), [&](const auto& key) {
      return is_delivered_table(key.table) && (all_documents || key.table != "documents");
    });
    tables_.push_back(table);
  }
  for (std::size_t i = 0; i < tables_.size(); ++i) tables_[i].foreign_keys = keys_[i];
}

RowSource ExportFilter::rows() const {
  return {tables_, [this](const Table& table, const RowSource::RowSink& take) {
            for_each_row(table, [&](const Row& row, std::string_view) { take(row); });
          }};
}

void ExportFilter::for_each_flat_row(const Table& flat, const RowSource::RowSink& take,
                                     const DocIds* only) const {
  const auto kept_of = [this](std::string_view table) {
    const auto found = kept_.find(table);
    return found == kept_.end() ? nullptr : &found->second;
  };
  const DocIds* const tasks = kept_of("tasks");
  const DocIds* const documents = kept_of("documents");
  const DocIds* const some = only == nullptr && wanted_ ? &*wanted_ : only;
  each_counted_row(*this, flat, some, [&](Row row, std::string_view doc_id) {
    if (is_closed(doc_id)) return;
    const std::string task = record::find_cell_text(flat, row, record::Tasks::task_id.name);
    if (tasks != nullptr && tasks->contains(task)) return;
    if (documents != nullptr && documents->contains(doc_id)) {
      // The year of the plan decides when a duty recurs, and it is unknown here.
      const Value* const recurs = record::find_cell(flat, row, "is_recurring");
      if (recurs != nullptr && *recurs == Value(true)) return;
      for (const std::string_view column : record::list_document_columns(flat))
        clear_cell(flat, row, column);
    }
    take(row);
  });
}

RowSource ExportFilter::rows_and_flat() const {
  RowSource out = rows();
  const auto flat = record::flat_tables();
  out.tables.insert(out.tables.end(), flat.begin(), flat.end());
  out.for_each_row = [this, each = std::move(out.for_each_row)](const Table& table,
                                                                const RowSource::RowSink& take) {
    record::is_flat(table) ? for_each_flat_row(table, take) : each(table, take);
  };
  return out;
}

const RowCount& ExportFilter::count(std::string_view table) const {
  const auto found = counts_.find(table);
  if (found == counts_.end()) throw Error(ErrorCode::kInternal, "no table " + std::string(table));
  return found->second;
}

bool ExportFilter::is_wanted(std::string_view doc_id) const {
  return !wanted_ || wanted_->contains(doc_id);
}

bool ExportFilter::has_all_documents() const {
  if (wanted_) return false;
  const auto kept = kept_.find("documents");
  return kept == kept_.end() ||
         std::ranges::all_of(kept->second, [&](const auto& id) { return closed_.contains(id); });
}

}  // namespace codau::exports
