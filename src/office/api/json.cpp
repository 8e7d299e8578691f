#include "office/api/json.h"

#include <variant>

#include "text/json_text.h"

namespace codau::office {

Json make_value_json(const record::Column& column, const record::Value& value) {
  constexpr std::size_t kMostDepth = 16, kMostCommas = 100'000;
  if (const auto* const text = std::get_if<std::string>(&value)) {
    if (column.type != record::ColumnType::kJson) return *text;
    if (!text::is_nested_within(*text, kMostDepth, kMostCommas)) return {};
    Json out = Json::parse(*text, nullptr, false);
    return out.is_discarded() ? Json() : out;
  }
  if (const auto* const number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* const real = std::get_if<double>(&value)) return *real;
  if (const auto* const flag = std::get_if<bool>(&value)) return *flag;
  if (const auto* const codes = std::get_if<std::vector<std::string>>(&value)) return *codes;
  return {};
}

web::Response make_old_store_problem() {
  return web::make_problem(
      503, both("bản codau cũ đã ghi kho này nên chưa có danh sách; hãy gõ codau compact cho thư "
                "mục này, hoặc thêm một tệp",
                "an older codau made this archive, so that it has no lists yet; run codau compact "
                "for this folder, or add a file"));
}

}  // namespace codau::office
