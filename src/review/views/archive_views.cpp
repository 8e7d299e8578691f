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
#include "record/ids.h"
#include "record/row.h"
#include "review/queue/json.h"
#include "review/queue/rows.h"
#include "review/queue/scan_view.h"
#include "review/queue/sight.h"
#include "review/queue/standing.h"
#include "review/views/views.h"
#include "text/printable.h"

namespace codau::review {
namespace {

using record::Row;
using record::Table;
using record::text_of;

/// In a list of documents: nobody looks through more.
constexpr std::size_t kMostListed = 500;

/// Bytes of a name that are shown.
constexpr std::size_t kMostName = 4096;

/// Of a page, in pixels.
constexpr std::int64_t kMostSide = 100'000;

}  // namespace

bool spreads(std::string_view table, std::string_view field) {
  constexpr auto kNames = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"documents", "organ_name"},
       {"documents", "governing_organ"},
       {"documents", "issued_place"},
       {"documents", "signer_name"},
       {"documents", "signer_position"},
       {"tasks", "lead_raw"},
       {"tasks", "coop_raw"}});
  return std::ranges::find(kNames, std::pair(table, field)) != kNames.end();
}

Answer same_answer(const View& view, const Asked& asked) {
  constexpr std::size_t kMost = 100;
  const std::string name = at(asked, "table"), field = at(asked, "field"),
                    value = at(asked, "value");
  if (!spreads(name, field) || value.empty()) return no_such_row();
  const Table& table = record::table(name);
  const store::Reader& store = view.store;
  Json items = Json::array();
  std::size_t all = 0;
  const std::array<std::string_view, 3> columns{table.primary_key.front(), field, "review_status"};
  each_where(store, table, field, value, columns, [&](Row&& row) {
    const std::string id = record::row_id(table, row), doc_id = text_of(table, row, "doc_id");
    const std::string status = text_of(table, row, "review_status");
    if (status == "accepted" || status == "rejected") return;  // a person has judged it
    if (id == at(asked, "row") || ++all > kMost) return;
    items.push_back({{"doc_id", doc_id},
                     {"table", name},
                     {"row_id", id},
                     {"field", field},
                     {"version", version_of(table, row, field)}});
  });
  return answer({{"items", std::move(items)}, {"all", all}});
}

std::vector<pipeline::Reject> rejects_in(const std::filesystem::path& out) {
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

/// Files and pages that could not be read: with cause and remedy.
Json rejects_json(const std::vector<pipeline::Reject>& rejects) {
  Json out = Json::array();
  for (const pipeline::Reject& one : rejects) {
    if (out.size() == kMostListed) break;
    const CauseText& text = describe_cause(one.cause);
    Json json{{"file", text::make_printable(one.file, kMostName)},
              {"code", text.code},
              {"cause", json_of(both(text.cause_vi, text.cause_en))},
              {"hint", json_of(both(text.hint_vi, text.hint_en))}};
    if (one.page) json["page"] = *one.page;
    out.push_back(std::move(json));
  }
  return out;
}

}  // namespace

Answer rescans_answer(const View& view) {
  const Table& table = record::table("documents");
  const store::Reader& store = view.store;
  std::vector<std::string> doc_ids;
  std::size_t all = 0;
  const std::array<std::string_view, 1> columns{"review_status"};
  each_where(store, table, "review_status", "rejected", columns, [&](Row&& row) {
    if (++all <= kMostListed) doc_ids.push_back(text_of(table, row, "doc_id"));
  });
  Json out = Json::array();
  for (const std::string& doc_id : doc_ids) {
    Json one = document_json(store, doc_id);
    const auto standing = standing_of(store, doc_id);
    if (const auto* const verdict = standing ? standing->verdict() : nullptr)
      one["by"] = {{"actor", verdict->actor}, {"at", verdict->at}};
    one["doc_id"] = doc_id;
    out.push_back(std::move(one));
  }
  const std::vector<pipeline::Reject> rejects = rejects_in(view.out);
  return answer({{"documents", std::move(out)},
                 {"all", all},
                 {"rejects", rejects_json(rejects)},
                 {"all_rejects", rejects.size()}});
}

std::optional<pipeline::ScanPart> scan_part(const View& view, const Asked& asked) {
  const store::Reader& store = view.store;
  const std::string doc_id = at(asked, "doc"), part = at(asked, "part");
  const auto pages = scan_pages(store, doc_id);
  const auto page =
      std::ranges::find(pages, number_of(at(asked, "page")).value_or(0), &ScanPage::number);
  if (page == pages.end()) return std::nullopt;
  pipeline::ScanPart out{source_of(store, doc_id), static_cast<std::uint32_t>(page->number),
                         whole(*page), page->turn, kMostOfPage};
  if (part.empty()) return out;
  std::array<std::int32_t, 4> sides{};
  std::size_t from = 0;
  for (std::size_t i = 0; i < sides.size(); ++i) {
    const std::size_t comma = std::min(part.find(',', from), part.size());
    const auto side = number_of(std::string_view(part).substr(from, comma - from));
    if (!side || (i + 1 < sides.size()) != (comma < part.size())) return std::nullopt;
    sides[i] = static_cast<std::int32_t>(std::min<std::int64_t>(*side, kMostSide));
    from = std::min(comma + 1, part.size());
  }
  out.part = {sides[0], sides[1], sides[2], sides[3]};
  if (is_empty(out.part)) return std::nullopt;
  if (out.part != whole(*page)) out.most = kMostOfPart;
  return out;
}

}  // namespace codau::review
