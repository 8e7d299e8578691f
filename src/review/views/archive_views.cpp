#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/box.h"
#include "core/error.h"
#include "core/message.h"
#include "pipeline/inputs/rejects.h"
#include "record/schema/find_cell.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/typed_row.h"
#include "review/queue/document_verdict.h"
#include "review/queue/json.h"
#include "review/queue/rows.h"
#include "review/queue/scan_crop.h"
#include "review/queue/scan_excerpt.h"
#include "review/views/views.h"
#include "text/printable.h"

namespace codau::review {
namespace {

using record::Row;
using record::Table;

/// Longest list of documents.
constexpr std::size_t kMostListed = 500;

/// Bytes of a name that are shown at most.
constexpr std::size_t kMostName = 4096;

/// Longest side of a page in pixels.
constexpr std::int64_t kMostSide = 100'000;

}  // namespace

bool may_spread(std::string_view table, std::string_view field) {
  constexpr auto kNames = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"documents", record::Documents::organ_name.name},
       {"documents", record::Documents::governing_organ.name},
       {"documents", record::Documents::issued_place.name},
       {"documents", record::Documents::signer_name.name},
       {"documents", record::Documents::signer_position.name},
       {"tasks", record::Tasks::lead_raw.name},
       {"tasks", record::Tasks::coop_raw.name}});
  return std::ranges::find(kNames, std::pair(table, field)) != kNames.end();
}

JsonResponse answer_same(const ViewContext& view, const RequestParams& asked) {
  constexpr std::size_t kMost = 100;
  constexpr std::string_view kStatus = record::Tasks::review_status.name;
  const std::string name = at(asked, "table"), field = at(asked, "field"),
                    value = at(asked, "value");
  if (!may_spread(name, field) || value.empty()) return make_not_found_response();
  const Table& table = record::table(name);
  const store::StoreReader& store = view.store;
  Json items = Json::array();
  std::size_t all = 0;
  const std::array<std::string_view, 3> columns{table.primary_key.front(), field, kStatus};
  for_each_where(store, table, field, value, columns, [&](Row&& row) {
    const std::string id = record::row_id(table, row),
                      doc_id = record::find_cell_text(table, row, record::Documents::doc_id.name);
    const std::string status = record::find_cell_text(table, row, kStatus);
    if (status == "accepted" || status == "rejected") return;  // a person has judged it
    if (id == at(asked, "row") || ++all > kMost) return;
    items.push_back({{"doc_id", doc_id},
                     {"table", name},
                     {"row_id", id},
                     {"field", field},
                     {"version", compute_version(table, row, field)}});
  });
  return make_response({{"items", std::move(items)}, {"all", all}});
}

std::vector<pipeline::Reject> read_rejects(const std::filesystem::path& out) {
  constexpr std::size_t kMost = 100'000, kMostBytes = std::size_t{1} << 20U;  // lines; of one
  std::vector<pipeline::Reject> rejects;
  std::ifstream file(out / "rejects.jsonl", std::ios::binary);
  for (std::string line; rejects.size() < kMost && std::getline(file, line);) {
    if (line.size() > kMostBytes) continue;
    if (auto one = pipeline::reject_from_json(line)) rejects.push_back(std::move(*one));
  }
  return rejects;
}

namespace {

/// Returns files and pages that could not be read, with cause and remedy.
Json rejects_json(const std::vector<pipeline::Reject>& rejects) {
  Json out = Json::array();
  for (const pipeline::Reject& one : rejects) {
    if (out.size() == kMostListed) break;
    const CauseText& text = describe_cause(one.cause);
    Json json{{"file", text::make_printable(one.file, kMostName)},
              {"code", text.code},
              {"cause", make_message_json(both(text.cause_vi, text.cause_en))},
              {"hint", make_message_json(both(text.hint_vi, text.hint_en))}};
    if (one.page) json["page"] = *one.page;
    out.push_back(std::move(json));
  }
  return out;
}

}  // namespace

JsonResponse answer_rescans(const ViewContext& view) {
  const Table& table = record::table(record::TableId::kDocuments);
  const store::StoreReader& store = view.store;
  std::vector<std::string> doc_ids;
  std::size_t all = 0;
  const std::array<std::string_view, 1> columns{record::Documents::review_status.name};
  for_each_where(store, table, columns.front(), "rejected", columns, [&](Row&& row) {
    if (++all <= kMostListed)
      doc_ids.push_back(record::ConstCells<record::Documents>(row).text(record::Documents::doc_id));
  });
  Json out = Json::array();
  for (const std::string& doc_id : doc_ids) {
    Json one = make_document_json(store, doc_id);
    const auto document_verdict = find_document_verdict(store, doc_id);
    if (const auto* const verdict = document_verdict ? document_verdict->verdict() : nullptr)
      one["by"] = {{"actor", verdict->actor}, {"at", verdict->at}};
    one["doc_id"] = doc_id;
    out.push_back(std::move(one));
  }
  const std::vector<pipeline::Reject> rejects = read_rejects(view.out);
  return make_response({{"documents", std::move(out)},
                        {"all", all},
                        {"rejects", rejects_json(rejects)},
                        {"all_rejects", rejects.size()}});
}

std::optional<pipeline::ScanPart> find_scan_part(const ViewContext& view,
                                                 const RequestParams& asked) {
  const store::StoreReader& store = view.store;
  const std::string doc_id = at(asked, "doc"), part = at(asked, "part");
  const auto pages = find_scan_pages(store, doc_id);
  const auto page = std::ranges::find(pages, parse_param_number(at(asked, "page")).value_or(0),
                                      &ScanPage::number);
  if (page == pages.end()) return std::nullopt;
  pipeline::ScanPart out{find_source(store, doc_id), static_cast<std::uint32_t>(page->number),
                         make_whole_page_box(*page), page->turn, kMaxPagePixels};
  if (part.empty()) return out;
  std::array<std::int32_t, 4> sides{};
  std::size_t from = 0;
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const std::size_t comma = std::min(part.find(',', from), part.size());
    const auto side = parse_param_number(std::string_view(part).substr(from, comma - from));
    if (!side || (i + 1 < sides.size()) != (comma < part.size())) return std::nullopt;
    sides[i] = static_cast<std::int32_t>(std::min<std::int64_t>(*side, kMostSide));
    from = std::min(comma + 1, part.size());
  }
  out.part = {sides[0], sides[1], sides[2], sides[3]};
  if (is_empty(out.part)) return std::nullopt;
  if (out.part != make_whole_page_box(*page)) out.most = kMaxPartPixels;
  return out;
}

}  // namespace codau::review
