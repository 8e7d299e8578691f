#include "pipeline/rejects.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <tuple>

#include "text/printable.h"

namespace codau::pipeline {
namespace {

using Json = nlohmann::ordered_json;

auto key(const Reject& r) { return std::tie(r.file, r.page, r.stage, r.cause, r.doc_id, r.target); }

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

std::string to_jsonl(std::vector<Reject> rejects) {
  std::sort(rejects.begin(), rejects.end(),
            [](const Reject& a, const Reject& b) { return key(a) < key(b); });
  rejects.erase(std::unique(rejects.begin(), rejects.end()), rejects.end());
  std::string out;
  for (const Reject& reject : rejects) {
    out += to_object(reject).dump(-1, ' ', false, Json::error_handler_t::replace);
    out += '\n';
  }
  return out;
}

}  // namespace codau::pipeline
