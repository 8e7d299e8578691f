#include "review/queue/review_action.h"

#include "review/queue/json.h"

namespace codau::review {

ReviewAction parse_review_action(const Json& json) {
  ReviewAction out;
  const auto take = [&](const char* key, std::string& into) {
    const auto found = json.find(key);
    if (found != json.end() && found->is_string()) into = found->get<std::string>();
  };
  if (!json.is_object()) return out;
  take("action", out.action);
  take("doc_id", out.doc_id);
  take("table", out.table);
  take("row_id", out.row_id);
  take("field", out.field);
  take("version", out.version);
  take("value", out.value);
  take("rest", out.rest);
  take("with", out.with);
  take("at", out.at);
  out.is_blank = json.value("blank", Json()) == Json(true);
  if (const auto found = json.find("versions"); found != json.end() && found->is_object()) {
    for (const auto& [row, version] : found->items())
      out.versions[row] = version.is_string() ? version.get<std::string>() : std::string();
  }
  if (const auto found = json.find("edits"); found != json.end() && found->is_array()) {
    for (const Json& edit : *found)
      if (edit.is_string()) out.edits.push_back(edit.get<std::string>());
  }
  return out;
}

}  // namespace codau::review
