#include "pipeline/rejects.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <tuple>

#include "export/tables.h"
#include "record/schema.h"
#include "text/printable.h"

namespace codau::pipeline {
namespace {

using Json = nlohmann::ordered_json;

auto key(const Reject& r) { return std::tie(r.file, r.page, r.stage, r.cause, r.doc_id, r.target); }

constexpr std::size_t kMostName = 4096;
constexpr record::Column column(std::string_view name, record::Type type = record::Type::kText) {
  return {name, type, true, ""};
}
constexpr auto kColumns = std::to_array<record::Column>(
    {column("Tệp"), column("Trang", record::Type::kInt), column("Nguyên nhân"),
     column("Cách xử lý"), column("Chi tiết"), column("Mã")});
constexpr record::Table kSheet{"rejects", kColumns, {}, {}};

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json to_object(const Reject& reject) {
  constexpr std::array kStages{"input", "page", "export"};
  const CauseText& text = text_of(reject.cause);
  return {{"stage", kStages.at(static_cast<std::size_t>(reject.stage))},
          {"file", reject.file},
          {"doc_id", or_null(reject.doc_id)},
          {"page", reject.page ? Json(*reject.page) : Json()},
          {"target", or_null(reject.target)},
          {"code", text.code},
          {"cause_vi", text.cause_vi},
          {"cause_en", text.cause_en},
          {"hint_vi", text.hint_vi},
          {"hint_en", text.hint_en},
          {"detail", or_null(text::printable(reject.detail))}};
}

}  // namespace

std::string to_json(const Reject& reject) {
  return Json{{"stage", static_cast<int>(reject.stage)},
              {"file", reject.file},
              {"doc_id", reject.doc_id},
              {"page", reject.page ? Json(*reject.page) : Json()},
              {"target", reject.target},
              {"code", text_of(reject.cause).code},
              {"detail", reject.detail}}
      .dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Reject> reject_from_json(std::string_view json) {
  const Json object = Json::parse(json, nullptr, false);
  if (!object.is_object()) return std::nullopt;
  const auto text = [&](const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
  };
  Reject reject;
  reject.file = text("file");
  reject.doc_id = text("doc_id");
  reject.target = text("target");
  reject.detail = text("detail");
  if (const auto page = object.find("page"); page != object.end() && page->is_number_unsigned())
    reject.page = page->get<std::uint32_t>();
  if (const auto stage = object.find("stage"); stage != object.end() && stage->is_number_unsigned())
    reject.stage = static_cast<Stage>(std::min(stage->get<unsigned>(), 2U));
  const std::string code = text("code");
  for (std::size_t i = 0; i < kCauses; ++i) {
    if (text_of(static_cast<Cause>(i)).code == code) reject.cause = static_cast<Cause>(i);
  }
  if (reject.cause == Cause::kNone) return std::nullopt;
  return reject;
}

std::vector<Reject> in_order(std::vector<Reject> rejects) {
  std::sort(rejects.begin(), rejects.end(),
            [](const Reject& a, const Reject& b) { return key(a) < key(b); });
  rejects.erase(std::unique(rejects.begin(), rejects.end()), rejects.end());
  return rejects;
}

std::string to_jsonl(const std::vector<Reject>& rejects) {
  std::string out;
  for (const Reject& reject : rejects) {
    out += to_object(reject).dump(-1, ' ', false, Json::error_handler_t::replace);
    out += '\n';
  }
  return out;
}

std::string to_csv(const std::vector<Reject>& rejects) {
  std::string out(exports::kByteOrderMark);
  std::vector<std::string> titles;
  for (const record::Column& column : kSheet.columns) titles.emplace_back(column.name);
  out += exports::excel_csv_head(titles);
  for (const Reject& reject : rejects) {
    const CauseText& text = text_of(reject.cause);
    record::Value page;
    if (reject.page) page = std::int64_t{*reject.page};
    out += exports::excel_csv_line(
        kSheet, {text::printable(reject.file, kMostName), page, std::string(text.cause_vi),
                 std::string(text.hint_vi), more_about(reject), std::string(text.code)});
  }
  return out;
}

std::string more_about(const Reject& reject) {
  switch (reject.cause) {
    case Cause::kArchive:
    case Cause::kOffice:
    case Cause::kPictureKind:
    case Cause::kMedia:
    case Cause::kPortfolio:
    case Cause::kAttachments:
    case Cause::kPagesOutside:
      return text::printable(reject.detail);
    default:
      return {};
  }
}

}  // namespace codau::pipeline
