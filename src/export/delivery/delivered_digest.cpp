#include "export/delivery/delivered_digest.h"

#include <algorithm>
#include <vector>

#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "store/schema/ddl.h"

namespace codau::exports {
namespace {

using record::Table;

/// Returns for each document the closed documents and the kept-back agencies that it names.
std::map<std::string, std::vector<std::string>> withheld_of(const ExportFilter& filter) {
  std::map<std::string, std::vector<std::string>> out;
  const store::StoreReader& store = filter.store();
  DocIds agencies;
  for (const WithheldRow& row : filter.withheld()) {
    if (row.table == "agencies") agencies.insert(row.row_id);
  }
  for (const Table& table : record::schema()) {
    for (const record::ForeignKey& key : table.foreign_keys) {
      if (key.table != "documents" || key.column == record::Documents::doc_id.name) continue;
      for (const auto& [closed, why] : filter.closed()) {
        store.for_each_row_with(table, key.column, closed,
                                [&out, &id = closed](const record::Row&, std::string_view doc_id) {
                                  out[std::string(doc_id)].push_back(id);
                                });
      }
    }
    if (agencies.empty() || store::find_row_owner(table) != store::RowOwner::kShared) continue;
    store.for_each_claim(table, [&](std::string_view id, std::string_view doc_id) {
      if (agencies.contains(id)) out[std::string(doc_id)].emplace_back(id);
    });
  }
  for (auto& [doc_id, names] : out) std::ranges::sort(names);
  return out;
}

}  // namespace

std::string compute_delivered_digest(std::string_view stored, const DeliveryTerms& terms,
                                     std::span<const std::string> withheld_ids) {
  std::string all = std::string(stored) + '\n' + terms.version + '\n' +
                    std::string(record::kSchemaVersion) +
                    (terms.include_unreviewed ? "\nall" : "\nreviewed");
  for (const std::string& id : withheld_ids) all += '\n' + id;
  return record::sha256(all) + std::string(terms.provenance ? "" : kPlainDigestSuffix);
}

std::map<std::string, std::string> compute_delivered_digests(const ExportFilter& filter,
                                                             const DeliveryTerms& terms) {
  std::map<std::string, std::string> out = filter.store().digests();
  const auto withheld = withheld_of(filter);
  static const std::vector<std::string> kNone;
  for (auto& [doc_id, digest] : out) {
    const auto found = withheld.find(doc_id);
    digest =
        compute_delivered_digest(digest, terms, found == withheld.end() ? kNone : found->second);
  }
  for (const auto& [doc_id, why] : filter.closed()) out.erase(doc_id);
  std::erase_if(out, [&](const auto& one) { return !filter.is_wanted(one.first); });
  if (out.size() + filter.closed().size() ==
      filter.store().count(record::table(record::TableId::kDocuments)))
    return out;
  filter.store().for_each_row(record::table(record::TableId::kDocuments),
                              [&](const record::Row&, std::string_view doc_id) {
                                if (!filter.is_closed(doc_id) && filter.is_wanted(doc_id))
                                  out.emplace(doc_id, "");
                              });
  return out;
}

}  // namespace codau::exports
