#include <string>
#include <utility>
#include <vector>

#include "review/actions/actions.h"
#include "review/queue/json.h"
#include "text/json_text.h"

namespace codau::review {
namespace {

constexpr std::size_t kMostCorrections = 10'000;

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

JsonResponse correct(EditSession& session, std::string_view body) {
  constexpr std::size_t kMostValues = 200'000;
  const bool is_bounded = text::is_nested_within(body, 4, kMostValues);
  const Json json = is_bounded ? Json::parse(body, nullptr, false) : Json();
  if (!json.is_array() || json.empty() || json.size() > kMostCorrections)
    return make_bad_request_response();
  std::vector<record::RequestedEdit> asked;
  for (const Json& one : json) asked.push_back(record::parse_edit_request(dump(one)));
  return session.run_exclusively([&] {
    const pipeline::CorrectReport report = session.save(asked);
    Json refused = Json::array();
    for (const pipeline::RefusedEdit& one : report.refused)
      refused.push_back({{"at", one.at}, {"why", make_message_json(one.why)}});
    return make_response({{"made", report.made},
                          {"documents", report.documents},
                          {"known", report.known},
                          {"open", report.open},
                          {"refused", std::move(refused)}});
  });
}

JsonResponse correct_line(EditSession& session, std::string_view doc_id, std::string_view body) {
  const Json asked = text::is_nested_within(body, 2, kMostCorrections)
                         ? Json::parse(body, nullptr, false)
                         : Json();
  if (!asked.is_object() || !asked.contains("line") || !asked.contains("was") ||
      !asked.contains("text"))
    return make_bad_request_response();
  Json line{{"doc_id", doc_id}, {"action", "set_line"}, {"line", asked["line"]}};
  if (asked.contains("page") && !asked["page"].is_null()) line["page"] = asked["page"];
  line["before"] = asked["was"];
  line["value"] = asked["text"];
  JsonResponse done = correct(session, dump(Json::array({std::move(line)})));
  if (done.status != 200) return done;
  const Json report = Json::parse(done.body);
  if (report["refused"].empty()) return done;
  const Json& why = report["refused"][0]["why"];
  return make_error_response(409, Message(why.value("vi", ""), why.value("en", "")));
}

}  // namespace codau::review
