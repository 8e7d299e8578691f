#include "review/views/statistics_endpoints.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctime>
#include <optional>
#include <utility>
#include <vector>

#include "core/message.h"
#include "pipeline/inputs/iso_time.h"
#include "pipeline/output/manifest.h"
#include "review/queue/json.h"
#include "review/views/statistics.h"
#include "text/json_text.h"
#include "web/token.h"

namespace codau::review {

JsonResponse answer_statistics(const store::StoreReader& store, const ReviewQueue& queue,
                               std::size_t unseen, const SampleFile& file,
                               const RequestParams& asked) {
  const auto sample = file.load();
  std::vector<StatisticsSheet> sheets{make_read_sheet(store), make_waiting_sheet(queue),
                                      make_reasons_sheet(store, queue), make_settled_sheet(store)};
  if (sample) sheets.push_back(make_errors_sheet(*sample));
  if (const std::string name = at(asked, "sheet"); !name.empty()) {
    const auto sheet = std::ranges::find(sheets, name, &StatisticsSheet::name);
    if (sheet == sheets.end())
      return make_error_response(404, both("không có bảng này", "there is no such table"));
    return {200, format_csv(*sheet, at(asked, "lang") == "en"), "codau-" + name + ".csv"};
  }
  Json out = Json::array();
  for (const StatisticsSheet& sheet : sheets) {
    Json columns = Json::array(), rows = Json::array();
    for (const Message& column : sheet.columns) columns.push_back(make_message_json(column));
    for (const auto& cells : sheet.rows) {
      Json row = Json::array();
      for (const SheetCell& cell : cells)
        row.push_back(cell.is_number ? Json(cell.number) : make_message_json(cell.text));
      rows.push_back(std::move(row));
    }
    out.push_back({{"name", sheet.name},
                   {"title", make_message_json(sheet.title)},
                   {"columns", std::move(columns)},
                   {"rows", std::move(rows)}});
  }
  Json told{{"sheets", std::move(out)}, {"unseen", unseen}, {"sample", nullptr}};
  if (sample) {
    const auto judged = std::ranges::count_if(
        sample->items, [](const SampleItem& item) { return !item.verdict.empty(); });
    told["sample"] = {{"at", sample->at}, {"size", sample->items.size()}, {"judged", judged}};
  }
  return make_response(told);
}

JsonResponse answer_sample(const SampleFile& file) {
  const auto sample = file.load();
  Json items = Json::array();
  for (const SampleItem& item : sample ? sample->items : std::vector<SampleItem>()) {
    items.push_back({{"doc_id", item.doc_id},
                     {"table", item.table},
                     {"row_id", item.row_id},
                     {"field", item.field},
                     {"verdict", item.verdict}});
  }
  return make_response({{"seed", sample ? sample->seed : ""}, {"items", std::move(items)}});
}

JsonResponse answer_sample_verdict(SampleFile& file, std::string_view body,
                                   const std::string& actor, const DrawSample& draw) {
  constexpr std::size_t kMostValues = 10, kMostDrawn = 2'000;
  constexpr std::array<std::string_view, 4> kVerdicts{"", "right", "wrong", "unknown"};
  if (!text::is_nested_within(body, 1, kMostValues)) return make_bad_request_response();
  const Json json = Json::parse(body, nullptr, false);
  if (!json.is_object()) return make_bad_request_response();
  const auto number = [&](const char* key) -> std::optional<std::size_t> {
    const auto found = json.find(key);
    if (found == json.end() || !found->is_number_unsigned()) return std::nullopt;
    return found->get<std::size_t>();
  };
  const auto text = [&](const char* key) {
    const auto found = json.find(key);
    return found == json.end() || !found->is_string() ? std::string("?")
                                                      : found->get<std::string>();
  };
  const std::string now = pipeline::format_iso_time(std::time(nullptr));
  if (const auto size = number("draw")) {
    if (*size == 0 || *size > kMostDrawn) return make_bad_request_response();
    Sample drawn{web::make_token(), now, {}};
    drawn.items = draw(drawn.seed, *size);
    if (drawn.items.empty())
      return make_error_response(
          400, both("chưa có giá trị nào để lấy mẫu", "there is no value to draw"));
    file.save(drawn);
    return answer_sample(file);
  }
  const auto item = number("item");
  const std::string verdict = text("verdict");
  if (!item || std::ranges::find(kVerdicts, verdict) == kVerdicts.end())
    return make_bad_request_response();
  const auto sample = file.load();
  if (!sample || *item >= sample->items.size()) return make_not_found_response();
  const SampleItem& judged = sample->items[*item];
  if (sample->seed != text("seed") || judged.verdict != text("was")) {
    return make_response(
        {{"error", make_message_json(both("Mẫu này vừa được người khác hoặc cửa sổ khác xét",
                                          "Somebody else, or another window, has just judged this "
                                          "sample"))},
         {"conflict", true}},
        409);
  }
  file.judge(*item, verdict, actor, now);
  return make_response({{"verdict", verdict}});
}

}  // namespace codau::review
