#include "pipeline/inputs/rejects.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

#include "export/tabular/row_text.h"
#include "record/schema/schema.h"
#include "text/printable.h"

namespace codau::pipeline {
namespace {

using Json = nlohmann::ordered_json;

auto key(const Reject& r) {
  return std::tie(r.file, r.page, r.stage, r.cause, r.doc_id, r.target, r.origin);
}

constexpr std::size_t kMostName = 4096;
constexpr record::Column column(std::string_view name,
                                record::ColumnType type = record::ColumnType::kText) {
  return {.name = name, .type = type, .nullable = record::kNullable};
}
constexpr auto kColumns = std::to_array<record::Column>(
    {column("Tệp"), column("Trang", record::ColumnType::kInt), column("Nguyên nhân"),
     column("Cách xử lý"), column("Chi tiết"), column("Mã")});
constexpr record::Table kSheet{.name = "rejects", .columns = kColumns};

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

/// Returns the output folder of a reject if its path is shared; else an empty text.
std::string output_of(const Reject& reject, const std::set<std::string>& shared) {
  return shared.contains(reject.file) ? text::make_printable(reject.output, kMostName)
                                      : std::string();
}

Json to_object(const Reject& reject, const std::set<std::string>& shared) {
  constexpr std::array kStages{"input", "page", "export"};
  const CauseText& text = describe_cause(reject.cause);
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
          {"detail", or_null(text::make_printable(reject.detail))},
          {"output", or_null(output_of(reject, shared))}};
}

}  // namespace

std::string to_json(const Reject& reject) {
  Json object{{"stage", static_cast<int>(reject.stage)},
              {"file", reject.file},
              {"doc_id", reject.doc_id},
              {"page", reject.page ? Json(*reject.page) : Json()},
              {"target", reject.target},
              {"code", describe_cause(reject.cause).code},
              {"detail", reject.detail}};
  if (!reject.origin.empty()) {
    object["origin"] = reject.origin;
    object["output"] = reject.output;
    if (reject.is_namesake) object["namesake"] = true;
  }
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
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
  reject.origin = text("origin");
  reject.output = text("output");
  reject.is_namesake = object.value("namesake", Json()) == Json(true);
  if (const auto page = object.find("page"); page != object.end() && page->is_number_unsigned())
    reject.page = page->get<std::uint32_t>();
  if (const auto stage = object.find("stage"); stage != object.end() && stage->is_number_unsigned())
    reject.stage = static_cast<RejectStage>(std::min(stage->get<unsigned>(), 2U));
  const std::string code = text("code");
  for (std::size_t i = 0; i < kCauseCount; ++i) {
    if (describe_cause(static_cast<Cause>(i)).code == code) reject.cause = static_cast<Cause>(i);
  }
  if (reject.cause == Cause::kNone) return std::nullopt;
  return reject;
}

std::vector<Reject> sort_rejects(std::vector<Reject> rejects) {
  std::sort(rejects.begin(), rejects.end(),
            [](const Reject& a, const Reject& b) { return key(a) < key(b); });
  rejects.erase(std::unique(rejects.begin(), rejects.end()), rejects.end());
  return rejects;
}

std::vector<Reject> merge_rejects(std::vector<Reject> rejects) {
  using Place = std::pair<std::string, std::string>;  // origin and output folder
  std::map<std::string, Place> by_document;
  std::map<std::string, std::string> by_origin;
  for (const Reject& reject : rejects) {
    const auto [place, is_new] = by_origin.emplace(reject.origin, reject.output);
    if (!is_new) place->second = std::min(place->second, reject.output);
  }
  for (Reject& reject : rejects) {
    reject.output = by_origin.at(reject.origin);
    const Place here{reject.origin, reject.output};
    const auto [place, is_new] = by_document.emplace(reject.doc_id, here);
    if (!is_new) place->second = std::min(place->second, here);
  }
  for (Reject& reject : rejects) {
    if (!reject.doc_id.empty())
      std::tie(reject.origin, reject.output) = by_document.at(reject.doc_id);
  }
  return sort_rejects(std::move(rejects));
}

std::set<std::string> find_shared_paths(const std::vector<Reject>& rejects) {
  std::map<std::string, std::string> origins;
  std::set<std::string> out;
  for (const Reject& reject : rejects) {
    const auto [known, is_new] = origins.emplace(reject.file, reject.origin);
    const bool is_other = !is_new && known->second != reject.origin;
    if (is_other || reject.is_namesake) out.insert(reject.file);
  }
  return out;
}

std::string to_jsonl(const std::vector<Reject>& rejects) {
  const std::set<std::string> shared = find_shared_paths(rejects);
  std::string out;
  for (const Reject& reject : rejects) {
    out += to_object(reject, shared).dump(-1, ' ', false, Json::error_handler_t::replace);
    out += '\n';
  }
  return out;
}

std::string to_csv(const std::vector<Reject>& rejects) {
  std::string out(exports::kByteOrderMark);
  std::vector<std::string> titles;
  for (const record::Column& column : kSheet.columns) titles.emplace_back(column.name);
  out += exports::format_excel_csv_header(titles);
  const std::set<std::string> shared = find_shared_paths(rejects);
  for (const Reject& reject : rejects) {
    const CauseText& text = describe_cause(reject.cause);
    std::string more = describe_detail(reject);
    if (const std::string output = output_of(reject, shared); !output.empty())
      more += (more.empty() ? "" : "; ") + std::string("tệp của kết quả ") + output;
    record::Value page;
    if (reject.page) page = std::int64_t{*reject.page};
    out += exports::format_excel_csv_line(
        kSheet, {text::make_printable(reject.file, kMostName), page, std::string(text.cause_vi),
                 std::string(text.hint_vi), more, std::string(text.code)});
  }
  return out;
}

bool is_lasting(Cause cause) noexcept {
  switch (cause) {
    case Cause::kNotSupported:
    case Cause::kEmpty:
    case Cause::kEncrypted:
    case Cause::kDamaged:
    case Cause::kTooSmall:
    case Cause::kTooLarge:
    case Cause::kNotText:
    case Cause::kSecret:
    case Cause::kSecretSuspected:
    case Cause::kArchive:
    case Cause::kOffice:
    case Cause::kPictureKind:
    case Cause::kEmail:
    case Cause::kWebPage:
    case Cause::kMedia:
    case Cause::kPortfolio:
    case Cause::kAttachments:
    case Cause::kNoPages:
    case Cause::kPagesOutside:
      return true;
    default:
      return false;
  }
}

std::string describe_detail(const Reject& reject) {
  switch (reject.cause) {
    case Cause::kArchive:
    case Cause::kOffice:
    case Cause::kPictureKind:
    case Cause::kMedia:
    case Cause::kPortfolio:
    case Cause::kAttachments:
    case Cause::kPagesOutside:
      return text::make_printable(reject.detail);
    default:
      return {};
  }
}

}  // namespace codau::pipeline
