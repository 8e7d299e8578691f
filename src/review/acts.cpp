#include "review/acts.h"

#include <ctime>
#include <utility>

#include "pipeline/manifest.h"
#include "record/edit_rules.h"
#include "review/json.h"
#include "review/row_changes.h"
#include "review/target.h"
#include "text/json_text.h"

namespace codau::review {

Pen::Pen(Lookout& of, pipeline::Corrections& corrections, const text::Lexicon& words,
         std::string actor)
    : lookout(of), lexicon(words), corrections_(corrections), actor_(std::move(actor)) {}

pipeline::CorrectReport Pen::save(std::span<const record::AskedEdit> asked) {
  static_cast<void>(
      lookout.read());  // where others have put files in the place of these, none stays open
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

void Pen::settle() {
  lookout.close();  // it would keep the log of writes
  corrections_.finish();
  unsettled_ = false;
}

Answer act(Pen& pen, std::string_view body) {
  constexpr std::size_t kMostValues = 25'000;
  if (!text::nests_within(body, 4, kMostValues)) return not_understood();
  const Json json = Json::parse(body, nullptr, false);
  const Deed deed = deed_from(json);
  if (deed.is_of_rows()) return change_rows(pen, deed);
  if (deed.action == "pages" || deed.action == "divide") return divide(pen, deed);
  if (deed.action != "together")
    return deed.table.empty() && !deed.doc_id.empty() ? judge_document(pen, deed)
                                                      : act_on_value(pen, deed);
  const auto deeds = json.find("deeds");
  if (deeds == json.end() || !deeds->is_array()) return not_understood();
  std::vector<Deed> all;
  for (const Json& one : *deeds) {
    all.push_back(deed_from(one));
    all.back().is_one_of_many = true;
  }
  return together(pen, all);
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
