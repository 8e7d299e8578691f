#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "pipeline/edits/learnt.h"
#include "record/learnt_names.h"
#include "review/actions/acts.h"
#include "review/queue/json.h"

namespace codau::review {
namespace {

/// Documents that one action judges anew: more take longer than somebody waits.
constexpr std::size_t kMostDocuments = 5'000;
constexpr std::size_t kMostNames = 200'000;  ///< that an output learns
constexpr std::size_t kLongestName = 400;    ///< bytes, as a form of a lexicon has at most

Answer no_name() {
  return refuse(400, both("không có tên cơ quan nào ở đây để ghi nhớ",
                          "there is no name of a body here to remember"));
}

/// The names that the doubt is about.
std::vector<std::string> names_of(Pen& pen, const Deed& deed, const Target& target) {
  const bool is_of_task =
      target.table->name == "tasks" && (target.field == "lead_raw" || target.field == "coop_raw");
  if (!is_of_task) return {};
  const Lookout::Reading reading = pen.lookout.read();
  record::Records records;
  (*reading).each_row_of(
      record::table("task_agencies"), deed.doc_id,
      [&](const record::Row& row, auto) { records["task_agencies"].push_back(row); });
  auto names = record::names_asked(pen.lexicon, records, target.row_id, target.field);
  std::erase_if(names, [](const std::string& name) { return name.size() > kLongestName; });
  return names;
}

}  // namespace

Answer learn_names(Pen& pen, const Deed& deed) {
  auto found = target_of(pen, deed);
  if (auto* const refused = std::get_if<Answer>(&found)) return std::move(*refused);
  const Target& target = std::get<Target>(found);
  const bool learns = deed.action == "right";
  const std::vector<std::string> names = learns ? names_of(pen, deed, target) : deed.edits;
  if (names.empty()) return no_name();
  record::LearntNames learnt = pipeline::load_learnt(pen.lookout.out());
  std::vector<std::string> changed;
  for (const std::string& name : names) {
    if (learnt.contains(name) == learns) continue;
    learns ? learnt.add(name) : learnt.remove(name);
    changed.push_back(name);
  }
  if (learnt.keys().size() > kMostNames || pen.concerned_by(learnt) > kMostDocuments) {
    return refuse(
        400, both("tên này ở quá nhiều văn bản; hãy thêm nó vào lexicon/user rồi chạy codau run",
                  "too many documents have this name; add it to lexicon/user and run "
                  "codau run"));
  }
  const std::size_t before = pen.lookout.queue().size();
  const auto done = pen.learn(learnt, edits_for(pen, deed, target));
  std::set<std::string> seen(done.documents.begin(), done.documents.end());
  seen.insert(deed.doc_id);
  for (const std::string& doc_id : seen) pen.lookout.look_at(*pen.lookout.read(), doc_id);
  if (!done.edits.refused.empty()) return refuse(400, done.edits.refused.front().why);
  Answer out = done_of(pen, deed, target);
  if (out.status != 200) return out;
  Json told = Json::parse(out.body);
  told["names"] = names;
  told["settled"] = before - std::min(before, pen.lookout.queue().size());
  if (learns) {
    told["undo"]["action"] = "unlearn";
    told["undo"]["edits"] = changed.empty() ? names : changed;
  }
  return answer(told);
}

}  // namespace codau::review
