#include "review/actions/acts.h"

#include <ctime>
#include <map>
#include <utility>

#include "pipeline/inputs/iso_time.h"
#include "pipeline/output/manifest.h"
#include "record/edit_rules.h"
#include "review/actions/row_changes.h"
#include "review/queue/json.h"
#include "review/queue/standing.h"
#include "review/queue/target.h"
#include "text/json_text.h"

namespace codau::review {

Pen::Pen(Lookout& of, pipeline::Corrections& corrections, const text::Lexicon& words,
         std::string actor)
    : lookout(of),
      lexicon(words),
      corrections_(corrections),
      actor_(std::move(actor)),
      unsettled_((*lookout.read()).has_unsettled_edits()) {}

Answer Pen::alone(const std::function<Answer()>& act) {
  Answer out;
  // Where others have put files in the place of those that are open, none of them stays open.
  corrections_.alone([this] { static_cast<void>(lookout.read()); }, [&] { out = act(); });
  return out;
}

pipeline::CorrectReport Pen::save(std::span<const record::AskedEdit> asked) {
  const record::Reviewer who{actor_, pipeline::iso_time(std::time(nullptr))};
  pipeline::CorrectReport report = corrections_.make(asked, who);
  unsettled_ = unsettled_ || report.made > 0;
  return report;
}

std::optional<Message> Pen::refused(std::span<const record::AskedEdit> asked) {
  const pipeline::CorrectReport report = save(asked);
  if (report.refused.empty()) return std::nullopt;
  return report.refused.front().why;
}

pipeline::Corrections::Learnt Pen::learn(const record::LearntNames& names,
                                         std::span<const record::AskedEdit> asked) {
  const record::Reviewer who{actor_, pipeline::iso_time(std::time(nullptr))};
  auto learnt = corrections_.learn(names, asked, who);
  unsettled_ = true;
  return learnt;
}

void Pen::settle() {
  lookout.close();  // it would keep the log of writes
  corrections_.finish();
  unsettled_ = false;
}

namespace {

/// The versions of the documents that deeds are about.
std::map<std::string, std::string> versions_of(Pen& pen, const std::vector<Deed>& deeds) {
  std::map<std::string, std::string> out;
  const Lookout::Reading reading = pen.lookout.read();
  for (const Deed& deed : deeds) {
    std::string& version = out[deed.doc_id];
    if (!version.empty()) continue;
    if (const auto standing = standing_of(*reading, deed.doc_id)) version = standing->version;
  }
  return out;
}

/// Answers, and tells who goes on from a document as it was which version has become of it.
Answer act_on(Pen& pen, const std::vector<Deed>& deeds, const std::function<Answer()>& act) {
  const auto before = versions_of(pen, deeds);
  Answer out = act();
  if (out.status != 200) return out;
  Json told = Json::parse(out.body), became = Json::object();
  for (const auto& [doc_id, version] : versions_of(pen, deeds)) {
    const std::string& was = before.at(doc_id);
    if (!was.empty() && !version.empty() && was != version) became[was] = version;
  }
  told["became"] = std::move(became);
  return answer(told);
}

}  // namespace

Answer act(Pen& pen, std::string_view body) {
  constexpr std::size_t kMostValues = 25'000;
  if (!text::is_nested_within(body, 4, kMostValues)) return not_understood();
  const Json json = Json::parse(body, nullptr, false);
  const Deed deed = deed_from(json);
  const auto alone = [&](const std::vector<Deed>& about, const std::function<Answer()>& act) {
    return pen.alone([&] { return act_on(pen, about, act); });
  };
  if (deed.action != "together") {
    return alone({deed}, [&] {
      if (deed.is_of_rows()) return change_rows(pen, deed);
      if (deed.action == "right" || deed.action == "unlearn") return learn_names(pen, deed);
      if (deed.action == "pages" || deed.action == "divide") return divide(pen, deed);
      return deed.table.empty() && !deed.doc_id.empty() ? judge_document(pen, deed)
                                                        : act_on_value(pen, deed);
    });
  }
  const auto deeds = json.find("deeds");
  if (deeds == json.end() || !deeds->is_array()) return not_understood();
  std::vector<Deed> all;
  for (const Json& one : *deeds) {
    all.push_back(deed_from(one));
    all.back().is_one_of_many = true;
  }
  return alone(all, [&] { return together(pen, all); });
}

record::AskedEdit edit_of(std::string_view doc_id, std::string_view table, std::string_view row_id,
                          std::string_view action) {
  return record::read_request(edit_line(doc_id, table, row_id, action) + '}');
}

Answer changed_since(const Target& now) {
  return answer({{"error", json_of(changed_by_others())},
                 {"conflict", true},
                 {"value", now.typed()},
                 {"version", now.version()},
                 {"status", now.text("review_status")}},
                409);
}

}  // namespace codau::review
