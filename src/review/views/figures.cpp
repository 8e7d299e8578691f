#include "review/views/figures.h"

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
#include "review/queue/token.h"
#include "review/views/statistics.h"
#include "text/json_text.h"

namespace codau::review {

Answer statistics_answer(const store::Reader& store, const Queue& queue, std::size_t unseen,
                         const SampleFile& file, const Asked& asked) {
  const auto sample = file.load();
  std::vector<Sheet> sheets{read_sheet(store), waiting_sheet(queue), reasons_sheet(store, queue),
                            settled_sheet(store)};
  if (sample) sheets.push_back(errors_sheet(*sample));
  if (const std::string name = at(asked, "sheet"); !name.empty()) {
    const auto sheet = std::ranges::find(sheets, name, &Sheet::name);
    if (sheet == sheets.end())
      return refuse(404, both("không có bảng này", "there is no such table"));
    return {200, csv_of(*sheet, at(asked, "lang") == "en"), "codau-" + name + ".csv"};
  }
  Json out = Json::array();
  for (const Sheet& sheet : sheets) {
    Json columns = Json::array(), rows = Json::array();
    for (const Message& column : sheet.columns) columns.push_back(json_of(column));
    for (const auto& cells : sheet.rows) {
      Json row = Json::array();
      for (const Cell& cell : cells)
        row.push_back(cell.is_number ? Json(cell.number) : json_of(cell.text));
      rows.push_back(std::move(row));
    }
    out.push_back({{"name", sheet.name},
                   {"title", json_of(sheet.title)},
                   {"columns", std::move(columns)},
                   {"rows", std::move(rows)}});
  }
  Json told{{"sheets", std::move(out)}, {"unseen", unseen}, {"sample", nullptr}};
  if (sample) {
    const auto judged = std::ranges::count_if(
        sample->items, [](const SampleItem& item) { return !item.verdict.empty(); });
    told["sample"] = {{"at", sample->at}, {"size", sample->items.size()}, {"judged", judged}};
  }
  return answer(told);
}

Answer sample_answer(const SampleFile& file) {
  const auto sample = file.load();
  Json items = Json::array();
  for (const SampleItem& item : sample ? sample->items : std::vector<SampleItem>()) {
    items.push_back({{"doc_id", item.doc_id},
                     {"table", item.table},
                     {"row_id", item.row_id},
                     {"field", item.field},
                     {"verdict", item.verdict}});
  }
  return answer({{"seed", sample ? sample->seed : ""}, {"items", std::move(items)}});
}

Answer judge_sample(SampleFile& file, std::string_view body, const std::string& actor,
                    const DrawSample& draw) {
  constexpr std::size_t kMostValues = 10, kMostDrawn = 2'000;
  constexpr std::array<std::string_view, 4> kVerdicts{"", "right", "wrong", "unknown"};
  if (!text::is_nested_within(body, 1, kMostValues)) return not_understood();
  const Json json = Json::parse(body, nullptr, false);
  if (!json.is_object()) return not_understood();
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
  const std::string now = pipeline::iso_time(std::time(nullptr));
  if (const auto size = number("draw")) {
    if (*size == 0 || *size > kMostDrawn) return not_understood();
    Sample drawn{new_token(), now, {}};
    drawn.items = draw(drawn.seed, *size);
    if (drawn.items.empty())
      return refuse(400, both("chưa có giá trị nào để lấy mẫu", "there is no value to draw"));
    file.save(drawn);
    return sample_answer(file);
  }
  const auto item = number("item");
  const std::string verdict = text("verdict");
  if (!item || std::ranges::find(kVerdicts, verdict) == kVerdicts.end()) return not_understood();
  const auto sample = file.load();
  if (!sample || *item >= sample->items.size()) return no_such_row();
  const SampleItem& judged = sample->items[*item];
  if (sample->seed != text("seed") || judged.verdict != text("was")) {
    return answer({{"error", json_of(both("Mẫu này vừa được người khác hoặc cửa sổ khác xét",
                                          "Somebody else, or another window, has just judged this "
                                          "sample"))},
                   {"conflict", true}},
                  409);
  }
  file.judge(*item, verdict, actor, now);
  return answer({{"verdict", verdict}});
}

}  // namespace codau::review
