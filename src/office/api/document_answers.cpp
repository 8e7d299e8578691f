#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/message.h"
#include "office/api/json.h"
#include "office/api/param_reader.h"
#include "office/api/read_api.h"
#include "pipeline/inputs/iso_time.h"
#include "store/documents/list_rows.h"
#include "store/open_doubts.h"
#include "store/results/result_files.h"

namespace codau::office {
namespace {

using store::DocumentFilter;
using store::DocumentOrder;
using store::DocumentPlace;
using store::DocumentSort;
using store::ListedDocument;

/// The values of `sort`, and their orders.
constexpr std::array<std::string_view, 7> kDocumentSorts{"-issued", "issued", "number", "-number",
                                                         "name",    "added",  "-added"};
constexpr std::array<DocumentSort, 7> kDocumentOrders{{{DocumentOrder::kIssued, true},
                                                       {DocumentOrder::kIssued, false},
                                                       {DocumentOrder::kNumber, false},
                                                       {DocumentOrder::kNumber, true},
                                                       {DocumentOrder::kName, false},
                                                       {DocumentOrder::kAdded, false},
                                                       {DocumentOrder::kAdded, true}}};

DocumentFilter read_document_filter(ParamReader& reader) {
  constexpr std::array<std::string_view, 5> kAll{"", "review", "ok", "accepted", "rejected"};
  DocumentFilter out;
  out.organ = reader.text("organ");
  out.type = reader.text("type");
  out.status = kAll.at(reader.choice("status", kAll));
  out.reason = reader.text("reason");
  out.from = reader.date("from");
  out.until = reader.date("until");
  out.words = reader.text("q");
  out.year = reader.number("year", 0, 9999);
  return out;
}

std::string make_filter_key(const DocumentFilter& filter) {
  std::string out;
  for (const std::string* const text : {&filter.organ, &filter.type, &filter.status, &filter.reason,
                                        &filter.from, &filter.until, &filter.words})
    out.append(*text) += '\n';
  return out + std::to_string(filter.year.value_or(-1));
}

std::optional<DocumentPlace> read_document_place(ParamReader& reader, const std::string& list) {
  const auto values = reader.after(list, 2);
  if (!values) return std::nullopt;
  const auto row = get_number(values->back());
  if (!row) reader.refuse_cursor();
  return DocumentPlace{values->front(), row.value_or(0)};
}

/// Returns the time of the last change of a file; null if the file does not exist.
Json read_file_time(const std::filesystem::path& file) {
  struct stat status {};
  if (file.empty() || ::stat(file.c_str(), &status) != 0) return {};
  return pipeline::format_iso_time(status.st_mtim.tv_sec);
}

Json make_document_item(const store::StoreReader& store, const ListedDocument& document) {
  return {{"doc_id", document.doc_id},
          {"name", document.source_name},
          {"path", document.source_path},
          {"number", or_null(document.number)},
          {"type", or_null(document.type)},
          {"organ", or_null(document.organ)},
          {"issued", or_null(document.issued)},
          {"subject", or_null(document.subject)},
          {"status", document.status},
          {"tasks", document.tasks},
          {"doubts", store::count_doubts(store, document.doc_id)},
          {"pages", or_null(document.pages)},
          {"added", read_file_time(store.results().paths(document.doc_id).text)}};
}

/// Returns the counts, the greatest first.
Json make_counts_json(const store::ValueCounts& counts) {
  constexpr std::size_t kMost = 300;
  std::vector<std::pair<std::string, std::uint64_t>> sorted(counts.begin(), counts.end());
  std::ranges::stable_sort(sorted, std::ranges::greater(),
                           [](const auto& one) { return one.second; });
  if (sorted.size() > kMost) sorted.resize(kMost);
  Json out = Json::array();
  for (const auto& [key, count] : sorted)
    if (!key.empty()) out.push_back({{"key", key}, {"count", count}});
  return out;
}

}  // namespace

web::Response ReadApi::documents(const store::StoreReader& store, const Params& asked) {
  ParamReader reader(asked);
  const DocumentFilter filter = read_document_filter(reader);
  const std::size_t sort = reader.choice("sort", kDocumentSorts);
  const std::string list = "documents" + std::string(kDocumentSorts.at(sort));
  const std::size_t limit = reader.limit();
  const bool wants_facets = reader.flag("facets");
  const auto after = read_document_place(reader, list);
  if (reader.fault()) return *reader.fault();
  if (!store::has_list_rows(store.connection())) return make_old_store_problem();
  const store::DocumentList documents(store.connection(), filter);
  std::vector<ListedDocument> found = documents.page(kDocumentOrders.at(sort), after, limit + 1);
  std::string next;
  if (found.size() > limit) {
    found.pop_back();
    const DocumentPlace& place = found.back().place;
    next = encode_cursor(list, {place.key, place.row});
  }
  Json items = Json::array();
  for (const ListedDocument& one : found) items.push_back(make_document_item(store, one));
  const std::string key = make_filter_key(filter);
  if (!wants_facets) {
    const auto& count = document_counts_.get(store.seq(), key, [&] { return documents.count(); });
    return make_json_response(make_list_json(std::move(items), next, count));
  }
  const auto& facets = document_facets_.get(store.seq(), key, [&] { return documents.facets(); });
  Json out = make_list_json(std::move(items), next, facets.documents);
  out["facets"] = {{"organ", make_counts_json(facets.organs)},
                   {"type", make_counts_json(facets.types)},
                   {"year", make_counts_json(facets.years)}};
  return make_json_response(out);
}

}  // namespace codau::office
